import type { CategorySpec, ItemSpec } from "../codec/item-spec.ts";
import {
  count,
  explicit,
  extended,
  flags,
  group,
  icao,
  item,
  octal,
  raw,
  repeated,
  signed,
  spare,
  unsigned,
} from "../codec/spec-builders.ts";
import { positionOf, registers, sourceIdentifier, timeOfDay } from "./common-items.ts";

const metresEach = (name: string) => unsigned(name, 8, 0.25, "m");

const profile: (ItemSpec | null)[] = [
  sourceIdentifier,
  item("000", "Message Type", raw("", 8)),
  item(
    "020",
    "Target Report Descriptor",
    extended(
      [raw("TYP", 3), ...flags("DCR", "CHN", "GBS", "CRT")],
      [...flags("SIM", "TST", "RAB"), raw("LOP", 2), raw("TOT", 2)],
      [raw("SPI", 1), spare(6)],
    ),
  ),
  timeOfDay("140", "Time of Day"),
  item("041", "Position in WGS-84 Co-ordinates", positionOf(32, 31)),
  item(
    "040",
    "Measured Position in Polar Co-ordinates",
    group(unsigned("RHO", 16, 1, "m"), unsigned("TH", 16, 360 / 65_536, "°")),
  ),
  item(
    "042",
    "Position in Cartesian Co-ordinates",
    group(signed("X", 16, 1, "m"), signed("Y", 16, 1, "m")),
  ),
  item(
    "200",
    "Calculated Track Velocity in Polar Co-ordinates",
    group(unsigned("GSP", 16, 1 / 16_384, "NM/s"), unsigned("TRA", 16, 360 / 65_536, "°")),
  ),
  item(
    "202",
    "Calculated Track Velocity in Cartesian Co-ordinates",
    group(signed("VX", 16, 0.25, "m/s"), signed("VY", 16, 0.25, "m/s")),
  ),
  item("161", "Track Number", group(spare(4), raw("TRK", 12))),
  item(
    "170",
    "Track Status",
    extended(
      [...flags("CNF", "TRE"), raw("CST", 2), ...flags("MAH", "TCC", "STH")],
      [raw("TOM", 2), raw("DOU", 3), raw("MRS", 2)],
      [raw("GHO", 1), spare(6)],
    ),
  ),
  item(
    "060",
    "Mode-3/A Code in Octal Representation",
    group(...flags("V", "G", "L"), spare(1), octal("MODE3A", 12)),
  ),
  item("220", "Target Address", raw("", 24)),
  item("245", "Target Identification", group(raw("STI", 2), spare(6), icao("CHR", 48))),
  item("250", "Mode S MB Data", registers),
  item("300", "Vehicle Fleet Identification", raw("", 8)),
  item(
    "090",
    "Flight Level in Binary Representation",
    group(...flags("V", "G"), signed("FL", 14, 0.25, "FL")),
  ),
  item("091", "Measured Height", signed("", 16, 6.25, "ft")),
  item(
    "270",
    "Target Size and Orientation",
    extended(
      [unsigned("LENGTH", 7, 1, "m")],
      [unsigned("ORIENTATION", 7, 360 / 128, "°")],
      [unsigned("WIDTH", 7, 1, "m")],
    ),
  ),
  item(
    "550",
    "System Status",
    group(raw("NOGO", 2), ...flags("OVL", "TSV", "DIV", "TTF"), spare(2)),
  ),
  item("310", "Pre-programmed Message", group(raw("TRB", 1), raw("MSG", 7))),
  item(
    "500",
    "Standard Deviation of Position",
    group(metresEach("DEVX"), metresEach("DEVY"), signed("COVXY", 16, 0.25, "m")),
  ),
  item(
    "280",
    "Presence",
    repeated(group(signed("DRHO", 8, 1, "m"), signed("DTHETA", 8, 0.15, "°"))),
  ),
  item("131", "Amplitude of Primary Plot", count("", 8)),
  item(
    "210",
    "Calculated Acceleration",
    group(signed("AX", 8, 0.25, "m/s²"), signed("AY", 8, 0.25, "m/s²")),
  ),
  null,
  item("SP", "Special Purpose Field", explicit()),
  item("RE", "Reserved Expansion Field", explicit()),
];

/**
 * EUROCONTROL, "ASTERIX Part 7: Category 010, Transmission of Monosensor Surface Movement Data", edition 1.1. The
 * scales of 202 and 210 are those of its stated spans, ±8,192 m/s and ±31 m/s².
 */
export const category010: CategorySpec = {
  category: 10,
  title: "Transmission of Monosensor Surface Movement Data",
  edition: "1.1",
  profile,
  expansion: null,
};

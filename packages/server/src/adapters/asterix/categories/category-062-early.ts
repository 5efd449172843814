import type { CategorySpec, ItemSpec, SubitemSpec } from "../codec/item-spec.ts";
import {
  compound,
  explicit,
  extended,
  flags,
  group,
  icao,
  item,
  octal,
  raw,
  repeated,
  repeatedFx,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import { flightPlanData } from "./category-062-flight-plan.ts";
import { measuredInformation } from "./category-062-track.ts";
import { sourceIdentifier, timeOfDay } from "./common-items.ts";

const age = (name: string, title: string): SubitemSpec =>
  sub(name, title, unsigned("", 8, 0.25, "s"));

const trackStatus = item(
  "080",
  "Track Status",
  extended(
    [...flags("MON", "SPI", "MRH"), raw("SRC", 3), raw("CNF", 1)],
    [...flags("SIM", "TSE", "TSB", "FPC"), spare(3)],
    [raw("AMA", 1), raw("MD4", 2), ...flags("ME", "MI"), spare(2)],
    flags("CST", "PSR", "SSR", "MDS", "ADS", "SUC", "AAC"),
  ),
);

const updateAges = item(
  "290",
  "System Track Update Ages",
  compound(
    age("PSR", "PSR Age"),
    age("SSR", "SSR Age"),
    age("MDA", "Mode 3/A Age"),
    age("MFL", "Measured Flight Level Age"),
    age("MDS", "Mode S Age"),
    sub("ADS", "ADS Age", unsigned("", 16, 0.25, "s")),
    age("ADB", "ADS-B Age"),
    age("MD1", "Mode 1 Age"),
    age("MD2", "Mode 2 Age"),
  ),
);

const modeSData = item(
  "380",
  "Mode S Related Data",
  compound(
    sub("MB", "Mode S MB Data", repeated(group(raw("MBDATA", 56), raw("BDS1", 4), raw("BDS2", 4)))),
    sub("ADR", "Aircraft Address", raw("", 24)),
    sub("ID", "Aircraft Identification", icao("", 48)),
    sub(
      "COM",
      "Communications/ACAS Capability and Flight Status",
      group(
        raw("COM", 3),
        raw("STAT", 3),
        spare(2),
        ...flags("SSC", "ARC", "AIC", "B1A"),
        raw("B1B", 4),
      ),
    ),
    sub("ACS", "ACAS Resolution Advisory Report", raw("", 56)),
  ),
);

const estimatedAccuracies = item(
  "500",
  "Estimated Accuracies",
  compound(
    sub(
      "APC",
      "Estimated Accuracy Of Track Position (Cartesian)",
      group(unsigned("X", 8, 1 / 64, "NM"), unsigned("Y", 8, 1 / 64, "NM")),
    ),
    sub(
      "APW",
      "Estimated Accuracy Of Track Position (WGS-84)",
      group(unsigned("LAT", 16, 180 / 8_388_608, "°"), unsigned("LON", 16, 180 / 8_388_608, "°")),
    ),
    sub("ATA", "Estimated Accuracy Of Track Altitude", unsigned("", 16, 6.25, "ft")),
    sub("ATF", "Estimated Accuracy Of Calculated Track Flight Level", unsigned("", 8, 0.25, "FL")),
    sub(
      "ATV",
      "Estimated Accuracy Of Track Velocity (Polar)",
      group(unsigned("GSP", 8, 1 / 16_384, "NM/s"), unsigned("HDG", 16, 360 / 65_536, "°")),
    ),
    sub("ART", "Estimated Accuracy Of Rate Of Turn", unsigned("", 8, 0.25, "°/s")),
    sub("ALA", "Estimated Accuracy Of Longitudinal Acceleration", raw("", 16)),
    sub("ARC", "Estimated Accuracy Of Rate Of Climb/Descent", unsigned("", 8, 6.25, "ft/min")),
  ),
);

const profile: (ItemSpec | null)[] = [
  sourceIdentifier,
  item("015", "Service Identification", raw("", 8)),
  timeOfDay("070", "Time Of Track"),
  item("040", "Track Number", raw("", 16)),
  item(
    "105",
    "Calculated Position In WGS-84 Co-ordinates",
    group(signed("LAT", 24, 180 / 8_388_608, "°"), signed("LON", 24, 180 / 8_388_608, "°")),
  ),
  item(
    "100",
    "Calculated Track Position (Cartesian)",
    group(signed("X", 16, 1 / 64, "NM"), signed("Y", 16, 1 / 64, "NM")),
  ),
  item("060", "Track Mode 3/A Code", group(spare(4), octal("MODE3A", 12))),
  item("130", "Calculated Track Geometric Altitude", signed("", 16, 6.25, "ft")),
  item(
    "135",
    "Calculated Track Barometric Altitude",
    group(raw("QNH", 1), signed("CTB", 15, 0.25, "FL")),
  ),
  item("136", "Measured Flight Level", signed("", 16, 0.25, "FL")),
  item(
    "180",
    "Calculated Track Velocity (Polar)",
    group(unsigned("GSP", 16, 1 / 16_384, "NM/s"), unsigned("HDG", 16, 360 / 65_536, "°")),
  ),
  item("200", "Mode of Flight", group(raw("TRANS", 2), raw("LONG", 2), raw("VERT", 2), spare(2))),
  item("220", "Calculated Rate Of Climb/Descent", signed("", 16, 6.25, "ft/min")),
  item("240", "Calculated Rate Of Turn", signed("", 8, 0.25, "°/s")),
  item("210", "Calculated Longitudinal Acceleration", raw("", 16)),
  trackStatus,
  updateAges,
  measuredInformation,
  modeSData,
  estimatedAccuracies,
  flightPlanData,
  item("110", "Track Mode 1 Code", group(spare(3), raw("MODE1", 5))),
  item("120", "Track Mode 2 Code", group(spare(4), octal("MODE2", 12))),
  item("510", "Composed Track Number", repeatedFx(group(raw("IDENT", 8), raw("TRACK", 15)))),
  null,
  null,
  item("RE", "Reserved Expansion Field", explicit()),
  item("SP", "Special Purpose Field", explicit()),
];

/**
 * Category 062 before its first released edition, as centres of the 2000s recorded it: EUROCONTROL's draft 0.17, "System
 * Track Data". Its profile and several items differ from the released one, so that one cannot be read as the other.
 */
export const category062Early: CategorySpec = {
  category: 62,
  title: "System Track Data",
  edition: "0.17",
  profile,
  expansion: null,
};

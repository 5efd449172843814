import type { CategorySpec, ItemSpec } from "../codec/item-spec.ts";
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
  repeatedFx,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import { aircraftDerivedData } from "./category-062-aircraft.ts";
import { flightPlanData } from "./category-062-flight-plan.ts";
import {
  estimatedAccuracies,
  measuredInformation,
  trackDataAges,
  updateAges,
} from "./category-062-track.ts";
import { sourceIdentifier, timeOfDay } from "./common-items.ts";
import { expansion062 } from "./expansion-062.ts";

const trackStatus = item(
  "080",
  "Track Status",
  extended(
    [...flags("MON", "SPI", "MRH"), raw("SRC", 3), raw("CNF", 1)],
    flags("SIM", "TSE", "TSB", "FPC", "AFF", "STP", "KOS"),
    [raw("AMA", 1), raw("MD4", 2), ...flags("ME", "MI"), raw("MD5", 2)],
    flags("CST", "PSR", "SSR", "MDS", "ADS", "SUC", "AAC"),
    [raw("SDS", 2), raw("EMS", 3), ...flags("PFT", "FPLT")],
    flags("DUPT", "DUPF", "DUPM", "SFC", "IDD", "IEC", "MLAT"),
    [raw("M5I", 1), spare(6)],
  ),
);

const mode5 = item(
  "110",
  "Mode 5 Data Reports and Extended Mode 1 Code",
  compound(
    sub("SUM", "Mode 5 Summary", group(...flags("M5", "ID", "DA", "M1", "M2", "M3", "MC", "X"))),
    sub(
      "PMN",
      "Mode 5 PIN/ National Origin/Mission Code",
      group(spare(2), raw("PIN", 14), spare(3), raw("NAT", 5), spare(2), raw("MIS", 6)),
    ),
    sub(
      "POS",
      "Mode 5 Reported Position",
      group(signed("LAT", 24, 180 / 8_388_608, "°"), signed("LON", 24, 180 / 8_388_608, "°")),
    ),
    sub(
      "GA",
      "Mode 5 GNSS-derived Altitude",
      group(spare(1), raw("RES", 1), signed("GA", 14, 25, "ft")),
    ),
    sub("EM1", "Extended Mode 1 Code in Octal Representation", group(spare(4), octal("EM1", 12))),
    sub("TOS", "Time Offset for POS and GA", signed("", 8, 1 / 128, "s")),
    sub("XP", "X Pulse Presence", group(spare(3), ...flags("X5", "XC", "X3", "X2", "X1"))),
  ),
);

const size = item(
  "270",
  "Target Size and Orientation",
  extended(
    [unsigned("LENGTH", 7, 1, "m")],
    [unsigned("ORIENTATION", 7, 360 / 128, "°")],
    [unsigned("WIDTH", 7, 1, "m")],
  ),
);

const profile: (ItemSpec | null)[] = [
  sourceIdentifier,
  null,
  item("015", "Service Identification", raw("", 8)),
  timeOfDay("070", "Time Of Track Information"),
  item(
    "105",
    "Calculated Position In WGS-84 Co-ordinates",
    group(signed("LAT", 32, 180 / 33_554_432, "°"), signed("LON", 32, 180 / 33_554_432, "°")),
  ),
  item(
    "100",
    "Calculated Track Position (Cartesian)",
    group(signed("X", 24, 0.5, "m"), signed("Y", 24, 0.5, "m")),
  ),
  item(
    "185",
    "Calculated Track Velocity (Cartesian)",
    group(signed("VX", 16, 0.25, "m/s"), signed("VY", 16, 0.25, "m/s")),
  ),
  item(
    "210",
    "Calculated Acceleration (Cartesian)",
    group(signed("AX", 8, 0.25, "m/s²"), signed("AY", 8, 0.25, "m/s²")),
  ),
  item(
    "060",
    "Track Mode 3/A Code",
    group(...flags("V", "G", "CH"), spare(1), octal("MODE3A", 12)),
  ),
  item("245", "Target Identification", group(raw("STI", 2), spare(6), icao("CHR", 48))),
  aircraftDerivedData,
  item("040", "Track Number", raw("", 16)),
  trackStatus,
  updateAges,
  item(
    "200",
    "Mode of Movement",
    group(raw("TRANS", 2), raw("LONG", 2), raw("VERT", 2), raw("ADF", 1), spare(1)),
  ),
  trackDataAges,
  item("136", "Measured Flight Level", signed("", 16, 1 / 4, "FL")),
  item("130", "Calculated Track Geometric Altitude", signed("", 16, 6.25, "ft")),
  item(
    "135",
    "Calculated Track Barometric Altitude",
    group(raw("QNH", 1), signed("CTB", 15, 1 / 4, "FL")),
  ),
  item("220", "Calculated Rate of Climb/Descent", signed("", 16, 6.25, "ft/min")),
  flightPlanData,
  size,
  item("300", "Vehicle Fleet Identification", raw("", 8)),
  mode5,
  item("120", "Track Mode 2 Code", group(spare(4), octal("MODE2", 12))),
  item("510", "Composed Track Number", repeatedFx(group(raw("IDENT", 8), raw("TRACK", 15)))),
  estimatedAccuracies,
  measuredInformation,
  null,
  null,
  null,
  null,
  null,
  item("RE", "Reserved Expansion Field", explicit()),
  item("SP", "Special Purpose Field", explicit()),
];

/** EUROCONTROL-SPEC-0149-9, "ASTERIX Part 9: Category 062, SDPS Track Messages", edition 1.21. */
export const category062: CategorySpec = {
  category: 62,
  title: "SDPS Track Messages",
  edition: "1.21",
  profile,
  expansion: expansion062,
};

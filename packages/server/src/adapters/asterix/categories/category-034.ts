import type { CategorySpec, ItemSpec } from "../codec/item-spec.ts";
import {
  compound,
  count,
  explicit,
  flags,
  group,
  item,
  raw,
  repeated,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import { sourceIdentifier, timeOfDay } from "./common-items.ts";

const systemStatus = item(
  "050",
  "System Configuration and Status",
  compound(
    sub(
      "COM",
      "Common Part",
      group(...flags("NOGO", "RDPC", "RDPR", "OVLRDP", "OVLXMT", "MSC", "TSV"), spare(1)),
    ),
    null,
    null,
    sub(
      "PSR",
      "Specific Status Information for a PSR Sensor",
      group(raw("ANT", 1), raw("CHAB", 2), ...flags("OVL", "MSC"), spare(3)),
    ),
    sub(
      "SSR",
      "Specific Status Information for a SSR Sensor",
      group(raw("ANT", 1), raw("CHAB", 2), ...flags("OVL", "MSC"), spare(3)),
    ),
    sub(
      "MDS",
      "Specific Status Information for a Mode S Sensor",
      group(
        raw("ANT", 1),
        raw("CHAB", 2),
        ...flags("OVLSUR", "MSC", "SCF", "DLF", "OVLSCF", "OVLDLF"),
        spare(7),
      ),
    ),
  ),
);

const processingMode = item(
  "060",
  "System Processing Mode",
  compound(
    sub("COM", "Common Part", group(spare(1), raw("REDRDP", 3), raw("REDXMT", 3), spare(1))),
    null,
    null,
    sub(
      "PSR",
      "Specific Processing Mode Information for a PSR Sensor",
      group(raw("POL", 1), raw("REDRAD", 3), raw("STC", 2), spare(2)),
    ),
    sub(
      "SSR",
      "Specific Processing Mode Information for a SSR Sensor",
      group(raw("REDRAD", 3), spare(5)),
    ),
    sub(
      "MDS",
      "Specific Processing Mode Information for a Mode S Sensor",
      group(raw("REDRAD", 3), raw("CLU", 1), spare(4)),
    ),
  ),
);

const profile: (ItemSpec | null)[] = [
  sourceIdentifier,
  item("000", "Message Type", raw("", 8)),
  timeOfDay("030", "Time of Day"),
  item("020", "Sector Number", unsigned("", 8, 360 / 256, "°")),
  item("041", "Antenna Rotation Speed", unsigned("", 16, 1 / 128, "s")),
  systemStatus,
  processingMode,
  item("070", "Message Count Values", repeated(group(raw("TYP", 5), count("COUNT", 11)))),
  item(
    "100",
    "Generic Polar Window",
    group(
      unsigned("RHOST", 16, 1 / 256, "NM"),
      unsigned("RHOEND", 16, 1 / 256, "NM"),
      unsigned("THETAST", 16, 360 / 65_536, "°"),
      unsigned("THETAEND", 16, 360 / 65_536, "°"),
    ),
  ),
  item("110", "Data Filter", raw("", 8)),
  item(
    "120",
    "3D-Position Of Data Source",
    group(
      signed("HGT", 16, 1, "m"),
      signed("LAT", 24, 180 / 8_388_608, "°"),
      signed("LON", 24, 180 / 8_388_608, "°"),
    ),
  ),
  item(
    "090",
    "Collimation Error",
    group(signed("RNG", 8, 1 / 128, "NM"), signed("AZM", 8, 360 / 16_384, "°")),
  ),
  item("RE", "Reserved Expansion Field", explicit()),
  item("SP", "Special Purpose Field", explicit()),
];

/** EUROCONTROL, "ASTERIX Part 2b: Category 034, Transmission of Monoradar Service Messages", edition 1.29. */
export const category034: CategorySpec = {
  category: 34,
  title: "Transmission of Monoradar Service Messages",
  edition: "1.29",
  profile,
  expansion: null,
};

import type { CategorySpec, ItemSpec } from "../codec/item-spec.ts";
import {
  compound,
  count,
  explicit,
  extended,
  flags,
  group,
  item,
  raw,
  repeated,
  repeatedFx,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import {
  geometricHeight,
  horizontalAcceleration,
  horizontalPosition,
  horizontalVelocity,
  verticalAcceleration,
  verticalVelocity,
} from "./category-015-kinematics.ts";
import {
  azimuthInformation,
  contour,
  dopplerInformation,
  elevationInformation,
  pathQuality,
  rangeInformation,
} from "./category-015-measurement.ts";
import { sourceIdentifier, timeOfDay } from "./common-items.ts";

const size = unsigned("", 16, 0.01, "m");

const profile: (ItemSpec | null)[] = [
  sourceIdentifier,
  item("000", "Message Type", group(raw("MT", 7), raw("RG", 1))),
  item("015", "Service Identification", raw("", 8)),
  item(
    "020",
    "Target Report Descriptor",
    extended([raw("MOMU", 2), raw("TTAX", 2), raw("SCD", 2), spare(1)]),
  ),
  item("030", "Warning/Error Conditions", repeatedFx(raw("", 7))),
  timeOfDay("145", "Time of Applicability"),
  item("161", "Track/Plot Number", count("", 16)),
  item(
    "170",
    "Track/Plot Status",
    extended([...flags("BIZ", "BAZ", "TUR"), spare(1), ...flags("CSTP", "CSTH", "CNF")]),
  ),
  item("050", "Update Period", group(spare(2), unsigned("UPD", 14, 1 / 128, "s"))),
  item(
    "270",
    "Target Size & Orientation",
    compound(
      sub("LEN", "Target Length", size),
      sub("WDT", "Target Width", size),
      sub("HGT", "Target Height", size),
      sub("ORT", "Target Orientation", unsigned("", 16, 360 / 65_536, "°")),
    ),
  ),
  item("300", "Object Classification", repeated(group(count("CLS", 9), count("PRB", 7)))),
  item("400", "Measurement Identifier", group(count("PID", 16), count("ON", 24))),
  horizontalPosition,
  geometricHeight,
  horizontalVelocity,
  horizontalAcceleration,
  verticalVelocity,
  verticalAcceleration,
  item("480", "Associations", repeated(raw("", 40))),
  rangeInformation,
  dopplerInformation,
  azimuthInformation,
  elevationInformation,
  pathQuality,
  contour,
  item("SP", "Special Purpose Field", explicit()),
];

/**
 * EUROCONTROL, "ASTERIX Category 015: Independent Non-Cooperative Surveillance System Target
 * Reports", edition 1.2.
 */
export const category015: CategorySpec = {
  category: 15,
  title: "Independent Non-Cooperative Surveillance System Target Reports",
  edition: "1.2",
  profile,
  expansion: null,
};

import type { ItemSpec } from "../codec/item-spec.ts";
import {
  compound,
  group,
  item,
  repeated,
  signed,
  spare,
  sub,
  unsigned,
} from "../codec/spec-builders.ts";
import { correlation } from "./common-items.ts";

const azimuth = (name: string) => unsigned(name, 16, 360 / 65_536, "°");
const elevation = (name: string) => signed(name, 16, 180 / 65_536, "°");
const fineAngle = (name: string, unit = "°") => unsigned(name, 16, 45 / 65_536, unit);
const decibels = (name: string, bits = 8) => signed(name, bits, 1, "dB");
const contourRange = (name: string) => unsigned(name, 16, 10_000 / 65_536, "m");

/** I015/625: slant range, or bistatic range of a multistatic sensor. */
export const rangeInformation: ItemSpec = item(
  "625",
  "Range Information",
  compound(
    sub("R", "Range", signed("", 24, 0.1, "m")),
    sub("RSR", "Range Resolution", unsigned("", 24, 0.1, "m")),
    sub("SDR", "Range Precision", unsigned("", 24, 0.1, "m")),
    sub("RR", "Range Rate", signed("", 24, 0.1, "m/s")),
    sub("RSRR", "Range Rate Resolution", unsigned("", 24, 0.1, "m/s")),
    sub(
      "SDRR",
      "Range Rate Precision",
      group(unsigned("SDRR", 24, 0.1, "m/s"), correlation("CORRR")),
    ),
    sub("RA", "Range Acceleration", signed("", 16, 1 / 64, "m/s²")),
    sub(
      "SDRA",
      "Range Acceleration Precision",
      group(unsigned("SDRA", 16, 1 / 128, "m/s²"), ...["CORAR", "CORARR"].map(correlation)),
    ),
  ),
);

/** I015/626: radial, or bistatic, velocity. */
export const dopplerInformation: ItemSpec = item(
  "626",
  "Doppler Information",
  compound(
    sub("DV", "Doppler Velocity", signed("", 24, 0.01, "m/s")),
    sub("SDDV", "Precision of Doppler Velocity", unsigned("", 16, 1 / 64, "m/s")),
    sub("DA", "Doppler Acceleration", signed("", 16, 1 / 64, "m/s²")),
    sub(
      "SDDA",
      "Precision of Doppler Acceleration",
      group(unsigned("SDDA", 16, 1 / 64, "m/s²"), correlation("CODADV")),
    ),
    sub("CODVR", "Correlation of Doppler Velocity and Range", correlation("")),
    sub("CODVRR", "Correlation of Doppler Velocity and Range Rate", correlation("")),
    sub("CODVRA", "Correlation of Doppler Velocity and Range Acceleration", correlation("")),
    sub("CODAR", "Correlation of Doppler Acceleration and Range", correlation("")),
    sub("CODARR", "Correlation of Doppler Acceleration and Range Rate", correlation("")),
    sub("CODARA", "Correlation of Doppler Acceleration and Range Acceleration", correlation("")),
  ),
);

/** I015/627: from geographical north at the sensor. */
export const azimuthInformation: ItemSpec = item(
  "627",
  "Azimuth Information",
  compound(
    sub("AZ", "Azimuth", azimuth("")),
    sub("RSAZ", "Azimuth Resolution", fineAngle("")),
    sub("SDASZ", "Standard Deviation of Azimuth", fineAngle("")),
    sub("AZR", "Azimuth Rate", elevation("")),
    sub(
      "SDAZR",
      "Standard Deviation of Azimuth Rate",
      group(fineAngle("SDAZR"), correlation("COAZRAZ")),
    ),
    sub("AZEX", "Azimuth Extent", group(azimuth("S"), azimuth("E"))),
  ),
);

/** I015/628: from the horizontal plane at the sensor, upwards. */
export const elevationInformation: ItemSpec = item(
  "628",
  "Elevation Information",
  compound(
    sub("EL", "Elevation", elevation("")),
    sub("RSEL", "Elevation Resolution", fineAngle("")),
    sub("SDEL", "Standard Deviation of Elevation", fineAngle("")),
    sub("ER", "Elevation Rate", signed("", 16, 180 / 65_536, "°/s")),
    sub(
      "SDER",
      "Standard Deviation of Elevation Rate",
      group(fineAngle("SDELR", "°/s"), correlation("COELREL")),
    ),
    sub("ELEX", "Elevation Extent", group(elevation("S"), elevation("E"))),
  ),
);

/** I015/630: power and signal-to-noise ratio of the direct and the reflected path. */
export const pathQuality: ItemSpec = item(
  "630",
  "Path Quality",
  compound(
    sub("DPP", "Direct Path - Power", decibels("")),
    sub("DPS", "Direct Path - Signal to Noise Ratio (SNR)", decibels("")),
    sub("RPP", "Reflected Path - Power", group(spare(7), decibels("RPP", 9))),
    sub("RPS", "Reflected Path - Signal to Noise Ratio (SNR)", decibels("")),
  ),
);

/** I015/631: the elementary presences of a plot. */
export const contour: ItemSpec = item(
  "631",
  "Contour (Azimuth, Elevation Angle, Range Extent)",
  repeated(
    group(
      azimuth("AZCON"),
      elevation("ELCON"),
      contourRange("RGCONSTOP"),
      contourRange("RGCONSTART"),
    ),
  ),
);

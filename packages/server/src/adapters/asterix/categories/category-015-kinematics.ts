import type { ElementSpec, FieldSpec, GroupSpec, ItemSpec } from "../codec/item-spec.ts";
import { compound, group, item, signed, sub, unsigned } from "../codec/spec-builders.ts";
import { correlation, positionOf } from "./common-items.ts";

const correlations = (...names: readonly string[]): GroupSpec => group(...names.map(correlation));

const each = (
  names: readonly [string, string],
  of: (name: string) => ElementSpec,
  ...rest: readonly FieldSpec[]
): GroupSpec => group(...names.map(of), ...rest);

const XY = ["X", "Y"] as const;
const centimetres = (bits: number) => unsigned("", bits, 0.01, "m");
const speed = (name: string) => unsigned(name, 16, 0.01, "m/s");
const interval = (name: string) => unsigned(name, 12, 16, "m");

/** I015/600: where, in WGS-84. */
export const horizontalPosition: ItemSpec = item(
  "600",
  "Horizontal Position Information",
  compound(
    sub(
      "P84",
      "Horizontal Position in WGS-84 Coordinates",
      positionOf(32, 31, ["LATITUDE", "LONGITUDE"]),
    ),
    sub(
      "HPR",
      "Horizontal Position Resolution",
      each(["RSHPX", "RSHPY"], (name) => unsigned(name, 16, 0.5, "m"), correlation("CORSHPXY")),
    ),
    sub(
      "HPP",
      "Horizontal Position Precision",
      each(["SDHPX", "SDHPY"], (name) => unsigned(name, 16, 0.25, "m"), correlation("COSDHPXY")),
    ),
  ),
);

/** I015/601: how high above the ellipsoid. */
export const geometricHeight: ItemSpec = item(
  "601",
  "Geometric Height Information",
  compound(
    sub("GH", "Geometric Height (WGS-84)", signed("", 24, 0.01, "m")),
    sub("RSGH", "Geometric Height Resolution", centimetres(24)),
    sub("SDGH", "Geometric Height Precision", centimetres(24)),
    sub("CI6", "Confidence Interval for Geometric Height (67%)", each(["UCI6", "LCI6"], interval)),
    sub("CI9", "Confidence Interval for Geometric Height (95%)", each(["UCI9", "LCI9"], interval)),
    sub("COGHHP", "Correlation of Geometric Height and Horizontal Position", correlations(...XY)),
    sub("COGHHV", "Correlation of Geometric Height and Horizontal Velocity", correlations(...XY)),
    sub(
      "COGHHA",
      "Correlation of Geometric Height and Horizontal Acceleration",
      correlations(...XY),
    ),
  ),
);

/** I015/602. */
export const horizontalVelocity: ItemSpec = item(
  "602",
  "Horizontal Velocity Information",
  compound(
    sub(
      "HV",
      "Horizontal Velocity Vector",
      each(XY, (name) => signed(name, 20, 0.01, "m/s")),
    ),
    sub("RSHV", "Horizontal Velocity Resolution", each(XY, speed, correlation("CORSHVXY"))),
    sub("SDHV", "Horizontal Velocity Precision", each(XY, speed, correlation("COHVXY"))),
    sub(
      "COHVHP",
      "Correlation of Horizontal Velocity and Horizontal Position",
      correlations("COHVXHPX", "COHVXHPY", "COHVYHPX", "COHVYHPY"),
    ),
  ),
);

/** I015/603. */
export const horizontalAcceleration: ItemSpec = item(
  "603",
  "Horizontal Acceleration Information",
  compound(
    sub(
      "HA",
      "Horizontal Acceleration Vector",
      each(XY, (name) => signed(name, 12, 1 / 16, "m/s²")),
    ),
    sub(
      "SDHA",
      "Horizontal Acceleration Precision",
      each(XY, (name) => unsigned(name, 12, 1 / 16, "m/s²"), correlation("COHAXY")),
    ),
    sub(
      "COHAHP",
      "Correlation of Horizontal Acceleration and Horizontal Position",
      correlations("COHAXHPX", "COHAXHPY", "COHAYHPX", "COAYHPY"),
    ),
    sub(
      "COHAHV",
      "Correlation of Horizontal Acceleration and Horizontal Velocity",
      correlations("COHAXHVX", "COHAXHVY", "COHAYHVX", "COHAYHVY"),
    ),
  ),
);

/** I015/604. */
export const verticalVelocity: ItemSpec = item(
  "604",
  "Vertical Velocity Information",
  compound(
    sub("VV", "Vertical Velocity", signed("", 24, 0.01, "m/s")),
    sub("RSVV", "Vertical Velocity Resolution", speed("")),
    sub("SDVV", "Vertical Velocity Precision", group(speed("SDVV"), correlation("COVVGH"))),
    sub("COVVHP", "Correlation of Vertical Velocity and Horizontal Position", correlations(...XY)),
    sub("COVVHV", "Correlation of Vertical Velocity and Horizontal Velocity", correlations(...XY)),
    sub(
      "COVVHA",
      "Correlation of Vertical Velocity and Horizontal Acceleration",
      correlations(...XY),
    ),
  ),
);

/** I015/605, which the category's document titles as it does 604. */
export const verticalAcceleration: ItemSpec = item(
  "605",
  "Vertical Velocity Information",
  compound(
    sub("VA", "Vertical Acceleration", signed("", 16, 0.01, "m/s²")),
    sub(
      "RSVA",
      "Vertical Acceleration Precision",
      group(unsigned("SDVA", 16, 0.01, "m/s²"), ...["COVAGH", "COVAVV"].map(correlation)),
    ),
    sub(
      "COVAHP",
      "Correlation of Vertical Acceleration and Horizontal Position",
      correlations(...XY),
    ),
    sub(
      "COVAHV",
      "Correlation of Vertical Acceleration and Horizontal Velocity",
      correlations(...XY),
    ),
    sub(
      "COVAHA",
      "Correlation of Vertical Acceleration and Horizontal Acceleration",
      correlations(...XY),
    ),
  ),
);

import type { PolarAccuracy } from "../measurement/nominal-detection.ts";
import { radians } from "../units/angle.ts";

/** How exactly radars are taken to measure in a plan, one sigma: site files do not say it, each detection does. That of an ordinary surveillance radar. */
export const PLANNED_ACCURACY: PolarAccuracy = {
  rangeSigmaM: 15,
  azimuthSigmaRad: radians(0.3),
  elevationSigmaRad: radians(0.5),
  rangeRateSigmaMps: 1,
};

import { wrapTwoPi } from "../units/angle.ts";
import type { TimeUs } from "../units/time.ts";
import type { PolarDetection } from "./look.ts";
import {
  POLAR_AZIMUTH,
  POLAR_ELEVATION,
  POLAR_RANGE,
  POLAR_RANGE_RATE,
  POLAR_SIZE,
  predictPolar,
} from "./predict-polar.ts";
import type { SensorGeometry } from "./sensor-geometry.ts";

/** How exactly a radar measures: one sigma each. */
export interface PolarAccuracy {
  readonly rangeSigmaM: number;
  readonly azimuthSigmaRad: number;
  readonly elevationSigmaRad: number;
  readonly rangeRateSigmaMps: number;
}

/** What is seen: place and velocity in the site frame, m and m/s, 3×1 each. */
export interface SeenObject {
  readonly positionM: readonly number[];
  readonly velocityMps: readonly number[];
}

/** By how many of its sigmas each of what is measured is off. */
export interface NominalErrors {
  readonly range: number;
  readonly azimuth: number;
  readonly elevation: number;
  readonly rangeRate: number;
}

/** What a radar reports of an object in free air, as {@link predictPolar} has it, with these errors; azimuth in [0, 2π). */
export function nominalDetection(
  geometry: SensorGeometry,
  { positionM, velocityMps }: SeenObject,
  accuracy: PolarAccuracy,
  { sensedUs, errors }: { readonly sensedUs: TimeUs; readonly errors: NominalErrors },
): PolarDetection {
  const state = Float64Array.of(...positionM, ...velocityMps);
  const seen = predictPolar(geometry, state, new Float64Array(POLAR_SIZE));
  return {
    kind: "polar",
    sensedUs,
    rcsDbsm: null,
    identity: null,
    rangeM: Math.max(0, seen[POLAR_RANGE] + errors.range * accuracy.rangeSigmaM),
    azimuthRad: wrapTwoPi(seen[POLAR_AZIMUTH] + errors.azimuth * accuracy.azimuthSigmaRad),
    elevationRad: seen[POLAR_ELEVATION] + errors.elevation * accuracy.elevationSigmaRad,
    rangeRateMps: seen[POLAR_RANGE_RATE] + errors.rangeRate * accuracy.rangeRateSigmaMps,
    heightM: null,
    heightSigmaM: 0,
    ...accuracy,
  };
}

import { enuToAer } from "../geodesy/aer.ts";
import { wrapTwoPi } from "../units/angle.ts";
import type { TimeUs } from "../units/time.ts";
import type { PolarDetection } from "./look.ts";
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

/** What a sensor reports of an object, with these errors. */
export function nominalDetection(
  { rotation: r, translation: t, spec }: SensorGeometry,
  { positionM: p, velocityMps: v }: SeenObject,
  accuracy: PolarAccuracy,
  { sensedUs, errors }: { readonly sensedUs: TimeUs; readonly errors: NominalErrors },
): PolarDetection {
  const at = [0, 1, 2].map(
    (i) => r[3 * i] * p[0] + r[3 * i + 1] * p[1] + r[3 * i + 2] * p[2] + t[i],
  );
  const moves = [0, 1, 2].map((i) => r[3 * i] * v[0] + r[3 * i + 1] * v[1] + r[3 * i + 2] * v[2]);
  const { azimuthRad, elevationRad, rangeM } = enuToAer(at[0], at[1], at[2]);
  const recedes =
    rangeM === 0 ? 0 : (at[0] * moves[0] + at[1] * moves[1] + at[2] * moves[2]) / rangeM;
  return {
    kind: "polar",
    sensedUs,
    rcsDbsm: null,
    identity: null,
    rangeM: Math.max(0, rangeM + errors.range * accuracy.rangeSigmaM - spec.rangeOffsetM),
    azimuthRad: wrapTwoPi(
      azimuthRad + errors.azimuth * accuracy.azimuthSigmaRad - spec.azimuthOffsetRad,
    ),
    elevationRad: elevationRad + errors.elevation * accuracy.elevationSigmaRad,
    rangeRateMps: recedes + errors.rangeRate * accuracy.rangeRateSigmaMps,
    heightM: null,
    heightSigmaM: 0,
    ...accuracy,
  };
}

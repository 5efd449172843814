import { detectionProbabilities } from "../coverage/detection-probability.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { SIZES_M2 } from "../tracking/echo-sizes.ts";
import { square } from "../units/algebra.ts";
import type { ExpectedObject } from "./expected-object.ts";

/** Speeds are never known better than this, m/s. */
const SPEED_SIGMA_LEAST_MPS = 0.5;

const moving = { state: new Float64Array(6), offset: 0, rangeRateSigmaMps: 0 };

/**
 * The probability that a healthy look of a sensor shows an object, for each of {@link SIZES_M2}, written to `out`, and its mean over
 * the sizes with those shares: by how the object moves too, since a radar that takes what is slow for clutter has no say about what stands.
 */
export function chancesOf(
  { track, eastM, northM, upM }: ExpectedObject,
  geometry: SensorGeometry,
  shares: ArrayLike<number>,
  out: Float64Array,
): number {
  const { mean, covariance } = track.estimates[0];
  const size = mean.length;
  moving.state.set([eastM, northM, upM, mean[3], mean[4], mean[5]]);
  const variance = Math.max(covariance[3 * size + 3], covariance[4 * size + 4]);
  moving.rangeRateSigmaMps = Math.sqrt(Math.max(variance, square(SPEED_SIGMA_LEAST_MPS)));
  detectionProbabilities(geometry, undefined, moving, SIZES_M2, out);
  let chance = 0;
  for (let k = 0; k < out.length; k++) chance += shares[k] * out[k];
  return chance;
}

import { detectionToPosition } from "../measurement/detection-to-position.ts";
import { assert } from "../units/assert.ts";
import type { Gaussian } from "./gaussian.ts";
import { extendToBallistic, isHeightKnown, type MotionBank } from "./motion-bank.ts";
import * as models from "./motion-models.ts";
import type { PreparedDetection } from "./prepared-detection.ts";
import { NO_SLACK } from "./update-detection.ts";
import { settle, updateMotionBank } from "./update-bank.ts";

/** Whether one detection of this kind says where an object is: a direction alone does not. */
export const canStartFrom = (prepared: PreparedDetection): boolean =>
  prepared.detection.kind !== "bearing";

const HEIGHT_PRIOR = {
  aboveGroundM: 0.5 * models.HEIGHT_PRIOR_TOP_M,
  sigmaM: models.HEIGHT_PRIOR_SIGMA_M,
} as const;

/**
 * Fills a bank from one detection: its place with the measurement's errors, velocities from the priors of powered and free flight,
 * narrowed by the Doppler or the reported velocity where there is one, which also tells the two kinds of flight apart.
 * Without elevation and height, the place is spread over the heights of the prior inside the sensor's beam.
 */
export function startMotionBank(prepared: PreparedDetection, bank: MotionBank): void {
  const measured = detectionToPosition(prepared.geometry, prepared.detection, HEIGHT_PRIOR);
  assert(measured !== null, "a track starts from a place");
  believe(bank.steady, measured, models.POWERED_SPEED_SIGMA);
  believe(bank.agile, measured, models.BALLISTIC_SPEED_SIGMA);
  extendToBallistic(bank.agile.mean, bank.agile.covariance, bank.ballistic);
  believe(bank.agile, measured, models.POWERED_SPEED_SIGMA);
  bank.steadyShare = models.STEADY_SHARE_PRIOR;
  bank.ballisticProbability = isHeightKnown(bank.agile) ? models.BALLISTIC_PRIOR : 0;
  const velocityOnly = onlyVelocity(prepared);
  if (velocityOnly === null) settle(bank);
  else updateMotionBank(bank, velocityOnly, NO_SLACK);
}

/** Added to a first place, m²: straight overhead a radar without elevation says nothing of one direction, and seems to say all. */
const PLACE_VARIANCE_LEAST = 1;

/** The measured place, and a velocity of which only the spread is known. */
function believe(
  state: Gaussian,
  measured: { readonly position: Float64Array; readonly covariance: Float64Array },
  sigma: { readonly horizontal: number; readonly vertical: number },
): void {
  const { mean, covariance } = state;
  covariance.fill(0);
  for (let i = 0; i < 3; i++) {
    mean[i] = measured.position[i];
    mean[i + 3] = 0;
    for (let j = 0; j <= i; j++) {
      covariance[i * 6 + j] = measured.covariance[i * 3 + j];
      covariance[j * 6 + i] = measured.covariance[i * 3 + j];
    }
    covariance[i * 7] += PLACE_VARIANCE_LEAST;
  }
  covariance[21] = sigma.horizontal * sigma.horizontal;
  covariance[28] = sigma.horizontal * sigma.horizontal;
  covariance[35] = sigma.vertical * sigma.vertical;
}

/** The detection stripped of what gave the place, or null when nothing is left. */
function onlyVelocity(prepared: PreparedDetection): PreparedDetection | null {
  const linear = prepared.linear.filter((measurement) => measurement.length === 6);
  if (linear.length > 0) return { ...prepared, linear };
  if (Number.isNaN(prepared.rangeRateMps)) return null;
  return { ...prepared, rangeM: NaN, azimuthRad: NaN, elevationRad: NaN, heightM: NaN, linear };
}

import {
  detectionToPosition,
  type MeasuredPosition,
} from "../measurement/detection-to-position.ts";
import type { Detection } from "../measurement/look.ts";
import {
  AGILE,
  BALLISTIC_PROBABILITY,
  copyNumbers,
  COVARIANCE,
  HOVER_SHARE,
  MEMBER,
  STEADY,
  STEADY_SHARE,
  THRUST_PROBABILITY,
  TURN_SHARE,
} from "./bank-layout.ts";
import { EVERY_MEMBER } from "./expected-measurement.ts";
import * as measured from "./measured.ts";
import { MEASURED, type MeasuredSource } from "./measured.ts";
import * as models from "./motion-models.ts";
import {
  cleanBank,
  extendToBallistic,
  extendToThrust,
  isHeightKnown,
  settleBank,
  updateBankInPlace,
} from "./update-bank.ts";
import { NO_SLACK } from "./update-member.ts";

const HEIGHT_PRIOR = {
  aboveGroundM: 0.5 * models.HEIGHT_PRIOR_TOP_M,
  sigmaM: models.HEIGHT_PRIOR_SIGMA_M,
} as const;
/** Added to a first place, m²: straight overhead a radar without elevation says nothing of one direction, and seems to say all. */
const PLACE_VARIANCE_LEAST = 1;

const velocityOnly = new Float64Array(MEASURED);
const NO_LINEAR: MeasuredSource["linear"] = [];

/**
 * Fills the bank at `a[bank]` from one detection: its place with the measurement's errors, velocities from the priors of powered and free
 * flight, narrowed by the Doppler or the reported velocity where there is one, which also tells the two kinds of flight apart.
 * Without elevation and height, the place is spread over the heights of the prior inside the sensor's beam. A body of which no speed is
 * known is not taken to be under thrust before its second detection ({@link igniteBank}): the gate would take in half the sky.
 */
export function startBank(
  detection: Detection,
  source: MeasuredSource,
  at: number,
  a: Float64Array,
  bank: number,
): void {
  const place = detectionToPosition(source.geometry, detection, HEIGHT_PRIOR);
  const falls = isHeightKnown(place.covariance[8] + PLACE_VARIANCE_LEAST);
  if (falls) {
    believe(a, bank + AGILE, place, models.BALLISTIC_SPEED_SIGMA);
    extendToBallistic(a, bank);
    believe(a, bank + AGILE, place, models.THRUST_SPEED_SIGMA);
    extendToThrust(a, bank);
  }
  believe(a, bank + AGILE, place, models.POWERED_SPEED_SIGMA);
  copyNumbers(a, bank + AGILE, a, bank + STEADY, MEMBER);
  a[bank + STEADY_SHARE] = models.STEADY_SHARE_PRIOR;
  a[bank + BALLISTIC_PROBABILITY] = falls ? models.BALLISTIC_PRIOR : 0;
  const isLow = place.position[2] < models.THRUST_HEIGHT_MAX_M;
  const rest = onlyVelocity(source, at);
  a[bank + THRUST_PROBABILITY] = falls && isLow && rest !== null ? models.THRUST_PRIOR : 0;
  a[bank + HOVER_SHARE] = 0;
  a[bank + TURN_SHARE] = 0;
  if (rest !== null) updateBankInPlace(a, bank, rest, 0, NO_SLACK, EVERY_MEMBER);
  cleanBank(a, bank);
  settleBank(a, bank);
}

/** The measured place, and a velocity of which only the spread is known. */
export function believe(
  a: Float64Array,
  member: number,
  { position, covariance }: MeasuredPosition,
  sigma: { readonly horizontal: number; readonly vertical: number },
): void {
  for (let k = member; k < member + MEMBER; k++) a[k] = 0;
  const c = member + COVARIANCE;
  for (let i = 0; i < 3; i++) a[member + i] = position[i];
  a[c] = covariance[0] + PLACE_VARIANCE_LEAST;
  a[c + 1] = covariance[1];
  a[c + 2] = covariance[2];
  a[c + 6] = covariance[4] + PLACE_VARIANCE_LEAST;
  a[c + 7] = covariance[5];
  a[c + 11] = covariance[8] + PLACE_VARIANCE_LEAST;
  a[c + 15] = sigma.horizontal * sigma.horizontal;
  a[c + 18] = sigma.horizontal * sigma.horizontal;
  a[c + 20] = sigma.vertical * sigma.vertical;
}

/** The detection stripped of what gave the place, or null when nothing is left. */
export function onlyVelocity(source: MeasuredSource, at: number): MeasuredSource | null {
  const { values, geometry } = source;
  const from = values[at + measured.LINEAR_FROM];
  const count = values[at + measured.LINEAR_COUNT];
  const linear =
    count === 0
      ? NO_LINEAR
      : source.linear.slice(from, from + count).filter((one) => !one.isOfPosition);
  if (linear.length === 0 && Number.isNaN(values[at + measured.RANGE_RATE])) return null;
  velocityOnly.fill(NaN);
  velocityOnly[measured.GATE] = Infinity;
  velocityOnly[measured.LINEAR_FROM] = 0;
  velocityOnly[measured.LINEAR_COUNT] = linear.length;
  velocityOnly[measured.RANGE_RATE] = values[at + measured.RANGE_RATE];
  velocityOnly[measured.RANGE_RATE_VARIANCE] = values[at + measured.RANGE_RATE_VARIANCE];
  return { geometry, values: velocityOnly, linear };
}

import { AGILE_DENSITY } from "../filter/motion-models.ts";
import { predictBank, shiftBank } from "../filter/predict-bank.ts";
import { NO_SLACK, type Slack } from "../filter/update-member.ts";
import type { Environment } from "../motion/environment.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import { TIME_US } from "./track-columns.ts";

/** A detection that is older than the track by more than this is not used for it, s. */
const LATE_MAX_S = 10;
/** Nor one that is newer by more than this: nothing is known of an object after ten minutes. */
const AHEAD_MAX_S = 600;

/** Whether a track can be brought to a time at all. */
export function isWithinReach(a: Float64Array, row: number, timeUs: TimeUs): boolean {
  const dt = secondsBetween(a[row + TIME_US], timeUs);
  return dt >= -LATE_MAX_S && dt <= AHEAD_MAX_S;
}

/**
 * Makes the bank at `target[to]` that of a track at `timeUs`, predicting forwards, or running back without noise where the track is
 * already later.
 */
export function bringBank(
  a: Float64Array,
  row: number,
  timeUs: TimeUs,
  env: Environment,
  target: Float64Array,
  to: number,
): void {
  const dt = secondsBetween(a[row + TIME_US], timeUs);
  if (dt >= 0) predictBank(a, row, dt, env, target, to);
  else shiftBank(a, row, dt, env, target, to);
}

/** The uncertainty that running back leaves out: q|dt|³/3 in place and q|dt| in velocity, q that of agile flight. */
export function slackOf(a: Float64Array, row: number, timeUs: TimeUs): Slack {
  const dt = secondsBetween(a[row + TIME_US], timeUs);
  if (dt >= 0) return NO_SLACK;
  const density = AGILE_DENSITY.horizontal;
  return { positionVariance: (density * -dt * dt * dt) / 3, velocityVariance: density * -dt };
}

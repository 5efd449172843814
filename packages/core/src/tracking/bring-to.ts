import {
  type FlightSteps,
  type MotionBank,
  predictMotionBank,
  shiftMotionBank,
} from "../filter/motion-bank.ts";
import { AGILE_DENSITY } from "../filter/motion-models.ts";
import { NO_SLACK, type Slack } from "../filter/update-detection.ts";
import type { Environment } from "../motion/environment.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { TrackState } from "./live-track.ts";

/** A detection that is older than the track by more than this is not used for it, s. */
const LATE_MAX_S = 10;
/** Nor one that is newer by more than this: nothing is known of an object after ten minutes. */
const AHEAD_MAX_S = 600;

/** A track's bank at another time, kept from gating for the scores and for the update. */
export interface Ahead {
  readonly bank: MotionBank;
  /** When it holds; NaN when it holds nothing. */
  timeUs: number;
}

/** Whether a track can be brought to a time at all. */
export function isWithinReach(track: TrackState, timeUs: TimeUs): boolean {
  const dt = secondsBetween(track.timeUs, timeUs);
  return dt >= -LATE_MAX_S && dt <= AHEAD_MAX_S;
}

/**
 * Makes `ahead` hold the track at `timeUs`, predicting forwards, or running back without noise where the track is already later; gives
 * the uncertainty that running back leaves out: q|dt|³/3 in place and q|dt| in velocity, q that of agile flight.
 */
export function bringTo(
  track: TrackState,
  timeUs: TimeUs,
  env: Environment,
  ahead: Ahead,
  steps: FlightSteps,
): Slack {
  const dt = secondsBetween(track.timeUs, timeUs);
  if (ahead.timeUs !== timeUs) {
    if (dt >= 0) predictMotionBank(track.bank, dt, env, ahead.bank, steps);
    else shiftMotionBank(track.bank, dt, env, ahead.bank);
    ahead.timeUs = timeUs;
  }
  if (dt >= 0) return NO_SLACK;
  const density = AGILE_DENSITY.horizontal;
  return { positionVariance: (density * -dt * dt * dt) / 3, velocityVariance: density * -dt };
}

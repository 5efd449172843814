import { integrateBallistic } from "../motion/ballistic.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { Environment } from "../motion/environment.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { seenWithin, type TrackState } from "./live-track.ts";
import type { SensorContext } from "./sensor-context.ts";
import type { TrackEndCause } from "./track.ts";
import type { TrackerConfig } from "./tracker.ts";
import { COASTING_MISSES } from "./track-view.ts";

/** A track is confirmed no sooner than its existence is this probable, however many detections it has. */
export const CONFIRM_EXISTENCE = 0.95;
/** Unseen for this many periods of the sensors that saw it, a track coasts, though no look said so. */
const COASTING_PERIODS = 2.5;
/** Unseen for this many periods, a ballistic track that has reached the ground has landed. */
const LANDED_PERIODS = 1.5;
const LANDED_STEP_S = 1;

const impact = new Float64Array(7);

/** When a track was confirmed, which is now on M detections within the latest N expected looks, when its existence agrees. */
export function confirmedUsOf(track: TrackState, config: TrackerConfig): TimeUs | null {
  if (track.confirmedUs !== null || track.existence < CONFIRM_EXISTENCE) return track.confirmedUs;
  const isDue = seenWithin(track, config.confirmWindow) >= config.confirmDetections;
  return isDue ? track.timeUs : null;
}

export function isCoasting(
  track: TrackState,
  nowUs: TimeUs,
  sensors: readonly SensorContext[],
): boolean {
  if (track.missCount >= COASTING_MISSES) return true;
  return nowUs - track.lastSensedUs > COASTING_PERIODS * longestPeriodUs(track, sensors);
}

/** Why a track ends at `nowUs`, or null while it lives. */
export function endCause(
  track: TrackState,
  nowUs: TimeUs,
  config: TrackerConfig,
  sensors: readonly SensorContext[],
  env: Environment,
): TrackEndCause | null {
  const unseenUs = nowUs - track.lastSensedUs;
  if (unseenUs > 0 && hasLanded(track, nowUs, unseenUs, sensors, env)) {
    return track.confirmedUs === null ? "not-confirmed" : "landed";
  }
  if (track.confirmedUs !== null) {
    return track.missCount >= config.endAfterMisses || unseenUs >= config.endAfterUs
      ? "lost"
      : null;
  }
  const patienceUs = config.confirmWindow * longestPeriodUs(track, sensors);
  return isHopeless(track, config) || unseenUs >= Math.min(patienceUs, config.endAfterUs)
    ? "not-confirmed"
    : null;
}

/**
 * The first time at which {@link endCause} may say that the track ends, as nothing but the passing of time brings that about;
 * −∞ where its counts have already decided.
 */
export function endsFromUs(
  track: TrackState,
  config: TrackerConfig,
  sensors: readonly SensorContext[],
): number {
  const { lastSensedUs } = track;
  const mayLand = track.bank.ballisticProbability > 0.5;
  const landsUs = mayLand ? LANDED_PERIODS * shortestPeriodUs(track, sensors) : Infinity;
  if (track.confirmedUs !== null) {
    if (track.missCount >= config.endAfterMisses) return -Infinity;
    return lastSensedUs + Math.min(config.endAfterUs, landsUs);
  }
  if (isHopeless(track, config)) return -Infinity;
  const patienceUs = config.confirmWindow * longestPeriodUs(track, sensors);
  return lastSensedUs + Math.min(patienceUs, config.endAfterUs, landsUs);
}

/** Too many of the looks that should confirm it have missed it. */
function isHopeless(track: TrackState, config: TrackerConfig): boolean {
  const considered = Math.min(track.expectedCount, config.confirmWindow);
  const misses = considered - seenWithin(track, considered);
  return misses > config.confirmWindow - config.confirmDetections;
}

function hasLanded(
  track: TrackState,
  nowUs: TimeUs,
  unseenUs: number,
  sensors: readonly SensorContext[],
  env: Environment,
): boolean {
  if (track.bank.ballisticProbability <= 0.5) return false;
  if (unseenUs < LANDED_PERIODS * shortestPeriodUs(track, sensors)) return false;
  const dt = secondsBetween(track.timeUs, nowUs);
  // Past its time anyway: flying it on would only cost steps.
  if (dt > MAX_FLIGHT_S) return true;
  if (isAloft(track.bank.ballistic.mean, dt, env)) return false;
  integrateBallistic(track.bank.ballistic.mean, dt, LANDED_STEP_S, env, impact);
  return heightOfEnu(env.frame, impact[0], impact[1], impact[2]) < env.groundHeightM;
}
/** Whether a body cannot have come down in this time: drag slows what falls, and at worst has ended every climb at once. */
function isAloft(mean: Float64Array, dt: number, env: Environment): boolean {
  const height = heightOfEnu(env.frame, mean[0], mean[1], mean[2]) - env.groundHeightM;
  const fallen = dt * Math.max(0, -mean[5]) + 0.5 * ALOFT_FALL_MPS2 * dt * dt;
  return height > fallen + ALOFT_SLOPE * dt * (Math.abs(mean[3]) + Math.abs(mean[4]));
}
/** More than gravity and what the Earth's rotation adds to it; and how far the level leans within the frame. */
const ALOFT_FALL_MPS2 = 10.5;
const ALOFT_SLOPE = 0.05;

/** Longer than any rocket in scope flies, s. */
const MAX_FLIGHT_S = 600;

/** Sensors that report whenever they like state no period, or a tiny one: patience is not below this. */
const PERIOD_LEAST_US = MICROS_PER_SECOND;

function longestPeriodUs(track: TrackState, sensors: readonly SensorContext[]): number {
  let periodUs = PERIOD_LEAST_US;
  for (const { sensor } of track.contributions) {
    periodUs = Math.max(periodUs, sensors[sensor].geometry.spec.periodUs);
  }
  return periodUs;
}

function shortestPeriodUs(track: TrackState, sensors: readonly SensorContext[]): number {
  let periodUs = Infinity;
  for (const { sensor } of track.contributions) {
    periodUs = Math.min(periodUs, sensors[sensor].geometry.spec.periodUs);
  }
  return periodUs;
}

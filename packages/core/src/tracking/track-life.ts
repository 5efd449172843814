import { BALLISTIC, BALLISTIC_PROBABILITY, DRAG_MEAN, HOVER_SHARE } from "../filter/bank-layout.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import { ballisticSteps, integrateBallistic } from "../motion/ballistic.ts";
import { type Environment, groundHeightAt } from "../motion/environment.ts";
import { MICROS_PER_SECOND, secondsBetween, type TimeUs } from "../units/time.ts";
import { existenceOfOdds } from "./existence.ts";
import type { SensorContext } from "./sensor-context.ts";
import * as columns from "./track-columns.ts";
import type { TrackEndCause } from "./track.ts";
import type { TrackerConfig } from "./tracker.ts";

/** A track is confirmed no sooner than its existence is this probable, however many detections it has. */
export const CONFIRM_EXISTENCE = 0.95;
/** This probable, one detection fewer confirms it: no more of such are false than of those with all (row 6 of the benchmarks). */
export const SURE_EXISTENCE = 0.99;
/** One detection is a place without a way, and says nothing of where anything goes. */
const DETECTIONS_LEAST = 2;
/** Consecutive misses after which a confirmed track counts as coasting … */
const COASTING_MISSES = 2;
/** … and unseen for this many periods of the sensors that saw it, though no look said so. */
const COASTING_PERIODS = 2.5;
/** Unseen for longer than this many periods, another track may be its. */
const UNSEEN_PERIODS = 1.5;
/** Unseen for this many periods, a ballistic track that has reached the ground has landed. */
const LANDED_PERIODS = 1.5;
const LANDED_STEP_S = 1;
/** Longer than any rocket in scope flies, s. */
const MAX_FLIGHT_S = 600;
/** Sensors that report whenever they like state no period, or a tiny one: patience is not below this. */
const PERIOD_LEAST_US = MICROS_PER_SECOND;

const body = new Float64Array(7);

/** What the ends of tracks depend on beside the tracks. */
export interface LifeParts {
  readonly config: TrackerConfig;
  readonly sensors: readonly SensorContext[];
  readonly env: Environment;
}

/**
 * Whether a track of this existence is to be confirmed: on M detections within the latest N expected looks, when its existence agrees; on
 * M − 1, but no fewer than {@link DETECTIONS_LEAST}, when it is all but certain.
 */
export function isDue(
  a: Float64Array,
  row: number,
  existence: number,
  config: TrackerConfig,
): boolean {
  if (existence < CONFIRM_EXISTENCE) return false;
  const { confirmDetections, confirmWindow } = config;
  const needed = existence < SURE_EXISTENCE ? confirmDetections : detectionsWhenSure(config);
  return columns.seenWithin(a, row, confirmWindow) >= needed;
}

/** How many detections confirm an object that all but certainly exists. */
export const detectionsWhenSure = ({
  confirmDetections,
}: Pick<TrackerConfig, "confirmDetections">): number =>
  Math.min(confirmDetections, Math.max(confirmDetections - 1, DETECTIONS_LEAST));

export function confirm(a: Float64Array, row: number, existence: number): void {
  a[row + columns.EXISTENCE] = existence;
  a[row + columns.CONFIRMED_US] = a[row + columns.TIME_US];
}

export const isConfirmed = (a: Float64Array, row: number): boolean =>
  !Number.isNaN(a[row + columns.CONFIRMED_US]);

/** After this time a confirmed track counts as not seen lately; −∞ where misses have said so already. */
export function coastsAfterUs(
  a: Float64Array,
  row: number,
  sensors: readonly SensorContext[],
): number {
  if (a[row + columns.MISS_COUNT] >= COASTING_MISSES) return -Infinity;
  return a[row + columns.LAST_SENSED_US] + COASTING_PERIODS * longestPeriodUs(a, row, sensors);
}

/** Whether a confirmed track went unseen for as long as it takes to be seen again: a look missed it, or none came. */
export function isUnseen(
  a: Float64Array,
  row: number,
  nowUs: TimeUs,
  sensors: readonly SensorContext[],
): boolean {
  if (a[row + columns.MISS_COUNT] > 0) return true;
  const unseenUs = nowUs - a[row + columns.LAST_SENSED_US];
  return unseenUs > UNSEEN_PERIODS * longestPeriodUs(a, row, sensors);
}

/** Why a track ends at `nowUs`, or null while it lives. */
export function endCause(
  a: Float64Array,
  row: number,
  nowUs: TimeUs,
  parts: LifeParts,
): TrackEndCause | null {
  const { config, sensors } = parts;
  const unseenUs = nowUs - a[row + columns.LAST_SENSED_US];
  const confirmed = isConfirmed(a, row);
  if (unseenUs > 0 && hasLanded(a, row, nowUs, unseenUs, parts)) {
    return confirmed ? "landed" : "not-confirmed";
  }
  if (confirmed) {
    const lost =
      a[row + columns.MISS_COUNT] >= config.endAfterMisses ||
      unseenUs >= patienceOf(a, row, config);
    return lost ? "lost" : null;
  }
  if (isHopeless(a, row, config) || unseenUs >= config.endAfterUs) return "not-confirmed";
  const patienceUs = config.confirmWindow * longestPeriodUs(a, row, sensors);
  return unseenUs >= patienceUs ? "not-confirmed" : null;
}

/** What stands in the air out of a radar's reach of speeds is waited for this many times as long: its place is known for all that time. */
const HOVER_PATIENCE = 10;

/** How long a confirmed track lives unseen. */
const patienceOf = (a: Float64Array, row: number, config: TrackerConfig): number =>
  config.endAfterUs * (a[row + HOVER_SHARE] > 0.5 ? HOVER_PATIENCE : 1);

/**
 * The first time at which {@link endCause} may say that the track ends, as nothing but the passing of time brings that about;
 * −∞ where its counts have already decided.
 */
export function endsFromUs(a: Float64Array, row: number, { config, sensors }: LifeParts): number {
  const lastUs = a[row + columns.LAST_SENSED_US];
  const mayLand = a[row + BALLISTIC_PROBABILITY] > 0.5;
  const landsUs = mayLand ? LANDED_PERIODS * shortestPeriodUs(a, row, sensors) : Infinity;
  if (isConfirmed(a, row)) {
    if (a[row + columns.MISS_COUNT] >= config.endAfterMisses) return -Infinity;
    return lastUs + Math.min(patienceOf(a, row, config), landsUs);
  }
  if (isHopeless(a, row, config)) return -Infinity;
  const patienceUs = config.confirmWindow * longestPeriodUs(a, row, sensors);
  return lastUs + Math.min(patienceUs, config.endAfterUs, landsUs);
}

/** Below this share of the existence with which it began, a track that was not confirmed is given back to what nobody has detected. */
const FADED_SHARE = 0.02;

/** It has faded away, or too many of the looks that should confirm it have missed it. */
function isHopeless(a: Float64Array, row: number, config: TrackerConfig): boolean {
  if (a[row + columns.MISS_COUNT] === 0) return false;
  const alone = existenceOfOdds(a[row + columns.LOG_ODDS]);
  if (alone < FADED_SHARE * a[row + columns.BIRTH_EXISTENCE]) return true;
  const considered = Math.min(a[row + columns.EXPECTED_COUNT], config.confirmWindow);
  const misses = considered - columns.seenWithin(a, row, considered);
  return misses > config.confirmWindow - config.confirmDetections;
}

function hasLanded(
  a: Float64Array,
  row: number,
  nowUs: TimeUs,
  unseenUs: number,
  { sensors, env }: LifeParts,
): boolean {
  if (a[row + BALLISTIC_PROBABILITY] <= 0.5) return false;
  if (unseenUs < LANDED_PERIODS * shortestPeriodUs(a, row, sensors)) return false;
  const dt = secondsBetween(a[row + columns.TIME_US], nowUs);
  // Past its time anyway: flying it on would only cost steps.
  if (dt > MAX_FLIGHT_S) return true;
  for (let i = 0; i < 6; i++) body[i] = a[row + BALLISTIC + i];
  body[6] = a[row + BALLISTIC + DRAG_MEAN];
  if (env.terrain === null) {
    if (isAloft(body, dt, env)) return false;
    integrateBallistic(body, dt, LANDED_STEP_S, env, body);
    return isUnderGround(env);
  }
  // What went into a hill may lie over the valley behind it by now.
  const steps = ballisticSteps(dt, LANDED_STEP_S);
  for (let i = 0; i < steps; i++) {
    integrateBallistic(body, dt / steps, LANDED_STEP_S, env, body);
    if (body[5] < 0 && isUnderGround(env)) return true;
  }
  return false;
}

/** Whether {@link body} lies under the ground. */
const isUnderGround = (env: Environment): boolean =>
  heightOfEnu(env.frame, body[0], body[1], body[2]) < groundHeightAt(env, body[0], body[1]);

/** Whether a body cannot have come down in this time: drag slows what falls, and at worst has ended every climb at once. */
function isAloft(mean: Float64Array, dt: number, env: Environment): boolean {
  const height = heightOfEnu(env.frame, mean[0], mean[1], mean[2]) - env.groundHeightM;
  const fallen = dt * Math.max(0, -mean[5]) + 0.5 * ALOFT_FALL_MPS2 * dt * dt;
  return height > fallen + ALOFT_SLOPE * dt * (Math.abs(mean[3]) + Math.abs(mean[4]));
}
/** More than gravity and what the Earth's rotation adds to it; and how far the level leans within the frame. */
const ALOFT_FALL_MPS2 = 10.5;
const ALOFT_SLOPE = 0.05;

function longestPeriodUs(a: Float64Array, row: number, sensors: readonly SensorContext[]): number {
  let periodUs = PERIOD_LEAST_US;
  const end =
    row + columns.CONTRIBUTIONS + columns.CONTRIBUTION * a[row + columns.CONTRIBUTION_COUNT];
  for (let at = row + columns.CONTRIBUTIONS; at < end; at += columns.CONTRIBUTION) {
    const sensor = sensors[a[at + columns.CONTRIBUTION_SENSOR]];
    periodUs = Math.max(periodUs, sensor.geometry.spec.periodUs);
  }
  return periodUs;
}

function shortestPeriodUs(a: Float64Array, row: number, sensors: readonly SensorContext[]): number {
  let periodUs = Infinity;
  const end =
    row + columns.CONTRIBUTIONS + columns.CONTRIBUTION * a[row + columns.CONTRIBUTION_COUNT];
  for (let at = row + columns.CONTRIBUTIONS; at < end; at += columns.CONTRIBUTION) {
    const sensor = sensors[a[at + columns.CONTRIBUTION_SENSOR]];
    periodUs = Math.min(periodUs, sensor.geometry.spec.periodUs);
  }
  return periodUs;
}

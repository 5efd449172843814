import {
  HISTORY_ROWS_MAX,
  type MeasurementHistory,
  ROW_AZIMUTH,
  ROW_ELEVATION,
  ROW_RANGE,
  ROW_SENSOR,
  ROW_SIZE,
  ROW_TIME,
  SENSOR_FRAME_SIZE,
} from "../measurement/measurement-history.ts";
import { meanDragCurve } from "../motion/drag-curve.ts";
import type { Environment } from "../motion/environment.ts";
import {
  advance,
  AT_BOOST,
  AT_BURN_END,
  AT_LOG_DRAG,
  FLIGHT_PARAMETERS,
  flightState,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { clamp, hypot3 } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { burnSignal } from "./burn-signal.ts";
import { extendFit, keepBase } from "./extend-fit.ts";
import type { FitMemory, FittedBefore } from "./fit-memory.ts";
import {
  type BurnEnd,
  type FitBase,
  type FittedTrajectory,
  fitTrajectory,
  trajectoryCost,
} from "./fit-trajectory.ts";
import type { TrajectoryPrior } from "./trajectory-prior.ts";

/** One kind of flight that the measurements may come from, and how probable it is among the others. */
export interface TrajectoryHypothesis {
  readonly weight: number;
  readonly fit: FittedTrajectory;
}

/** A ballistic state (7×1, ln k its drag now) and when it holds, in seconds from the history's start. */
export interface RefineStart {
  readonly mean: Float64Array;
  readonly timeS: number;
}

/** Least rows of which a trajectory is fitted: fewer leave the start to do the work. */
export const REFINE_ROWS_MIN = 3;
const WEIGHT_MIN = 0.01;
/** A flight with a motor that costs this much more than the coasting one weighs e⁻⁶ of {@link WEIGHT_MIN} at most. */
const COST_MORE_MOST = 11;
/** ln of the weight that a motor must promise to be fitted. What promises less is a push so small that it is all but none. */
const LOG_SIGNAL_MIN = Math.log(0.03);
/** A body that rose from the ground longer ago than this before it was first seen has burnt out by then. */
const BURN_GREATEST_S = 4;
/** ln of the chance that an object seen right after its launch still burns, and how fast that falls with its age, s. */
const LOG_BURNING = Math.log(0.4);
const BURN_AGE_S = 1.2;
const BURN_ENDS_S = [0.4, 1, 2] as const;
/** The end of a burn that is over, s after the first measurement; how long one goes on that is not. */
const BURNT: BurnEnd = { meanS: 0.8, sigmaS: 0.9 };
const BURN_ON_MEAN_S = 0.8;
const BURN_ON_SIGMA_S = 0.8;
const BOOST_USUAL_MPS2 = 180;
const SPEED_LEAST_SHARE = 0.1;
const AIM_TRIES = 3;
const BURN_LEAST_S = 0.02;
/** Once a history has grown by this factor, its flight is fitted anew, and whether it had a motor is asked again. */
const MORE_ROWS_MOST = 1.5;

/** Of a history that has grown by more than this factor, a fit of the fewer rows is not near the fit of all. */
const GONE_ON_MOST = 2;

interface Weighed {
  readonly fit: FittedTrajectory;
  readonly logWeight: number;
}

/** Everything that a fit depends on. */
interface Task {
  readonly history: MeasurementHistory;
  readonly from: RefineStart;
  readonly env: Environment;
  readonly prior: TrajectoryPrior;
  readonly before: FittedBefore | null;
  /** Where the coasting fit begins that goes on from fewer rows; null where there is none. */
  begin: Float64Array | null;
}
/** What a task came to, and where the next goes on from. */
interface Found {
  readonly hypotheses: readonly TrajectoryHypothesis[];
  readonly reached: FittedBefore | null;
}
interface Refined extends Found {
  readonly task: Task;
}

const N = FLIGHT_PARAMETERS;
const start = new Float64Array(N);
const bestStart = new Float64Array(N);

/** What was found of a history last: a screen, a launch and a record ask for the same as the decision did. No decision depends on it. */
const refined = new WeakMap<MeasurementHistory, Refined>();

/**
 * The trajectories that a history of measurements may come from, with weights that sum to one: coasting from the
 * first row on, or with a motor that burns for a while. Weights by each one's evidence. Empty when nothing can be
 * fitted. With a `memory` the coasting fit goes on from that of fewer rows, which takes a fraction of the time and is nearer to
 * the most probable flight than one from the filter's estimate; and where only a few rows were added that lead hardly elsewhere, all fits are
 * extended by those ({@link extendFit}). Without a memory, what was found for somebody else is good enough.
 */
export function refineTrajectory(
  history: MeasurementHistory,
  from: RefineStart,
  env: Environment,
  prior: TrajectoryPrior,
  memory?: FitMemory,
): readonly TrajectoryHypothesis[] {
  const before = memory?.before?.startUs === history.startUs ? memory.before : null;
  const task = { history, from, env, prior, before, begin: before && before.parameters };
  let found = refined.get(history);
  if (found === undefined || !isSame(found.task, task, memory === undefined)) {
    found = { task, ...(extended(task) ?? weighHypotheses(task)) };
    refined.set(history, found);
  }
  if (memory !== undefined) memory.latest = found.reached;
  return found.hypotheses;
}

const isSame = (a: Task, b: Task, anyBefore: boolean): boolean =>
  a.env === b.env &&
  a.prior === b.prior &&
  (anyBefore || a.before === b.before) &&
  a.from.timeS === b.from.timeS &&
  a.from.mean.every((value, i) => value === b.from.mean[i]);

/** By extending the fits of fewer rows; null where they have to be made anew. */
function extended(task: Task): Found | null {
  const { history, env, prior, before } = task;
  if (before === null || before.bases === null || !isLittleMore(history.count, before)) return null;
  const { count, bases } = before;
  const coast = extendFit(history, bases.coast, count, null, env, prior);
  if (coast === null) return null;
  if (!coast.isNear) {
    task.begin = coast.fit.parameters;
    return null;
  }
  const fits: Weighed[] = [{ fit: coast.fit, logWeight: coast.fit.logEvidence }];
  if (bases.burnt !== null) {
    const burnt = extendFit(history, bases.burnt, count, BURNT, env, prior);
    if (burnt?.isNear !== true || !hasBurnt(burnt.fit)) return null;
    const logWeight = burnt.fit.logEvidence + logBurningOf(coast.fit, env);
    fits.push({ fit: burnt.fit, logWeight });
  }
  return { hypotheses: weighed(fits), reached: before };
}

/** Few enough rows more that nothing new need be asked. Of a full history the rows behind the opening move up. */
const isLittleMore = (count: number, before: FittedBefore): boolean =>
  count >= before.count && count <= MORE_ROWS_MOST * before.count && count < HISTORY_ROWS_MAX;

function weighHypotheses(task: Task): Found {
  const { history, env, prior } = task;
  const fits: Weighed[] = [];
  let burntBase: FitBase | null = null;
  let mayExtend = true;
  const coast = history.count < REFINE_ROWS_MIN ? null : fitCoast(task);
  if (coast !== null) {
    fits.push({ fit: coast, logWeight: coast.logEvidence });
    // Right after the coasting fit, since the burn's signal is read from what that one measured.
    const age = secondsSinceGround(coast, env);
    const logBurning = logBurningOf(coast, env);
    const mayBurn = prior.mayBurn && age < BURN_GREATEST_S;
    // As long as rows come that a motor's end may lie between, each may change whether there was one.
    mayExtend = !mayBurn || lastTimeOf(history) >= BURN_GREATEST_S;
    if (mayBurn && burnSignal(coast, BURNT) + logBurning > LOG_SIGNAL_MIN) {
      const costMost = coast.plainCost + COST_MORE_MOST;
      const burnt = fitBurnt(task, costMost);
      if (burnt !== null) fits.push({ fit: burnt, logWeight: burnt.logEvidence + logBurning });
      const burning = fitBurning(task, costMost);
      const logStill = logBurning - lastTimeOf(history) / BURN_AGE_S;
      if (burning !== null) fits.push({ fit: burning, logWeight: burning.logEvidence + logStill });
      burntBase = burnt?.base ?? null;
      if (burnt !== null) keepBase(history, burnt, env, prior);
      // How long a motor goes on that still burns is believed anew at every row.
      mayExtend &&= burning === null && (burnt === null || burntBase !== null);
    }
  }
  if (coast === null) return { hypotheses: [], reached: null };
  keepBase(history, coast, env, prior);
  const { parameters, base } = coast;
  const bases = mayExtend && base !== null ? { coast: base, burnt: burntBase } : null;
  const reached = { startUs: history.startUs, count: history.count, parameters, bases };
  return { hypotheses: weighed(fits), reached };
}

/** ln of the probability that a coasting flight had a motor that burnt when it was first seen. */
const logBurningOf = (coast: FittedTrajectory, env: Environment): number =>
  LOG_BURNING - secondsSinceGround(coast, env) / BURN_AGE_S;

/** Those that are not all but impossible beside the likeliest. */
function weighed(fits: readonly Weighed[]): readonly TrajectoryHypothesis[] {
  const greatest = Math.max(...fits.map(({ logWeight }) => logWeight));
  const kept = fits.filter(({ logWeight }) => logWeight > greatest + Math.log(WEIGHT_MIN));
  const total = kept.reduce((sum, { logWeight }) => sum + Math.exp(logWeight - greatest), 0);
  return kept.map(({ fit, logWeight }) => ({
    fit,
    weight: Math.exp(logWeight - greatest) / total,
  }));
}

/** The coasting fit: from where one to fewer rows ended, if that leads anywhere near. */
function fitCoast(task: Task): FittedTrajectory | null {
  const { history, env, prior, begin, before } = task;
  if (begin !== null && before !== null && history.count <= GONE_ON_MOST * before.count) {
    const from = { parameters: begin, isFit: true };
    const goneOn = fitTrajectory(history, from, null, env, prior);
    if (goneOn !== null) return goneOn;
  }
  coastingStart(task);
  return fitTrajectory(history, { parameters: start, isFit: false }, null, env, prior);
}

/** How long ago a straight way at the fitted first velocity left the ground. */
function secondsSinceGround({ parameters }: FittedTrajectory, env: Environment): number {
  const [, , u, , , vu] = parameters;
  const height = env.frame.origin.heightM + u - env.groundHeightM;
  return vu > 1 ? Math.max(0, height) / vu : Number.POSITIVE_INFINITY;
}

/**
 * {@link start} = a coasting flight from the first row's place to that of the given state; or, where that row holds
 * no place, the given state flown back.
 */
function coastingStart({ history, from, env, prior }: Task): void {
  const { mean, timeS } = from;
  start.fill(0);
  for (let i = 0; i < 6; i++) start[i] = mean[i]!;
  const mach = hypot3(mean[3], mean[4], mean[5]) / env.atmosphere.soundSpeed(mean[2]);
  start[AT_LOG_DRAG] = clamp(
    mean[6] - prior.dragShare * meanDragCurve(mach),
    prior.logDragMean - 2 * prior.logDragSigma,
    prior.logDragMean + 2 * prior.logDragSigma,
  );
  startFlight(env, prior, start, false);
  advance(-timeS);
  const isFlown = Number.isFinite(flightState[0]);
  for (let i = 0; i < 6; i++) start[i] = (isFlown ? flightState : mean)[i]!;
  if (!placeOf(history, 0, firstPlace)) return;
  for (let i = 0; i < 3; i++) start[i] = firstPlace[i]!;
  // Flown back, a drag that is much too great runs away: then the way begins as if there were none.
  if (!isFlown) startWithoutDrag(from);
  aim(from, env, prior);
}

/** Velocity of {@link start} = that of a fall without drag from its place to the given one. */
function startWithoutDrag({ mean, timeS }: RefineStart): void {
  for (let i = 0; i < 3; i++) start[3 + i] = (mean[i] - start[i]) / timeS;
  start[5] = start[5] + 0.5 * STANDARD_GRAVITY_MPS2 * timeS;
}

const firstPlace = new Float64Array(3);

/** Turns the velocity of {@link start} so that its flight meets the given place at its time, by a few tries. */
function aim({ mean, timeS }: RefineStart, env: Environment, prior: TrajectoryPrior): void {
  if (!(timeS > 0)) return;
  for (let k = 0; k < AIM_TRIES; k++) {
    startFlight(env, prior, start, false);
    advance(timeS);
    for (let i = 0; i < 3; i++) start[3 + i] = start[3 + i] + (mean[i] - flightState[i]) / timeS;
  }
}

/** Site-frame place of a row that holds range, azimuth and elevation; false for any other. */
function placeOf(history: MeasurementHistory, index: number, out: Float64Array): boolean {
  const { rows, frames } = history;
  const at = index * ROW_SIZE;
  if (rows[at + ROW_SENSOR] < 0) return false;
  if (!(rows[at + ROW_RANGE + 1] > 0 && rows[at + ROW_AZIMUTH + 1] > 0)) return false;
  if (!(rows[at + ROW_ELEVATION + 1] > 0)) return false;
  const range = rows[at + ROW_RANGE];
  const level = range * Math.cos(rows[at + ROW_ELEVATION]);
  const f = rows[at + ROW_SENSOR] * SENSOR_FRAME_SIZE;
  const e = level * Math.sin(rows[at + ROW_AZIMUTH]) - frames[f + 9];
  const n = level * Math.cos(rows[at + ROW_AZIMUTH]) - frames[f + 10];
  const u = range * Math.sin(rows[at + ROW_ELEVATION]) - frames[f + 11];
  for (let i = 0; i < 3; i++) {
    out[i] = frames[f + i] * e + frames[f + 3 + i] * n + frames[f + 6 + i] * u;
  }
  return true;
}

/**
 * The fit with a motor that is out by now; null where none holds. From where one to fewer rows ended, if those reached beyond any burn; else from the
 * likeliest of several ends of it, since a fit stays with the end that its first rows spoke for.
 */
function fitBurnt(task: Task, costMost: number): FittedTrajectory | null {
  const { history, from, env, prior, before } = task;
  const lastS = lastTimeOf(history);
  const known = before?.bases?.burnt ?? null;
  const knownRows = Math.min(before?.count ?? 1, history.count);
  if (known !== null && timeOf(history, knownRows - 1) >= BURN_GREATEST_S) {
    const begin = { parameters: known.parameters, isFit: true };
    const goneOn = fitTrajectory(history, begin, BURNT, env, prior);
    if (goneOn !== null && hasBurnt(goneOn)) return goneOn;
  }
  coastingStart(task);
  const velocity = start.slice(3, 6);
  let least = Number.POSITIVE_INFINITY;
  for (const endS of BURN_ENDS_S) {
    if (endS >= lastS) break;
    pushStart(velocity, endS, endS);
    aim(from, env, prior);
    const cost = trajectoryCost(history, start, BURNT, env, prior);
    if (!(cost < least)) continue;
    least = cost;
    bestStart.set(start);
  }
  if (least === Number.POSITIVE_INFINITY) return null;
  const likeliest = { parameters: bestStart, isFit: false, costMost };
  const fit = fitTrajectory(history, likeliest, BURNT, env, prior);
  return fit !== null && hasBurnt(fit) ? fit : null;
}

const hasBurnt = ({ parameters }: FittedTrajectory): boolean =>
  parameters[AT_BURN_END] > BURN_LEAST_S;

/** The fit with a motor that still burns: how much longer is only believed. Null where it cannot burn any more. */
function fitBurning(task: Task, costMost: number): FittedTrajectory | null {
  const { history, from, env, prior } = task;
  const lastS = lastTimeOf(history);
  if (lastS >= BURN_GREATEST_S) return null;
  const burn = { meanS: lastS + BURN_ON_MEAN_S, sigmaS: BURN_ON_SIGMA_S };
  coastingStart(task);
  pushStart(start.slice(3, 6), burn.meanS, 0.5 * lastS);
  aim(from, env, prior);
  const begin = { parameters: start, isFit: false, costMost };
  const fit = fitTrajectory(history, begin, burn, env, prior);
  return fit !== null && fit.parameters[AT_BURN_END] >= lastS ? fit : null;
}

/** Gives {@link start} the usual push until `endS`, and a first speed that `pushedS` of it bring up to `velocity`. */
function pushStart(velocity: Float64Array, endS: number, pushedS: number): void {
  const speed = hypot3(velocity[0], velocity[1], velocity[2]);
  const share = Math.max(1 - (BOOST_USUAL_MPS2 * pushedS) / speed, SPEED_LEAST_SHARE);
  for (let i = 0; i < 3; i++) start[3 + i] = share * velocity[i];
  start[AT_BOOST] = Math.log(BOOST_USUAL_MPS2);
  start[AT_BURN_END] = endS;
}

const timeOf = ({ rows }: MeasurementHistory, row: number): number =>
  rows[row * ROW_SIZE + ROW_TIME];
const lastTimeOf = (history: MeasurementHistory): number => timeOf(history, history.count - 1);

import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import type { MeasurementHistory } from "../measurement/measurement-history.ts";
import type { Environment } from "../motion/environment.ts";
import {
  AT_BOOST,
  AT_BURN_END,
  AT_CURVE,
  AT_LOG_DRAG,
  AT_TAPER,
  COAST_PARAMETERS,
  FLIGHT_PARAMETERS,
  flightColumns,
  flightState,
  flightTime,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { hypot3, square } from "../units/algebra.ts";
import {
  gradient,
  information,
  measureFlight,
  metOutlier,
  weighedDown,
} from "./trajectory-likelihood.ts";
import type { TrajectoryPrior } from "./trajectory-prior.ts";

/** Nothing that falls on people is as fast as a few of these; it only keeps the first two detections from being too few. */
const SPEED_SIGMA_MPS = 500;
/** Motors of artillery rockets push with 100 to 400 m/s² for 0.5 to 3 s, in part before they are seen. */
export const LOG_BOOST_MEAN = Math.log(180);
export const LOG_BOOST_SIGMA = 0.7;
const TAPER_SIGMA = 0.2;

/** What is believed of the end of a motor's burn, s after the first measurement. */
export interface BurnEnd {
  readonly meanS: number;
  readonly sigmaS: number;
}

const SPEED_MOST_MPS = 6000;
const LOG_DRAG_LEAST = Math.log(3e-6);
const LOG_DRAG_MOST = Math.log(3e-2);
/** Of a drag curve's share or the wind's. */
const SIGMAS_MOST = 12;
const BURN_MOST_S = 20;

const LINEARISATIONS_MAX = 9;
/**
 * A fit is given up that so many linearisations in a row have each brought nearer to what would be of use by less than this share of the way. Of motors fitted
 * to bombs that coast, fits of 14 and of 32 rows were still saved after two and three such.
 */
const SLOW_MOST = 4;
const SLOW_SHARE = 0.5;
const LEAST_SQUARES_MAX = 5;
const CHORDS_MAX = 6;
/** Tried in turn where a Gauss–Newton step leads to nothing better. */
const DAMPINGS = [0.003, 0.02, 0.1, 0.5, 3, 30] as const;
/** Squared standard deviations: a step shorter than this changes no answer; within that, one linearisation holds. */
const CONVERGED = 4e-3;
const NEAR = 25;
/** A step that shrinks by less than this, squared, is no longer worth taking without a new linearisation. */
const SLOW = 0.3;
/** Steps that together are shorter than this, in standard deviations, leave the derivatives what they are where they began. */
const STILL_LINEAR = 1;

/** Where a flight is at a time. */
export interface FlightPlace {
  /** Seconds from the history's start. */
  readonly timeS: number;
  /** 6×1. */
  readonly state: Float64Array;
  /** Derivatives of the state by every parameter, {@link FLIGHT_PARAMETERS} columns of 6. */
  readonly columns: Float64Array;
}

/** The most probable trajectory and the Gaussian about it. */
export interface FittedTrajectory {
  /** {@link FLIGHT_PARAMETERS}×1; see `uncertain-flight.ts` for their order. */
  readonly parameters: Float64Array;
  /** How many of them were free: {@link COAST_PARAMETERS} without a motor. */
  readonly size: number;
  /** Lower triangular factor of the information matrix, size×size: the covariance is its inverse. */
  readonly factor: Float64Array;
  /** −ln of the joint density of measurements and parameters at the fit, but for constants. */
  readonly cost: number;
  /** The same with no outlier weighed down. */
  readonly plainCost: number;
  /** ln of the measurements' probability under this kind of flight (Laplace's approximation), but for constants. */
  readonly logEvidence: number;
  /** The flight at the last row that it was fitted to; null where that is not known: it is flown there from its start. */
  readonly last: FlightPlace | null;
  /** Where fits of more rows of the flight may go on from it; null where they may not. */
  readonly base: FitBase | null;
  /** What {@link linearisedAt} would say of the base; null where it was not asked. */
  readonly linearised: LinearisedFit | null;
}

/** Where a fit ended: with the rows that it was of, this tells all that the fit of a few more rows needs ({@link linearisedAt}). */
export interface FitBase {
  /** {@link FLIGHT_PARAMETERS}×1, and those at which its derivatives were worked out: the same, or less than {@link STILL_LINEAR} away. */
  readonly parameters: Float64Array;
  readonly derivedAt: Float64Array;
  /** Whether outliers were weighed down. */
  readonly robust: boolean;
}

/** The cost of some parameters of a flight to second order about {@link FitBase.parameters}, and where that flight is at the last row. */
export interface LinearisedFit {
  readonly cost: number;
  /** {@link FLIGHT_PARAMETERS} squared, without its upper triangle; and −1 times the cost's slope. */
  readonly information: Float64Array;
  readonly gradient: Float64Array;
  readonly place: FlightPlace;
}

const N = FLIGHT_PARAMETERS;
const trial = new Float64Array(N);
const base = new Float64Array(N);
const step = new Float64Array(N);
const pull = new Float64Array(N);
const found = new Float64Array(N);
let isRobust = false;
let burnEnd: BurnEnd | null = null;
const packed = new Float64Array(N * N);
/** Right after {@link fitTrajectory}: the factor of the information at the fit itself, or less than {@link STILL_LINEAR} away, as its own is of where it was linearised last. */
export const factorAtFit = new Float64Array(N * N);
const factor = factorAtFit;

/** Where a fit begins. */
export interface FitStart {
  /** {@link FLIGHT_PARAMETERS}×1. */
  readonly parameters: Float64Array;
  /**
   * Whether they were fitted to fewer measurements of the flight. Then outliers are weighed down from the beginning, and where the
   * first step is not a near one, nothing is fitted.
   */
  readonly isFit: boolean;
  /**
   * A fit of more cost than this is of no use, and given up as soon as it only creeps there: so does a motor that is fitted to a body that coasts, its
   * burn's end from row to row. Left out: any is of use.
   */
  readonly costMost?: number;
}

/**
 * The most probable parameters of a flight under a history of measurements and a prior: Gauss–Newton steps, damped
 * where they do not help, from `start` on, several to a linearisation. With r the residuals and Λ = Σ Jᵀ·J/σ² + Λ₀, each step is
 * Λ⁻¹·(Σ Jᵀ·r/σ² − Λ₀·(θ − θ₀)); the trajectory has no process noise, so that all measurements bear on all of it.
 * Null when the information stays singular or the cost infinite, the start is a fit that is no more, or it comes to no use. (Bard, 1974, Nonlinear Parameter Estimation,
 * sections 5.8 and 7.5; MacKay, 2003, Information Theory, Inference, and Learning Algorithms, chapter 27, for
 * the evidence.)
 */
export function fitTrajectory(
  history: MeasurementHistory,
  { parameters: begin, isFit, costMost = Number.POSITIVE_INFINITY }: FitStart,
  burn: BurnEnd | null,
  env: Environment,
  prior: TrajectoryPrior,
): FittedTrajectory | null {
  const size = burn === null ? COAST_PARAMETERS : FLIGHT_PARAMETERS;
  burnEnd = burn;
  trial.set(begin);
  // Far from the fit everything looks like an outlier: those are weighed down only once plain least squares is there.
  isRobust = isFit;
  let descent: Descent = NOWHERE;
  let derivedAt = base;
  let slow = 0;
  for (let i = 0; i < LINEARISATIONS_MAX; i++) {
    const from = costAt(history, size, env, prior, true);
    if (!Number.isFinite(from) || !factorise(size, 0)) return null;
    base.set(trial);
    derivedAt = base.slice();
    descent = descend(history, size, env, prior, from);
    trial.set(base);
    if (isFit && i === 0 && !descent.near) return null;
    if (!descent.done && i !== LEAST_SQUARES_MAX) {
      const left = descent.cost - costMost;
      slow = left > 0 && left > SLOW_SHARE * (from - costMost) ? slow + 1 : 0;
      if (slow === SLOW_MOST) return null;
      continue;
    }
    if (isRobust || !metOutlier()) break;
    isRobust = true;
  }
  if (!factorise(size, 0)) return null;
  const shape = factor.slice(0, size * size);
  // The impact flies on from the fit itself, and a burn's signal is read there: what was flown last has to be it.
  const isThere = descent.flownLast && descent.movedSigmas < STILL_LINEAR;
  const cost = isThere ? descent.cost : costAt(history, size, env, prior, true);
  if (!Number.isFinite(cost) || !factorise(size, 0)) return null;
  const parameters = base.slice();
  const last = placeNow();
  const logEvidence = logEvidenceOf(cost, shape, size, burn, prior);
  const fitBase = { parameters, derivedAt: isThere ? derivedAt : parameters, robust: isRobust };
  return {
    parameters,
    size,
    factor: shape,
    cost,
    plainCost: cost + weighedDown(),
    logEvidence,
    last,
    base: descent.done ? fitBase : null,
    linearised: { cost, information: information.slice(), gradient: gradient.slice(), place: last },
  };
}

/** A fit's cost about where it ended, by the rows that it was of. Of the same rows it is the same to the bit whenever it is asked for. */
export function linearisedAt(
  history: MeasurementHistory,
  { parameters, derivedAt, robust }: FitBase,
  burn: BurnEnd | null,
  env: Environment,
  prior: TrajectoryPrior,
): LinearisedFit | null {
  const size = burn === null ? COAST_PARAMETERS : FLIGHT_PARAMETERS;
  burnEnd = burn;
  isRobust = robust;
  trial.set(derivedAt);
  let cost = costAt(history, size, env, prior, true);
  if (Number.isFinite(cost) && derivedAt.some((value, k) => value !== parameters[k])) {
    trial.set(parameters);
    cost = costAt(history, size, env, prior, false);
  }
  if (!Number.isFinite(cost)) return null;
  const place = placeNow();
  return { cost, information: information.slice(), gradient: gradient.slice(), place };
}

/** What steps with one linearisation came to. */
interface Descent {
  readonly cost: number;
  /** Whether no other linearisation is needed. */
  readonly done: boolean;
  /** Whether the first step helped and was short. */
  readonly near: boolean;
  /** The steps' lengths together, in standard deviations. */
  readonly movedSigmas: number;
  /** Whether the flight at {@link base} was the last that was flown. */
  readonly flownLast: boolean;
}
const NOWHERE: Descent = { cost: 0, done: false, near: false, movedSigmas: 0, flownLast: false };

/** The factor of {@link information} without the columns of what is not free, its diagonal grown by `damping`. */
function factorise(size: number, damping: number): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      packed[row * size + column] = information[row * N + column]!;
    }
    packed[row * (size + 1)] = (1 + damping) * packed[row * (size + 1)];
  }
  return cholesky(packed, size, factor);
}

/**
 * Steps from {@link base}, where everything was linearised: the first by Gauss and Newton, or damped as Levenberg and
 * Marquardt do where that does not help; then more with the same matrix, as long as they converge fast. Leaves the
 * best parameters in {@link base}. Done when the next step would be short and the linearisation was near; a far one
 * has to be repeated.
 */
function descend(
  history: MeasurementHistory,
  size: number,
  env: Environment,
  prior: TrajectoryPrior,
  from: number,
): Descent {
  let best = from;
  let before = Number.POSITIVE_INFINITY;
  let near = false;
  let movedSigmas = 0;
  const end = (done: boolean, flownLast = true): Descent => ({
    cost: best,
    done,
    near,
    movedSigmas,
    flownLast,
  });
  for (let i = 0; i < CHORDS_MAX; i++) {
    const decrement = stepFrom(size);
    if (i === 0) near = decrement < NEAR;
    if (decrement < CONVERGED) return end(near);
    if (decrement > SLOW * before) return end(false);
    before = decrement;
    pull.set(gradient);
    let cost = costAt(history, size, env, prior, false);
    // Chords are not damped: where one leads nowhere, the matrix is too old.
    if (i === 0 && !(cost < best)) {
      near = false;
      cost = dampedStep(history, size, env, prior);
    }
    if (!(cost < best)) return end(i === 0 || near, false);
    best = cost;
    base.set(trial);
    movedSigmas += Math.sqrt(decrement);
    // After a long step the old matrix points the wrong way.
    if (!near) return end(false);
  }
  return end(near);
}

/** {@link trial} the best of several damped steps from {@link base} along {@link pull}; returns the cost there. */
function dampedStep(
  history: MeasurementHistory,
  size: number,
  env: Environment,
  prior: TrajectoryPrior,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (const damping of DAMPINGS) {
    if (!factorise(size, damping)) break;
    gradient.set(pull);
    stepFrom(size);
    const cost = costAt(history, size, env, prior, false);
    if (cost >= least) break;
    if (cost === Number.POSITIVE_INFINITY) continue;
    least = cost;
    found.set(trial);
  }
  trial.set(found);
  return least;
}

/** {@link trial} one step by {@link factor} from {@link base}; returns the step's squared length in standard deviations. */
function stepFrom(size: number): number {
  choleskySolve(factor, gradient, size, step);
  let decrement = 0;
  for (let k = 0; k < size; k++) {
    decrement += gradient[k] * step[k];
    trial[k] = base[k] + step[k];
  }
  return decrement;
}

/** −ln of the joint density of a history and the parameters of a flight with a motor, but for constants. */
export function trajectoryCost(
  history: MeasurementHistory,
  parameters: Float64Array,
  burn: BurnEnd,
  env: Environment,
  prior: TrajectoryPrior,
): number {
  trial.set(parameters);
  isRobust = true;
  burnEnd = burn;
  return costAt(history, N, env, prior, false);
}

/** By Laplace's approximation: −cost − ½·ln det Λ, and the widths of what is believed of the parameters that not every flight has. */
export function logEvidenceOf(
  cost: number,
  lower: Float64Array,
  size: number,
  burn: BurnEnd | null,
  prior: TrajectoryPrior,
): number {
  let logEvidence = -cost - Math.log(prior.logDragSigma);
  for (let k = 0; k < size; k++) logEvidence -= Math.log(lower[k * size + k]);
  if (burn !== null) logEvidence -= Math.log(LOG_BOOST_SIGMA * TAPER_SIGMA * burn.sigmaS);
  return logEvidence;
}

const placeNow = (): FlightPlace => ({
  timeS: flightTime(),
  state: flightState.slice(),
  columns: flightColumns.slice(0, 6 * N),
});

/** −ln posterior of {@link trial}, with {@link gradient} and, where everything is linearised `anew`, {@link information}. */
function costAt(
  history: MeasurementHistory,
  size: number,
  env: Environment,
  prior: TrajectoryPrior,
  anew: boolean,
): number {
  if (anew) information.fill(0);
  gradient.fill(0);
  let cost = 0;
  for (let k = 3; k < AT_LOG_DRAG; k++) cost += believe(k, 0, SPEED_SIGMA_MPS, anew);
  cost += believe(AT_LOG_DRAG, prior.logDragMean, prior.logDragSigma, anew);
  for (let k = AT_CURVE; k < COAST_PARAMETERS; k++) cost += believe(k, 0, 1, anew);
  if (burnEnd !== null) {
    cost += believe(AT_BOOST, LOG_BOOST_MEAN, LOG_BOOST_SIGMA, anew);
    cost += believe(AT_TAPER, 0, TAPER_SIGMA, anew);
    cost += believe(AT_BURN_END, burnEnd.meanS, burnEnd.sigmaS, anew);
  }
  if (!isPlausible(size)) return Number.POSITIVE_INFINITY;
  startFlight(env, prior, trial, anew);
  return cost + measureFlight(history, size, env.frame, { anew, robust: isRobust });
}

/** A step may lead to where no flight can be worked out in a bounded number of steps. */
function isPlausible(size: number): boolean {
  const drag = trial[AT_LOG_DRAG];
  const speed = hypot3(trial[3], trial[4], trial[5]);
  if (!(speed < SPEED_MOST_MPS && drag > LOG_DRAG_LEAST && drag < LOG_DRAG_MOST)) return false;
  for (let k = AT_CURVE; k < COAST_PARAMETERS; k++) {
    if (!(Math.abs(trial[k]) < SIGMAS_MOST)) return false;
  }
  if (size === COAST_PARAMETERS) return true;
  return (
    Math.abs(trial[AT_TAPER]) < 1 &&
    Math.abs(trial[AT_BOOST] - LOG_BOOST_MEAN) < 3 &&
    trial[AT_BURN_END] > 0 &&
    trial[AT_BURN_END] < BURN_MOST_S
  );
}

function believe(k: number, mean: number, sigma: number, anew: boolean): number {
  const weight = 1 / square(sigma);
  if (anew) information[k * (N + 1)] = information[k * (N + 1)] + weight;
  gradient[k] = gradient[k] + weight * (mean - trial[k]);
  return 0.5 * weight * square(trial[k] - mean);
}

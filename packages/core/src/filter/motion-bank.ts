import { ballisticTransitionOver } from "../motion/ballistic-transition.ts";
import { propagateCovariance } from "../motion/propagate-covariance.ts";
import { predictConstantVelocity } from "../motion/constant-velocity.ts";
import type { Environment } from "../motion/environment.ts";
import { clamp } from "../units/algebra.ts";
import {
  copyGaussian,
  createGaussian,
  type Gaussian,
  gaussianBytes,
  interactGaussians,
} from "./gaussian.ts";
import * as models from "./motion-models.ts";
import { createInnovation, resetInnovation, updateScalar } from "./scalar-update.ts";

/**
 * The laws of motion that an object may follow, side by side: two powered ones (nearly constant velocity, quiet and agile),
 * mixed as an interacting-multiple-model filter does, and a ballistic one, kept pure: probability flows to and from it, but
 * states do not, since a trace of the agile member's spread would cost it the accuracy it exists for.
 * (H. A. P. Blom and Y. Bar-Shalom, "The interacting multiple model algorithm for systems with Markovian switching
 * coefficients", IEEE Transactions on Automatic Control 33 (1988) 780–783.)
 */
export interface MotionBank {
  readonly steady: Gaussian;
  readonly agile: Gaussian;
  readonly ballistic: Gaussian;
  /** Probability of `steady` given powered flight. */
  steadyShare: number;
  /** Probability of `ballistic`; 0 while that member sleeps and its state means nothing. */
  ballisticProbability: number;
}

export function createMotionBank(): MotionBank {
  const bytes = gaussianBytes(6);
  const buffer = new ArrayBuffer(2 * bytes + gaussianBytes(7));
  return {
    steady: createGaussian(6, buffer, 0),
    agile: createGaussian(6, buffer, bytes),
    ballistic: createGaussian(7, buffer, 2 * bytes),
    steadyShare: models.STEADY_SHARE_PRIOR,
    ballisticProbability: 0,
  };
}

export function copyMotionBank(source: MotionBank, target: MotionBank): void {
  copyGaussian(source.steady, target.steady);
  copyGaussian(source.agile, target.agile);
  if (source.ballisticProbability > 0) copyGaussian(source.ballistic, target.ballistic);
  target.steadyShare = source.steadyShare;
  target.ballisticProbability = source.ballisticProbability;
}

const NO_DENSITY = { horizontal: 0, vertical: 0 } as const;
const jacobian = new Float64Array(49);
const upRow = Float64Array.of(0, 0, 1, 0, 0, 0);
const free = createInnovation(Infinity);
const climbRow = Float64Array.of(0, 0, 0, 0, 0, 1);

/** How a free body is flown: finely for a state that is kept, coarsely, to millimetres, for a comparison only. */
export type FlightSteps = "fine" | "coarse";

/** `target` = `source` after `dt` ≥ 0 seconds, s; `target` is another bank. */
export function predictMotionBank(
  source: MotionBank,
  dt: number,
  env: Environment,
  target: MotionBank,
  steps: FlightSteps = "fine",
): void {
  const steadyEnds = 1 - Math.exp(-dt / models.STEADY_SOJOURN_S);
  const agileEnds = 1 - Math.exp(-dt / models.AGILE_SOJOURN_S);
  const share = source.steadyShare;
  const steadyStays = share * (1 - steadyEnds);
  const nextShare = steadyStays + (1 - share) * agileEnds;
  const steadyTurns = share * steadyEnds;
  const inSteady = steadyStays / nextShare;
  const inAgile = steadyTurns / (1 - nextShare);
  interactGaussians(source.steady, source.agile, inSteady, inAgile, target.steady, target.agile);
  target.steadyShare = nextShare;
  fly(target.steady, dt, models.STEADY_DENSITY);
  fly(target.agile, dt, models.AGILE_DENSITY);
  const probability = source.ballisticProbability;
  target.ballisticProbability = probability;
  if (probability === 0) return;
  const lands = (1 - Math.exp(-dt / models.BALLISTIC_SOJOURN_S)) * chanceOfPower(source.ballistic);
  const falls = 1 - Math.exp(-dt / models.POWERED_SOJOURN_S);
  target.ballisticProbability = probability * (1 - lands) + (1 - probability) * falls;
  fall(source.ballistic, dt, env, target.ballistic, true, steps);
}

/**
 * `target` = `source` moved by `dt` seconds of either sign without process noise or switching: exact to undo, which is how a
 * detection that is older than the state reaches it.
 */
export function shiftMotionBank(
  source: MotionBank,
  dt: number,
  env: Environment,
  target: MotionBank,
): void {
  copyMotionBank(source, target);
  for (const powered of [target.steady, target.agile]) {
    const { mean, covariance } = powered;
    predictConstantVelocity(mean, covariance, dt, NO_DENSITY, mean, covariance);
  }
  if (source.ballisticProbability > 0) fall(source.ballistic, dt, env, target.ballistic, false);
}

function fly(state: Gaussian, dt: number, density: typeof NO_DENSITY | Density): void {
  const { mean, covariance } = state;
  predictConstantVelocity(mean, covariance, dt, density, mean, covariance);
  holdUnmeasuredHeight(state);
}
interface Density {
  readonly horizontal: number;
  readonly vertical: number;
}

/**
 * Where no sensor measures height, its uncertainty would grow without end and spoil what range tells of the horizontal place.
 * Past the spread of the prior, the prior is brought in again: a height within the first 12 km, a climb of tens of m/s at most.
 */
function holdUnmeasuredHeight(state: Gaussian): void {
  const { mean, covariance } = state;
  const heightVariance = models.HEIGHT_PRIOR_SIGMA_M * models.HEIGHT_PRIOR_SIGMA_M;
  const climbVariance =
    9 * models.POWERED_SPEED_SIGMA.vertical * models.POWERED_SPEED_SIGMA.vertical;
  resetInnovation(free, Infinity);
  if (covariance[14] > heightVariance) {
    const residual = 0.5 * models.HEIGHT_PRIOR_TOP_M - mean[2];
    updateScalar(state, upRow, 3, residual, heightVariance, free);
  }
  if (covariance[35] > climbVariance) {
    updateScalar(state, climbRow, 6, -mean[5], climbVariance, free);
  }
}

function fall(
  source: Gaussian,
  dt: number,
  env: Environment,
  target: Gaussian,
  isNoisy: boolean,
  steps: FlightSteps = "fine",
): void {
  const step = steps === "fine" ? models.BALLISTIC_STEP_MAX_S : stepFor(source.mean);
  ballisticTransitionOver(source.mean, dt, step, env, target.mean, jacobian);
  propagateCovariance(jacobian, source.covariance, target.covariance);
  if (isNoisy) addBallisticNoise(target.covariance, dt);
}

/**
 * The longest coarse step for a body of this speed and drag. Where air takes little of the speed in it, a Runge-Kutta step of seconds errs by
 * millimetres: its error goes with the fifth power of that share.
 */
function stepFor(mean: Float64Array): number {
  const speed = Math.sqrt(mean[3] * mean[3] + mean[4] * mean[4] + mean[5] * mean[5]);
  const rate = 0.5 * models.AIR_DENSITY_GREATEST_KGPM3 * Math.exp(mean[6]) * speed;
  const step = models.BALLISTIC_DRAG_PER_STEP / rate;
  return clamp(step, models.BALLISTIC_STEP_MAX_S, models.BALLISTIC_STEP_THIN_MAX_S);
}

/** Adds to a 7×7 covariance what `dt` ≥ 0 seconds of white acceleration and of wandering drag bring. */
export function addBallisticNoise(covariance: Float64Array, dt: number): void {
  const density = models.BALLISTIC_DENSITY;
  for (let axis = 0; axis < 3; axis++) {
    covariance[axis * 8] += (density * dt * dt * dt) / 3;
    covariance[axis * 7 + axis + 3] += (density * dt * dt) / 2;
    covariance[(axis + 3) * 7 + axis] += (density * dt * dt) / 2;
    covariance[(axis + 3) * 8] += density * dt;
  }
  covariance[48] += models.LOG_DRAG_DENSITY * dt;
}

/**
 * Lets the ballistic member start again where it has lost the object: from the agile member, with the probability that an object
 * of this velocity is a free body; or puts it to sleep where the object is too slow to be one. So the end of a rocket's
 * thrust, a diving drone and a wrong first belief all recover.
 */
export function restartBallistic(bank: MotionBank): void {
  if (bank.ballisticProbability >= models.BALLISTIC_RESTART_BELOW) return;
  const { mean, covariance } = bank.agile;
  const speed = Math.sqrt(mean[3] * mean[3] + mean[4] * mean[4] + mean[5] * mean[5]);
  if (speed < models.BALLISTIC_SPEED_MIN_MPS || !isHeightKnown(bank.agile)) {
    bank.ballisticProbability = 0;
    return;
  }
  const odds = models.BALLISTIC_RESTART_PROBABILITY * Math.exp(logVelocityRatio(bank.agile));
  const greatest = models.BALLISTIC_RESTART_PROBABILITY_MAX;
  bank.ballisticProbability = clamp(odds, models.BALLISTIC_RESTART_PROBABILITY, greatest);
  extendToBallistic(mean, covariance, bank.ballistic);
}

/** Whether the height is known well enough to tell a fall. */
export const isHeightKnown = (state: Gaussian): boolean =>
  state.covariance[2 * (state.mean.length + 1)] <=
  models.HEIGHT_KNOWN_SIGMA_M * models.HEIGHT_KNOWN_SIGMA_M;

/** ln of how much better a velocity fits a free body than a powered object, both priors widened by its own uncertainty. */
function logVelocityRatio(state: Gaussian): number {
  const { mean, covariance } = state;
  const size = mean.length;
  let ratio = 0;
  for (let axis = 0; axis < 3; axis++) {
    const name = axis === 2 ? "vertical" : "horizontal";
    const variance = covariance[(axis + 3) * (size + 1)];
    const powered = models.POWERED_SPEED_SIGMA[name] * models.POWERED_SPEED_SIGMA[name] + variance;
    const ballistic =
      models.BALLISTIC_SPEED_SIGMA[name] * models.BALLISTIC_SPEED_SIGMA[name] + variance;
    const squared = mean[axis + 3] * mean[axis + 3];
    ratio += 0.5 * (squared / powered - squared / ballistic + Math.log(powered / ballistic));
  }
  return Math.min(ratio, 50);
}

/** What is left of a body's chance to take up powered flight, since nothing powered climbs or dives as steeply as a bomb. */
const chanceOfPower = (state: Gaussian): number =>
  clamp(Math.exp(-logVelocityRatio(state)), models.POWER_CHANCE_LEAST, 1);

/** A 7-state from a 6-state, its drag from the prior. */
export function extendToBallistic(
  mean: Float64Array,
  covariance: Float64Array,
  target: Gaussian,
): void {
  for (let i = 0; i < 6; i++) {
    target.mean[i] = mean[i];
    for (let j = 0; j < 6; j++) target.covariance[i * 7 + j] = covariance[i * 6 + j];
    target.covariance[i * 7 + 6] = 0;
    target.covariance[42 + i] = 0;
  }
  target.mean[6] = models.LOG_DRAG_MEAN;
  target.covariance[48] = models.LOG_DRAG_SIGMA * models.LOG_DRAG_SIGMA;
}

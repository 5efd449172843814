import type { Environment } from "../motion/environment.ts";
import { clamp } from "../units/algebra.ts";
import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BANK,
  copyBank,
  COVARIANCE,
  HOVER,
  HOVER_SHARE,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "./bank-layout.ts";
import { createInnovation, resetInnovation } from "./innovation.ts";
import { interactPowered } from "./interact.ts";
import * as models from "./motion-models.ts";
import {
  addFallNoise,
  addPushNoise,
  addTurnNoise,
  burnOut,
  fallMember,
  flyMember,
  hoverMember,
  pushMember,
  turnMember,
} from "./predict-member.ts";
import {
  createScalarMeasurement,
  NOISE,
  RESIDUAL,
  updateByMotion,
  updateByPosition,
} from "./scalar-update.ts";
import { logVelocityRatio } from "./velocity-ratio.ts";

const NO_DENSITY = { horizontal: 0, vertical: 0 } as const;
const upRow = createScalarMeasurement();
const climbRow = createScalarMeasurement();
upRow[2] = 1;
climbRow[5] = 1;
const free = createInnovation(Infinity);

/**
 * The laws of motion that an object may follow, side by side. Powered ones are mixed as an interacting-multiple-model filter does: nearly
 * constant velocity, quiet and agile, standing in the air, and turning. Free bodies are kept pure: probability flows to and from them, but
 * states do not, since a trace of the agile member's spread would cost them the accuracy that they exist for. Of the two, the one under
 * thrust becomes the ballistic one when its motor ends; the state goes with the greater part of the probability.
 * (H. A. P. Blom and Y. Bar-Shalom, "The interacting multiple model algorithm for systems with Markovian switching
 * coefficients", IEEE Transactions on Automatic Control 33 (1988) 780–783.)
 *
 * The bank at `target[to]` becomes the one at `source[from]` after `dt` ≥ 0 seconds; they are two places. Where a hovering object is
 * foreseen, a long time is taken in steps: one that may set off at any moment is not where flying all the while would have brought it.
 */
export function predictBank(
  source: Float64Array,
  from: number,
  dt: number,
  env: Environment,
  target: Float64Array,
  to: number,
): void {
  predictPowered(source, from, dt, target, to);
  predictFree(source, from, dt, env, target, to);
}

/** The powered members, and their shares of powered flight. */
export function predictPowered(
  source: Float64Array,
  from: number,
  dt: number,
  target: Float64Array,
  to: number,
): void {
  const hovers = source[from + HOVER_SHARE] > 0;
  if (hovers || source[from + TURN_SHARE] > 0) {
    const steps = hovers ? Math.max(1, Math.ceil(dt / models.HOVER_STEP_MAX_S)) : 1;
    stepPowered(source, from, dt / steps, target, to);
    for (let i = 1; i < steps; i++) {
      copyBank(target, to, before, 0);
      stepPowered(before, 0, dt / steps, target, to);
    }
    return;
  }
  const steadyEnds = 1 - Math.exp(-dt / models.STEADY_SOJOURN_S);
  const agileEnds = 1 - Math.exp(-dt / models.AGILE_SOJOURN_S);
  const share = source[from + STEADY_SHARE];
  const steadyStays = share * (1 - steadyEnds);
  const nextShare = steadyStays + (1 - share) * agileEnds;
  const inSteady = steadyStays / nextShare;
  const inAgile = (share * steadyEnds) / (1 - nextShare);
  interact(source, from, inSteady, inAgile, target, to);
  target[to + STEADY_SHARE] = nextShare;
  target[to + HOVER_SHARE] = 0;
  target[to + TURN_SHARE] = 0;
  flyBoth(target, to, dt);
}

function flyBoth(target: Float64Array, to: number, dt: number): void {
  flyMember(target, to + STEADY, dt, models.STEADY_DENSITY);
  flyMember(target, to + AGILE, dt, models.AGILE_DENSITY);
  holdUnmeasuredHeight(target, to + STEADY);
  holdUnmeasuredHeight(target, to + AGILE);
}

/** One step of the powered members where the object may hover or turn. */
function stepPowered(
  source: Float64Array,
  from: number,
  dt: number,
  target: Float64Array,
  to: number,
): void {
  interactPowered(source, from, dt, target, to);
  flyBoth(target, to, dt);
  if (target[to + HOVER_SHARE] > 0) hoverMember(target, to + HOVER, dt);
  if (target[to + TURN_SHARE] > 0) {
    turnMember(target, to + TURN, dt);
    addTurnNoise(target, to + TURN, dt);
    holdUnmeasuredHeight(target, to + TURN);
  }
}

/** The free members, and their probabilities. */
function predictFree(
  source: Float64Array,
  from: number,
  dt: number,
  env: Environment,
  target: Float64Array,
  to: number,
): void {
  const probability = source[from + BALLISTIC_PROBABILITY];
  const thrust = source[from + THRUST_PROBABILITY];
  target[to + BALLISTIC_PROBABILITY] = probability;
  target[to + THRUST_PROBABILITY] = 0;
  if (probability === 0 && thrust === 0) return;
  let kept = 0;
  if (probability > 0) {
    const lands =
      (1 - Math.exp(-dt / models.BALLISTIC_SOJOURN_S)) * chanceOfPower(source, from + BALLISTIC);
    const falls = 1 - Math.exp(-dt / models.POWERED_SOJOURN_S);
    kept = probability * (1 - lands) + (1 - probability - thrust) * falls;
  }
  let burnt = 0;
  if (thrust > 0) {
    burnt = thrust * (1 - Math.exp(-dt / models.BURN_S));
    target[to + THRUST_PROBABILITY] = thrust - burnt;
    pushMember(source, from + THRUST, dt, env, target, to + THRUST);
    addPushNoise(target, to + THRUST, dt);
  }
  target[to + BALLISTIC_PROBABILITY] = kept + burnt;
  if (kept >= burnt) {
    fallMember(source, from + BALLISTIC, dt, env, target, to + BALLISTIC);
    addFallNoise(target, to + BALLISTIC, dt);
  } else burnOut(source, from + THRUST, dt, env, target, to + BALLISTIC);
}

/**
 * The bank at `target[to]` becomes the one at `source[from]` moved by `dt` seconds of either sign without process noise or switching:
 * exact to undo, which is how a detection that is older than the state reaches it.
 */
export function shiftBank(
  source: Float64Array,
  from: number,
  dt: number,
  env: Environment,
  target: Float64Array,
  to: number,
): void {
  copyBank(source, from, target, to);
  for (const member of [to + STEADY, to + AGILE]) flyMember(target, member, dt, NO_DENSITY);
  // A hovering object goes no further in a while than a flying one of its speed, and its damping cannot be undone.
  if (source[from + HOVER_SHARE] > 0) flyMember(target, to + HOVER, dt, NO_DENSITY);
  if (source[from + TURN_SHARE] > 0) turnMember(target, to + TURN, dt);
  if (source[from + BALLISTIC_PROBABILITY] > 0) {
    fallMember(source, from + BALLISTIC, dt, env, target, to + BALLISTIC);
  }
  if (source[from + THRUST_PROBABILITY] > 0) {
    pushMember(source, from + THRUST, dt, env, target, to + THRUST);
  }
}

const before = new Float64Array(BANK);

/**
 * Both powered members become mixtures of the two, in which the steady one weighs `inSteady` and `inAgile`:
 * m = Σ wᵢ mᵢ, P = Σ wᵢ (Pᵢ + (mᵢ − m)(mᵢ − m)ᵀ), written with the members' difference.
 */
function interact(
  source: Float64Array,
  from: number,
  inSteady: number,
  inAgile: number,
  target: Float64Array,
  to: number,
): void {
  const spreadInSteady = inSteady * (1 - inSteady);
  const spreadInAgile = inAgile * (1 - inAgile);
  let at = COVARIANCE;
  for (let i = 0; i < 6; i++) {
    const fromAgile = source[from + AGILE + i];
    const difference = source[from + STEADY + i] - fromAgile;
    target[to + STEADY + i] = fromAgile + inSteady * difference;
    target[to + AGILE + i] = fromAgile + inAgile * difference;
    for (let j = i; j < 6; j++) {
      const product = difference * (source[from + STEADY + j] - source[from + AGILE + j]);
      const agile = source[from + AGILE + at];
      const change = source[from + STEADY + at] - agile;
      target[to + STEADY + at] = agile + inSteady * change + spreadInSteady * product;
      target[to + AGILE + at] = agile + inAgile * change + spreadInAgile * product;
      at++;
    }
  }
}

/**
 * Where no sensor measures height, its uncertainty would grow without end and spoil what range tells of the horizontal place.
 * Past the spread of the prior, the prior is brought in again: a height within the first 12 km, a climb of tens of m/s at most.
 */
function holdUnmeasuredHeight(a: Float64Array, member: number): void {
  const c = member + COVARIANCE;
  if (a[c + 11] > HEIGHT_VARIANCE) {
    resetInnovation(free, Infinity);
    upRow[RESIDUAL] = 0.5 * models.HEIGHT_PRIOR_TOP_M - a[member + 2];
    upRow[NOISE] = HEIGHT_VARIANCE;
    updateByPosition(a, member, false, upRow, free);
  }
  if (a[c + 20] > CLIMB_VARIANCE) {
    resetInnovation(free, Infinity);
    climbRow[RESIDUAL] = -a[member + 5];
    climbRow[NOISE] = CLIMB_VARIANCE;
    updateByMotion(a, member, false, climbRow, free);
  }
}
export const HEIGHT_VARIANCE = models.HEIGHT_PRIOR_SIGMA_M * models.HEIGHT_PRIOR_SIGMA_M;
export const CLIMB_VARIANCE =
  9 * models.POWERED_SPEED_SIGMA.vertical * models.POWERED_SPEED_SIGMA.vertical;

/** What is left of a body's chance to take up powered flight, since nothing powered climbs or dives as steeply as a bomb. */
const chanceOfPower = (a: Float64Array, member: number): number =>
  clamp(Math.exp(-logVelocityRatio(a, member)), models.POWER_CHANCE_LEAST, 1);

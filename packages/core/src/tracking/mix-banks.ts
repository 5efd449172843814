import {
  AGILE,
  BALLISTIC,
  BALLISTIC_MEMBER,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  DRAG_CROSS,
  DRAG_MEAN,
  DRAG_VARIANCE,
  hasSeventh,
  HOVER,
  HOVER_SHARE,
  MEMBER,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { LOG_DRAG_MEAN, LOG_DRAG_SIGMA } from "../filter/motion-models.ts";
import { forgetSeventh } from "../filter/predict-member.ts";

/** Banks that one mixture may have: every candidate, and the track without any. */
const BANKS_MAX = 32;
const weights = new Float64Array(BANKS_MAX);
const differences = new Float64Array(7);

/**
 * The bank of the same mean and covariance as a mixture of banks at one time, written to `target[to]`, member by member: a member of the
 * mixture weighs its bank's weight times its own probability there, m = Σ wᵢ mᵢ, P = Σ wᵢ (Pᵢ + (mᵢ − m)(mᵢ − m)ᵀ).
 * `shares` are the banks' weights, which sum to one; `places` is where they begin in `source`, none of them the target.
 */
export function mixBanks(
  source: Float64Array,
  places: readonly number[],
  shares: readonly number[],
  target: Float64Array,
  to: number,
): void {
  let ballistic = 0;
  let thrust = 0;
  let steady = 0;
  let hover = 0;
  let turn = 0;
  places.forEach((from, i) => {
    const powered = shares[i] * poweredOf(source, from);
    ballistic += shares[i] * source[from + BALLISTIC_PROBABILITY];
    thrust += shares[i] * source[from + THRUST_PROBABILITY];
    steady += powered * source[from + STEADY_SHARE];
    hover += powered * source[from + HOVER_SHARE];
    turn += powered * source[from + TURN_SHARE];
  });
  target[to + BALLISTIC_PROBABILITY] = ballistic;
  target[to + THRUST_PROBABILITY] = thrust;
  target[to + STEADY_SHARE] = steady / (1 - ballistic - thrust);
  target[to + HOVER_SHARE] = hover / (1 - ballistic - thrust);
  target[to + TURN_SHARE] = turn / (1 - ballistic - thrust);
  mixMember(source, places, shares, STEADY, target, to, steadyShareOf);
  mixMember(source, places, shares, AGILE, target, to, agileShareOf);
  if (ballistic > 0) mixMember(source, places, shares, BALLISTIC, target, to, ballisticShareOf);
  if (thrust > 0) mixMember(source, places, shares, THRUST, target, to, thrustShareOf);
  if (hover > 0) mixMember(source, places, shares, HOVER, target, to, hoverShareOf);
  if (turn > 0) mixMember(source, places, shares, TURN, target, to, turnShareOf);
}

type ShareOf = (a: Float64Array, bank: number) => number;
const poweredOf: ShareOf = (a, bank) =>
  1 - a[bank + BALLISTIC_PROBABILITY] - a[bank + THRUST_PROBABILITY];
const ballisticShareOf: ShareOf = (a, bank) => a[bank + BALLISTIC_PROBABILITY];
const thrustShareOf: ShareOf = (a, bank) => a[bank + THRUST_PROBABILITY];
const steadyShareOf: ShareOf = (a, bank) => poweredOf(a, bank) * a[bank + STEADY_SHARE];
const hoverShareOf: ShareOf = (a, bank) => poweredOf(a, bank) * a[bank + HOVER_SHARE];
const turnShareOf: ShareOf = (a, bank) => poweredOf(a, bank) * a[bank + TURN_SHARE];
const agileShareOf: ShareOf = (a, bank) =>
  poweredOf(a, bank) * (1 - a[bank + STEADY_SHARE] - a[bank + HOVER_SHARE] - a[bank + TURN_SHARE]);

function mixMember(
  source: Float64Array,
  places: readonly number[],
  shares: readonly number[],
  offset: number,
  target: Float64Array,
  to: number,
  shareOf: ShareOf,
): void {
  const hasDrag = hasSeventh(offset);
  const member = to + offset;
  const end = member + (hasDrag ? BALLISTIC_MEMBER : MEMBER);
  target.fill(0, member, end);
  let total = 0;
  places.forEach((from, i) => {
    weights[i] = shares[i] * shareOf(source, from);
    total += weights[i];
  });
  places.forEach((from, i) => {
    weights[i] /= total;
    if (weights[i] === 0) return;
    for (let k = 0; k < 6; k++) target[member + k] += weights[i] * source[from + offset + k];
    if (hasDrag) target[member + DRAG_MEAN] += weights[i] * source[from + offset + DRAG_MEAN];
  });
  places.forEach((from, i) => {
    if (weights[i] > 0) addSpread(source, from + offset, weights[i], target, member, hasDrag);
  });
}

function addSpread(
  source: Float64Array,
  from: number,
  weight: number,
  target: Float64Array,
  member: number,
  hasDrag: boolean,
): void {
  const d = differences;
  for (let k = 0; k < 6; k++) d[k] = source[from + k] - target[member + k];
  let at = COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      target[member + at] += weight * (source[from + at] + d[i] * d[j]);
      at++;
    }
  }
  if (!hasDrag) return;
  d[6] = source[from + DRAG_MEAN] - target[member + DRAG_MEAN];
  for (let i = 0; i < 6; i++) {
    target[member + DRAG_CROSS + i] += weight * (source[from + DRAG_CROSS + i] + d[i] * d[6]);
  }
  target[member + DRAG_VARIANCE] += weight * (source[from + DRAG_VARIANCE] + d[6] * d[6]);
}

/**
 * The powered members of a bank become one Gaussian, that of their mixture, in the place of the first: m = Σ wᵢ mᵢ, the covariance
 * grows by the spread of the means. No −0 comes out.
 */
export function mixPowered(bank: Float64Array, steady: number, agile: number): void {
  const weight = bank[STEADY_SHARE];
  const hover = bank[HOVER_SHARE];
  const turn = bank[TURN_SHARE];
  addToMixture(bank, steady, agile, weight / (1 - hover - turn));
  if (turn > 0) addToMixture(bank, steady, TURN, (1 - hover - turn) / (1 - hover));
  if (hover > 0) addToMixture(bank, steady, HOVER, 1 - hover);
}

/** `first` becomes the mixture of itself, which weighs `weight`, and of `second`: P grows by w(1 − w)·ddᵀ, d the difference of the means. */
function addToMixture(a: Float64Array, first: number, second: number, weight: number): void {
  const spread = weight * (1 - weight);
  const d = differences;
  for (let i = 0; i < 6; i++) {
    d[i] = a[first + i] - a[second + i];
    a[first + i] = weight * a[first + i] + (1 - weight) * a[second + i] + 0;
  }
  let at = COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      const mixed = weight * a[first + at] + (1 - weight) * a[second + at];
      a[first + at] = mixed + spread * d[i] * d[j] + 0;
      at++;
    }
  }
}

/**
 * The free members of a bank become one Gaussian in the place of the ballistic one: the one under thrust counts as a body of unknown drag
 * at its present place and velocity.
 */
export function mixFree(bank: Float64Array): void {
  const thrust = bank[THRUST_PROBABILITY];
  const ballistic = bank[BALLISTIC_PROBABILITY];
  if (thrust === 0) return;
  const weight = ballistic / (ballistic + thrust);
  if (weight < LESSER_PART) {
    for (let i = 0; i < MEMBER; i++) bank[BALLISTIC + i] = bank[THRUST + i];
  } else if (weight <= 1 - LESSER_PART) addToMixture(bank, BALLISTIC, THRUST, weight);
  if (weight < 0.5) forgetSeventh(bank, BALLISTIC, LOG_DRAG_MEAN, LOG_DRAG_SIGMA);
}
/** A part smaller than this would only widen the other. */
const LESSER_PART = 0.02;

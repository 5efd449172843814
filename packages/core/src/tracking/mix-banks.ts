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
  for (let k = member; k < end; k++) target[k] = 0;
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
 * The powered members of the bank at `a[bank]` as one Gaussian, that of their mixture, at `target[to]`: m = Σ wᵢ mᵢ, the covariance
 * grows by the spread of the means. No −0 comes out.
 */
export function mixPowered(a: Float64Array, bank: number, target: Float64Array, to: number): void {
  const weight = a[bank + STEADY_SHARE];
  const hover = a[bank + HOVER_SHARE];
  const turn = a[bank + TURN_SHARE];
  const steady = { numbers: a, at: bank + STEADY };
  const mixed = { numbers: target, at: to };
  mixTwo(steady, a, bank + AGILE, weight / (1 - hover - turn), mixed);
  if (turn > 0) mixTwo(mixed, a, bank + TURN, (1 - hover - turn) / (1 - hover), mixed);
  if (hover > 0) mixTwo(mixed, a, bank + HOVER, 1 - hover, mixed);
}

/** A member: where its numbers begin. */
interface MemberPlace {
  readonly numbers: Float64Array;
  readonly at: number;
}

/** The mixture of one member, which weighs `weight`, and of the one at `a[second]`, in a place that may be the first's: P grows by w(1 − w)·ddᵀ, d the difference of the means. */
function mixTwo(
  { numbers, at: first }: MemberPlace,
  a: Float64Array,
  second: number,
  weight: number,
  { numbers: target, at: to }: MemberPlace,
): void {
  const spread = weight * (1 - weight);
  const d = differences;
  for (let i = 0; i < 6; i++) {
    d[i] = numbers[first + i] - a[second + i];
    target[to + i] = weight * numbers[first + i] + (1 - weight) * a[second + i] + 0;
  }
  let at = COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      const mixed = weight * numbers[first + at] + (1 - weight) * a[second + at];
      target[to + at] = mixed + spread * d[i] * d[j] + 0;
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
  } else if (weight <= 1 - LESSER_PART) {
    const ballisticOne = { numbers: bank, at: BALLISTIC };
    mixTwo(ballisticOne, bank, THRUST, weight, ballisticOne);
  }
  if (weight < 0.5) forgetSeventh(bank, BALLISTIC, LOG_DRAG_MEAN, LOG_DRAG_SIGMA);
}
/** A part smaller than this would only widen the other. */
const LESSER_PART = 0.02;

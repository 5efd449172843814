import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BANK,
  COVARIANCE,
  DRAG_CROSS,
  DRAG_MEAN,
  DRAG_VARIANCE,
  MEMBER,
  STEADY,
  STEADY_SHARE,
} from "../filter/bank-layout.ts";

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
  let steady = 0;
  places.forEach((from, i) => {
    const falling = source[from + BALLISTIC_PROBABILITY];
    ballistic += shares[i] * falling;
    steady += shares[i] * (1 - falling) * source[from + STEADY_SHARE];
  });
  target[to + BALLISTIC_PROBABILITY] = ballistic;
  target[to + STEADY_SHARE] = steady / (1 - ballistic);
  mixMember(source, places, shares, STEADY, target, to, steadyShareOf);
  mixMember(source, places, shares, AGILE, target, to, agileShareOf);
  if (ballistic > 0) mixMember(source, places, shares, BALLISTIC, target, to, ballisticShareOf);
}

type ShareOf = (a: Float64Array, bank: number) => number;
const ballisticShareOf: ShareOf = (a, bank) => a[bank + BALLISTIC_PROBABILITY];
const steadyShareOf: ShareOf = (a, bank) =>
  (1 - a[bank + BALLISTIC_PROBABILITY]) * a[bank + STEADY_SHARE];
const agileShareOf: ShareOf = (a, bank) =>
  (1 - a[bank + BALLISTIC_PROBABILITY]) * (1 - a[bank + STEADY_SHARE]);

function mixMember(
  source: Float64Array,
  places: readonly number[],
  shares: readonly number[],
  offset: number,
  target: Float64Array,
  to: number,
  shareOf: ShareOf,
): void {
  const hasDrag = offset === BALLISTIC;
  const member = to + offset;
  const end = member + (hasDrag ? BANK - 2 - BALLISTIC : MEMBER);
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
 * The powered members of a bank become one Gaussian, that of their mixture, in the place of the first: the covariance grows by the
 * spread of the means, w(1 − w)·ddᵀ with d their difference. No −0 comes out.
 */
export function mixPowered(bank: Float64Array, steady: number, agile: number): void {
  const weight = bank[STEADY_SHARE];
  const spread = weight * (1 - weight);
  const d = differences;
  for (let i = 0; i < 6; i++) {
    d[i] = bank[steady + i] - bank[agile + i];
    bank[steady + i] = weight * bank[steady + i] + (1 - weight) * bank[agile + i] + 0;
  }
  let at = COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      const mixed = weight * bank[steady + at] + (1 - weight) * bank[agile + at];
      bank[steady + at] = mixed + spread * d[i] * d[j] + 0;
      at++;
    }
  }
}

import { assert } from "../units/assert.ts";

/** What a share may be, with a confidence that the caller names. */
export interface ShareInterval {
  readonly from: number;
  readonly to: number;
}

/** So often an interval of p is halved: beyond the precision of a double. */
const HALVINGS = 60;

/** Of 95 %, two-sided: what is shown beside every share. */
export const CONFIDENCE = 0.95;

/**
 * P(X ≤ k) for X binomial with n trials of chance p: Σ_{i ≤ k} C(n, i) pⁱ (1 − p)ⁿ⁻ⁱ. The side of the mean with the fewer terms of
 * weight is summed, outwards from k, so that neither underflow nor cancellation costs more than the last digits. 1 where k ≥ n, 0
 * where k < 0. n up to some 10⁶: the time grows with √n, but for the factorials, which grow with n.
 */
export function binomialCumulative(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  if (p <= 0) return 1;
  if (p >= 1) return 0;
  return k < n * p ? lowerSum(k, n, p) : 1 - lowerSum(n - k - 1, n, 1 - p);
}

/** Σ from i = k down to 0, each term from the one above it: C(n, i−1) = C(n, i) · i / (n − i + 1). */
function lowerSum(k: number, n: number, p: number): number {
  let term = Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  let sum = 0;
  for (let i = k; i >= 0 && term > sum * 1e-18; i--) {
    sum += term;
    term *= (i / (n - i + 1)) * ((1 - p) / p);
  }
  return sum;
}

/** ln C(n, k) = Σ_{i = 1…k} ln((n − k + i) / i), over the smaller of k and n − k. */
function logChoose(n: number, k: number): number {
  const few = Math.min(k, n - k);
  let sum = 0;
  for (let i = 1; i <= few; i++) sum += Math.log((n - few + i) / i);
  return sum;
}

/**
 * The exact interval of Clopper and Pearson for the chance behind `count` of `trials`: from the p at which so many or more would be
 * seen with probability α/2, to the p at which so few or fewer would. It holds the chance in at least `confidence` of all cases,
 * whatever the chance is, if trials are independent. [0, 1] where there was no trial.
 * Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
 * Biometrika 26 (1934), 404–413.
 */
export function binomialInterval(
  count: number,
  trials: number,
  confidence: number = CONFIDENCE,
): ShareInterval {
  assert(count >= 0 && count <= trials, "a count is part of its trials");
  const tail = (1 - confidence) / 2;
  return {
    from: count === 0 ? 0 : halve((p) => 1 - binomialCumulative(count - 1, trials, p) < tail),
    to: count === trials ? 1 : halve((p) => binomialCumulative(count, trials, p) > tail),
  };
}

/** The p at which `isBelow` turns from true to false. */
function halve(isBelow: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How many of how many, as a share with its interval of 95 %; the share of none is null. */
export interface Rate extends ShareInterval {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
}

/** The rate of a count, see {@link binomialInterval}. */
export const rateOf = (count: number, of: number): Rate => ({
  count,
  of,
  share: of === 0 ? null : count / of,
  ...binomialInterval(count, of),
});

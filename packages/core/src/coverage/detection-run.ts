/**
 * Probability of at least `wanted` successes among independent trials with the given probabilities, the first
 * `count` of `trials`: the upper tail of the Poisson-binomial distribution, by its recurrence
 * (Wang, 1993, On the number of successes in independent trials, Statistica Sinica 3, 295–312).
 */
export function atLeastProbability(
  trials: Float64Array,
  count: number,
  wanted: number,
  scratch: Float64Array,
): number {
  // scratch[j] is the probability of exactly j successes so far, j < wanted; the rest has succeeded.
  scratch.fill(0, 0, wanted);
  scratch[0] = 1;
  let reached = wanted === 0 ? 1 : 0;
  for (let i = 0; i < count; i++) {
    const p = trials[i];
    if (wanted > 0) reached += p * scratch[wanted - 1];
    for (let j = wanted - 1; j > 0; j--) {
      scratch[j] = scratch[j] * (1 - p) + scratch[j - 1] * p;
    }
    scratch[0] *= 1 - p;
  }
  return reached;
}

/** A stretch of an approach on which detection goes on at one rate. */
export interface RunZone {
  readonly fromM: number;
  readonly toM: number;
  /** Rate, 1/s, at which the probability of having missed everything decays. */
  readonly missRate: number;
  /** Time from one look of any sensor that covers it to the next, s; where none does, the longest period of them all. */
  readonly periodS: number;
  /** A look that detects with less is not expected to. */
  readonly expectedFrom: number;
}

/** Seen: detected in at least `detectionsWanted` of the last `window` looks, with at least `probabilityWanted`. */
export interface DetectionRunRule {
  readonly kind: "run";
  readonly detectionsWanted: number;
  readonly window: number;
  readonly probabilityWanted: number;
}

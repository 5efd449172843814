import type { RunZone } from "./detection-run.ts";

/** When an object that flies through coverage is confirmed as a track, look by look, as the tracker does it. */
export interface ConfirmationRule {
  readonly kind: "confirmation";
  /** Confirmed by this many detections … */
  readonly detectionsNeeded: number;
  /** … with at most this many expected looks in between that missed it; one more, and it is begun anew. */
  readonly missesMax: number;
  /** Nor after this many looks without one, expected or not. */
  readonly patienceLooks: number;
  /** The answer is where it has been confirmed with at least this probability. */
  readonly probabilityWanted: number;
  /** When the first look comes, in periods after the object enters: 0 at once, ½ on average, 1 at the latest. */
  readonly phase: number;
}

/**
 * The greatest distance at which an object that flies inwards at `speedMps` through `zones` (adjoining, outermost first) has been
 * confirmed with the wanted probability; null when never. The first passage of a Markov chain whose state is (detections so far, misses
 * counted, looks since the last detection), moved look by look: a look detects with 1 − e^{−rate·period}.
 */
export function confirmedFrom(
  zones: readonly RunZone[],
  speedMps: number,
  rule: ConfirmationRule,
): number | null {
  const chain = new ConfirmationChain(rule);
  let untilLookS = Number.NaN;
  let blindLooks = 0;
  for (const { fromM, toM, missRate, periodS, expectedFrom } of zones) {
    const lengthS = (toM - fromM) / speedMps;
    if (missRate === 0) {
      blindLooks += lengthS / periodS;
      if (blindLooks > rule.patienceLooks) chain.forget();
      continue;
    }
    blindLooks = 0;
    if (Number.isNaN(untilLookS)) untilLookS = rule.phase * periodS;
    const detects = 1 - Math.exp(-missRate * periodS);
    // The period may be shorter here than where the look before was timed.
    let atS = Math.min(untilLookS, periodS);
    for (; atS <= lengthS; atS += periodS)
      if (chain.look(detects, detects >= expectedFrom) >= rule.probabilityWanted)
        return toM - atS * speedMps;
    untilLookS = atS - lengthS;
  }
  return null;
}

/** Probabilities of the states that a track can be in before it is confirmed. */
class ConfirmationChain {
  readonly #rule: ConfirmationRule;
  #states: Float64Array;
  #next: Float64Array;
  #confirmed = 0;

  constructor(rule: ConfirmationRule) {
    this.#rule = rule;
    const { detectionsNeeded, missesMax, patienceLooks } = rule;
    this.#states = new Float64Array(detectionsNeeded * (missesMax + 1) * patienceLooks);
    this.#next = new Float64Array(this.#states.length);
    this.#states[0] = 1;
  }

  /** The track that was begun is given up; one that was confirmed stays so. */
  forget(): void {
    this.#states.fill(0);
    this.#states[0] = 1 - this.#confirmed;
  }

  /** The probability that it is confirmed after one more look. */
  look(detects: number, isExpected: boolean): number {
    const { detectionsNeeded, missesMax, patienceLooks } = this.#rule;
    const next = this.#next;
    const counts = isExpected ? 1 : 0;
    next.fill(0);
    for (let hits = 0; hits < detectionsNeeded; hits++)
      for (let misses = 0; misses <= missesMax; misses++)
        for (let since = 0; since < patienceLooks; since++) {
          const p = this.#states[this.#at(hits, misses, since)];
          if (p === 0) continue;
          if (hits + 1 === detectionsNeeded) this.#confirmed += p * detects;
          else next[this.#at(hits + 1, misses, 0)] += p * detects;
          const missed = misses + counts;
          const goesOn = hits > 0 && missed <= missesMax && since + 1 < patienceLooks;
          next[goesOn ? this.#at(hits, missed, since + 1) : 0] += p * (1 - detects);
        }
    this.#next = this.#states;
    this.#states = next;
    return this.#confirmed;
  }

  #at(hits: number, misses: number, since: number): number {
    const { missesMax, patienceLooks } = this.#rule;
    return (hits * (missesMax + 1) + misses) * patienceLooks + since;
  }
}

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
  /** When the first look comes, in periods after the object enters, each as likely as the others: 0 at once, 1 at the latest. */
  readonly phases: readonly number[];
}

/**
 * The greatest distance at which an object that flies inwards at `speedMps` through `zones` (adjoining, outermost first) has been
 * confirmed with the wanted probability; null when never. The first passage of a Markov chain whose state is (detections so far, misses
 * counted, looks since the last detection), moved look by look: a look detects with 1 − e^{−rate·period}. One chain for each phase; the
 * probability is the mean over them.
 */
export function confirmedFrom(
  zones: readonly RunZone[],
  speedMps: number,
  rule: ConfirmationRule,
): number | null {
  const { phases, probabilityWanted } = rule;
  const chains = phases.map((phase) => new ConfirmationChain(rule, phase));
  for (const zone of zones) {
    const { fromM, toM, missRate, periodS, expectedFrom } = zone;
    const lengthS = (toM - fromM) / speedMps;
    if (missRate === 0) {
      for (const chain of chains) chain.passBlind(lengthS / periodS);
      continue;
    }
    const detects = 1 - Math.exp(-missRate * periodS);
    for (const chain of chains) chain.enter(periodS);
    for (;;) {
      const next = chains.reduce((least, chain) => (chain.lookS < least.lookS ? chain : least));
      if (next.lookS > lengthS) break;
      next.look(detects, detects >= expectedFrom);
      const confirmed = chains.reduce((sum, chain) => sum + chain.confirmed, 0) / phases.length;
      if (confirmed >= probabilityWanted) return toM - next.lookS * speedMps;
      next.lookS += periodS;
    }
    for (const chain of chains) chain.lookS -= lengthS;
  }
  return null;
}

/** Probabilities of the states that a track can be in before it is confirmed. */
class ConfirmationChain {
  readonly #rule: ConfirmationRule;
  readonly #phase: number;
  #states: Float64Array;
  #next: Float64Array;
  #blindLooks = 0;
  /** The probability that it is confirmed by now. */
  confirmed = 0;
  /** When its next look comes, s after the object entered the zone; not a number before the first zone that is seen. */
  lookS = Number.NaN;

  constructor(rule: ConfirmationRule, phase: number) {
    this.#rule = rule;
    this.#phase = phase;
    const { detectionsNeeded, missesMax, patienceLooks } = rule;
    this.#states = new Float64Array(detectionsNeeded * (missesMax + 1) * patienceLooks);
    this.#next = new Float64Array(this.#states.length);
    this.#states[0] = 1;
  }

  /** So many looks without a chance of a detection: in the end the track that was begun is given up, and one that was confirmed stays so. */
  passBlind(looks: number): void {
    this.#blindLooks += looks;
    if (this.#blindLooks <= this.#rule.patienceLooks) return;
    this.#states.fill(0);
    this.#states[0] = 1 - this.confirmed;
  }

  /** Into a zone that is looked at once in `periodS`, which may be shorter than where the look before was timed. */
  enter(periodS: number): void {
    this.#blindLooks = 0;
    this.lookS = Math.min(Number.isNaN(this.lookS) ? this.#phase * periodS : this.lookS, periodS);
  }

  look(detects: number, isExpected: boolean): void {
    const { detectionsNeeded, missesMax, patienceLooks } = this.#rule;
    const next = this.#next;
    const counts = isExpected ? 1 : 0;
    next.fill(0);
    for (let hits = 0; hits < detectionsNeeded; hits++)
      for (let misses = 0; misses <= missesMax; misses++)
        for (let since = 0; since < patienceLooks; since++) {
          const p = this.#states[this.#at(hits, misses, since)];
          if (p === 0) continue;
          if (hits + 1 === detectionsNeeded) this.confirmed += p * detects;
          else next[this.#at(hits + 1, misses, 0)] += p * detects;
          const missed = misses + counts;
          const goesOn = hits > 0 && missed <= missesMax && since + 1 < patienceLooks;
          next[goesOn ? this.#at(hits, missed, since + 1) : 0] += p * (1 - detects);
        }
    this.#next = this.#states;
    this.#states = next;
  }

  #at(hits: number, misses: number, since: number): number {
    const { missesMax, patienceLooks } = this.#rule;
    return (hits * (missesMax + 1) + misses) * patienceLooks + since;
  }
}

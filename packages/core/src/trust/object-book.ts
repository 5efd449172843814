import type { TrackId } from "../units/ids.ts";

/** Objects remembered; beyond it the one not asked about for longest is forgotten. */
export const OBJECTS_MAX = 512;
/** Sensors whose word for one object is remembered. */
const WITNESSES_MAX = 16;
/** Seen by another so often, an object is seen by others. */
const FOUND_LEAST = 2;
/** Never seen is what, were it there, would have been missed every time with this probability, as ln: one in a million. Small objects are missed oftener than is claimed, and not by chance alone. */
const MISSED_LOG = Math.log(1e-6);

interface Entry {
  /** Sum of ln(1 − p) of the looks that should have seen it and did not. */
  missedLog: number;
  /** Shares of the sizes that it may have, by what was seen and missed of it. */
  readonly sizes: number[];
  found: number;
  verdict: "open" | "seen" | "unseen";
  readonly witnesses: string[];
}
export type ObjectBookState = readonly (readonly [TrackId, Entry])[];

/** What came of a look at where an object is reported. */
export interface Answer {
  readonly found: boolean;
  /** The probability of seeing it, for each size that it may have. */
  readonly chances: ArrayLike<number>;
  /** Shares of the sizes, as its class has them. */
  readonly sizes: ArrayLike<number>;
}

/** What an answer changes in what a sensor's word is worth. */
export interface Settled {
  readonly sensorId: string;
  readonly seen: number;
  readonly unseen: number;
}

/** Of each object that sensors reported: whether others, which should have seen it, ever did. */
export class ObjectBook {
  readonly #entries = new Map<TrackId, Entry>();

  /**
   * Another sensor looked; `witnesses` are those that reported the object. What is small is missed by every look, so looks are weighed
   * together: ln P(all missed) = Σ ln(1 − Σ_k p_k·P_k), and p_k ∝ p_k·(1 − P_k) after each.
   */
  asked(id: TrackId, answer: Answer, witnesses: readonly string[]): readonly Settled[] {
    const entry = this.#entryOf(id, answer.sizes);
    const chance = weighSizes(entry.sizes, answer);
    if (answer.found) entry.found++;
    else entry.missedLog += Math.log(1 - chance);
    const before = entry.verdict;
    if (entry.found >= FOUND_LEAST) entry.verdict = "seen";
    else if (entry.found === 0 && entry.missedLog < MISSED_LOG) entry.verdict = "unseen";
    const settled: Settled[] = [];
    if (entry.verdict !== before)
      for (const sensorId of entry.witnesses) settled.push(change(sensorId, before, entry.verdict));
    for (const sensorId of witnesses) {
      if (entry.witnesses.includes(sensorId) || entry.witnesses.length >= WITNESSES_MAX) continue;
      entry.witnesses.push(sensorId);
      if (entry.verdict !== "open") settled.push(change(sensorId, "open", entry.verdict));
    }
    return settled;
  }

  snapshot(): ObjectBookState {
    return Array.from(this.#entries, ([id, entry]) => [
      id,
      { ...entry, sizes: [...entry.sizes], witnesses: [...entry.witnesses] },
    ]);
  }
  restore(state: ObjectBookState): void {
    this.#entries.clear();
    for (const [id, entry] of state)
      this.#entries.set(id, {
        ...entry,
        sizes: [...entry.sizes],
        witnesses: [...entry.witnesses],
      });
  }

  #entryOf(id: TrackId, sizes: ArrayLike<number>): Entry {
    const known = this.#entries.get(id);
    const entry = known ?? newEntry(sizes);
    // The map's order is that of asking.
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    if (this.#entries.size > OBJECTS_MAX)
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    return entry;
  }
}

const newEntry = (sizes: ArrayLike<number>): Entry => ({
  missedLog: 0,
  sizes: Array.from(sizes),
  found: 0,
  verdict: "open",
  witnesses: [],
});

/** Weighs the sizes by an answer; the probability of seeing the object that they gave before. */
function weighSizes(sizes: number[], { found, chances }: Answer): number {
  let chance = 0;
  for (let k = 0; k < sizes.length; k++) chance += sizes[k] * chances[k];
  let sum = 0;
  for (let k = 0; k < sizes.length; k++) {
    sizes[k] *= found ? chances[k] : 1 - chances[k];
    sum += sizes[k];
  }
  for (let k = 0; k < sizes.length; k++) sizes[k] = sum > 0 ? sizes[k] / sum : 1 / sizes.length;
  return chance;
}

const change = (sensorId: string, before: Entry["verdict"], after: Entry["verdict"]): Settled => ({
  sensorId,
  seen: (after === "seen" ? 1 : 0) - (before === "seen" ? 1 : 0),
  unseen: (after === "unseen" ? 1 : 0) - (before === "unseen" ? 1 : 0),
});

import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { DecisionStage } from "./decision.ts";

/** Lost tracks whose decisions are remembered, the latest. */
export const LOST_DECIDED_MAX = 64;

/** How it stood with an object and an area. */
export interface Standing {
  readonly stage: DecisionStage;
  /** Since when it was above the threshold; null: it was not. */
  readonly aboveSinceUs: TimeUs | null;
}
type Standings = readonly (readonly [AreaId, Standing])[];

export interface InheritanceState {
  readonly lost: readonly (readonly [TrackId, Standings])[];
  readonly heirs: readonly (readonly [TrackId, Standings])[];
}

/** What a track that goes on from a lost one inherits of the decisions on it, until it was decided on itself. */
export class Inheritance {
  readonly #lost: Map<TrackId, Standings>;
  readonly #heirs: Map<TrackId, Map<AreaId, Standing>>;

  constructor(state: InheritanceState = { lost: [], heirs: [] }) {
    this.#lost = new Map(state.lost);
    this.#heirs = new Map(state.heirs.map(([id, standings]) => [id, new Map(standings)]));
  }

  /** Remembers a track that was lost, if anything but "no" was decided of it. */
  leave(trackId: TrackId, standings: Iterable<readonly [AreaId, Standing]>): void {
    const own = this.#heirs.get(trackId);
    const all = new Map(own ?? []);
    for (const [areaId, { stage, aboveSinceUs }] of standings)
      all.set(areaId, { stage, aboveSinceUs });
    const worth = [...all].filter(([, one]) => one.stage !== "none" || one.aboveSinceUs !== null);
    if (worth.length === 0) return;
    this.#lost.set(trackId, worth);
    if (this.#lost.size <= LOST_DECIDED_MAX) return;
    for (const oldest of this.#lost.keys()) {
      this.#lost.delete(oldest);
      break;
    }
  }

  /** Gives what a lost track left to the one that goes on from it. */
  pass(before: TrackId, after: TrackId): void {
    const standings = this.#lost.get(before);
    if (standings === undefined) return;
    this.#lost.delete(before);
    this.#heirs.set(after, new Map(standings));
  }

  of(trackId: TrackId, areaId: AreaId): Standing | undefined {
    return this.#heirs.get(trackId)?.get(areaId);
  }

  /** The track is over, or has been decided on itself for every area. */
  forget(trackId: TrackId): void {
    this.#heirs.delete(trackId);
  }

  snapshot(): InheritanceState {
    return {
      lost: [...this.#lost],
      heirs: [...this.#heirs].map(([id, standings]) => [id, [...standings]]),
    };
  }
}

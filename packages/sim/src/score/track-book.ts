import type { EvidenceRef, TimeUs, TrackId, TrackRecord } from "@tocsin/core";
import type { Origin } from "../events/origin-book.ts";

type OriginOf = (evidence: EvidenceRef) => Origin;

/** Which confirmed track is really which object: the one that most of its known detections come from. */
export class TrackBook {
  readonly #originOf: OriginOf;
  readonly #votes = new Map<TrackId, Map<string | null, number>>();
  readonly #confirmedUs = new Map<TrackId, TimeUs>();
  readonly #counted = new Map<TrackId, Set<string>>();

  constructor(originOf: OriginOf) {
    this.#originOf = originOf;
  }

  add(record: TrackRecord): void {
    if (record.confirmedUs === null) return;
    const { trackId } = record;
    this.#confirmedUs.set(trackId, record.confirmedUs);
    const votes = this.#votes.get(trackId) ?? new Map<string | null, number>();
    const counted = this.#counted.get(trackId) ?? new Set<string>();
    for (const evidence of record.evidence) {
      const key = `${evidence.sensorId}/${evidence.lookSequence}/${evidence.index}`;
      const origin = this.#originOf(evidence);
      if (counted.has(key) || origin.kind === "unknown") continue;
      counted.add(key);
      const cause = origin.kind === "object" ? origin.objectId : null;
      votes.set(cause, (votes.get(cause) ?? 0) + 1);
    }
    this.#votes.set(trackId, votes);
    this.#counted.set(trackId, counted);
  }

  /** Confirmed tracks of an object, or of clutter (null), in order of confirmation. */
  tracksOf(objectId: string | null): readonly { trackId: TrackId; confirmedUs: TimeUs }[] {
    return [...this.#confirmedUs]
      .filter(([trackId]) => this.#causeOf(trackId) === objectId)
      .map(([trackId, confirmedUs]) => ({ trackId, confirmedUs }))
      .toSorted((a, b) => a.confirmedUs - b.confirmedUs);
  }

  /** A tie goes to the object that sorts first, clutter last; a track of nothing known counts as clutter. */
  #causeOf(trackId: TrackId): string | null {
    const votes = [...(this.#votes.get(trackId) ?? [])];
    votes.sort(([a, n], [b, m]) => m - n || (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
    return votes[0]?.[0] ?? null;
  }
}

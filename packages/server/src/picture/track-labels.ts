import type { Track, TrackRecord } from "@tocsin/core";

/** Names are kept for so many tracks that have ended: decisions on the screen still speak of them. */
const ENDED_KEPT = 4_096;

/** Short names for people: T1, T2 … in the order of confirmation. A name is never given twice. */
export class TrackLabels {
  readonly #labels = new Map<string, string>();
  readonly #ended: string[] = [];
  #count = 0;

  note({ change, trackId, confirmedUs }: TrackRecord): void {
    if (change === "confirmed") this.of(trackId);
    else if (confirmedUs !== null) this.#end(trackId);
  }

  /** Tracks that were confirmed before anybody watched get their names in that order too. */
  adopt(tracks: readonly Track[]): void {
    const unnamed = tracks.filter(({ id }) => !this.#labels.has(id));
    if (unnamed.length === 0) return;
    for (const { id } of unnamed.sort((a, b) => (a.confirmedUs ?? 0) - (b.confirmedUs ?? 0)))
      this.of(id);
  }

  of(trackId: string): string {
    const known = this.#labels.get(trackId);
    if (known !== undefined) return known;
    this.#count++;
    const label = `T${this.#count}`;
    this.#labels.set(trackId, label);
    return label;
  }

  /** A track that was never confirmed is spoken of without a number. */
  seek(trackId: string): string {
    return this.#labels.get(trackId) ?? "Unconfirmed object";
  }

  #end(trackId: string): void {
    this.#ended.push(trackId);
    if (this.#ended.length <= ENDED_KEPT) return;
    const oldest = this.#ended.shift();
    if (oldest !== undefined) this.#labels.delete(oldest);
  }
}

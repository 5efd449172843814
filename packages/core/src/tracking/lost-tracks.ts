import { FIRST_SENSED_US, LAST_SENSED_US } from "./track-columns.ts";
import { TrackTable } from "./track-table.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

/** Lost tracks that a new one may turn out to be, the latest. */
export const LOST_TRACKS_MAX = 64;
/** Nobody asks for one that has not been seen for longer. */
export const LOST_REMEMBERED_US = 180 * MICROS_PER_SECOND;

/** Tracks that ended because they were no longer seen: their rows, held, in the order in which they were seen last. */
export class LostTracks {
  readonly #tracks: TrackTable;
  #rows: number[] = [];

  constructor(tracks: TrackTable) {
    this.#tracks = tracks;
  }

  get rows(): readonly number[] {
    return this.#rows;
  }

  /** Remembers a row. What the order does not depend on is when anybody noticed the end. */
  add(row: number): void {
    this.#tracks.hold(row);
    let place = this.#rows.length;
    while (place > 0 && this.#isAfter(this.#rows[place - 1], row)) place--;
    this.#rows.splice(place, 0, row);
    if (this.#rows.length > LOST_TRACKS_MAX) this.#tracks.release(this.#rows.shift() ?? row);
  }

  /** Forgets one that was found again. */
  remove(row: number): void {
    const place = this.#rows.indexOf(row);
    if (place === -1) return;
    this.#rows.splice(place, 1);
    this.#tracks.release(row);
  }

  /** Forgets those that nobody asks for any more. */
  forgetBefore(nowUs: TimeUs): void {
    while (this.#rows.length > 0 && this.#lastUs(this.#rows[0]) < nowUs - LOST_REMEMBERED_US)
      this.#tracks.release(this.#rows.shift() ?? 0);
  }

  /** The rows, held once more for whoever asked. */
  holdAll(): Int32Array {
    for (const row of this.#rows) this.#tracks.hold(row);
    return Int32Array.from(this.#rows);
  }

  /** Makes these rows the ones remembered. */
  replaceAll(rows: Iterable<number>): void {
    const next = [...rows];
    for (const row of next) this.#tracks.hold(row);
    for (const row of this.#rows) this.#tracks.release(row);
    this.#rows = next;
  }

  #lastUs(row: number): number {
    return this.#tracks.numbers[TrackTable.at(row) + LAST_SENSED_US];
  }

  #isAfter(row: number, other: number): boolean {
    const { numbers } = this.#tracks;
    const p = TrackTable.at(row);
    const q = TrackTable.at(other);
    const later = numbers[p + LAST_SENSED_US] - numbers[q + LAST_SENSED_US];
    return (
      later > 0 || (later === 0 && numbers[p + FIRST_SENSED_US] > numbers[q + FIRST_SENSED_US])
    );
  }
}

import type { PreparedLook } from "./prepared-look.ts";
import * as columns from "./track-columns.ts";
import { TrackTable } from "./track-table.ts";

/**
 * Tells apart tracks whose founding detections have the same sensor, time and place in the canonical order of their look: looks of one sensor
 * that overlap in time. Almost always there is none.
 */
export class BirthNames {
  /** How many live tracks of the look's sensor have a name, among those as young as its detections. */
  readonly #taken = new Map<string, number>();
  /** For each sensor of which it is known: no track that it began is younger than this. Not state. */
  readonly #youngestUs = new Map<number, number>();

  /** The tracks are others now. */
  forget(): void {
    this.#youngestUs.clear();
  }

  /** Readies for the births of one look. */
  open(tracks: TrackTable, { table, sensor }: PreparedLook): void {
    this.#taken.clear();
    if (table.count === 0) return;
    const a = tracks.numbers;
    const fromUs = table.sensedUs[0];
    const youngestUs = this.#youngestUs.get(sensor.index) ?? Infinity;
    let latestUs = table.sensedUs[table.count - 1];
    if (youngestUs < fromUs) {
      this.#youngestUs.set(sensor.index, latestUs);
      return;
    }
    for (let place = 0; place < tracks.count; place++) {
      const row = TrackTable.at(tracks.live[place]);
      if (a[row + columns.BIRTH_SENSOR] !== sensor.index) continue;
      const bornUs = a[row + columns.FIRST_SENSED_US];
      latestUs = Math.max(latestUs, bornUs);
      if (bornUs < fromUs) continue;
      const key = keyOf(bornUs, a[row + columns.BIRTH_POSITION]);
      const copy = a[row + columns.BIRTH_COPY];
      this.#taken.set(key, Math.max(copy, this.#taken.get(key) ?? 0));
    }
    this.#youngestUs.set(sensor.index, latestUs);
  }

  /** Which of several tracks with this name the next one is; 1 for the first. */
  copyOf(sensedUs: number, position: number): number {
    if (this.#taken.size === 0) return 1;
    return (this.#taken.get(keyOf(sensedUs, position)) ?? 0) + 1;
  }
}

const keyOf = (sensedUs: number, position: number): string => `${sensedUs}/${position}`;

import * as columns from "./track-columns.ts";
import { isConfirmed } from "./track-life.ts";
import { TrackTable } from "./track-table.ts";

/** The places of the tracks that are not confirmed: the most probable first, of these the latest seen, and then the oldest. */
export function tentativeSurestFirst({ numbers, live, count }: TrackTable): number[] {
  const rowAt = (place: number): number => TrackTable.at(live[place]);
  const places: number[] = [];
  for (let place = 0; place < count; place++) {
    if (!isConfirmed(numbers, rowAt(place))) places.push(place);
  }
  const read = (place: number, what: number): number => numbers[rowAt(place) + what];
  return places.sort(
    (p, q) =>
      read(q, columns.EXISTENCE) - read(p, columns.EXISTENCE) ||
      read(q, columns.LAST_SENSED_US) - read(p, columns.LAST_SENSED_US) ||
      p - q,
  );
}

/** Tracks that may give way to new ones, surest first, and those that did. */
export interface Victims {
  places: number[] | null;
  isGone: Set<number> | null;
}

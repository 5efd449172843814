import { BIRTH_SENSOR, DETECTION_COUNT, EXISTENCE } from "./track-columns.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { TrackTable } from "./track-table.ts";

/** How many detections in the tentative tracks that a sensor began are expected to be false, as far as is known by now: Σ (1 − r)·n. */
export function pendingOf({ count, live, heads, numbers }: TrackTable, sensor: number): number {
  let pending = 0;
  for (let place = 0; place < count; place++) {
    const index = live[place];
    if (heads[index * HEAD + IS_CONFIRMED] === 1) continue;
    const row = TrackTable.at(index);
    if (numbers[row + BIRTH_SENSOR] !== sensor) continue;
    pending += (1 - numbers[row + EXISTENCE]) * numbers[row + DETECTION_COUNT];
  }
  return pending;
}

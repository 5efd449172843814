import type { TrackId } from "../units/ids.ts";
import type { SensorContext } from "./sensor-context.ts";
import { HEAD, IS_CONFIRMED } from "./track-head.ts";
import { TrackTable } from "./track-table.ts";
import { idOf } from "./track-view.ts";

/** Where confirmed tracks stand among the live ones, by name, as long as none comes or goes. Made when one is first asked for. */
export class PlacesByName {
  readonly #places = new Map<TrackId, number>();

  /** Tracks have come or gone. */
  forget(): void {
    this.#places.clear();
  }

  /** −1 where no confirmed track has that name. */
  of(id: TrackId, tracks: TrackTable, sensors: readonly SensorContext[]): number {
    if (this.#places.size === 0) this.#fill(tracks, sensors);
    return this.#places.get(id) ?? -1;
  }

  #fill({ live, count, heads, derived, numbers }: TrackTable, sensors: readonly SensorContext[]) {
    for (let place = 0; place < count; place++) {
      const index = live[place];
      if (heads[index * HEAD + IS_CONFIRMED] === 0) continue;
      const known = derived[index];
      known.id ??= idOf(numbers, TrackTable.at(index), sensors);
      this.#places.set(known.id, place);
    }
  }
}

import type { TimeUs } from "../units/time.ts";
import type { SensorContext } from "./sensor-context.ts";
import { COASTS_AFTER_US, HEAD, IS_CONFIRMED } from "./track-head.ts";
import { coastsAfterUs } from "./track-life.ts";
import { TrackTable } from "./track-table.ts";
import { viewTrack } from "./track-view.ts";
import type { Track } from "./track.ts";

/** The live tracks as the rest of the engine sees them, each made once for as long as it does not change. */
export class TrackViews {
  readonly #tracks: TrackTable;
  readonly #sensors: readonly SensorContext[];
  /** The confirmed ones as they were given out last; null: not known. */
  #confirmed: readonly Track[] | null = null;
  /** What {@link TrackTable.confirmedChanges} was then, and until when none of them begins to coast. */
  #changes = 0;
  #untilUs: TimeUs = 0;

  constructor(tracks: TrackTable, sensors: readonly SensorContext[]) {
    this.#tracks = tracks;
    this.#sensors = sensors;
  }

  /** Tracks were confirmed, ended or brought back, or time went back. */
  changed(): void {
    this.#confirmed = null;
  }

  /** The confirmed ones, ordered by id: the same list until something of them changes. Time goes on from one call to the next. */
  confirmed(nowUs: TimeUs): readonly Track[] {
    const { confirmedChanges } = this.#tracks;
    if (this.#confirmed === null || confirmedChanges !== this.#changes || nowUs > this.#untilUs) {
      this.#untilUs = Infinity;
      this.#confirmed = this.all(true, nowUs);
      this.#changes = confirmedChanges;
    }
    return this.#confirmed;
  }

  /** All, or the confirmed ones, ordered by id; of the hypotheses about one founding detection the likeliest. */
  all(confirmedOnly: boolean, nowUs: TimeUs): readonly Track[] {
    const views: Track[] = [];
    const { live, heads } = this.#tracks;
    for (let place = 0; place < this.#tracks.count; place++) {
      if (confirmedOnly && heads[live[place] * HEAD + IS_CONFIRMED] === 0) continue;
      const view = this.of(place, nowUs);
      if (views.length === 0 || views[views.length - 1].id < view.id) views.push(view);
      else insert(views, view);
    }
    return views;
  }

  /** The track at a live place. */
  of(place: number, nowUs: TimeUs): Track {
    const index = this.#tracks.live[place];
    const coasting = this.#isCoasting(index, nowUs);
    const derived = this.#tracks.derived[index];
    if (derived.view === null || (derived.view.status === "coasting") !== coasting) {
      derived.view = viewTrack(this.#tracks, index, coasting, this.#sensors);
    }
    return derived.view;
  }

  #isCoasting(index: number, nowUs: TimeUs): boolean {
    const { heads, numbers } = this.#tracks;
    const head = index * HEAD;
    if (heads[head + IS_CONFIRMED] === 0) return false;
    let afterUs = heads[head + COASTS_AFTER_US];
    if (Number.isNaN(afterUs)) {
      afterUs = coastsAfterUs(numbers, TrackTable.at(index), this.#sensors);
      heads[head + COASTS_AFTER_US] = afterUs;
    }
    if (nowUs > afterUs) return true;
    if (afterUs < this.#untilUs) this.#untilUs = afterUs;
    return false;
  }
}

/** Puts a view among others ordered by id, or in the place of a less likely one of the same id. */
function insert(views: Track[], view: Track): void {
  let from = 0;
  let to = views.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (views[middle].id < view.id) from = middle + 1;
    else to = middle;
  }
  if (views[from].id !== view.id) views.splice(from, 0, view);
  else if (view.existence > views[from].existence) views[from] = view;
}

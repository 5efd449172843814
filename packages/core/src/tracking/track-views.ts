import type { TimeUs } from "../units/time.ts";
import type { SensorContext } from "./sensor-context.ts";
import { COASTS_AFTER_US, HEAD, IS_CONFIRMED } from "./track-head.ts";
import { coastsAfterUs } from "./track-life.ts";
import { CHANGES_MAX, TrackTable } from "./track-table.ts";
import { viewTrack } from "./track-view.ts";
import type { Track } from "./track.ts";

/** A larger share of the confirmed tracks than this is not put among the others one by one. */
const RENEWED_SHARE_MAX = 0.25;

/** The live tracks as the rest of the engine sees them, each made once for as long as it does not change. */
export class TrackViews {
  readonly #tracks: TrackTable;
  readonly #sensors: readonly SensorContext[];
  /** The confirmed ones as they were given out last; null: not known. */
  #confirmed: readonly Track[] | null = null;
  /** Until when none of them begins to coast. */
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
    const { changedConfirmed } = this.#tracks;
    // Each that changed is sought by its name among all: where many did, it is quicker to go over all of them in turn.
    const most = Math.min(CHANGES_MAX, RENEWED_SHARE_MAX * (this.#confirmed?.length ?? 0));
    if (this.#confirmed === null || changedConfirmed.length > most || nowUs > this.#untilUs) {
      this.#untilUs = Infinity;
      this.#confirmed = this.all(true, nowUs);
    } else if (changedConfirmed.length > 0) this.#confirmed = this.#renewed(this.#confirmed, nowUs);
    changedConfirmed.length = 0;
    return this.#confirmed;
  }

  /** The same tracks, those that changed as they are now: a look changes a few of them. */
  #renewed(before: readonly Track[], nowUs: TimeUs): readonly Track[] {
    const views = before.slice();
    for (const row of this.#tracks.changedConfirmed) {
      // Where one row took the place of another, which a mark may have held, it stands behind it.
      if (!this.#tracks.isHeld(row) || !this.#isConfirmed(row)) continue;
      const view = this.#viewOf(row, nowUs);
      views[placeOf(views, view)] = view;
    }
    return views;
  }

  #isConfirmed(row: number): boolean {
    return this.#tracks.heads[row * HEAD + IS_CONFIRMED] === 1;
  }

  /** All, or the confirmed ones, ordered by id; of the hypotheses about one founding detection the likeliest. */
  all(confirmedOnly: boolean, nowUs: TimeUs): readonly Track[] {
    const views: Track[] = [];
    const { live } = this.#tracks;
    for (let place = 0; place < this.#tracks.count; place++) {
      if (confirmedOnly && !this.#isConfirmed(live[place])) continue;
      const view = this.of(place, nowUs);
      if (views.length === 0 || views[views.length - 1].id < view.id) views.push(view);
      else insert(views, view);
    }
    return views;
  }

  /** The track at a live place. */
  of(place: number, nowUs: TimeUs): Track {
    return this.#viewOf(this.#tracks.live[place], nowUs);
  }

  #viewOf(index: number, nowUs: TimeUs): Track {
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
  const from = placeOf(views, view);
  if (views[from].id !== view.id) views.splice(from, 0, view);
  else if (view.existence > views[from].existence) views[from] = view;
}

/** Where the first of views ordered by id stands that does not come before a view. */
function placeOf(views: readonly Track[], { id }: Track): number {
  let from = 0;
  let to = views.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (views[middle].id < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

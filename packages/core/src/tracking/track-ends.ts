import type { TimeUs } from "../units/time.ts";
import type { ClutterMaps } from "./clutter-maps.ts";
import { goesOnAsOther, type HypothesisClusters } from "./hypothesis-clusters.ts";
import type { LostTracks } from "./lost-tracks.ts";
import * as columns from "./track-columns.ts";
import { ENDS_FROM_US, HEAD, IS_CONFIRMED } from "./track-head.ts";
import { endCause, endsFromUs, type LifeParts } from "./track-life.ts";
import { TrackTable } from "./track-table.ts";
import type { TrackViews } from "./track-views.ts";
import type { TrackEnd, TrackEndCause } from "./track.ts";

/** Ends that nobody takes are kept up to this many, the latest. */
export const ENDS_MAX = 10_000;
/** What was detected less often, and never said who it is, ends without a word. */
const TOLD_DETECTIONS = 2;

interface EndsParts {
  readonly tracks: TrackTable;
  readonly lost: LostTracks;
  readonly clusters: HypothesisClusters;
  readonly clutter: ClutterMaps;
  readonly views: TrackViews;
  readonly life: LifeParts;
}

/** Lets live tracks go whose time is over, and keeps their ends until they are taken. */
export class TrackEnds {
  readonly #parts: EndsParts;
  #ends: TrackEnd[] = [];
  /** No track ends before this; −∞ where that is not known. Not state. */
  #noneBeforeUs = -Infinity;

  constructor(parts: EndsParts) {
    this.#parts = parts;
  }

  /** Works out when the track that changed may end. */
  note(place: number): void {
    const { tracks, life } = this.#parts;
    const { numbers, heads } = tracks;
    const index = tracks.live[place];
    const fromUs = endsFromUs(numbers, TrackTable.at(index), life);
    heads[index * HEAD + ENDS_FROM_US] = fromUs;
    if (fromUs < this.#noneBeforeUs) this.#noneBeforeUs = fromUs;
  }

  /** Tracks are others now, or were confirmed: when the first of them ends is not known. */
  unknown(): void {
    this.#noneBeforeUs = -Infinity;
  }

  /** Ends what is over by `dueUs`, as it is told of at `nowUs`. */
  due(dueUs: TimeUs, nowUs: TimeUs): void {
    if (dueUs < this.#noneBeforeUs) return;
    const { tracks, views, clusters, life } = this.#parts;
    const before = tracks.count;
    const { live, heads, numbers } = tracks;
    let nextUs = Infinity;
    let kept = 0;
    for (let place = 0; place < before; place++) {
      const index = live[place];
      if (Number.isNaN(heads[index * HEAD + ENDS_FROM_US])) this.note(place);
      // Read from there, and not from what the call returns: such a number gets an object of its own.
      const fromUs = heads[index * HEAD + ENDS_FROM_US];
      const mayEnd = dueUs >= fromUs;
      const cause = mayEnd ? endCause(numbers, TrackTable.at(index), dueUs, life) : null;
      if (cause === null) {
        if (fromUs < nextUs) nextUs = fromUs;
        live[kept++] = index;
      } else {
        if (heads[index * HEAD + IS_CONFIRMED] === 1) views.changed();
        this.end(place, cause, { kept, nowUs });
        clusters.touch(tracks, place);
        tracks.release(index);
      }
    }
    tracks.count = kept;
    this.#noneBeforeUs = nextUs;
  }

  /** Notes the end of the track at a place, which the caller lets go. `kept`: live places from here to `place` mean nothing. */
  end(
    place: number,
    cause: TrackEndCause,
    { kept, nowUs }: { readonly kept: number; readonly nowUs: TimeUs },
  ): void {
    const { tracks, lost, clutter, views } = this.#parts;
    const index = tracks.live[place];
    if (goesOnAsOther(tracks, place, kept)) return;
    const { numbers } = tracks;
    if (cause === "not-confirmed") clutter.learn(numbers, TrackTable.at(index));
    const isOne = numbers[TrackTable.at(index) + columns.DETECTION_COUNT] < TOLD_DETECTIONS;
    if (isOne && tracks.names[index].identity === null) return;
    const view = views.of(place, nowUs);
    // Nobody projects what has ended.
    const track = view.history === null ? view : { ...view, history: null };
    if (cause === "lost") lost.add(tracks.live[place]);
    this.#ends.push({ track, cause });
    if (this.#ends.length > ENDS_MAX) this.#ends.splice(0, this.#ends.length - ENDS_MAX);
  }

  /** The ends since the last call, in order. */
  take(): readonly TrackEnd[] {
    const ends = this.#ends;
    this.#ends = [];
    return ends;
  }

  state(): TrackEnd[] {
    return this.#ends.slice();
  }

  restore(ends: readonly TrackEnd[]): void {
    this.#ends = [...ends];
    this.unknown();
  }
}

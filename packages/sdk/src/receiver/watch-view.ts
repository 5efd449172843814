import { type AreaSet, EVERY_AREA, inBoth, NO_AREA } from "../broadcast/area-set.ts";
import type { Heartbeat } from "../broadcast/broadcast.ts";

/** Who watches, by all posts that are heard. An area in neither set is watched by one of them at least. */
export interface WatchView {
  /** No post that is heard would warn there by itself. */
  readonly unwatched: AreaSet;
  /** Of these none says that it does, and one does not tell. */
  readonly untold: AreaSet;
}

/** `said`: what each post that is heard says in its last heartbeat. One that watches is enough; one that does not know the field watches. */
export function watchViewOf(said: readonly Heartbeat["unwatched"][]): WatchView {
  if (said.length === 0) return { unwatched: NO_AREA, untold: NO_AREA };
  const byNone = said.map((one = NO_AREA) => (one === "untold" ? EVERY_AREA : one)).reduce(inBoth);
  return said.includes("untold")
    ? { unwatched: NO_AREA, untold: byNone }
    : { unwatched: byNone, untold: NO_AREA };
}

import type { PictureTrack } from "@tocsin/sdk";
import { CLASS_WORDS } from "../format/words.ts";

export const TRACK_SORTS = ["danger", "name", "height", "speed"] as const;
export type TrackSort = (typeof TRACK_SORTS)[number];

/** Rows that the list shows; a search finds the others. */
export const TRACK_ROWS_MAX = 200;

/** Those whose name, kind or identity holds the text, in an order that is the same for equal tracks every time. */
export function orderTracks(
  tracks: readonly PictureTrack[],
  search: string,
  sort: TrackSort,
): PictureTrack[] {
  const wanted = search.trim().toLowerCase();
  return tracks
    .filter((track) => wanted === "" || searchText(track).includes(wanted))
    .sort((a, b) => compare(a, b, sort) || byName(a, b));
}

const searchText = (track: PictureTrack): string =>
  `${track.label} ${CLASS_WORDS[track.class]} ${track.identity ?? ""}`.toLowerCase();

function compare(a: PictureTrack, b: PictureTrack, sort: TrackSort): number {
  switch (sort) {
    case "danger":
      return danger(b) - danger(a) || arrival(a) - arrival(b) || 0;
    case "height":
      return a.heightM - b.heightM;
    case "speed":
      return b.speedMps - a.speedMps;
    case "name":
      return 0;
  }
}

/** Threats, then what is followed, then what may be nothing. */
function danger(track: PictureTrack): number {
  if (track.threatens.length > 0) return 3;
  if (track.status === "confirmed") return 2;
  return track.status === "coasting" ? 1 : 0;
}

const arrival = (track: PictureTrack): number => track.impact?.fromUs ?? Number.MAX_SAFE_INTEGER;

/** T2 before T10. */
const names = new Intl.Collator("en", { numeric: true });
const byName = (a: PictureTrack, b: PictureTrack): number =>
  names.compare(a.label, b.label) || names.compare(a.id, b.id);

import type { BlindSector, LatLonDeg, Timeline } from "@tocsin/sdk";

/** What the page keeps of a recording: a fiftieth of it. */
export interface Trace {
  readonly paths: readonly TracePath[];
  /** What each area could not have seen in time, as its status stood before anything happened. */
  readonly blindBefore: ReadonlyMap<string, readonly BlindSector[]>;
  /** Shortly before the first thing that there is to see; null where nothing is marked. */
  readonly playAtUs: number | null;
}

/** One followed object over the whole recording. */
export interface TracePath {
  readonly id: string;
  readonly places: readonly LatLonDeg[];
}

/** Pictures with a track below which it is taken for clutter that was confirmed for a moment. */
const PICTURES_MIN = 10;
/** What one sees before the first thing happens. */
const LEAD_US = 60_000_000;

export function traceOf(timeline: Timeline): Trace {
  const { pictures, marks, startUs } = timeline;
  const before = pictures.find(({ sensors }) =>
    sensors.every(({ status }) => status !== "unknown"),
  );
  const first = marks.find(({ kind }) => kind === "warning" || kind === "impact");
  return {
    paths: pathsOf(timeline),
    blindBefore: new Map(before?.areas.map(({ id, blind }) => [id, blind])),
    playAtUs: first === undefined ? null : Math.max(startUs, first.timeUs - LEAD_US),
  };
}

/** The way of every object that was followed for a while and was mostly held to be one that can do harm. */
function pathsOf({ pictures }: Timeline): readonly TracePath[] {
  const paths = new Map<string, { id: string; places: LatLonDeg[]; harmful: number }>();
  for (const { tracks } of pictures) {
    for (const { id, status, place, class: held } of tracks) {
      if (status === "tentative") continue;
      const path = paths.get(id) ?? { id, places: [], harmful: 0 };
      path.places.push(place);
      if (HARMFUL.has(held)) path.harmful += 1;
      paths.set(id, path);
    }
  }
  return [...paths.values()].filter(
    ({ places, harmful }) => places.length >= PICTURES_MIN && harmful * 2 > places.length,
  );
}

const HARMFUL: ReadonlySet<string> = new Set([
  "rocket",
  "mortar",
  "missile",
  "fixed-wing-drone",
  "multirotor",
  "unknown",
]);

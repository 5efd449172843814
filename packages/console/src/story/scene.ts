import type { LatLonDeg, SourceDetail } from "@tocsin/sdk";

/** Metres on the ground to the east and north of the scene's middle. */
export interface ScenePoint {
  readonly eastM: number;
  readonly northM: number;
}

/** What a sketch of a place shows: its middle, and how far it reaches to each side. */
export interface SceneFrame {
  readonly middle: LatLonDeg;
  readonly halfHeightM: number;
}

const METRES_PER_DEGREE = 111_195;
/** Of width to height. */
const ASPECT = 10 / 7;
/** The half height of a sketch, in the distance of the outermost area from the middle. */
const ROOM = 2.3;
const HALF_HEIGHT_MIN_M = 600;

/** Around the areas of all variants, so that their sketches have one scale, with room for what comes towards them. */
export function frameOf(details: readonly SourceDetail[]): SceneFrame | null {
  const places = details.flatMap(({ site }) => site.areas.flatMap(({ rings }) => rings[0] ?? []));
  if (places.length === 0) return null;
  const latitudes = places.map(([latitude]) => latitude);
  const longitudes = places.map(([, longitude]) => longitude);
  const middle: LatLonDeg = [middleOf(latitudes), middleOf(longitudes)];
  const reaches = places.map((place) => {
    const { eastM, northM } = toScene(middle, place);
    return Math.max(Math.abs(northM), Math.abs(eastM) / ASPECT);
  });
  return { middle, halfHeightM: Math.max(HALF_HEIGHT_MIN_M, Math.max(...reaches) * ROOM) };
}

const middleOf = (values: readonly number[]): number =>
  (Math.min(...values) + Math.max(...values)) / 2;

/** A plane is true enough for the few kilometres of a sketch. */
export function toScene([latitude, longitude]: LatLonDeg, place: LatLonDeg): ScenePoint {
  return {
    eastM: (place[1] - longitude) * METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180),
    northM: (place[0] - latitude) * METRES_PER_DEGREE,
  };
}

/** Bearing from one place to another, clockwise from north. */
export function bearingDeg(from: LatLonDeg, to: LatLonDeg): number {
  const { eastM, northM } = toScene(from, to);
  return ((Math.atan2(eastM, northM) * 180) / Math.PI + 360) % 360;
}

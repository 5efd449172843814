import type { LatLonDeg, Picture, PictureSite } from "@tocsin/sdk";
import { distanceBetweenM, placeAt } from "./geometry.ts";
import { blindBand } from "./site-features.ts";

export interface Bounds {
  readonly southWest: LatLonDeg;
  readonly northEast: LatLonDeg;
}

/** The view never comes closer than this around a lone small area. */
const RADIUS_MIN_M = 1_200;
/** Objects farther from the site than this don't widen the view: they would shrink what matters. */
const RADIUS_MAX_M = 40_000;

/** How much farther than the site itself its view reaches: what comes is to be seen before it is there. */
const MARGIN = 1.6;

/** Around the areas and sensors' places of a site. */
export function siteBounds(site: PictureSite): Bounds {
  const areas = site.areas.flatMap(({ rings }) => rings.flat());
  const farM = Math.max(
    RADIUS_MIN_M,
    ...areas.map((place) => distanceBetweenM(site.origin, place)),
    ...site.sensors.map(({ place }) => distanceBetweenM(site.origin, place)),
  );
  const around = [0, 90, 180, 270].map((bearing) => placeAt(site.origin, bearing, farM * MARGIN));
  return boundsAround(site.origin, [...areas, ...around]);
}

/** Around all that is known of what sensors really saw; null where nothing is. */
export function observedBounds(site: PictureSite, picture: Picture | null): Bounds | null {
  const corners = site.sensors.flatMap(({ id, place }) => {
    const cells = picture?.sensors.find((sensor) => sensor.id === id)?.conduct?.cells ?? [];
    const farM = Math.max(0, ...cells.map(({ rangeToM }) => rangeToM));
    return farM === 0 ? [] : [0, 90, 180, 270].map((bearing) => placeAt(place, bearing, farM));
  });
  if (corners.length === 0) return null;
  const [latitudes, longitudes] = [corners.map(([each]) => each), corners.map(([, each]) => each)];
  return {
    southWest: [Math.min(...latitudes), Math.min(...longitudes)],
    northEast: [Math.max(...latitudes), Math.max(...longitudes)],
  };
}

/**
 * Around the areas and what mattered in some pictures: the objects that threatened; where none did, those that were
 * decided on; and where there were none either, some of what the sensors cover.
 */
export function eventBounds(site: PictureSite, pictures: readonly Picture[]): Bounds {
  const areas = site.areas.flatMap(({ rings }) => rings.flat());
  const decided = new Set(pictures.at(-1)?.decisions.map(({ trackId }) => trackId));
  const threats: LatLonDeg[] = [];
  const watched: LatLonDeg[] = [];
  for (const track of pictures.flatMap(({ tracks }) => tracks)) {
    if (track.status === "tentative") continue;
    if (track.threatens.length > 0) {
      threats.push(track.place, ...track.trail);
      if (track.impact !== null) threats.push(track.impact.place);
    } else if (decided.has(track.id)) {
      watched.push(track.place);
      if (track.impact !== null) watched.push(track.impact.place);
    }
  }
  const mattered = [threats, watched].find((places) => places.length > 0);
  return boundsAround(site.origin, [...areas, ...(mattered ?? coveredPlaces(site))]);
}

/** The edge of the view where nothing happened: a part of the widest sensor's range, and all blind directions. */
function coveredPlaces(site: PictureSite): LatLonDeg[] {
  const rangeM = Math.max(RADIUS_MIN_M, ...site.sensors.map(({ rangeMaxM }) => rangeMaxM));
  const radiusM = Math.max(rangeM * 0.45, blindBand(site, null).outerM);
  return [0, 90, 180, 270].map((bearing) => placeAt(site.origin, bearing, radiusM));
}

function boundsAround(origin: LatLonDeg, places: readonly LatLonDeg[]): Bounds {
  const near = places.filter((place) => distanceBetweenM(origin, place) <= RADIUS_MAX_M);
  const corners = [origin, ...near];
  for (const bearing of [0, 90, 180, 270]) corners.push(placeAt(origin, bearing, RADIUS_MIN_M));
  const latitudes = corners.map(([latitude]) => latitude);
  const longitudes = corners.map(([, longitude]) => longitude);
  return {
    southWest: [least(latitudes), least(longitudes)],
    northEast: [
      -least(latitudes.map((value) => -value)),
      -least(longitudes.map((value) => -value)),
    ],
  };
}

/** A reduction, since a list of many thousand can't be spread into arguments. */
const least = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.min(a, b), Infinity);

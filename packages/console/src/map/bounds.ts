import type { LatLonDeg, Picture, PictureSite } from "@tocsin/sdk";
import { distanceBetweenM, placeAt } from "./geometry.ts";

export interface Bounds {
  readonly southWest: LatLonDeg;
  readonly northEast: LatLonDeg;
}

/** The view never comes closer than this around a lone small area. */
const RADIUS_MIN_M = 1_200;
/** Objects farther from the site than this don't widen the view: they would shrink what matters. */
const RADIUS_MAX_M = 60_000;

/** Around the areas and sensors' places of a site. */
export function siteBounds(site: PictureSite): Bounds {
  const places = site.areas.flatMap(({ rings }) => rings.flat());
  return boundsAround(site.origin, [...places, ...site.sensors.map(({ place }) => place)]);
}

/** Around the areas and everything that was followed and mattered in some pictures: that threatened, or was decided on. */
export function eventBounds(site: PictureSite, pictures: readonly Picture[]): Bounds {
  const places: LatLonDeg[] = site.areas.flatMap(({ rings }) => rings.flat());
  const decided = new Set(pictures.at(-1)?.decisions.map(({ trackId }) => trackId));
  for (const { tracks } of pictures) {
    for (const track of tracks) {
      if (track.status === "tentative") continue;
      if (track.threatens.length === 0 && !decided.has(track.id)) continue;
      places.push(track.place);
      if (track.threatens.length > 0 && track.impact !== null) places.push(track.impact.place);
    }
  }
  return boundsAround(site.origin, places);
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

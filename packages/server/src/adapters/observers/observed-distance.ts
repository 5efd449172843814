import {
  createLocalFrame,
  distanceToRings,
  geodeticToEnu,
  radians,
  type SiteModel,
} from "@tocsin/core";
import type { ObservedPlace } from "@tocsin/sdk";

/** From a place to an area of the site, m; null where there is no such area, or no place. */
export function distanceToAreaM(
  site: SiteModel,
  areaId: string,
  place: ObservedPlace | null,
): number | null {
  const area = site.areas.find(({ id }) => id === areaId);
  if (area === undefined || place === null) return null;
  const [east, north] = enuOf(site, place);
  return distanceToRings(area.rings, east, north);
}

/** From a place to the site's origin, over the ground, m. */
export function distanceToSiteM(site: SiteModel, place: ObservedPlace): number {
  const [east, north] = enuOf(site, place);
  return Math.hypot(east, north);
}

function enuOf({ origin }: SiteModel, { latitudeDeg, longitudeDeg }: ObservedPlace): Float64Array {
  return geodeticToEnu(createLocalFrame(origin), {
    latitudeRad: radians(latitudeDeg),
    longitudeRad: radians(longitudeDeg),
    heightM: origin.heightM,
  });
}

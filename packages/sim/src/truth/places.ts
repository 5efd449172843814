import {
  aerToEnu,
  createLocalFrame,
  type Geodetic,
  enuToGeodetic,
  geodeticToEnu,
  type LocalFrame,
  type SiteModel,
} from "@tocsin/core";
import type { Place } from "../scenario/fields.ts";

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Turns a scenario's places into positions; made once for a site. */
export interface Places {
  readonly frame: LocalFrame;
  /** Site frame, m, at a height above the site's ground; null when the place names nothing of the site. */
  position(place: Place, heightM: number): readonly [number, number, number] | null;
}

/** The ids that a place may name are those of the site, its areas, sensors and defences. */
export function createPlaces(site: SiteModel): Places {
  const frame = createLocalFrame(site.origin);
  const named = new Map<string, Geodetic>([[site.id, site.origin]]);
  for (const area of site.areas) {
    const [east, north] = middleOf(area.rings[0] ?? []);
    named.set(area.id, enuToGeodetic(frame, east, north, 0));
  }
  for (const sensor of site.sensors) named.set(sensor.id, sensor.position);
  for (const defence of site.defences) named.set(defence.id, defence.position);
  return {
    frame,
    position: (place, heightM) => {
      const ground = groundOf(place, named);
      if (ground === null) return null;
      const at = geodeticToEnu(frame, { ...ground, heightM: site.groundHeightM + heightM });
      return [at[0], at[1], at[2]];
    },
  };
}

function groundOf(place: Place, named: ReadonlyMap<string, Geodetic>): Geodetic | null {
  if (!("of" in place)) {
    return {
      latitudeRad: radians(place.latitude_deg),
      longitudeRad: radians(place.longitude_deg),
      heightM: 0,
    };
  }
  const from = named.get(place.of);
  if (from === undefined) return null;
  const step = aerToEnu(radians(place.bearing_deg), 0, place.distance_m);
  return enuToGeodetic(createLocalFrame(from), step[0], step[1], step[2]);
}

function middleOf(ring: readonly number[]): readonly [number, number] {
  const corners = ring.length / 2;
  let [east, north] = [0, 0];
  for (let i = 0; i + 1 < ring.length; i += 2) {
    east += ring[i] / corners;
    north += ring[i + 1] / corners;
  }
  return [east, north];
}

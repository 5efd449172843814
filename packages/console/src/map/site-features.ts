import type { LatLonDeg, Picture, PictureSite } from "@tocsin/sdk";
import type { Feature, FeatureCollection, Position } from "geojson";
import { joinDirections } from "./blind-directions.ts";
import {
  circleRing,
  distanceBetweenM,
  middleOf,
  placeAt,
  positionOf,
  sectorRings,
} from "./geometry.ts";

/** Radii of the rings around the site, in metres; the smaller ones are for looking closely. */
export const RING_RADII_M = [
  500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000,
] as const;

export const collection = (features: readonly Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features: [...features],
});

const closed = (ring: readonly LatLonDeg[]): Position[] => {
  const positions = ring.map(positionOf);
  const first = positions[0];
  return first === undefined ? positions : [...positions, first];
};

/** Areas with the stage that their people are in. */
export const areaFeatures = (site: PictureSite, picture: Picture | null): FeatureCollection => {
  const states = new Map(picture?.areas.map((area) => [area.id, area]));
  return collection(
    site.areas.map(({ id, protection, rings }) => ({
      type: "Feature",
      geometry: { type: "Polygon", coordinates: rings.map(closed) },
      properties: { id, protection, stage: states.get(id)?.stage ?? "none" },
    })),
  );
};

/** What each sensor covers, and where it stands. */
export function sensorFeatures(site: PictureSite, picture: Picture | null): FeatureCollection {
  const states = new Map(picture?.sensors.map((sensor) => [sensor.id, sensor]));
  const features: Feature[] = [];
  for (const sensor of site.sensors) {
    const status = states.get(sensor.id)?.status ?? "unknown";
    const properties = { id: sensor.id, status };
    const rings = sectorRings(sensor.place, {
      fromDeg: sensor.azimuthFromDeg,
      widthDeg: sensor.azimuthWidthDeg,
      innerM: 0,
      outerM: sensor.rangeMaxM,
    });
    features.push(
      { type: "Feature", geometry: { type: "Polygon", coordinates: rings }, properties },
      {
        type: "Feature",
        geometry: { type: "Point", coordinates: positionOf(sensor.place) },
        properties,
      },
    );
  }
  return collection(features);
}

/** How far reaches each defence that the site knows of. */
export const defenceFeatures = (site: PictureSite): FeatureCollection =>
  collection(
    site.defences.map(({ id, place, reachM }) => ({
      type: "Feature",
      geometry: { type: "Polygon", coordinates: [circleRing(place, reachM)] },
      properties: { id },
    })),
  );

/**
 * Wedges towards where something would come unseen, or be seen too late: of one area, or of all together around the
 * site. A wedge shows directions, not distances: all begin and end at the same distance.
 */
export function blindFeatures(
  site: PictureSite,
  picture: Picture | null,
  areaId: string | null,
): FeatureCollection {
  const ring = site.areas.find(({ id }) => id === areaId)?.rings[0];
  const center = ring === undefined ? site.origin : middleOf(ring);
  const { innerM, outerM } = blindBand(site, ring ?? null);
  const areas = picture?.areas.filter(({ id }) => ring === undefined || id === areaId) ?? [];
  return collection(
    joinDirections(areas.flatMap(({ blind }) => blind)).map(({ fromDeg, widthDeg }) => ({
      type: "Feature",
      geometry: {
        type: "Polygon",
        coordinates: sectorRings(center, { fromDeg, widthDeg, innerM, outerM }),
      },
      properties: {},
    })),
  );
}

/** Where wedges begin and end: outside what they are about, which is the site or one area's outer ring. */
export function blindBand(
  site: PictureSite,
  ring: readonly LatLonDeg[] | null,
): { readonly innerM: number; readonly outerM: number } {
  const center = ring === null ? site.origin : middleOf(ring);
  const corners = ring ?? site.areas.flatMap(({ rings }) => rings.flat());
  const radiusM = Math.max(300, ...corners.map((corner) => distanceBetweenM(center, corner)));
  return { innerM: radiusM * 1.15, outerM: radiusM * 1.15 + Math.max(600, radiusM * 0.6) };
}

/** Rings around the site, and spokes every thirty degrees. */
export function gridFeatures(origin: LatLonDeg): FeatureCollection {
  const features: Feature[] = [];
  for (const radiusM of RING_RADII_M)
    features.push({
      type: "Feature",
      geometry: { type: "LineString", coordinates: circleRing(origin, radiusM, 144) },
      properties: { kind: "ring", radiusM },
    });
  for (let bearing = 0; bearing < 360; bearing += 30) {
    const ends = [500, 200_000].map((m) => positionOf(placeAt(origin, bearing, m)));
    features.push({
      type: "Feature",
      geometry: { type: "LineString", coordinates: ends },
      properties: { kind: "spoke", radiusM: 0 },
    });
  }
  return collection(features);
}

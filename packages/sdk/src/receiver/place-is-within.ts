import { distanceToBoundary, pointInRings } from "@tocsin/core";

/** Somewhere on the ground, and how far around it somebody may be. */
export interface KeptPlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly radiusM: number;
}

/** Metres in a degree of latitude, on a sphere of the Earth's mean radius (6,371,008.8 m). */
const METRES_PER_DEGREE = 111_195.08;

/**
 * Whether a place, or any of what lies within its radius, is in an outline: outer ring, then holes, flat latitude0, longitude0, … in
 * degrees. Even-odd in the plane of latitude and longitude around the place, which at the size of a site is
 * right to a metre; whoever is nearer to an edge than their own radius counts as inside. A ring may cross the 180th meridian.
 */
export function placeIsWithin(
  { latitudeDeg, longitudeDeg, radiusM }: KeptPlace,
  ringsDeg: readonly (readonly number[])[],
): boolean {
  const eastOfDegree = METRES_PER_DEGREE * Math.cos((latitudeDeg * Math.PI) / 180);
  const rings = ringsDeg.map((ring) =>
    ring.map((_, i) => {
      if (i % 2 === 1) return (ring[i - 1] - latitudeDeg) * METRES_PER_DEGREE;
      const east = ring[i + 1] - longitudeDeg;
      return (east - 360 * Math.round(east / 360)) * eastOfDegree;
    }),
  );
  return pointInRings(rings, 0, 0) || distanceToBoundary(rings, 0, 0) <= radiusM;
}

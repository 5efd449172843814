/**
 * Rings are an outer ring, then holes, each flat (east0, north0, east1, north1, …), closed implicitly, in
 * metres; their sense of turning does not matter.
 */
export type Rings = readonly (readonly number[])[];

/**
 * Whether a point lies inside: an odd number of edges crossed by the ray to the east. A point exactly on an
 * edge belongs to one of the two regions that share it, never to both (edges are half open).
 */
export function pointInRings(rings: Rings, e: number, n: number): boolean {
  let inside = false;
  for (const ring of rings) {
    const length = ring.length;
    let e0 = ring[length - 2];
    let n0 = ring[length - 1];
    for (let i = 0; i < length; i += 2) {
      const e1 = ring[i];
      const n1 = ring[i + 1];
      if (n0 > n !== n1 > n && isWestOf(e, n, e0, n0, e1, n1)) inside = !inside;
      e0 = e1;
      n0 = n1;
    }
  }
  return inside;
}

/**
 * Whether the point lies strictly west of the edge's line. Always reckoned from the edge's lower end: two areas
 * that share an edge run along it in opposite senses and must round alike.
 */
const isWestOf = (e: number, n: number, e0: number, n0: number, e1: number, n1: number): boolean =>
  n0 < n1
    ? (e - e0) * (n1 - n0) < (n - n0) * (e1 - e0)
    : (e - e1) * (n0 - n1) < (n - n1) * (e0 - e1);

/** Distance from a point to the nearest edge, m; infinite when there is no vertex. */
export function distanceToBoundary(rings: Rings, e: number, n: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    const length = ring.length;
    let e0 = ring[length - 2];
    let n0 = ring[length - 1];
    for (let i = 0; i < length; i += 2) {
      const e1 = ring[i];
      const n1 = ring[i + 1];
      const de = e1 - e0;
      const dn = n1 - n0;
      const lengthSquared = de * de + dn * dn;
      const along = lengthSquared > 0 ? ((e - e0) * de + (n - n0) * dn) / lengthSquared : 0;
      const held = along < 0 ? 0 : along > 1 ? 1 : along;
      const re = e - e0 - held * de;
      const rn = n - n0 - held * dn;
      const squared = re * re + rn * rn;
      if (squared < least) least = squared;
      e0 = e1;
      n0 = n1;
    }
  }
  return Math.sqrt(least);
}

/** Distance from a point to the region, m: 0 inside. */
export const distanceToRings = (rings: Rings, e: number, n: number): number =>
  pointInRings(rings, e, n) ? 0 : distanceToBoundary(rings, e, n);

/** Distance from a point to the region's edge, m, negative inside. */
export function signedDistanceToRings(rings: Rings, e: number, n: number): number {
  const distance = distanceToBoundary(rings, e, n);
  return pointInRings(rings, e, n) ? -distance : distance;
}

/**
 * Signed area of one ring, m², by the shoelace formula about its first vertex: positive when it turns
 * counterclockwise seen from above.
 */
export function ringArea(ring: readonly number[]): number {
  const e0 = ring[0] ?? 0;
  const n0 = ring[1] ?? 0;
  let twice = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    twice += (ring[i] - e0) * (ring[i + 3] - n0) - (ring[i + 2] - e0) * (ring[i + 1] - n0);
  }
  return 0.5 * twice;
}

/** A regular polygon of `sides` ≥ 3 vertices on a circle, counterclockwise, first vertex due east. */
export function circleRing(
  centreEastM: number,
  centreNorthM: number,
  radiusM: number,
  sides = 64,
): number[] {
  const ring: number[] = [];
  for (let i = 0; i < sides; i++) {
    const angle = (2 * Math.PI * i) / sides;
    ring.push(centreEastM + radiusM * Math.cos(angle), centreNorthM + radiusM * Math.sin(angle));
  }
  return ring;
}

/** East and north of the mean of a ring's corners, m: near enough to the middle to stand for it. */
export function meanOfCorners(ring: readonly number[]): readonly [number, number] {
  const corners = Math.max(ring.length / 2, 1);
  let eastM = 0;
  let northM = 0;
  for (let i = 0; i < ring.length; i += 2) {
    eastM += ring[i] / corners;
    northM += ring[i + 1] / corners;
  }
  return [eastM, northM];
}

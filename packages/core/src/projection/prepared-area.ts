import type { Area } from "../policy/area.ts";
import { hypot2 } from "../units/algebra.ts";
import { assert } from "../units/assert.ts";
import type { Outline } from "./straight-pass.ts";

/** Most vertices that an area's rings may have together. */
export const AREA_VERTICES_MAX = 10_000;

/** Sides of the polygon that stands for the buffer's circle. */
const BUFFER_SIDES = 8;

/** An area with what every projection asks of it, worked out once. */
export interface PreparedArea {
  readonly area: Area;
  /** Middle of the outer ring's bounding box, site ENU. */
  readonly centreEastM: number;
  readonly centreNorthM: number;
  /** Every vertex lies within this of the centre … */
  readonly radiusM: number;
  /** … and every vertex of the envelope within this. */
  readonly envelopeRadiusM: number;
  /**
   * The convex hull of the outer ring, widened by the area's buffer: what a course must enter to reach the
   * area. Counterclockwise, flat, without repeated vertices. It fills notches and holes and stands up to 8 % of
   * the buffer too far out at its corners, both on the side of warning.
   */
  readonly envelope: readonly number[];
  /** The envelope in its circle, and the area in its own. */
  readonly envelopeOutline: Outline;
  readonly outline: Outline;
}

const known = new WeakMap<Area, PreparedArea>();

/** {@link prepareArea}, done once for each area object. */
export function preparedArea(area: Area): PreparedArea {
  let prepared = known.get(area);
  if (prepared === undefined) {
    prepared = prepareArea(area);
    known.set(area, prepared);
  }
  return prepared;
}

/** Works out an area's envelope and bounds. Its outer ring must have three vertices or more. */
export function prepareArea(area: Area): PreparedArea {
  const outer = area.rings[0] ?? [];
  let count = 0;
  for (const ring of area.rings) count += ring.length / 2;
  assert(outer.length >= 6, "an area has an outer ring of at least three vertices");
  assert(count <= AREA_VERTICES_MAX, "an area has too many vertices");
  const [centreEastM, centreNorthM] = boundsCentre(outer);
  const envelope = convexHull(widened(convexHull(outer), area.bufferM));
  const radiusM = greatestDistance(outer, centreEastM, centreNorthM);
  const envelopeRadiusM = greatestDistance(envelope, centreEastM, centreNorthM);
  return {
    area,
    centreEastM,
    centreNorthM,
    radiusM,
    envelopeRadiusM,
    envelope,
    envelopeOutline: { rings: [envelope], centreEastM, centreNorthM, radiusM: envelopeRadiusM },
    outline: { rings: area.rings, centreEastM, centreNorthM, radiusM },
  };
}

function boundsCentre(ring: readonly number[]): [number, number] {
  let west = ring[0];
  let east = west;
  let south = ring[1];
  let north = south;
  for (let i = 2; i < ring.length; i += 2) {
    west = Math.min(west, ring[i]);
    east = Math.max(east, ring[i]);
    south = Math.min(south, ring[i + 1]);
    north = Math.max(north, ring[i + 1]);
  }
  return [0.5 * (west + east), 0.5 * (south + north)];
}

function greatestDistance(ring: readonly number[], e: number, n: number): number {
  let greatest = 0;
  for (let i = 0; i < ring.length; i += 2) {
    greatest = Math.max(greatest, hypot2(ring[i] - e, ring[i + 1] - n));
  }
  return greatest;
}

/** Each vertex replaced by a regular polygon around its circle of radius `bufferM`. */
function widened(ring: readonly number[], bufferM: number): readonly number[] {
  if (!(bufferM > 0)) return ring;
  const radius = bufferM / Math.cos(Math.PI / BUFFER_SIDES);
  const points: number[] = [];
  for (let side = 0; side < BUFFER_SIDES; side++) {
    const angle = (2 * Math.PI * (side + 0.5)) / BUFFER_SIDES;
    const e = radius * Math.cos(angle);
    const n = radius * Math.sin(angle);
    for (let i = 0; i < ring.length; i += 2) points.push(ring[i] + e, ring[i + 1] + n);
  }
  return points;
}

/**
 * The convex hull of a flat list of points, counterclockwise, collinear points left out
 * (Andrew, 1979, Another efficient algorithm for convex hulls in two dimensions).
 */
export function convexHull(points: readonly number[]): number[] {
  const order: number[] = [];
  for (let i = 0; i < points.length; i += 2) order.push(i);
  order.sort((a, b) => points[a] - points[b] || points[a + 1] - points[b + 1]);
  const lower = halfHull(points, order);
  const upper = halfHull(points, order.reverse());
  // Each half ends where the other starts.
  const hull: number[] = [];
  for (const half of [lower, upper]) {
    for (let k = 0; k + 1 < half.length; k++) hull.push(points[half[k]], points[half[k] + 1]);
  }
  return hull;
}

function halfHull(points: readonly number[], order: readonly number[]): number[] {
  const half: number[] = [];
  for (const next of order) {
    while (half.length >= 2) {
      const last = half[half.length - 1];
      const before = half[half.length - 2];
      const cross =
        (points[last] - points[before]) * (points[next + 1] - points[before + 1]) -
        (points[last + 1] - points[before + 1]) * (points[next] - points[before]);
      if (cross > 0) break;
      half.pop();
    }
    half.push(next);
  }
  return half;
}

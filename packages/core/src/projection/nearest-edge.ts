import { pointInRings, type Rings } from "../geodesy/polygon.ts";
import { hypot2 } from "../units/algebra.ts";

/** The place of an area's edge that is nearest to a point. */
export interface NearestEdge {
  /** Negative inside. */
  readonly signedDistanceM: number;
  /** Unit vector along which the signed distance grows; the edge's normal for a point exactly on it. */
  readonly outwardEast: number;
  readonly outwardNorth: number;
}

/** Signed distance from a point to the edge of a region, and the direction away from it. `mayBeInside`: false of what surely is not. */
export function nearestEdge(rings: Rings, e: number, n: number, mayBeInside = true): NearestEdge {
  let least = Number.POSITIVE_INFINITY;
  let toEast = 0;
  let toNorth = 0;
  let edgeEast = 1;
  let edgeNorth = 0;
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
      if (squared < least) {
        least = squared;
        toEast = re;
        toNorth = rn;
        edgeEast = de;
        edgeNorth = dn;
      }
      e0 = e1;
      n0 = n1;
    }
  }
  const distance = Math.sqrt(least);
  const sign = mayBeInside && pointInRings(rings, e, n) ? -1 : 1;
  if (distance > 0) {
    return {
      signedDistanceM: sign * distance,
      outwardEast: (sign * toEast) / distance,
      outwardNorth: (sign * toNorth) / distance,
    };
  }
  const length = Math.max(hypot2(edgeEast, edgeNorth), Number.MIN_VALUE);
  const normalEast = edgeNorth / length;
  const normalNorth = -edgeEast / length;
  const probe = 1e-6 * length;
  const turn = pointInRings(rings, e + probe * normalEast, n + probe * normalNorth) ? -1 : 1;
  return {
    signedDistanceM: 0,
    outwardEast: turn * normalEast,
    outwardNorth: turn * normalNorth,
  };
}

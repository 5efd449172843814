import { pointInRings, type Rings, signedDistanceToRings } from "../geodesy/polygon.ts";
import { clamp, hypot2 } from "../units/algebra.ts";

/** Places along the way through an area at which its depth is taken. */
const DEPTH_SAMPLES = 16;
/** What two ways of working out one distance differ by at most. */
const SLACK_M = 1e-6;
/** A way that passes the circle about a region by more than this crosses none of its edges, however its crossings are rounded. */
const CLEAR_M = 1e-3;

/** A straight way in the horizontal: p + v·t, m and m/s. */
export interface StraightWay {
  readonly e: number;
  readonly n: number;
  readonly ve: number;
  readonly vn: number;
}

/** A region, and a circle that holds it. */
export interface Outline {
  readonly rings: Rings;
  readonly centreEastM: number;
  readonly centreNorthM: number;
  readonly radiusM: number;
}

export interface StraightPass {
  /** First time inside, s; null when the way never is. */
  readonly entryS: number | null;
  /** Where the signed distance is least: the closest approach outside, the greatest depth sampled inside. */
  readonly nearestS: number;
}

/**
 * How a straight way passes a region within 0 ≤ t ≤ horizon: exact but for the depth inside, which is sampled. Distances that
 * the region's circle shows to be greater than the least are not worked out.
 */
export function straightPass(outline: Outline, way: StraightWay, horizonS: number): StraightPass {
  const { rings } = outline;
  const { e, n, ve, vn } = way;
  const startLeast = leastDistance(outline, e, n);
  const endLeast = leastDistance(outline, e + ve * horizonS, n + vn * horizonS);
  const entry = firstEntry(outline, way, horizonS, startLeast <= 0);
  if (entry !== null) {
    const exit = lastExit(rings, way, horizonS, endLeast <= 0);
    return { entryS: entry, nearestS: deepest(outline, way, entry, exit) };
  }
  // Apart from its ends, a way that misses is closest at a vertex. A way along an edge is there from the earlier vertex on.
  let nearest = horizonS;
  let least = Number.POSITIVE_INFINITY;
  const perSpeedSquared = 1 / Math.max(ve * ve + vn * vn, Number.MIN_VALUE);
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const de = ring[i] - e;
      const dn = ring[i + 1] - n;
      const t = (de * ve + dn * vn) * perSpeedSquared;
      if (!(t > 0 && t < horizonS)) continue;
      const re = ve * t - de;
      const rn = vn * t - dn;
      const squared = re * re + rn * rn;
      if (squared < least || (squared === least && t < nearest)) {
        least = squared;
        nearest = t;
      }
    }
  }
  if (mayBeWithin(startLeast, least)) {
    const startM = signedDistanceToRings(rings, e, n);
    if (startM * startM <= least) {
      least = startM * startM;
      nearest = 0;
    }
  }
  if (mayBeWithin(endLeast, least)) {
    const endM = signedDistanceToRings(rings, e + ve * horizonS, n + vn * horizonS);
    if (endM * endM < least) nearest = horizonS;
  }
  return { entryS: null, nearestS: nearest };
}

/** The first time, s, within 0 ≤ t ≤ horizon at which a straight way is inside a region; null when it never is. */
export function firstEntry(
  outline: Outline,
  way: StraightWay,
  horizonS: number,
  mayStartInside: boolean,
): number | null {
  if (passesCircle(outline, way, horizonS)) return null;
  const { rings } = outline;
  if (mayStartInside && pointInRings(rings, way.e, way.n)) return 0;
  const entry = outermostCrossing(rings, way, horizonS, Number.POSITIVE_INFINITY);
  return entry <= horizonS ? entry : null;
}

/** Whether a way stays clear of the circle about a region. */
function passesCircle(
  { centreEastM, centreNorthM, radiusM }: Outline,
  { e, n, ve, vn }: StraightWay,
  horizonS: number,
): boolean {
  const ce = centreEastM - e;
  const cn = centreNorthM - n;
  const along = (ce * ve + cn * vn) / Math.max(ve * ve + vn * vn, Number.MIN_VALUE);
  const t = clamp(along, 0, horizonS);
  return hypot2(ce - ve * t, cn - vn * t) > radiusM + CLEAR_M;
}

/** A way that ends inside may be deepest at its end: the horizon counts as its exit. */
function lastExit(rings: Rings, way: StraightWay, horizonS: number, mayEndInside: boolean): number {
  const { e, n, ve, vn } = way;
  if (mayEndInside && pointInRings(rings, e + ve * horizonS, n + vn * horizonS)) return horizonS;
  return outermostCrossing(rings, way, horizonS, 0);
}

/** The first time within 0 ≤ t ≤ horizon at which the way crosses an edge, if that is before `from`, infinite; or the last, if that is after 0. */
function outermostCrossing(
  rings: Rings,
  { e, n, ve, vn }: StraightWay,
  horizonS: number,
  from: number,
): number {
  let found = from;
  const isFirst = from > 0;
  for (const ring of rings) {
    let e0 = ring[ring.length - 2];
    let n0 = ring[ring.length - 1];
    for (let i = 0; i < ring.length; i += 2) {
      const e1 = ring[i];
      const n1 = ring[i + 1];
      const de = e1 - e0;
      const dn = n1 - n0;
      const cross = ve * dn - vn * de;
      if (cross !== 0) {
        const t = ((e0 - e) * dn - (n0 - n) * de) / cross;
        const s = ((e0 - e) * vn - (n0 - n) * ve) / cross;
        if (t >= 0 && t <= horizonS && s >= 0 && s <= 1 && (isFirst ? t < found : t > found)) {
          found = t;
        }
      }
      e0 = e1;
      n0 = n1;
    }
  }
  return found;
}

/** A place is at least this far from the region; negative inside its circle, where it may be as deep. */
export const leastDistance = (
  { centreEastM, centreNorthM, radiusM }: Outline,
  e: number,
  n: number,
): number => hypot2(e - centreEastM, n - centreNorthM) - radiusM - SLACK_M;

const mayBeWithin = (leastM: number, squaredM2: number): boolean =>
  !(leastM > 0 && leastM * leastM > squaredM2);

function deepest(outline: Outline, way: StraightWay, entry: number, exit: number): number {
  const { rings } = outline;
  const { e, n, ve, vn } = way;
  const timeOf = (k: number): number => entry + ((exit - entry) * k) / DEPTH_SAMPLES;
  const leastAt = (k: number): number =>
    leastDistance(outline, e + ve * timeOf(k), n + vn * timeOf(k));
  const at = (k: number): number =>
    signedDistanceToRings(rings, e + ve * timeOf(k), n + vn * timeOf(k));
  let middle = 0;
  for (let k = 1; k <= DEPTH_SAMPLES; k++) if (leastAt(k) < leastAt(middle)) middle = k;
  // What the circle shows to be less deep than near its centre is not looked at.
  const bound = at(middle);
  let best = entry;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= DEPTH_SAMPLES; k++) {
    if (leastAt(k) > bound) continue;
    const distance = at(k);
    if (distance < least) {
      least = distance;
      best = timeOf(k);
    }
  }
  return best;
}

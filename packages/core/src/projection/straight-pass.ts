import { type Rings, signedDistanceToRings } from "../geodesy/polygon.ts";

/** Places along the way through an area at which its depth is taken. */
const DEPTH_SAMPLES = 16;

/** A straight way in the horizontal: p + v·t, m and m/s. */
export interface StraightWay {
  readonly e: number;
  readonly n: number;
  readonly ve: number;
  readonly vn: number;
}

export interface StraightPass {
  /** First time inside, s; null when the way never is. */
  readonly entryS: number | null;
  /** Where the signed distance is least: the closest approach outside, the greatest depth sampled inside. */
  readonly nearestS: number;
}

/** How a straight way passes a region within 0 ≤ t ≤ horizon: exact but for the depth inside, which is sampled. */
export function straightPass(rings: Rings, way: StraightWay, horizonS: number): StraightPass {
  const { e, n, ve, vn } = way;
  const startM = signedDistanceToRings(rings, e, n);
  const endM = signedDistanceToRings(rings, e + ve * horizonS, n + vn * horizonS);
  let entry = startM < 0 ? 0 : Number.POSITIVE_INFINITY;
  // A way that ends inside may be deepest at its end: the horizon counts as its exit.
  let exit = endM < 0 ? horizonS : 0;
  let nearest = Math.abs(startM) <= Math.abs(endM) ? 0 : horizonS;
  let least = nearest === 0 ? startM * startM : endM * endM;
  const perSpeedSquared = 1 / Math.max(ve * ve + vn * vn, Number.MIN_VALUE);
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
        if (t >= 0 && t <= horizonS && s >= 0 && s <= 1) {
          entry = Math.min(entry, t);
          exit = Math.max(exit, t);
        }
      }
      // Apart from its ends, a way that misses is closest at a vertex.
      const t = ((e1 - e) * ve + (n1 - n) * vn) * perSpeedSquared;
      if (t > 0 && t < horizonS) {
        const re = e + ve * t - e1;
        const rn = n + vn * t - n1;
        const squared = re * re + rn * rn;
        // A way along an edge is there from the earlier vertex on.
        if (squared < least || (squared === least && t < nearest)) {
          least = squared;
          nearest = t;
        }
      }
      e0 = e1;
      n0 = n1;
    }
  }
  if (entry > horizonS) return { entryS: null, nearestS: nearest };
  return { entryS: entry, nearestS: deepest(rings, way, entry, exit) };
}

function deepest(rings: Rings, { e, n, ve, vn }: StraightWay, entry: number, exit: number): number {
  let best = entry;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= DEPTH_SAMPLES; k++) {
    const t = entry + ((exit - entry) * k) / DEPTH_SAMPLES;
    const distance = signedDistanceToRings(rings, e + ve * t, n + vn * t);
    if (distance < least) {
      least = distance;
      best = t;
    }
  }
  return best;
}

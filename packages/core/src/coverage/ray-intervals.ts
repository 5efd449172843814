import type { CoverageAnnulus, CoverageLimit } from "./coverage-annulus.ts";

/** A stretch of an approach ray inside one sensor's coverage, by distance from the area's edge. */
export interface RayInterval {
  readonly sensor: number;
  readonly fromM: number;
  readonly toM: number;
  /** What ends it on the far side. */
  readonly limit: CoverageLimit;
}

/** A sensor's sector in the site frame's plane. */
export interface SensorSector {
  readonly index: number;
  readonly eastM: number;
  readonly northM: number;
  /** Unit vectors (east, north) along its two edges, clockwise from the first: 4×1; null for all round. */
  readonly edges: Float64Array | null;
  /** Whether the sector is wider than half a turn. */
  readonly wide: boolean;
}

/** A ray from the area's edge outwards: start and unit direction (east, north). */
export interface ApproachRay {
  readonly eastM: number;
  readonly northM: number;
  readonly directionEast: number;
  readonly directionNorth: number;
}

/** Shorter stretches than this, m, are dropped. */
const LEAST_M = 1;

/** Adds to `out` the parts of `ray` between `fromM` and `toM` that lie in the sensor's ring and sector. */
export function collectRayIntervals(
  ray: ApproachRay,
  fromM: number,
  toM: number,
  sector: SensorSector,
  annulus: CoverageAnnulus,
  out: RayInterval[],
): void {
  const qe = ray.eastM - sector.eastM;
  const qn = ray.northM - sector.northM;
  const middle = -(qe * ray.directionEast + qn * ray.directionNorth);
  const off2 = qe * qe + qn * qn - middle * middle;
  const outer2 = annulus.outerM * annulus.outerM - off2;
  if (outer2 <= 0 || annulus.outerM <= annulus.innerM) return;
  const outer = Math.sqrt(outer2);
  let low = fromM;
  let high = toM;
  let limit: CoverageLimit = "range";
  if (middle - outer > low) low = middle - outer;
  if (middle + outer < high) {
    high = middle + outer;
    limit = annulus.outerLimit;
  }
  if (high - low < LEAST_M) return;
  const inner2 = annulus.innerM * annulus.innerM - off2;
  if (inner2 <= 0) {
    cutSector(ray, qe, qn, sector, low, high, limit, out);
    return;
  }
  const inner = Math.sqrt(inner2);
  const nearEnd = Math.min(high, middle - inner);
  const nearLimit = middle - inner < high ? annulus.innerLimit : limit;
  cutSector(ray, qe, qn, sector, low, nearEnd, nearLimit, out);
  cutSector(ray, qe, qn, sector, Math.max(low, middle + inner), high, limit, out);
}

/**
 * Cuts [low, high] by the sector. A point X is clockwise of an edge a where Xₑ·aₙ − Xₙ·aₑ ≥ 0, which is linear along
 * the ray: a narrow sector is where it is clockwise of the first and not of the second; a wide
 * one is all but the narrow one that it leaves open.
 */
function cutSector(
  ray: ApproachRay,
  qe: number,
  qn: number,
  sector: SensorSector,
  low: number,
  high: number,
  limit: CoverageLimit,
  out: RayInterval[],
): void {
  if (high - low < LEAST_M) return;
  const edges = sector.edges;
  if (edges === null) {
    out.push({ sensor: sector.index, fromM: low, toM: high, limit });
    return;
  }
  const first = sector.wide ? 2 : 0;
  const ae = edges[first];
  const an = edges[first + 1];
  const be = edges[2 - first];
  const bn = edges[3 - first];
  const de = ray.directionEast;
  const dn = ray.directionNorth;
  let wedgeLow = Number.NEGATIVE_INFINITY;
  let wedgeHigh = Number.POSITIVE_INFINITY;
  for (let edge = 0; edge < 2; edge++) {
    const start = edge === 0 ? qe * an - qn * ae : qn * be - qe * bn;
    const slope = edge === 0 ? de * an - dn * ae : dn * be - de * bn;
    if (slope > 0) wedgeLow = Math.max(wedgeLow, -start / slope);
    else if (slope < 0) wedgeHigh = Math.min(wedgeHigh, -start / slope);
    else if (start < 0) wedgeHigh = Number.NEGATIVE_INFINITY;
  }
  if (sector.wide) {
    if (wedgeHigh <= wedgeLow) {
      push(sector.index, low, high, limit, out);
      return;
    }
    push(sector.index, low, Math.min(high, wedgeLow), wedgeLow < high ? "sector" : limit, out);
    push(sector.index, Math.max(low, wedgeHigh), high, limit, out);
    return;
  }
  const end = Math.min(high, wedgeHigh);
  push(sector.index, Math.max(low, wedgeLow), end, wedgeHigh < high ? "sector" : limit, out);
}

function push(
  sensor: number,
  fromM: number,
  toM: number,
  limit: CoverageLimit,
  out: RayInterval[],
): void {
  if (toM - fromM >= LEAST_M) out.push({ sensor, fromM, toM, limit });
}

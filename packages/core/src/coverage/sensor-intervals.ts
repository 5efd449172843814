import type { CoverageAnnulus, CoverageLimit } from "./coverage-annulus.ts";
import {
  type ApproachRay,
  collectRayIntervals,
  type RayInterval,
  type SensorSector,
} from "./ray-intervals.ts";

/** Where a sensor can look: its ring for each stretch of a path, from the area outwards, cut by its sector. */
export interface SensorRings {
  readonly sector: SensorSector;
  readonly annuli: readonly CoverageAnnulus[];
}

/** Two stretches join where their ends differ by no more than this, m. */
const JOINT_M = 1e-6;

/**
 * Adds one sensor's intervals on the ray, those of neighbouring stretches joined into one. Where the
 * coverage stops with a stretch, the change of height is to blame, through the ring that it leads out of.
 */
export function collectSensor(
  ray: ApproachRay,
  sensor: SensorRings,
  reachM: number,
  out: RayInterval[],
): void {
  const stretches = sensor.annuli.length;
  const lengthM = reachM / stretches;
  const firstIndex = out.length;
  for (let i = 0; i < stretches; i++) {
    const fromM = i * lengthM;
    const before = out.length;
    const annulus = sensor.annuli[i];
    collectRayIntervals(ray, fromM, fromM + lengthM, sensor.sector, annulus, out);
    const last = before > firstIndex ? out[before - 1] : undefined;
    if (last === undefined || Math.abs(last.toM - fromM) > JOINT_M) continue;
    const next = out[before];
    if (next !== undefined && Math.abs(next.fromM - fromM) <= JOINT_M) {
      out.splice(before - 1, 2, { ...next, fromM: last.fromM });
    } else {
      const inside = distanceAlong(ray, sensor, fromM) < annulus.innerM;
      const limit = inside ? annulus.innerLimit : annulus.outerLimit;
      out[before - 1] = { ...last, limit };
    }
  }
}

/** Distance, m, from the sensor to the place on the ray. */
function distanceAlong(ray: ApproachRay, { sector }: SensorRings, atM: number): number {
  const e = ray.eastM + atM * ray.directionEast - sector.eastM;
  const n = ray.northM + atM * ray.directionNorth - sector.northM;
  return Math.sqrt(e * e + n * n);
}

/** The sensor that stands nearest to where the ray begins; the first of equals. */
export function nearestTo<T extends SensorRings>(ray: ApproachRay, sensors: readonly T[]): T {
  let nearest = sensors[0];
  for (const sensor of sensors)
    if (distanceAlong(ray, sensor, 0) < distanceAlong(ray, nearest, 0)) nearest = sensor;
  return nearest;
}

/** What keeps a ray out of the coverage of a sensor that is well. */
export function limitOutside(ray: ApproachRay, { annuli, sector }: SensorRings): CoverageLimit {
  const annulus = annuli[0];
  const withinReach = annulus.outerM > annulus.innerM && rayMeets(ray, sector, annulus.outerM);
  return withinReach && sector.edges !== null ? "sector" : annulus.outerLimit;
}

function rayMeets(ray: ApproachRay, sector: SensorSector, radiusM: number): boolean {
  const e = ray.eastM - sector.eastM;
  const n = ray.northM - sector.northM;
  const along = Math.max(-(e * ray.directionEast + n * ray.directionNorth), 0);
  const ce = e + along * ray.directionEast;
  const cn = n + along * ray.directionNorth;
  return ce * ce + cn * cn <= radiusM * radiusM;
}

import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { CoverageLink, PlaceCoverage } from "./coverage-link.ts";
import {
  elevationLink,
  healthLink,
  horizonLink,
  rangeLink,
  sectorLink,
  signalLinks,
  terrainLink,
} from "./coverage-links.ts";
import { type CoverageTarget, UNKNOWN_TARGET } from "./coverage-target.ts";
import { detectionProbabilityOf } from "./detection-probability.ts";
import type { SensorHealth } from "./sensor.ts";
import { targetHeight } from "./sensor-margins.ts";

/**
 * {@link detectionProbabilityOf} with every link and its margin, for the explanation of what was, or could not
 * be, seen. `position` is site-frame east, north, up in metres (further entries are ignored).
 *
 * The horizon is that of smooth ground at the geometry's ground height, the same under sensor and object;
 * hills are the terrain's business. The sector is met by true azimuths: registration corrects reports, not
 * what the antenna covers.
 */
export function detectionProbability(
  geometry: SensorGeometry,
  health: SensorHealth | undefined,
  position: ArrayLike<number>,
  target: CoverageTarget = UNKNOWN_TARGET,
): PlaceCoverage {
  const e = position[0];
  const n = position[1];
  const u = position[2];
  const { rotation: r, translation: t, spec } = geometry;
  const se = r[0] * e + r[1] * n + r[2] * u + t[0];
  const sn = r[3] * e + r[4] * n + r[5] * u + t[1];
  const su = r[6] * e + r[7] * n + r[8] * u + t[2];
  const horizontal = Math.sqrt(se * se + sn * sn);
  const range = Math.sqrt(horizontal * horizontal + su * su);
  const elevation = Math.atan2(su, horizontal);
  const above = targetHeight(geometry, e, n, u);
  const links: readonly CoverageLink[] = [
    rangeLink(spec.coverage, range),
    sectorLink(spec.coverage, Math.atan2(se, sn)),
    elevationLink(spec.coverage, elevation),
    horizonLink(geometry, range, above),
    terrainLink(geometry, position),
    ...signalLinks(geometry, { rangeM: range, elevationRad: elevation }, position, target),
    healthLink(health),
  ];
  return { probability: detectionProbabilityOf(geometry, health, e, n, u, target), links };
}

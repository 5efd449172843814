import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
import type { CoverageLink, CoverageReason, PlaceCoverage } from "./coverage-link.ts";
import { groundDistance, radioHorizon } from "./radio-horizon.ts";
import type { CoverageVolume, SensorHealth } from "./sensor.ts";

/**
 * What each reported status leaves of the specified detection probability. `degraded` says neither how nor how
 * much, so half; `unknown` must not count as protecting.
 */
const HEALTH_FACTOR = { up: 1, degraded: 0.5, down: 0, unknown: 0 } as const;

/** No record of a sensor's health (planning, a fresh start) leaves it as specified. */
export const healthFactor = (health: SensorHealth | undefined): number =>
  health === undefined ? 1 : HEALTH_FACTOR[health.status];

/** Metres inside the volume's range limits; negative outside. */
const rangeMargin = (volume: CoverageVolume, rangeM: number): number =>
  Math.min(rangeM - volume.rangeMinM, volume.rangeMaxM - rangeM);

/** Radians inside the volume's sector, by the nearer edge; negative outside; π for all round. */
function sectorMargin(volume: CoverageVolume, azimuthRad: number): number {
  const width = volume.azimuthWidthRad;
  if (width >= TWO_PI) return Math.PI;
  const offset = wrapTwoPi(azimuthRad - volume.azimuthFromRad);
  return offset <= width
    ? Math.min(offset, width - offset)
    : -Math.min(offset - width, TWO_PI - offset);
}

const elevationMargin = (volume: CoverageVolume, elevationRad: number): number =>
  Math.min(elevationRad - volume.elevationMinRad, volume.elevationMaxRad - elevationRad);

const sensorHeight = (geometry: SensorGeometry): number =>
  Math.max(geometry.spec.position.heightM - geometry.groundHeightM, 0);

const targetHeight = (geometry: SensorGeometry, e: number, n: number, u: number): number =>
  Math.max(heightOfEnu(geometry.siteFrame, e, n, u) - geometry.groundHeightM, 0);

/**
 * Probability, 0…1, that one look of the sensor detects an object at a place (site frame, m): the specified one
 * times what health leaves, where every link holds, else 0. Allocates nothing; agrees to the bit with
 * {@link detectionProbability}, which also says why.
 */
export function detectionProbabilityAt(
  geometry: SensorGeometry,
  health: SensorHealth | undefined,
  e: number,
  n: number,
  u: number,
): number {
  const factor = healthFactor(health);
  if (factor === 0) return 0;
  const { rotation: r, translation: t, spec } = geometry;
  const volume = spec.coverage;
  const se = r[0] * e + r[1] * n + r[2] * u + t[0];
  const sn = r[3] * e + r[4] * n + r[5] * u + t[1];
  const su = r[6] * e + r[7] * n + r[8] * u + t[2];
  const horizontal = Math.sqrt(se * se + sn * sn);
  const range = Math.sqrt(horizontal * horizontal + su * su);
  if (!(rangeMargin(volume, range) >= 0)) return 0;
  if (volume.azimuthWidthRad < TWO_PI && !(sectorMargin(volume, Math.atan2(se, sn)) >= 0)) return 0;
  if (!(elevationMargin(volume, Math.atan2(su, horizontal)) >= 0)) return 0;
  if (volume.horizon) {
    const below = sensorHeight(geometry);
    const above = targetHeight(geometry, e, n, u);
    if (!(radioHorizon(below, above) - groundDistance(range, below, above) >= 0)) return 0;
  }
  return spec.detectionProbability * factor;
}

/**
 * {@link detectionProbabilityAt} with every link and its margin, for the explanation of what was, or could not
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
  const above = targetHeight(geometry, e, n, u);
  const links: readonly CoverageLink[] = [
    rangeLink(spec.coverage, range),
    sectorLink(spec.coverage, Math.atan2(se, sn)),
    elevationLink(spec.coverage, Math.atan2(su, horizontal)),
    horizonLink(geometry, range, above),
    healthLink(health),
  ];
  const seen = links.every((link) => link.ok);
  return { probability: seen ? spec.detectionProbability * healthFactor(health) : 0, links };
}

const reasonUnless = (ok: boolean, reason: CoverageReason): CoverageReason | null =>
  ok ? null : reason;

function rangeLink(volume: CoverageVolume, rangeM: number): CoverageLink {
  const marginM = rangeMargin(volume, rangeM);
  const ok = marginM >= 0;
  return {
    link: "range",
    ok,
    reason: reasonUnless(ok, "OUT_OF_COVERAGE"),
    marginM,
    rangeM,
    leastM: volume.rangeMinM,
    greatestM: volume.rangeMaxM,
  };
}

function sectorLink(volume: CoverageVolume, azimuthRad: number): CoverageLink {
  const marginRad = sectorMargin(volume, azimuthRad);
  const ok = marginRad >= 0;
  return {
    link: "sector",
    ok,
    reason: reasonUnless(ok, "OUT_OF_COVERAGE"),
    marginRad,
    azimuthRad: wrapTwoPi(azimuthRad),
    fromRad: volume.azimuthFromRad,
    widthRad: volume.azimuthWidthRad,
  };
}

function elevationLink(volume: CoverageVolume, elevationRad: number): CoverageLink {
  const marginRad = elevationMargin(volume, elevationRad);
  const ok = marginRad >= 0;
  return {
    link: "elevation",
    ok,
    reason: reasonUnless(ok, "OUT_OF_COVERAGE"),
    marginRad,
    elevationRad,
    leastRad: volume.elevationMinRad,
    greatestRad: volume.elevationMaxRad,
  };
}

function horizonLink(geometry: SensorGeometry, rangeM: number, above: number): CoverageLink {
  const below = sensorHeight(geometry);
  const groundDistanceM = groundDistance(rangeM, below, above);
  const bounded = geometry.spec.coverage.horizon;
  const horizonM = bounded ? radioHorizon(below, above) : null;
  const marginM = horizonM === null ? null : horizonM - groundDistanceM;
  const ok = marginM === null || marginM >= 0;
  return {
    link: "horizon",
    ok,
    reason: reasonUnless(ok, "BELOW_HORIZON"),
    marginM,
    groundDistanceM,
    horizonM,
    sensorHeightM: below,
    targetHeightM: above,
  };
}

function healthLink(health: SensorHealth | undefined): CoverageLink {
  const factor = healthFactor(health);
  const ok = factor > 0;
  return {
    link: "health",
    ok,
    reason: reasonUnless(ok, "SENSOR_DOWN"),
    status: health === undefined ? null : health.status,
    factor,
  };
}

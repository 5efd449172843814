import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
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
export const rangeMargin = (volume: CoverageVolume, rangeM: number): number =>
  Math.min(rangeM - volume.rangeMinM, volume.rangeMaxM - rangeM);

/** Radians inside the volume's sector, by the nearer edge; negative outside; π for all round. */
export function sectorMargin(volume: CoverageVolume, azimuthRad: number): number {
  const width = volume.azimuthWidthRad;
  if (width >= TWO_PI) return Math.PI;
  const offset = wrapTwoPi(azimuthRad - volume.azimuthFromRad);
  return offset <= width
    ? Math.min(offset, width - offset)
    : -Math.min(offset - width, TWO_PI - offset);
}

/** Radians inside the volume's elevation limits; negative outside. */
export const elevationMargin = (volume: CoverageVolume, elevationRad: number): number =>
  Math.min(elevationRad - volume.elevationMinRad, volume.elevationMaxRad - elevationRad);

/** Height, m, of the sensor above the ground that its horizon counts from; never below it. */
export const sensorHeight = (geometry: SensorGeometry): number =>
  Math.max(geometry.spec.position.heightM - geometry.groundHeightM, 0);

/** Height, m, of a place (site frame, m) above the same ground; never below it. */
export const targetHeight = (geometry: SensorGeometry, e: number, n: number, u: number): number =>
  Math.max(heightOfEnu(geometry.siteFrame, e, n, u) - geometry.groundHeightM, 0);

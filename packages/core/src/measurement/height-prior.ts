import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "./sensor-geometry.ts";

/** What is assumed of a height that nothing measured: a Gaussian above the ground. */
export interface HeightPrior {
  readonly aboveGroundM: number;
  readonly sigmaM: number;
}

/** From a drone at roof height to a rocket's apex: 1,000 ± 1,000 m above the ground. */
export const DEFAULT_HEIGHT_PRIOR: HeightPrior = { aboveGroundM: 1_000, sigmaM: 1_000 };

/** A height above the ellipsoid with one sigma, m. */
export interface HeightEstimate {
  readonly heightM: number;
  readonly sigmaM: number;
}

const HALF_WIDTH_SIGMAS = Math.sqrt(3);

/**
 * `prior` narrowed to what the sensor can see at this slant range: the heights between its least and greatest
 * elevation and not under the ground. Where that cuts into the prior's ±√3σ (the uniform of equal variance),
 * the rest is taken as uniform, so a near detection is not placed above its own range.
 */
export function heightPriorAtRange(
  geometry: SensorGeometry,
  rangeM: number,
  prior: HeightPrior,
): HeightEstimate {
  const { elevationMinRad, elevationMaxRad } = geometry.spec.coverage;
  const floor = Math.max(heightAt(geometry, rangeM, elevationMinRad), geometry.groundHeightM);
  const ceiling = Math.max(heightAt(geometry, rangeM, elevationMaxRad), floor);
  const centre = geometry.groundHeightM + prior.aboveGroundM;
  const halfWidth = HALF_WIDTH_SIGMAS * prior.sigmaM;
  const low = Math.min(Math.max(centre - halfWidth, floor), ceiling);
  const high = Math.max(Math.min(centre + halfWidth, ceiling), floor);
  if (low === centre - halfWidth && high === centre + halfWidth) {
    return { heightM: centre, sigmaM: prior.sigmaM };
  }
  const sigmaM = (high - low) / (2 * HALF_WIDTH_SIGMAS);
  // An empty rest means that prior and coverage disagree: keep the edge and a tenth of the prior's width.
  return { heightM: 0.5 * (low + high), sigmaM: Math.max(sigmaM, 0.1 * prior.sigmaM) };
}

const heightAt = (geometry: SensorGeometry, rangeM: number, elevationRad: number): number =>
  heightOfEnu(
    geometry.sensorFrame,
    0,
    rangeM * Math.cos(elevationRad),
    rangeM * Math.sin(elevationRad),
  );

import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import type { Approach } from "./protection.ts";
import { radioHorizon } from "./radio-horizon.ts";

export type CoverageLimit = Approach["limitedBy"];

/**
 * Where, by ground distance from the sensor, an object at one height is inside range, elevation and horizon:
 * a ring, since none of them depends on azimuth. Empty when `outerM` ≤ `innerM`.
 */
export interface CoverageAnnulus {
  readonly innerM: number;
  readonly outerM: number;
  readonly innerLimit: CoverageLimit;
  readonly outerLimit: CoverageLimit;
}

/**
 * The ring of one sensor for objects at `heightM` above the ellipsoid, on a sphere of the Earth's mean radius: within
 * tens of metres of {@link detectionProbability}'s limits at 60 km, which is enough for a planner.
 */
export function coverageAnnulus(geometry: SensorGeometry, heightM: number): CoverageAnnulus {
  const { coverage, position } = geometry.spec;
  const sensorM = position.heightM;
  let innerM = distanceAtRange(coverage.rangeMinM, sensorM, heightM) ?? 0;
  let innerLimit: CoverageLimit = "range";
  let outerM = distanceAtRange(coverage.rangeMaxM, sensorM, heightM) ?? 0;
  let outerLimit: CoverageLimit = "range";
  const narrow = (low: number, high: number, limit: CoverageLimit): void => {
    if (low > innerM) {
      innerM = low;
      innerLimit = limit;
    }
    if (high < outerM) {
      outerM = high;
      outerLimit = limit;
    }
  };
  if (coverage.horizon) {
    const ground = geometry.groundHeightM;
    narrow(0, radioHorizon(sensorM - ground, heightM - ground), "horizon");
  }
  const [lowest, highest] = distancesAtElevation(coverage.elevationMinRad, sensorM, heightM);
  narrow(heightM < sensorM ? lowest : 0, highest, "elevation");
  if (coverage.elevationMaxRad < 0.5 * Math.PI) {
    const [near, far] = distancesAtElevation(coverage.elevationMaxRad, sensorM, heightM);
    // Below the sensor the ceiling cuts a gap out of the middle; the part beyond it is given up.
    if (heightM >= sensorM) narrow(far, Number.POSITIVE_INFINITY, "elevation");
    else if (near < far) narrow(0, near, "elevation");
  }
  return { innerM, outerM, innerLimit, outerLimit };
}

/**
 * Arc at which the slant range is `rangeM`: sin²(φ/2) = (s² − (h₂ − h₁)²)/(4(R + h₁)(R + h₂)). Null when the
 * difference in height alone exceeds it.
 */
function distanceAtRange(rangeM: number, sensorM: number, heightM: number): number | null {
  const rise = heightM - sensorM;
  const level2 = rangeM * rangeM - rise * rise;
  if (level2 < 0) return null;
  const product = 4 * (EARTH_MEAN_RADIUS_M + sensorM) * (EARTH_MEAN_RADIUS_M + heightM);
  return 2 * EARTH_MEAN_RADIUS_M * Math.asin(Math.min(Math.sqrt(level2 / product), 1));
}

/**
 * Arcs between which an object at `heightM` stands at least `elevationRad` high. Above the sensor that is from 0;
 * below it, (∞, 0) when it never does.
 */
function distancesAtElevation(
  elevationRad: number,
  sensorM: number,
  heightM: number,
): readonly [number, number] {
  const sensorRadius = EARTH_MEAN_RADIUS_M + sensorM;
  const objectRadius = EARTH_MEAN_RADIUS_M + heightM;
  const sine = Math.sin(elevationRad);
  const level = sensorRadius * Math.cos(elevationRad);
  const squared = objectRadius * objectRadius - level * level;
  if (squared < 0) return [Number.POSITIVE_INFINITY, 0];
  const root = Math.sqrt(squared);
  const near = -sensorRadius * sine - root;
  const far = -sensorRadius * sine + root;
  const arc = (along: number): number =>
    along <= 0
      ? 0
      : EARTH_MEAN_RADIUS_M *
        Math.atan2(along * Math.cos(elevationRad), sensorRadius + along * sine);
  if (heightM < sensorM && far <= 0) return [Number.POSITIVE_INFINITY, 0];
  return [arc(near), arc(far)];
}

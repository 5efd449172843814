import { createLocalFrame, frameTransform } from "../geodesy/local-frame.ts";
import type { PositionDetection } from "../measurement/look.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { square } from "../units/algebra.ts";

/** value = row·x + noise, on position (3 entries) or on position and velocity (6 entries), in site axes. */
export interface LinearMeasurement {
  readonly row: Float64Array;
  readonly isOfPosition: boolean;
  readonly value: number;
  readonly variance: number;
}

/**
 * The report's place as measurements along the east, north and up axes of that place, which are straight lines in the site
 * frame: without a height the two horizontal ones hold whatever the object's height is. The correlated horizontal pair is
 * made independent by its Cholesky factor.
 */
export function linearMeasurements(
  detection: PositionDetection,
  geometry: SensorGeometry,
): readonly LinearMeasurement[] {
  const { latitudeRad, longitudeRad, velocity } = detection;
  const heightM = detection.heightM ?? 0;
  const placeFrame = createLocalFrame({ latitudeRad, longitudeRad, heightM });
  const { rotation: axes, translation: place } = frameTransform(placeFrame, geometry.siteFrame);
  const east = [axes[0], axes[3], axes[6]] as const;
  const north = [axes[1], axes[4], axes[7]] as const;
  const up = [axes[2], axes[5], axes[8]] as const;
  const ratio = detection.covarianceEnM2 / detection.covarianceEeM2;
  const conditional = detection.covarianceNnM2 - ratio * detection.covarianceEnM2;
  const slanted = [
    north[0] - ratio * east[0],
    north[1] - ratio * east[1],
    north[2] - ratio * east[2],
  ] as const;
  const measurements = [
    onPosition(east, place, detection.covarianceEeM2),
    onPosition(slanted, place, conditional),
  ];
  if (detection.heightM !== null) {
    measurements.push(onPosition(up, place, square(detection.heightSigmaM)));
  }
  if (velocity !== null) {
    const variance = square(velocity.horizontalSigmaMps);
    measurements.push(onVelocity(east, velocity.eastMps, variance));
    measurements.push(onVelocity(north, velocity.northMps, variance));
    if (velocity.upMps !== null) {
      measurements.push(onVelocity(up, velocity.upMps, square(velocity.upSigmaMps)));
    }
  }
  return measurements;
}

type Axis = readonly [number, number, number];

function onPosition(axis: Axis, place: Float64Array, variance: number): LinearMeasurement {
  const value = axis[0] * place[0] + axis[1] * place[1] + axis[2] * place[2];
  const row = Float64Array.of(axis[0], axis[1], axis[2], 0, 0, 0);
  return { row, isOfPosition: true, value, variance };
}

function onVelocity(axis: Axis, value: number, variance: number): LinearMeasurement {
  const row = Float64Array.of(0, 0, 0, axis[0], axis[1], axis[2]);
  return { row, isOfPosition: false, value, variance };
}

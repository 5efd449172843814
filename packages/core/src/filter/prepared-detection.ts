import { createLocalFrame, frameTransform, geodeticToEnu } from "../geodesy/local-frame.ts";
import type { Detection, PositionDetection } from "../measurement/look.ts";
import { square } from "../units/algebra.ts";
import { wrapPi } from "../units/angle.ts";
import type { TimeUs } from "../units/time.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";

/**
 * A detection made ready for many comparisons: registration offsets added, sigmas squared, places in the site frame.
 * What was not measured is NaN. Azimuth and elevation are about the sensor, radians; the rest is SI.
 */
export interface PreparedDetection {
  readonly detection: Detection;
  /** Its place in the look as it came, which evidence names. */
  readonly index: number;
  readonly sensedUs: TimeUs;
  readonly geometry: SensorGeometry;
  /** How many scalars it measures, and the gate on their summed squared distance. */
  readonly dimension: number;
  readonly gate: number;
  readonly rangeM: number;
  readonly rangeSigmaM: number;
  readonly rangeVariance: number;
  readonly azimuthRad: number;
  readonly azimuthSigmaRad: number;
  readonly azimuthVariance: number;
  readonly elevationRad: number;
  readonly elevationSigmaRad: number;
  readonly elevationVariance: number;
  readonly rangeRateMps: number;
  readonly rangeRateVariance: number;
  readonly heightM: number;
  readonly heightVariance: number;
  /** East of the site of a reported place, m, for coarse gating only; NaN for other kinds. */
  readonly eastM: number;
  /** A position report as independent linear measurements of position or velocity; empty for other kinds. */
  readonly linear: readonly LinearMeasurement[];
}

/** value = row·x + noise, on position (3 entries) or on position and velocity (6 entries), in site axes. */
export interface LinearMeasurement {
  readonly row: Float64Array;
  readonly length: 3 | 6;
  readonly value: number;
  readonly variance: number;
}

/** Chi-squared quantiles at 0.999 by degrees of freedom: one true detection in a thousand falls outside. */
const GATES = [0, 10.828, 13.816, 16.266, 18.467, 20.515, 22.458];

export function prepareDetection(
  detection: Detection,
  index: number,
  geometry: SensorGeometry,
): PreparedDetection {
  if (detection.kind === "position") return preparePosition(detection, index, geometry);
  const { spec } = geometry;
  const polar = detection.kind === "polar" ? detection : null;
  const rangeRateMps = polar?.rangeRateMps ?? NaN;
  const heightM = polar?.heightM ?? NaN;
  const elevationRad = detection.elevationRad ?? NaN;
  const dimension =
    (polar === null ? 1 : 2) + known(elevationRad) + known(rangeRateMps) + known(heightM);
  // One literal with every field, since spreading a common part costs more than the rest together.
  return {
    detection,
    index,
    sensedUs: detection.sensedUs,
    geometry,
    dimension,
    gate: gateOf(dimension),
    rangeM: polar === null ? NaN : polar.rangeM + spec.rangeOffsetM,
    rangeSigmaM: polar === null ? NaN : polar.rangeSigmaM,
    rangeVariance: polar === null ? NaN : square(polar.rangeSigmaM),
    azimuthRad: wrapPi(detection.azimuthRad + spec.azimuthOffsetRad),
    azimuthSigmaRad: detection.azimuthSigmaRad,
    azimuthVariance: square(detection.azimuthSigmaRad),
    elevationRad,
    elevationSigmaRad: detection.elevationSigmaRad,
    elevationVariance: square(detection.elevationSigmaRad),
    rangeRateMps,
    rangeRateVariance: polar === null ? NaN : square(polar.rangeRateSigmaMps),
    heightM,
    heightVariance: polar === null ? NaN : square(polar.heightSigmaM),
    eastM: NaN,
    linear: NOTHING_LINEAR,
  };
}

const NOTHING_LINEAR: readonly LinearMeasurement[] = [];

function preparePosition(
  detection: PositionDetection,
  index: number,
  geometry: SensorGeometry,
): PreparedDetection {
  const linear = linearMeasurements(detection, geometry);
  return {
    detection,
    index,
    sensedUs: detection.sensedUs,
    geometry,
    dimension: linear.length,
    gate: gateOf(linear.length),
    ...UNMEASURED,
    eastM: geodeticToEnu(geometry.siteFrame, { ...detection, heightM: detection.heightM ?? 0 })[0],
    linear,
  };
}

/** No length, speed or direction in scope is greater, in its own unit; past it a square would swamp everything else. */
const VALUE_MAX = 1e7;
const SIGMA_LEAST = 1e-9;

/** Whether every number that the detection states is in bounds and every sigma it relies on is positive. */
export function isUsable(detection: Detection): boolean {
  if (!Number.isSafeInteger(detection.sensedUs) || !fits(detection.rcsDbsm, 1)) return false;
  if (detection.kind === "position") return isUsablePosition(detection);
  const elevationFits = fits(detection.elevationRad, detection.elevationSigmaRad);
  if (!fits(detection.azimuthRad, detection.azimuthSigmaRad) || !elevationFits) return false;
  if (detection.kind === "bearing") return true;
  return (
    fits(detection.rangeM, detection.rangeSigmaM) &&
    detection.rangeM > 0 &&
    fits(detection.rangeRateMps, detection.rangeRateSigmaMps) &&
    fits(detection.heightM, detection.heightSigmaM)
  );
}

function isUsablePosition(detection: PositionDetection): boolean {
  const { covarianceEeM2, covarianceEnM2, covarianceNnM2, velocity } = detection;
  const determinant = covarianceEeM2 * covarianceNnM2 - covarianceEnM2 * covarianceEnM2;
  const velocityFits =
    velocity === null ||
    (fits(velocity.eastMps, velocity.horizontalSigmaMps) &&
      fits(velocity.northMps, velocity.horizontalSigmaMps) &&
      fits(velocity.upMps, velocity.upSigmaMps));
  return (
    fits(detection.latitudeRad, 1) &&
    fits(detection.longitudeRad, 1) &&
    fits(detection.heightM, detection.heightSigmaM) &&
    fits(0, Math.sqrt(covarianceEeM2)) &&
    fits(0, Math.sqrt(determinant / covarianceEeM2)) &&
    velocityFits
  );
}

/** Null, or a number in bounds with a sigma in bounds. A comparison with NaN is false. */
const fits = (value: number | null, sigma: number): boolean =>
  value === null || (Math.abs(value) <= VALUE_MAX && sigma >= SIGMA_LEAST && sigma <= VALUE_MAX);

/**
 * The report's place as measurements along the east, north and up axes of that place, which are straight lines in the site
 * frame: without a height the two horizontal ones hold whatever the object's height is. The correlated horizontal pair is
 * made independent by its Cholesky factor.
 */
function linearMeasurements(
  detection: PositionDetection,
  geometry: SensorGeometry,
): LinearMeasurement[] {
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
  return { row: Float64Array.of(axis[0], axis[1], axis[2]), length: 3, value, variance };
}

function onVelocity(axis: Axis, value: number, variance: number): LinearMeasurement {
  return { row: Float64Array.of(0, 0, 0, axis[0], axis[1], axis[2]), length: 6, value, variance };
}

const gateOf = (dimension: number): number => GATES[Math.min(dimension, GATES.length - 1)];
const known = (value: number): number => (Number.isNaN(value) ? 0 : 1);

const UNMEASURED = {
  rangeM: NaN,
  rangeSigmaM: NaN,
  rangeVariance: NaN,
  azimuthRad: NaN,
  azimuthSigmaRad: NaN,
  azimuthVariance: NaN,
  elevationRad: NaN,
  elevationSigmaRad: NaN,
  elevationVariance: NaN,
  rangeRateMps: NaN,
  rangeRateVariance: NaN,
  heightM: NaN,
  heightVariance: NaN,
} as const;

import type { PreparedDetection } from "../filter/prepared-detection.ts";

/** Objects that appear for the first time in one sweep of one sensor: an assumption, small beside any radar's clutter. */
export const NEW_OBJECTS_PER_SWEEP = 0.2;
/** No sensor is free of errors: the least number of false detections in a sweep that is believed. */
export const FALSE_DETECTIONS_LEAST = 1e-3;

/** Spans over which what is not an object under track is taken to be spread evenly. */
const RANGE_RATE_SPAN_MPS = 200;
const HEIGHT_SPAN_M = 12_000;
const SPEED_SPAN_MPS = 300;
const CLIMB_SPAN_MPS = 100;

/** Expected false detections in a whole sweep of the sensor that made this detection. */
export const falseDetections = (prepared: PreparedDetection): number =>
  Math.max(prepared.geometry.spec.falseDetectionsPerSweep, FALSE_DETECTIONS_LEAST);

/** Probability that a detection which no track explains is a new object and not a false one. */
export const newObjectProbability = (prepared: PreparedDetection): number =>
  NEW_OBJECTS_PER_SWEEP / (NEW_OBJECTS_PER_SWEEP + falseDetections(prepared));

/**
 * ln of the density, in the coordinates of the measurement (m, rad, m/s), of detections that no track under test explains: false
 * ones and new objects, spread evenly over the sensor's coverage in each coordinate.
 */
export function logExtraneousDensity(prepared: PreparedDetection): number {
  const { coverage } = prepared.geometry.spec;
  const count = falseDetections(prepared) + NEW_OBJECTS_PER_SWEEP;
  const { detection } = prepared;
  let span: number;
  if (detection.kind === "position") {
    span = Math.PI * coverage.rangeMaxM * coverage.rangeMaxM;
    if (detection.heightM !== null) span *= HEIGHT_SPAN_M;
    if (detection.velocity !== null) {
      span *= Math.PI * SPEED_SPAN_MPS * SPEED_SPAN_MPS;
      if (detection.velocity.upMps !== null) span *= CLIMB_SPAN_MPS;
    }
    return Math.log(count / span);
  }
  span = coverage.azimuthWidthRad;
  if (detection.elevationRad !== null) {
    span *= Math.max(coverage.elevationMaxRad - coverage.elevationMinRad, 1e-3);
  }
  if (detection.kind === "polar") {
    span *= Math.max(coverage.rangeMaxM - coverage.rangeMinM, 1);
    if (detection.rangeRateMps !== null) span *= RANGE_RATE_SPAN_MPS;
    if (detection.heightM !== null) span *= HEIGHT_SPAN_M;
  }
  return Math.log(count / span);
}

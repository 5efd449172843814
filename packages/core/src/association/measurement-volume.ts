import type { SensorSpec } from "../coverage/sensor.ts";
import type { Detection } from "../measurement/look.ts";

/** No sensor is free of errors: the least number of false detections in a sweep that is believed. */
export const FALSE_DETECTIONS_LEAST = 1e-3;

/** Spans over which what is not an object under track is taken to be spread evenly. */
const RANGE_RATE_SPAN_MPS = 200;
const HEIGHT_SPAN_M = 12_000;
const SPEED_SPAN_MPS = 300;
const CLIMB_SPAN_MPS = 100;

/** Expected false detections in a whole sweep of a sensor. */
export const falseDetections = (spec: SensorSpec): number =>
  Math.max(spec.falseDetectionsPerSweep, FALSE_DETECTIONS_LEAST);

/**
 * ln of the volume, in the coordinates of the measurement (m, rad, m/s), over which what is no object under track is taken to be spread
 * evenly: the sensor's coverage in each coordinate. The density of such detections is their number in a sweep over this.
 */
export function logMeasurementVolume(detection: Detection, { coverage }: SensorSpec): number {
  let span: number;
  if (detection.kind === "position") {
    span = Math.PI * coverage.rangeMaxM * coverage.rangeMaxM;
    if (detection.heightM !== null) span *= HEIGHT_SPAN_M;
    if (detection.velocity !== null) {
      span *= Math.PI * SPEED_SPAN_MPS * SPEED_SPAN_MPS;
      if (detection.velocity.upMps !== null) span *= CLIMB_SPAN_MPS;
    }
    return Math.log(span);
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
  return Math.log(span);
}

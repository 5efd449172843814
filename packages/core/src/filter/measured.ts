import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { LinearMeasurement } from "./linear-measurement.ts";

/**
 * The numbers of one detection in a flat array, made ready for many comparisons: registration offsets added, sigmas squared. What was
 * not measured is NaN. Azimuth and elevation are about the sensor, rad; the rest is SI.
 */
export const RANGE = 0;
export const RANGE_VARIANCE = 1;
export const AZIMUTH = 2;
export const AZIMUTH_VARIANCE = 3;
export const ELEVATION = 4;
export const ELEVATION_VARIANCE = 5;
export const RANGE_RATE = 6;
export const RANGE_RATE_VARIANCE = 7;
/** Above the ellipsoid. */
export const HEIGHT = 8;
export const HEIGHT_VARIANCE = 9;
/** The gate on the summed squared distance of all that was measured. */
export const GATE = 10;
/** ln of the volume of measurements over which detections that no track explains are spread. */
export const LOG_VOLUME = 11;
/** Place of its first linear measurement among the look's, and their number; both 0 for a direction. */
export const LINEAR_FROM = 12;
export const LINEAR_COUNT = 13;
/** Radar cross-section, dBsm. */
export const RCS = 14;
/** Site east and north of a reported place, m, for coarse search only. */
export const EAST = 15;
export const NORTH = 16;
export const MEASURED = 17;

/** Detections of one sensor in one flat array, {@link MEASURED} numbers for each. */
export interface MeasuredSource {
  readonly geometry: SensorGeometry;
  readonly values: Float64Array;
  readonly linear: readonly LinearMeasurement[];
}

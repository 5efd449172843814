import { geodeticToEnu } from "../geodesy/local-frame.ts";
import type { Detection } from "../measurement/look.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { square } from "../units/algebra.ts";
import { wrapPi } from "../units/angle.ts";

/**
 * What is kept of a track's latest detection, until one by another sensor is compared with it: the sensor's index, the time on its clock, µs,
 * what was measured, and three values with their variances. Of a direction they are range, azimuth and elevation about the sensor, of
 * a reported place site east, north and up; as reported, the site file's offsets added. NaN where nothing was measured.
 */
export const KEPT_SENSOR = 0;
export const KEPT_US = 1;
export const KEPT_IS_PLACE = 2;
export const KEPT_VALUES = 3;
export const KEPT = 9;

/** Where a detection is kept: its numbers begin at `numbers[at]`. */
export interface KeptDetection {
  numbers: Float64Array;
  at: number;
}

/** Says at `a[at]` that nothing is kept. */
export const keepNothing = (a: Float64Array, at: number): void => {
  a.fill(0, at, at + KEPT);
  a[at + KEPT_SENSOR] = -1;
};

/** Writes a detection of sensor `index` to `a[at]`; false, nothing written, where it is a place without a height. */
export function keepDetection(
  detection: Detection,
  geometry: SensorGeometry,
  index: number,
  a: Float64Array,
  at: number,
): boolean {
  const values = at + KEPT_VALUES;
  if (detection.kind === "position") {
    const { heightM, covarianceEeM2, covarianceEnM2, covarianceNnM2, heightSigmaM } = detection;
    if (heightM === null) return false;
    const place = geodeticToEnu(geometry.siteFrame, { ...detection, heightM });
    // No direction is surer than this says, however the two are correlated.
    const level = Math.max(covarianceEeM2, covarianceNnM2) + Math.abs(covarianceEnM2);
    put(a, values, place[0], level);
    put(a, values + 2, place[1], level);
    put(a, values + 4, place[2], square(heightSigmaM));
  } else {
    const { azimuthOffsetRad, rangeOffsetM } = geometry.spec;
    const hasRange = detection.kind === "polar";
    put(
      a,
      values,
      hasRange ? detection.rangeM + rangeOffsetM : NaN,
      hasRange ? square(detection.rangeSigmaM) : NaN,
    );
    put(
      a,
      values + 2,
      wrapPi(detection.azimuthRad + azimuthOffsetRad),
      square(detection.azimuthSigmaRad),
    );
    put(a, values + 4, detection.elevationRad ?? NaN, square(detection.elevationSigmaRad));
  }
  a[at + KEPT_SENSOR] = index;
  a[at + KEPT_US] = detection.sensedUs;
  a[at + KEPT_IS_PLACE] = detection.kind === "position" ? 1 : 0;
  return true;
}

function put(a: Float64Array, at: number, value: number, variance: number): void {
  a[at] = value;
  a[at + 1] = variance;
}

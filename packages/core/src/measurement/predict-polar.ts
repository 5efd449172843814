import { heightOfEnu } from "../geodesy/local-frame.ts";
import { wrapPi, wrapTwoPi } from "../units/angle.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import type { SensorGeometry } from "./sensor-geometry.ts";

/** Places in a predicted polar measurement. */
export const POLAR_RANGE = 0;
export const POLAR_AZIMUTH = 1;
export const POLAR_ELEVATION = 2;
export const POLAR_RANGE_RATE = 3;
export const POLAR_HEIGHT = 4;
/** Number of quantities in a predicted polar measurement. */
export const POLAR_SIZE = 5;

/** Nearer to the sensor, or to its vertical, than this, m, a direction means nothing and derivatives are held. */
const NEAREST_M = 1e-3;

/**
 * What a sensor would report of an object in free air, written to `out` (5×1): slant range m, azimuth rad
 * in [0, 2π) clockwise from the sensor's north, elevation rad, range rate m/s (positive receding), and
 * the object's height above the ellipsoid, m.
 *
 * State: position m and velocity m/s in the site frame (further entries are ignored). The registration
 * offsets are taken off (reported = true − offset), so that the result compares with a raw report. A bearing
 * uses the same azimuth and elevation. Azimuth differences go through {@link polarResidual}. On the sensor's
 * vertical the azimuth is that of north; at the sensor itself elevation and range rate are 0.
 */
export function predictPolar(
  geometry: SensorGeometry,
  state: Float64Array,
  out: Float64Array,
): Float64Array {
  const r = geometry.rotation;
  const t = geometry.translation;
  const p0 = state[0];
  const p1 = state[1];
  const p2 = state[2];
  const e = r[0] * p0 + r[1] * p1 + r[2] * p2 + t[0];
  const n = r[3] * p0 + r[4] * p1 + r[5] * p2 + t[1];
  const u = r[6] * p0 + r[7] * p1 + r[8] * p2 + t[2];
  const v0 = state[3];
  const v1 = state[4];
  const v2 = state[5];
  const ve = r[0] * v0 + r[1] * v1 + r[2] * v2;
  const vn = r[3] * v0 + r[4] * v1 + r[5] * v2;
  const vu = r[6] * v0 + r[7] * v1 + r[8] * v2;
  const horizontal = Math.sqrt(e * e + n * n);
  const range = Math.sqrt(horizontal * horizontal + u * u);
  out[POLAR_RANGE] = range - geometry.spec.rangeOffsetM;
  out[POLAR_AZIMUTH] = wrapTwoPi(Math.atan2(e, n) - geometry.spec.azimuthOffsetRad);
  out[POLAR_ELEVATION] = Math.atan2(u, horizontal);
  out[POLAR_RANGE_RATE] = range > 0 ? (e * ve + n * vn + u * vu) / range : 0;
  out[POLAR_HEIGHT] = heightOfEnu(geometry.siteFrame, p0, p1, p2);
  return out;
}

/**
 * {@link predictPolar} with its Jacobian by the site-frame position and velocity, written to `outJacobian`
 * (5×6 row-major). The height's row is the vertical of a sphere, off by at most 0.3 % of its lean.
 */
export function predictPolarJacobian(
  geometry: SensorGeometry,
  state: Float64Array,
  out: Float64Array,
  outJacobian: Float64Array,
): void {
  predictPolar(geometry, state, out);
  const r = geometry.rotation;
  const t = geometry.translation;
  const p0 = state[0];
  const p1 = state[1];
  const p2 = state[2];
  const e = r[0] * p0 + r[1] * p1 + r[2] * p2 + t[0];
  const n = r[3] * p0 + r[4] * p1 + r[5] * p2 + t[1];
  const u = r[6] * p0 + r[7] * p1 + r[8] * p2 + t[2];
  const horizontal = Math.max(Math.sqrt(e * e + n * n), NEAREST_M);
  const range = Math.max(Math.sqrt(e * e + n * n + u * u), NEAREST_M);
  const rate = out[POLAR_RANGE_RATE];
  const ce = e / range;
  const cn = n / range;
  const cu = u / range;
  const squared = horizontal * horizontal;
  const rise = u / (range * range * horizontal);
  writeRow(r, ce, cn, cu, outJacobian, 0);
  writeRow(r, n / squared, -e / squared, 0, outJacobian, 6);
  writeRow(r, -e * rise, -n * rise, horizontal / (range * range), outJacobian, 12);
  // ∂ṙ/∂p = (v − ṙ·û)/r and ∂ṙ/∂v = û; the velocity stands in site axes already.
  writeRow(r, ce, cn, cu, outJacobian, 21);
  for (let i = 0; i < 3; i++) {
    const unit = outJacobian[i];
    outJacobian[18 + i] = (state[3 + i] - rate * unit) / range;
    outJacobian[3 + i] = 0;
    outJacobian[9 + i] = 0;
    outJacobian[15 + i] = 0;
    outJacobian[27 + i] = 0;
  }
  const down = EARTH_MEAN_RADIUS_M + geometry.siteFrame.origin.heightM + p2;
  const length = Math.sqrt(p0 * p0 + p1 * p1 + down * down);
  outJacobian[24] = p0 / length;
  outJacobian[25] = p1 / length;
  outJacobian[26] = down / length;
}

/** Writes the row vector (a, b, c) in sensor axes as one in site axes: (a, b, c)·R. */
function writeRow(
  r: Float64Array,
  a: number,
  b: number,
  c: number,
  out: Float64Array,
  at: number,
): void {
  out[at] = a * r[0] + b * r[3] + c * r[6];
  out[at + 1] = a * r[1] + b * r[4] + c * r[7];
  out[at + 2] = a * r[2] + b * r[5] + c * r[8];
}

/** `measured − predicted` of one quantity of a polar measurement, the azimuth the short way round. */
export const polarResidual = (quantity: number, measured: number, predicted: number): number =>
  quantity === POLAR_AZIMUTH ? wrapPi(measured - predicted) : measured - predicted;

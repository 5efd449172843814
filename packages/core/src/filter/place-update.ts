import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";
import * as measured from "./measured.ts";

/**
 * The updates of `update-member.ts` by range, azimuth and elevation on a place alone: none of the three depends on a velocity, so a pairing can be
 * judged by them before a bank is predicted and updated. All stands in arrays of the module: a number handed to a function that is not inlined gets
 * an object of its own.
 */

/** Nearer to a sensor, m, no direction is told. */
const NEAREST_M = 1;

/** The place at hand, 3×1, m, site frame, as the scalars so far leave it. */
export const place = new Float64Array(3);
/** Its covariance P, 00, 01, 02, 11, 12, 22, m². */
export const p = new Float64Array(6);
/** P·h of the scalar at hand. */
export const ph = new Float64Array(3);
/** The direction h in which the scalar at hand grows, 3×1, its residual and the variance of its noise. */
export const row = new Float64Array(5);
export const RESIDUAL = 3;
export const NOISE = 4;
/** Squared distance, and product of the innovation variances, of the scalars so far. */
export const found = new Float64Array(2);
export const DISTANCE = 0;
export const PRODUCT = 1;

/** What is expected of a range, m, as `updateRange` of `update-member.ts` has it; its direction, P·h and what its bend adds to the noise are left at hand. */
export function expectRange({ positionM }: SensorGeometry): number {
  const de = place[0] - positionM[0];
  const dn = place[1] - positionM[1];
  const du = place[2] - positionM[2];
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), NEAREST_M);
  row[0] = de / range;
  row[1] = dn / range;
  row[2] = du / range;
  const variance = project();
  const squares = p[0] * p[0] + p[3] * p[3] + p[5] * p[5];
  const crosses = p[1] * p[1] + p[2] * p[2] + p[4] * p[4];
  const length2 = ph[0] * ph[0] + ph[1] * ph[1] + ph[2] * ph[2];
  const bend = squares + 2 * crosses - 2 * length2 + variance * variance;
  row[NOISE] = Math.max(0, bend) / (2 * range * range);
  return range + (p[0] + p[3] + p[5] - variance) / (2 * range);
}

/** As `updateAzimuth` of `update-member.ts`. */
export function byAzimuth(
  { rotation: r, positionM }: SensorGeometry,
  values: Float64Array,
  at: number,
): void {
  const de = place[0] - positionM[0];
  const dn = place[1] - positionM[1];
  const du = place[2] - positionM[2];
  const x = r[0] * de + r[1] * dn + r[2] * du;
  const y = r[3] * de + r[4] * dn + r[5] * du;
  const ground = Math.max(Math.sqrt(x * x + y * y), NEAREST_M);
  const ground2 = ground * ground;
  for (let j = 0; j < 3; j++) row[j] = (x * r[j] + y * r[3 + j]) / ground;
  const bb = project();
  const b0 = ph[0];
  const b1 = ph[1];
  const b2 = ph[2];
  for (let j = 0; j < 3; j++) row[j] = (y * r[j] - x * r[3 + j]) / ground;
  const ab = b0 * row[0] + b1 * row[1] + b2 * row[2];
  const aa = project();
  const widening = Math.max(0, ab * ab + aa * bb) / (ground2 * ground2);
  row[0] = row[0] / ground;
  row[1] = row[1] / ground;
  row[2] = row[2] / ground;
  row[RESIDUAL] = wrapPi(values[at + measured.AZIMUTH] - Math.atan2(x, y) + ab / ground2);
  row[NOISE] = values[at + measured.AZIMUTH_VARIANCE] + widening;
  update();
}

/** As `updateElevation` of `update-member.ts`. */
export function byElevation(
  { rotation: r, positionM }: SensorGeometry,
  values: Float64Array,
  at: number,
): void {
  const de = place[0] - positionM[0];
  const dn = place[1] - positionM[1];
  const du = place[2] - positionM[2];
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), NEAREST_M);
  const u0 = de / range;
  const u1 = dn / range;
  const u2 = du / range;
  const range2 = range * range;
  const sine = r[6] * u0 + r[7] * u1 + r[8] * u2;
  const cosine = Math.max(Math.sqrt(Math.max(0, 1 - sine * sine)), NEAREST_M / range);
  const v0 = (r[6] - sine * u0) / cosine;
  const v1 = (r[7] - sine * u1) / cosine;
  const v2 = (r[8] - sine * u2) / cosine;
  row[0] = v1 * u2 - v2 * u1;
  row[1] = v2 * u0 - v0 * u2;
  row[2] = v0 * u1 - v1 * u0;
  const aa = project() * (sine / cosine);
  row[0] = u0;
  row[1] = u1;
  row[2] = u2;
  const uu = project();
  row[0] = v0;
  row[1] = v1;
  row[2] = v2;
  const vv = project();
  const vu = u0 * ph[0] + u1 * ph[1] + u2 * ph[2];
  const bend = vu * vu + vv * uu + 0.5 * aa * aa;
  row[0] = v0 / range;
  row[1] = v1 / range;
  row[2] = v2 / range;
  const predicted = Math.atan2(sine, cosine) - (vu + 0.5 * aa) / range2;
  row[RESIDUAL] = values[at + measured.ELEVATION] - predicted;
  row[NOISE] = values[at + measured.ELEVATION_VARIANCE] + Math.max(0, bend) / (range2 * range2);
  update();
}

/** Fills {@link ph} with P·h; hᵀ·P·h. */
export function project(): number {
  const h0 = row[0];
  const h1 = row[1];
  const h2 = row[2];
  ph[0] = p[0] * h0 + p[1] * h1 + p[2] * h2;
  ph[1] = p[1] * h0 + p[3] * h1 + p[4] * h2;
  ph[2] = p[2] * h0 + p[4] * h1 + p[5] * h2;
  return ph[0] * h0 + ph[1] * h1 + ph[2] * h2;
}

/** Kalman update of the place by the scalar of {@link row}. */
export function update(): void {
  const variance = project() + row[NOISE];
  const residual = row[RESIDUAL];
  const gain = residual / variance;
  found[DISTANCE] = found[DISTANCE] + residual * gain;
  found[PRODUCT] = found[PRODUCT] * variance;
  const q0 = ph[0];
  const q1 = ph[1];
  const q2 = ph[2];
  place[0] = place[0] + q0 * gain;
  place[1] = place[1] + q1 * gain;
  place[2] = place[2] + q2 * gain;
  const g0 = q0 / variance;
  const g1 = q1 / variance;
  const g2 = q2 / variance;
  p[0] = p[0] - g0 * q0;
  p[1] = p[1] - g0 * q1;
  p[2] = p[2] - g0 * q2;
  p[3] = p[3] - g1 * q1;
  p[4] = p[4] - g1 * q2;
  p[5] = p[5] - g2 * q2;
}

import type { PlotSensor } from "./plots.ts";
import { ROW, type TrackTable } from "./track-table.ts";

/**
 * Places in a row of {@link MeasuredRows}: the predicted range, azimuth and elevation (0–2); their Jacobian H by position (3–11, row-major, the
 * part by velocity is zero); P·Hᵀ of the position (12–20, a row for each axis); S = L·D·Lᵀ as L10, L20, L21 (21–23) and 1/D (24–26);
 * and how far the gate reaches in range and azimuth (27–28).
 */
export const MEASURED = 29;

/** What a sensor is expected to measure of each row of a table. */
export class MeasuredRows {
  values = new Float64Array(0);

  makeRoom(count: number): void {
    if (count * MEASURED > this.values.length) this.values = new Float64Array(2 * count * MEASURED);
  }
}

/** Nothing is measured this near to the sensor's vertical axis, m: azimuth means nothing there. */
const LEVEL_LEAST_M = 1;

/**
 * The expected range r, azimuth atan2(east, north) and elevation atan2(up, level) of each row about the sensor, the Jacobian
 * there, and the factors of the innovation's covariance S = H·P·Hᵀ + R.
 *
 * Y. Bar-Shalom, X. R. Li and T. Kirubarajan, "Estimation with Applications to Tracking and Navigation" (2001), 10.3.3. The factors
 * without roots: G. H. Golub and C. F. Van Loan, "Matrix Computations" (2013), 4.1.2.
 */
export function measureRows(
  table: TrackTable,
  sensor: PlotSensor,
  gateSigmas: number,
  out: MeasuredRows,
): void {
  out.makeRoom(table.count);
  const { values: v, count } = table;
  const m = out.values;
  const { positionM } = sensor;
  for (let row = 0; row < count; row++) {
    const o = row * ROW;
    const q = row * MEASURED;
    m[q] = v[o] - positionM[0];
    m[q + 1] = v[o + 1] - positionM[1];
    m[q + 2] = v[o + 2] - positionM[2];
  }
  if (!sensor.isAligned) turnPlaces(m, count, sensor.rotation);
  linearise(m, count);
  if (!sensor.isAligned) turnJacobians(m, count, sensor.rotation);
  factor(v, m, count, sensor, gateSigmas);
}

/** Places in the sensor's axes become range, azimuth and elevation with their Jacobian. */
function linearise(m: Float64Array, count: number): void {
  for (let q = 0; q < count * MEASURED; q += MEASURED) {
    const x = m[q];
    const y = m[q + 1];
    const z = m[q + 2];
    const level2 = Math.max(x * x + y * y, LEVEL_LEAST_M);
    const range2 = level2 + z * z;
    const level = Math.sqrt(level2);
    const range = Math.sqrt(range2);
    const perRange = 1 / range;
    const perLevel2 = 1 / level2;
    const tilt = z * perRange * perRange * level * perLevel2;
    m[q] = range;
    m[q + 1] = Math.atan2(x, y);
    m[q + 2] = Math.atan2(z, level);
    m[q + 3] = x * perRange;
    m[q + 4] = y * perRange;
    m[q + 5] = z * perRange;
    m[q + 6] = y * perLevel2;
    m[q + 7] = -x * perLevel2;
    m[q + 8] = 0;
    m[q + 9] = -x * tilt;
    m[q + 10] = -y * tilt;
    m[q + 11] = level * perRange * perRange;
  }
}

function factor(
  v: Float64Array,
  m: Float64Array,
  count: number,
  { rangeVariance, azimuthVariance, elevationVariance }: PlotSensor,
  gateSigmas: number,
): void {
  for (let row = 0; row < count; row++) {
    const o = row * ROW;
    const q = row * MEASURED;
    const p00 = v[o + 6];
    const p01 = v[o + 7];
    const p02 = v[o + 8];
    const p11 = v[o + 9];
    const p12 = v[o + 10];
    const p22 = v[o + 11];
    const r0 = m[q + 3];
    const r1 = m[q + 4];
    const r2 = m[q + 5];
    const a0 = m[q + 6];
    const a1 = m[q + 7];
    const a2 = m[q + 8];
    const e0 = m[q + 9];
    const e1 = m[q + 10];
    const e2 = m[q + 11];
    const c00 = p00 * r0 + p01 * r1 + p02 * r2;
    const c01 = p00 * a0 + p01 * a1 + p02 * a2;
    const c02 = p00 * e0 + p01 * e1 + p02 * e2;
    const c10 = p01 * r0 + p11 * r1 + p12 * r2;
    const c11 = p01 * a0 + p11 * a1 + p12 * a2;
    const c12 = p01 * e0 + p11 * e1 + p12 * e2;
    const c20 = p02 * r0 + p12 * r1 + p22 * r2;
    const c21 = p02 * a0 + p12 * a1 + p22 * a2;
    const c22 = p02 * e0 + p12 * e1 + p22 * e2;
    m[q + 12] = c00;
    m[q + 13] = c01;
    m[q + 14] = c02;
    m[q + 15] = c10;
    m[q + 16] = c11;
    m[q + 17] = c12;
    m[q + 18] = c20;
    m[q + 19] = c21;
    m[q + 20] = c22;
    const s00 = r0 * c00 + r1 * c10 + r2 * c20 + rangeVariance;
    const s01 = r0 * c01 + r1 * c11 + r2 * c21;
    const s02 = r0 * c02 + r1 * c12 + r2 * c22;
    const s11 = a0 * c01 + a1 * c11 + a2 * c21 + azimuthVariance;
    const s12 = a0 * c02 + a1 * c12 + a2 * c22;
    const s22 = e0 * c02 + e1 * c12 + e2 * c22 + elevationVariance;
    const i0 = 1 / s00;
    const l10 = s01 * i0;
    const l20 = s02 * i0;
    const i1 = 1 / (s11 - l10 * s01);
    const left = s12 - l20 * s01;
    const l21 = left * i1;
    m[q + 21] = l10;
    m[q + 22] = l20;
    m[q + 23] = l21;
    m[q + 24] = i0;
    m[q + 25] = i1;
    m[q + 26] = 1 / (s22 - l20 * s02 - l21 * left);
    m[q + 27] = gateSigmas * Math.sqrt(s00);
    m[q + 28] = gateSigmas * Math.sqrt(s11);
  }
}

function turnPlaces(m: Float64Array, count: number, r: Float64Array): void {
  for (let q = 0; q < count * MEASURED; q += MEASURED) {
    const x = m[q];
    const y = m[q + 1];
    const z = m[q + 2];
    for (let i = 0; i < 3; i++) m[q + i] = r[3 * i] * x + r[3 * i + 1] * y + r[3 * i + 2] * z;
  }
}

/** H ← H·R. */
function turnJacobians(m: Float64Array, count: number, r: Float64Array): void {
  for (let q = 0; q < count * MEASURED; q += MEASURED) {
    for (let at = q + 3; at < q + 12; at += 3) {
      const x = m[at];
      const y = m[at + 1];
      const z = m[at + 2];
      for (let i = 0; i < 3; i++) m[at + i] = x * r[i] + y * r[3 + i] + z * r[6 + i];
    }
  }
}

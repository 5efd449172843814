import { MEASURED, type MeasuredRows } from "./measure-rows.ts";
import type { Plots } from "./plots.ts";
import { ROW, type TrackTable } from "./track-table.ts";

const TURN = 2 * Math.PI;

/**
 * Every row that was given a detection, updated by it: with S = L·D·Lᵀ, W = P·Hᵀ·L⁻ᵀ (6×3) and u = L⁻¹·y,
 * x ← x + W·D⁻¹·u and P ← P − W·D⁻¹·Wᵀ, which is the Kalman update with K = P·Hᵀ·S⁻¹ and keeps P symmetric. Rows of `measured` are used up.
 *
 * Y. Bar-Shalom, X. R. Li and T. Kirubarajan, "Estimation with Applications to Tracking and Navigation" (2001), 10.3.3.
 */
export function updateRows(
  table: TrackTable,
  measured: MeasuredRows,
  plots: Plots,
  plotOfRow: Int32Array,
): void {
  const { values: v, count } = table;
  const m = measured.values;
  for (let row = 0; row < count; row++) {
    const plot = plotOfRow[row];
    if (plot === -1) continue;
    const o = row * ROW;
    const q = row * MEASURED;
    innovate(m, q, plots, plot);
    formGains(v, o, m, q);
    correctPosition(v, o, m, q);
    correctCross(v, o, m, q);
    correctVelocity(v, o, m, q);
  }
}

/** u takes the place of the prediction (0–2). */
function innovate(m: Float64Array, q: number, plots: Plots, plot: number): void {
  const u0 = plots.range[plot] - m[q];
  let y1 = plots.azimuth[plot] - m[q + 1];
  if (y1 > Math.PI) y1 -= TURN;
  else if (y1 < -Math.PI) y1 += TURN;
  const u1 = y1 - m[q + 21] * u0;
  m[q + 2] = plots.elevation[plot] - m[q + 2] - m[q + 22] * u0 - m[q + 23] * u1;
  m[q + 1] = u1;
  m[q] = u0;
}

/** W takes the place of H (3–11: its rows of velocity) and of P·Hᵀ (12–20: its rows of position). */
function formGains(v: Float64Array, o: number, m: Float64Array, q: number): void {
  const l10 = m[q + 21];
  const l20 = m[q + 22];
  const l21 = m[q + 23];
  for (let at = q + 12; at < q + 21; at += 3) {
    const first = m[at];
    const second = m[at + 1] - l10 * first;
    m[at + 1] = second;
    m[at + 2] -= l20 * first + l21 * second;
  }
  const r0 = m[q + 3];
  const r1 = m[q + 4];
  const r2 = m[q + 5];
  const a0 = m[q + 6];
  const a1 = m[q + 7];
  const a2 = m[q + 8];
  const e0 = m[q + 9];
  const e1 = m[q + 10];
  const e2 = m[q + 11];
  for (let axis = 0; axis < 3; axis++) {
    const c0 = v[o + 12 + axis];
    const c1 = v[o + 15 + axis];
    const c2 = v[o + 18 + axis];
    const first = c0 * r0 + c1 * r1 + c2 * r2;
    const second = c0 * a0 + c1 * a1 + c2 * a2 - l10 * first;
    const at = q + 3 + 3 * axis;
    m[at] = first;
    m[at + 1] = second;
    m[at + 2] = c0 * e0 + c1 * e1 + c2 * e2 - l20 * first - l21 * second;
  }
}

/** Position and its covariance. */
function correctPosition(v: Float64Array, o: number, m: Float64Array, q: number): void {
  const i0 = m[q + 24];
  const i1 = m[q + 25];
  const i2 = m[q + 26];
  const w00 = m[q + 12];
  const w01 = m[q + 13];
  const w02 = m[q + 14];
  const w10 = m[q + 15];
  const w11 = m[q + 16];
  const w12 = m[q + 17];
  const w20 = m[q + 18];
  const w21 = m[q + 19];
  const w22 = m[q + 20];
  const g00 = w00 * i0;
  const g01 = w01 * i1;
  const g02 = w02 * i2;
  const g10 = w10 * i0;
  const g11 = w11 * i1;
  const g12 = w12 * i2;
  const g20 = w20 * i0;
  const g21 = w21 * i1;
  const g22 = w22 * i2;
  const u0 = m[q];
  const u1 = m[q + 1];
  const u2 = m[q + 2];
  v[o + 0] += g00 * u0 + g01 * u1 + g02 * u2;
  v[o + 1] += g10 * u0 + g11 * u1 + g12 * u2;
  v[o + 2] += g20 * u0 + g21 * u1 + g22 * u2;
  v[o + 6] -= g00 * w00 + g01 * w01 + g02 * w02;
  v[o + 7] -= g00 * w10 + g01 * w11 + g02 * w12;
  v[o + 8] -= g00 * w20 + g01 * w21 + g02 * w22;
  v[o + 9] -= g10 * w10 + g11 * w11 + g12 * w12;
  v[o + 10] -= g10 * w20 + g11 * w21 + g12 * w22;
  v[o + 11] -= g20 * w20 + g21 * w21 + g22 * w22;
}

/** The covariance of position against velocity. */
function correctCross(v: Float64Array, o: number, m: Float64Array, q: number): void {
  const w00 = m[q + 3];
  const w01 = m[q + 4];
  const w02 = m[q + 5];
  const w10 = m[q + 6];
  const w11 = m[q + 7];
  const w12 = m[q + 8];
  const w20 = m[q + 9];
  const w21 = m[q + 10];
  const w22 = m[q + 11];
  const i0 = m[q + 24];
  const i1 = m[q + 25];
  const i2 = m[q + 26];
  for (let axis = 0; axis < 3; axis++) {
    const g0 = m[q + 12 + 3 * axis] * i0;
    const g1 = m[q + 13 + 3 * axis] * i1;
    const g2 = m[q + 14 + 3 * axis] * i2;
    const at = o + 12 + 3 * axis;
    v[at] -= g0 * w00 + g1 * w01 + g2 * w02;
    v[at + 1] -= g0 * w10 + g1 * w11 + g2 * w12;
    v[at + 2] -= g0 * w20 + g1 * w21 + g2 * w22;
  }
}

/** Velocity and its covariance. */
function correctVelocity(v: Float64Array, o: number, m: Float64Array, q: number): void {
  const i0 = m[q + 24];
  const i1 = m[q + 25];
  const i2 = m[q + 26];
  const w00 = m[q + 3];
  const w01 = m[q + 4];
  const w02 = m[q + 5];
  const w10 = m[q + 6];
  const w11 = m[q + 7];
  const w12 = m[q + 8];
  const w20 = m[q + 9];
  const w21 = m[q + 10];
  const w22 = m[q + 11];
  const g00 = w00 * i0;
  const g01 = w01 * i1;
  const g02 = w02 * i2;
  const g10 = w10 * i0;
  const g11 = w11 * i1;
  const g12 = w12 * i2;
  const g20 = w20 * i0;
  const g21 = w21 * i1;
  const g22 = w22 * i2;
  const u0 = m[q];
  const u1 = m[q + 1];
  const u2 = m[q + 2];
  v[o + 3] += g00 * u0 + g01 * u1 + g02 * u2;
  v[o + 4] += g10 * u0 + g11 * u1 + g12 * u2;
  v[o + 5] += g20 * u0 + g21 * u1 + g22 * u2;
  v[o + 21] -= g00 * w00 + g01 * w01 + g02 * w02;
  v[o + 22] -= g00 * w10 + g01 * w11 + g02 * w12;
  v[o + 23] -= g00 * w20 + g01 * w21 + g02 * w22;
  v[o + 24] -= g10 * w10 + g11 * w11 + g12 * w12;
  v[o + 25] -= g10 * w20 + g11 * w21 + g12 * w22;
  v[o + 26] -= g20 * w20 + g21 * w21 + g22 * w22;
}

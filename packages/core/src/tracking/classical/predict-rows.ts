import type { TrackTable } from "./track-table.ts";
import { ROW } from "./track-table.ts";

/** Spectral density of acceleration, m²/s³: each horizontal axis, and upwards. */
export interface Agility {
  readonly horizontal: number;
  readonly vertical: number;
}

/**
 * Every row `dt` seconds later under nearly constant velocity: x ← F·x, P ← F·P·Fᵀ + Q with F = [I, dt·I; 0, I] and for each axis
 * Q = q·[dt³/3, dt²/2; dt²/2, dt], q the density of white noise in acceleration.
 *
 * Y. Bar-Shalom, X. R. Li and T. Kirubarajan, "Estimation with Applications to Tracking and Navigation" (2001), 6.2.2.
 */
export function predictRows(table: TrackTable, dt: number, agility: Agility): void {
  const { values: v, count } = table;
  const half = (agility.horizontal * dt * dt) / 2;
  const halfUp = (agility.vertical * dt * dt) / 2;
  const third = (2 * half * dt) / 3;
  const thirdUp = (2 * halfUp * dt) / 3;
  const full = agility.horizontal * dt;
  const fullUp = agility.vertical * dt;
  for (let o = 0; o < count * ROW; o += ROW) {
    v[o] += dt * v[o + 3];
    v[o + 1] += dt * v[o + 4];
    v[o + 2] += dt * v[o + 5];
    const v00 = dt * v[o + 21];
    const v01 = dt * v[o + 22];
    const v02 = dt * v[o + 23];
    const v11 = dt * v[o + 24];
    const v12 = dt * v[o + 25];
    const v22 = dt * v[o + 26];
    const c00 = v[o + 12];
    const c01 = v[o + 13];
    const c02 = v[o + 14];
    const c10 = v[o + 15];
    const c11 = v[o + 16];
    const c12 = v[o + 17];
    const c20 = v[o + 18];
    const c21 = v[o + 19];
    const c22 = v[o + 20];
    v[o + 6] += dt * (c00 + c00 + v00) + third;
    v[o + 7] += dt * (c01 + c10 + v01);
    v[o + 8] += dt * (c02 + c20 + v02);
    v[o + 9] += dt * (c11 + c11 + v11) + third;
    v[o + 10] += dt * (c12 + c21 + v12);
    v[o + 11] += dt * (c22 + c22 + v22) + thirdUp;
    v[o + 12] = c00 + v00 + half;
    v[o + 13] = c01 + v01;
    v[o + 14] = c02 + v02;
    v[o + 15] = c10 + v01;
    v[o + 16] = c11 + v11 + half;
    v[o + 17] = c12 + v12;
    v[o + 18] = c20 + v02;
    v[o + 19] = c21 + v12;
    v[o + 20] = c22 + v22 + halfUp;
    v[o + 21] += full;
    v[o + 24] += full;
    v[o + 26] += fullUp;
  }
}

import { COVARIANCE, DRAG_CROSS, DRAG_MEAN, DRAG_VARIANCE } from "./bank-layout.ts";
import type { Innovation } from "./innovation.ts";

/**
 * One scalar measurement, linearised: its row on position and velocity, the residual, and the variance of its noise. Numbers that pass between
 * functions stand in arrays here: as arguments and results, the engine would put each into an object of its own.
 */
export const RESIDUAL = 6;
export const NOISE = 7;
export const createScalarMeasurement = (): Float64Array => new Float64Array(8);

/** P·h of the update under way: position, velocity, ln k; and the innovation's variance. */
const projected = new Float64Array(8);
const VARIANCE = 7;

/**
 * Kalman update of a member of a bank by one scalar measurement z = hᵀx + noise, in place.
 *
 * | symbol | meaning | shape |
 * |---|---|---|
 * | h | measurement row: its entries on position, the others being taken as zero; residual and noise r behind | 8 |
 * | P, x | covariance and mean, at `a[member]` as the bank's layout says; with ln k where `hasDrag` | 6 or 7 |
 * | s = hᵀPh + r | innovation variance | scalar |
 * | K = Ph / s | gain | 6 or 7 |
 *
 * x ← x + K·residual, P ← P − (Ph)(Ph)ᵀ/s. A joint measurement with independent errors is the sequence of its scalars: likelihoods
 * multiply, distances add (Y. Bar-Shalom, X. R. Li and T. Kirubarajan, "Estimation with Applications to Tracking and
 * Navigation", 2001, §5.2 and §7.3). Returns false, leaving the state as it was, when the distance leaves the gate.
 */
export function updateByPosition(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  h: Float64Array,
  innovation: Innovation,
): boolean {
  const c = member + COVARIANCE;
  const h0 = h[0];
  const h1 = h[1];
  const h2 = h[2];
  const p = projected;
  p[0] = a[c] * h0 + a[c + 1] * h1 + a[c + 2] * h2;
  p[1] = a[c + 1] * h0 + a[c + 6] * h1 + a[c + 7] * h2;
  p[2] = a[c + 2] * h0 + a[c + 7] * h1 + a[c + 11] * h2;
  p[3] = a[c + 3] * h0 + a[c + 8] * h1 + a[c + 12] * h2;
  p[4] = a[c + 4] * h0 + a[c + 9] * h1 + a[c + 13] * h2;
  p[5] = a[c + 5] * h0 + a[c + 10] * h1 + a[c + 14] * h2;
  if (hasDrag) {
    const x = member + DRAG_CROSS;
    p[6] = a[x] * h0 + a[x + 1] * h1 + a[x + 2] * h2;
  }
  p[VARIANCE] = p[0] * h0 + p[1] * h1 + p[2] * h2 + h[NOISE];
  return correct(a, member, hasDrag, h, innovation);
}

/** {@link updateByPosition} with a row on position and velocity. */
export function updateByMotion(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  h: Float64Array,
  innovation: Innovation,
): boolean {
  const c = member + COVARIANCE;
  const h0 = h[0];
  const h1 = h[1];
  const h2 = h[2];
  const h3 = h[3];
  const h4 = h[4];
  const h5 = h[5];
  const p = projected;
  p[0] = a[c] * h0 + a[c + 1] * h1 + a[c + 2] * h2 + a[c + 3] * h3 + a[c + 4] * h4 + a[c + 5] * h5;
  p[1] =
    a[c + 1] * h0 + a[c + 6] * h1 + a[c + 7] * h2 + a[c + 8] * h3 + a[c + 9] * h4 + a[c + 10] * h5;
  p[2] =
    a[c + 2] * h0 +
    a[c + 7] * h1 +
    a[c + 11] * h2 +
    a[c + 12] * h3 +
    a[c + 13] * h4 +
    a[c + 14] * h5;
  p[3] =
    a[c + 3] * h0 +
    a[c + 8] * h1 +
    a[c + 12] * h2 +
    a[c + 15] * h3 +
    a[c + 16] * h4 +
    a[c + 17] * h5;
  p[4] =
    a[c + 4] * h0 +
    a[c + 9] * h1 +
    a[c + 13] * h2 +
    a[c + 16] * h3 +
    a[c + 18] * h4 +
    a[c + 19] * h5;
  p[5] =
    a[c + 5] * h0 +
    a[c + 10] * h1 +
    a[c + 14] * h2 +
    a[c + 17] * h3 +
    a[c + 19] * h4 +
    a[c + 20] * h5;
  if (hasDrag) {
    const x = member + DRAG_CROSS;
    p[6] =
      a[x] * h0 + a[x + 1] * h1 + a[x + 2] * h2 + a[x + 3] * h3 + a[x + 4] * h4 + a[x + 5] * h5;
  }
  p[VARIANCE] = p[0] * h0 + p[1] * h1 + p[2] * h2 + p[3] * h3 + p[4] * h4 + p[5] * h5 + h[NOISE];
  return correct(a, member, hasDrag, h, innovation);
}

/** Takes the residual into account, `projected` being P·h; false when the distance leaves the gate. */
function correct(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  h: Float64Array,
  innovation: Innovation,
): boolean {
  const p = projected;
  const residual = h[RESIDUAL];
  const variance = p[VARIANCE];
  const gain = residual / variance;
  innovation.distanceSquared += residual * gain;
  innovation.varianceProduct *= variance;
  innovation.count++;
  if (!(innovation.distanceSquared <= innovation.gate)) return false;
  // Unrolled, as this is half of what an update costs.
  const c = member + COVARIANCE;
  const p0 = p[0];
  const p1 = p[1];
  const p2 = p[2];
  const p3 = p[3];
  const p4 = p[4];
  const p5 = p[5];
  a[member] += p0 * gain;
  a[member + 1] += p1 * gain;
  a[member + 2] += p2 * gain;
  a[member + 3] += p3 * gain;
  a[member + 4] += p4 * gain;
  a[member + 5] += p5 * gain;
  const g0 = p0 / variance;
  a[c] -= g0 * p0;
  a[c + 1] -= g0 * p1;
  a[c + 2] -= g0 * p2;
  a[c + 3] -= g0 * p3;
  a[c + 4] -= g0 * p4;
  a[c + 5] -= g0 * p5;
  const g1 = p1 / variance;
  a[c + 6] -= g1 * p1;
  a[c + 7] -= g1 * p2;
  a[c + 8] -= g1 * p3;
  a[c + 9] -= g1 * p4;
  a[c + 10] -= g1 * p5;
  const g2 = p2 / variance;
  a[c + 11] -= g2 * p2;
  a[c + 12] -= g2 * p3;
  a[c + 13] -= g2 * p4;
  a[c + 14] -= g2 * p5;
  const g3 = p3 / variance;
  a[c + 15] -= g3 * p3;
  a[c + 16] -= g3 * p4;
  a[c + 17] -= g3 * p5;
  const g4 = p4 / variance;
  a[c + 18] -= g4 * p4;
  a[c + 19] -= g4 * p5;
  const g5 = p5 / variance;
  a[c + 20] -= g5 * p5;
  if (hasDrag) {
    const drag = p[6];
    const x = member + DRAG_CROSS;
    const scaled = drag / variance;
    a[member + DRAG_MEAN] += drag * gain;
    a[x] -= scaled * p0;
    a[x + 1] -= scaled * p1;
    a[x + 2] -= scaled * p2;
    a[x + 3] -= scaled * p3;
    a[x + 4] -= scaled * p4;
    a[x + 5] -= scaled * p5;
    a[member + DRAG_VARIANCE] -= scaled * drag;
  }
  return true;
}

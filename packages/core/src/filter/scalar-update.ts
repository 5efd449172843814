import type { Gaussian } from "./gaussian.ts";

/** What a detection says of a state so far: its distance in sigmas, squared, against the gate, and how widely it was expected. */
export interface Innovation {
  distanceSquared: number;
  /** Product of the innovation variances, and how many they are. */
  varianceProduct: number;
  count: number;
  gate: number;
}

export const createInnovation = (gate: number): Innovation => ({
  distanceSquared: 0,
  varianceProduct: 1,
  count: 0,
  gate,
});

/** Empties an innovation for another use, so that inner loops allocate none. */
export function resetInnovation(innovation: Innovation, gate: number): void {
  innovation.distanceSquared = 0;
  innovation.varianceProduct = 1;
  innovation.count = 0;
  innovation.gate = gate;
}

const LOG_TWO_PI = Math.log(2 * Math.PI);

/** ln likelihood of what was measured: −½(d² + ln Πs + m·ln 2π). Six variances of any unit here stay far from overflow. */
export const logLikelihoodOf = (innovation: Innovation): number =>
  -0.5 *
  (innovation.distanceSquared +
    Math.log(innovation.varianceProduct) +
    innovation.count * LOG_TWO_PI);

const projected = new Float64Array(7);

/**
 * Kalman update of a state by one scalar measurement z = hᵀx + noise, in place.
 *
 * | symbol | meaning | shape |
 * |---|---|---|
 * | h | measurement row; only its first `length` entries are used, the rest are zero | 3 or 6 |
 * | P, x | covariance, mean | n×n, n |
 * | s = hᵀPh + r | innovation variance | scalar |
 * | K = Ph / s | gain | n |
 *
 * x ← x + K·residual, P ← P − (Ph)(Ph)ᵀ/s, computed on one triangle and mirrored, so that P stays exactly symmetric.
 * A joint measurement with independent errors is the sequence of its scalars (Y. Bar-Shalom, X. R. Li and T. Kirubarajan,
 * "Estimation with Applications to Tracking and Navigation", 2001, §5.2 and §7.3: likelihoods multiply, distances add).
 * Returns false, leaving the state as it was, when the distance leaves the gate.
 */
export function updateScalar(
  state: Gaussian,
  h: Float64Array,
  length: 3 | 6,
  residual: number,
  noiseVariance: number,
  innovation: Innovation,
): boolean {
  const { mean, covariance } = state;
  const n = mean.length;
  const s = length === 3 ? projectPosition(covariance, n, h) : projectAll(covariance, n, h);
  const variance = s + noiseVariance;
  const gain = residual / variance;
  innovation.distanceSquared += residual * gain;
  innovation.varianceProduct *= variance;
  innovation.count++;
  if (!(innovation.distanceSquared <= innovation.gate)) return false;
  for (let i = 0; i < n; i++) {
    const projectedI = projected[i];
    mean[i] += projectedI * gain;
    const scaled = projectedI / variance;
    covariance[i * n + i] -= scaled * projectedI;
    for (let j = i + 1; j < n; j++) {
      const value = covariance[i * n + j] - scaled * projected[j];
      covariance[i * n + j] = value;
      covariance[j * n + i] = value;
    }
  }
  return true;
}

/** `projected` = P·h for a row on position only; returns hᵀPh. */
function projectPosition(covariance: Float64Array, n: number, h: Float64Array): number {
  const h0 = h[0];
  const h1 = h[1];
  const h2 = h[2];
  for (let i = 0; i < n; i++) {
    const base = i * n;
    projected[i] = covariance[base] * h0 + covariance[base + 1] * h1 + covariance[base + 2] * h2;
  }
  return projected[0] * h0 + projected[1] * h1 + projected[2] * h2;
}

/** `projected` = P·h for a row on position and velocity; returns hᵀPh. */
function projectAll(covariance: Float64Array, n: number, h: Float64Array): number {
  let s = 0;
  for (let i = 0; i < n; i++) {
    const base = i * n;
    let sum = 0;
    for (let j = 0; j < 6; j++) sum += covariance[base + j] * h[j];
    projected[i] = sum;
    if (i < 6) s += sum * h[i];
  }
  return s;
}

import type { Gaussian } from "./gaussian.ts";

/** What a detection says of a state so far: its likelihood, and its distance in sigmas, squared, against the gate. */
export interface Innovation {
  logLikelihood: number;
  distanceSquared: number;
  readonly gate: number;
}

const LOG_TWO_PI = Math.log(2 * Math.PI);
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
 * x ← x + K·innovation, P ← P − (Ph)(Ph)ᵀ/s, computed on one triangle and mirrored, so that P stays exactly symmetric.
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
  let s = noiseVariance;
  for (let i = 0; i < n; i++) {
    const base = i * n;
    let sum = 0;
    for (let j = 0; j < length; j++) sum += covariance[base + j] * h[j];
    projected[i] = sum;
    if (i < length) s += sum * h[i];
  }
  const distanceSquared = (residual * residual) / s;
  innovation.distanceSquared += distanceSquared;
  innovation.logLikelihood -= 0.5 * (distanceSquared + Math.log(s) + LOG_TWO_PI);
  if (!(innovation.distanceSquared <= innovation.gate)) return false;
  const gain = residual / s;
  for (let i = 0; i < n; i++) {
    const projectedI = projected[i];
    mean[i] = mean[i] + projectedI * gain;
    const scaled = projectedI / s;
    for (let j = i; j < n; j++) {
      const value = covariance[i * n + j] - scaled * projected[j];
      covariance[i * n + j] = value;
      covariance[j * n + i] = value;
    }
  }
  return true;
}

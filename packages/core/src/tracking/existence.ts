import { clamp } from "../units/algebra.ts";

/** Mean time that an object stays in the air, s: mortar bombs stay half a minute, drones minutes. */
export const SURVIVAL_S = 300;
/** Neither certainty is ever reached: a wrong one could not be left again. */
export const EXISTENCE_LEAST = 1e-6;
export const EXISTENCE_GREATEST = 1 - 1e-6;

/** Existence after `dt` ≥ 0 seconds in which nothing was learnt: r·exp(−dt/τ). */
export const surviveExistence = (existence: number, dt: number): number =>
  bounded(existence * Math.exp(-dt / SURVIVAL_S));

/**
 * Existence after a detection of likelihood ratio Λ = 1 − P_D + P_D·L/λ, with L the detection's likelihood if it comes from the object
 * and λ the density of other detections there: r·Λ / (1 − r + r·Λ).
 * (D. Mušicki, R. Evans and S. Stanković, "Integrated probabilistic data association", IEEE Transactions on Automatic
 * Control 39 (1994) 1237–1241, with one detection in the gate.)
 */
export function existenceAfterHit(
  existence: number,
  detectionProbability: number,
  logRatio: number,
): number {
  // Past e^±40 the bound on existence is reached whatever the rest.
  const ratio =
    1 - detectionProbability + detectionProbability * Math.exp(clamp(logRatio, -40, 40));
  return bounded((existence * ratio) / (1 - existence + existence * ratio));
}

/** Existence after a look that should have shown the object and did not: r·(1 − P_D)/(1 − r·P_D). */
export const existenceAfterMiss = (existence: number, detectionProbability: number): number =>
  bounded((existence * (1 - detectionProbability)) / (1 - existence * detectionProbability));

const bounded = (existence: number): number =>
  clamp(existence, EXISTENCE_LEAST, EXISTENCE_GREATEST);

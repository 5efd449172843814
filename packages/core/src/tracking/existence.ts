import { clamp } from "../units/algebra.ts";

/** Mean time that an object stays in the air, s: mortar bombs stay half a minute, drones minutes. */
export const SURVIVAL_S = 300;
/** Neither certainty is ever reached: a wrong one could not be left again. */
export const EXISTENCE_LEAST = 1e-6;
export const EXISTENCE_GREATEST = 1 - 1e-6;

/** Existence after `dt` ≥ 0 seconds in which nothing was learnt: r·exp(−dt/τ). */
export const surviveExistence = (existence: number, dt: number): number =>
  boundExistence(existence * Math.exp(-dt / SURVIVAL_S));

/** Existence after a look that should have shown the object and did not: r·(1 − P_D)/(1 − r·P_D). */
export const existenceAfterMiss = (existence: number, detectionProbability: number): number =>
  boundExistence((existence * (1 - detectionProbability)) / (1 - existence * detectionProbability));

/** Existence of which these are the odds, as their logarithm. */
export const existenceOfOdds = (logOdds: number): number =>
  boundExistence(1 / (1 + Math.exp(-logOdds)));

/** ln of the odds of an existence. */
export const logOddsOf = (existence: number): number => Math.log(existence / (1 - existence));

export const boundExistence = (existence: number): number =>
  clamp(existence, EXISTENCE_LEAST, EXISTENCE_GREATEST);

import { EARTH_MEAN_RADIUS_M, EFFECTIVE_EARTH_RADIUS_M } from "../units/constants.ts";

const TWO_EFFECTIVE_RADII_M = 2 * EFFECTIVE_EARTH_RADIUS_M;

/**
 * Greatest ground distance, m, at which two points at heights h₁, h₂ ≥ 0 above smooth ground see each other by
 * radio: √(2·k·R·h₁) + √(2·k·R·h₂), k = 4/3 (Skolnik, 2001, Introduction to Radar Systems, 3rd ed., chapter 8). Heights below the
 * ground count as on it.
 */
export const radioHorizon = (firstHeightM: number, secondHeightM: number): number =>
  Math.sqrt(TWO_EFFECTIVE_RADII_M * Math.max(firstHeightM, 0)) +
  Math.sqrt(TWO_EFFECTIVE_RADII_M * Math.max(secondHeightM, 0));

/**
 * Distance along a sphere's surface, m, between the feet of two points, from their slant range and heights above it:
 * the chord c² = (s² − (h₂ − h₁)²)/((1 + h₁/R)(1 + h₂/R)), and the arc c·(1 + c²/24R²), right to 1e-6 up to 1,000 km.
 */
export function groundDistance(
  slantM: number,
  firstHeightM: number,
  secondHeightM: number,
): number {
  const rise = secondHeightM - firstHeightM;
  const chord2 =
    Math.max(slantM * slantM - rise * rise, 0) /
    ((1 + firstHeightM / EARTH_MEAN_RADIUS_M) * (1 + secondHeightM / EARTH_MEAN_RADIUS_M));
  return Math.sqrt(chord2) * (1 + chord2 / (24 * EARTH_MEAN_RADIUS_M * EARTH_MEAN_RADIUS_M));
}

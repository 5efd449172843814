import type { CoverageVolume } from "../coverage/sensor.ts";

/** What is known of a distance that nothing measured: mean and one sigma, m. */
export interface RangeEstimate {
  readonly rangeM: number;
  readonly sigmaM: number;
}

/**
 * The distance of what is seen in a direction only: each piece of the ground inside a sector is as likely as another of its
 * size, p(r) ∝ r between the nearest and the farthest (m) that can be seen or heard. So E r = ⅔ (R³ − r₀³)/(R² − r₀²) and
 * E r² = ½ (R² + r₀²); from nothing to R that is ⅔ R ± R/√18. A least distance that reaches the greatest is an error of
 * configuration and taken for that one distance.
 */
export function unknownRange({
  rangeMinM,
  rangeMaxM,
}: Pick<CoverageVolume, "rangeMinM" | "rangeMaxM">): RangeEstimate {
  const [near, far] = [Math.min(rangeMinM, rangeMaxM), rangeMaxM];
  // (R³ − r₀³)/(R² − r₀²) with the common factor taken out: no loss where both are nearly the same.
  const rangeM = ((2 / 3) * (far * far + far * near + near * near)) / (far + near);
  const meanSquare = 0.5 * (far * far + near * near);
  return { rangeM, sigmaM: Math.sqrt(Math.max(meanSquare - rangeM * rangeM, 0)) };
}

import type { PreparedArea } from "../projection/prepared-area.ts";
import type { ImpactComponent } from "../projection/projection.ts";
import { hypot2 } from "../units/algebra.ts";
import { greatestSigma } from "../projection/course-spread.ts";
import { polygonProbability } from "./polygon-probability.ts";

/** An area farther than this from the mean impact, in greatest standard deviations, is not hit. */
export const HIT_SKIP_SIGMAS = 12;
/** The mass that skip leaves out at most: exp(−12²/2). */
export const HIT_SKIP_BOUND = 5.4e-32;

/**
 * Probability that an impact falls into the area, without its buffer: the mass of the impact's Gaussian over the
 * area's polygon ({@link polygonProbability}); 0 beyond {@link HIT_SKIP_SIGMAS}.
 */
export function hitProbability(impact: ImpactComponent, prepared: PreparedArea): number {
  const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = impact;
  const distance = hypot2(
    impact.eastM - prepared.centreEastM,
    impact.northM - prepared.centreNorthM,
  );
  const gap = distance - prepared.radiusM;
  if (gap > HIT_SKIP_SIGMAS * greatestSigma({ ee, en, nn })) return 0;
  return polygonProbability([impact.eastM, impact.northM], [ee, en, nn], prepared.area.rings);
}

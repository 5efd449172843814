import { greatestSigma } from "../projection/course-spread.ts";
import type { PreparedArea } from "../projection/prepared-area.ts";
import type { ImpactComponent } from "../projection/projection.ts";
import { hypot2 } from "../units/algebra.ts";
import { polygonProbability } from "./polygon-probability.ts";

/**
 * An area that lies this many standard deviations beyond the mean impact, by {@link hitSigmas}, is not hit. That leaves
 * out Φ(−8) = 7e-16 at most, less than {@link polygonProbability} itself errs by.
 */
export const HIT_SKIP_SIGMAS = 8;

/**
 * Probability that an impact falls into the area, without its buffer: the mass of the impact's Gaussian over the
 * area's polygon ({@link polygonProbability}); 0 beyond {@link HIT_SKIP_SIGMAS}.
 */
export function hitProbability(impact: ImpactComponent, prepared: PreparedArea): number {
  if (hitSigmas(impact, prepared) > HIT_SKIP_SIGMAS) return 0;
  const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = impact;
  return polygonProbability([impact.eastM, impact.northM], [ee, en, nn], prepared.area.rings);
}

/**
 * A distance z, in standard deviations, such that the area's probability is at most Φ(−z): the better of two
 * half-planes that hold the area's bounding circle (centre at d from the mean, radius r). For the one with
 * normal a, z = (a·d − r·|a|) / √(aᵀ·C·a); a is d itself, which is good for small circles in wide
 * distributions, or C⁻¹·d, which sees that the area lies off an ellipse's thin side. Negative when neither tells.
 */
export function hitSigmas(impact: ImpactComponent, prepared: PreparedArea): number {
  const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = impact;
  const de = prepared.centreEastM - impact.eastM;
  const dn = prepared.centreNorthM - impact.northM;
  const gap = hypot2(de, dn) - prepared.radiusM;
  const plain = gap / Math.max(greatestSigma({ ee, en, nn }), Number.MIN_VALUE);
  if (gap <= 0) return plain;
  // det·C⁻¹·d: the normal's length doesn't matter.
  const ae = nn * de - en * dn;
  const an = ee * dn - en * de;
  const along = ae * de + an * dn;
  const variance = (ee * nn - en * en) * along;
  if (!(variance > 0)) return plain;
  return Math.max(plain, (along - prepared.radiusM * hypot2(ae, an)) / Math.sqrt(variance));
}

import { DIRECTIONS, type Reach } from "../geodesy/reach.ts";
import { sigmaAlong } from "../projection/course-spread.ts";
import type { ImpactComponent, Projection } from "../projection/projection.ts";

/** What lies outside as many standard deviations of a plane's normal distribution is exp(−3²/2) = 1.1 % of it. */
const REACH_SIGMAS = 3;
/** A law of motion less probable than this is not waited for. */
const WEIGHT_LEAST = 0.01;

/**
 * Where an object may come down, with all but about two in a hundred of its probability: the ellipses of its impacts,
 *   reach(d) = max over components of d·μ + max(3·√(dᵀSd), radius), widened for blast and fragments.
 * Site frame, m. null where it may fly on: what flies can turn, and may come down anywhere.
 */
export function reachOfThreat(
  { components }: Projection,
  { radiusM, widenM }: { readonly radiusM: number; readonly widenM: number },
): Reach | null {
  const reach = DIRECTIONS.map(() => Number.NEGATIVE_INFINITY);
  for (const component of components) {
    if (component.weight < WEIGHT_LEAST) continue;
    if (component.kind === "course") return null;
    takeIn(component, radiusM, reach);
  }
  return reach[0] === Number.NEGATIVE_INFINITY ? null : reach.map((m) => m + widenM);
}

function takeIn(impact: ImpactComponent, radiusM: number, reach: number[]): void {
  const spread = {
    ee: impact.covarianceEeM2,
    en: impact.covarianceEnM2,
    nn: impact.covarianceNnM2,
  };
  DIRECTIONS.forEach(([e, n], i) => {
    const out = Math.max(REACH_SIGMAS * sigmaAlong(spread, e, n), radiusM);
    reach[i] = Math.max(reach[i], e * impact.eastM + n * impact.northM + out);
  });
}

import type { Environment } from "../motion/environment.ts";
import type { MotionEstimate } from "../tracking/track.ts";
import { hypot3 } from "../units/algebra.ts";
import { assert } from "../units/assert.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import { AIR_UNCERTAINTY, type AirUncertainty, groundDistribution } from "./ground-distribution.ts";
import type { ImpactComponent } from "./projection.ts";
import type { TrajectoryPrior } from "./trajectory-prior.ts";

export interface ImpactOptions {
  /** Height of the ground above the ellipsoid; the environment's where left out. */
  readonly groundHeightM?: number;
  readonly air?: AirUncertainty;
  /** What is believed of body and air where a track's history is fitted. */
  readonly prior?: TrajectoryPrior;
}

/** `never-lands`: not within the flight limit, or it diverges: no impact can be stated. */
export type ImpactAnswer =
  | { readonly known: true; readonly impact: ImpactComponent }
  | { readonly known: false; readonly why: "never-lands" };

/**
 * Where and when a ballistic estimate that holds at `fromUs` comes down: {@link groundDistribution} with the
 * errors of air, wind and drag on the way. The ground is a surface of constant height above the
 * ellipsoid. An object already below it hits now, or did a moment ago.
 */
export function projectImpact(
  estimate: MotionEstimate,
  fromUs: TimeUs,
  env: Environment,
  options: ImpactOptions = {},
): ImpactAnswer {
  assert(estimate.model === "ballistic", "only a ballistic estimate has an impact");
  const ground = groundDistribution(estimate.mean, estimate.covariance, {
    env,
    groundHeightM: options.groundHeightM ?? env.groundHeightM,
    direction: 1,
    air: options.air ?? AIR_UNCERTAINTY,
  });
  if (ground === null) return { known: false, why: "never-lands" };
  return {
    known: true,
    impact: {
      kind: "impact",
      model: "ballistic",
      weight: estimate.probability,
      eastM: ground.eastM,
      northM: ground.northM,
      covarianceEeM2: ground.covarianceEeM2,
      covarianceEnM2: ground.covarianceEnM2,
      covarianceNnM2: ground.covarianceNnM2,
      impactUs: addSeconds(fromUs, ground.timeS),
      impactSigmaS: Math.sqrt(ground.timeVarianceS2),
      speedMps: hypot3(ground.state[3], ground.state[4], ground.state[5]),
    },
  };
}

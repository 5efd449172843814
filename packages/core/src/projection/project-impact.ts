import { type Environment, groundHeightAt } from "../motion/environment.ts";
import type { MotionEstimate } from "../tracking/track.ts";
import { hypot3 } from "../units/algebra.ts";
import { assert } from "../units/assert.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import { flyToGround, groundCrossing } from "./fly-to-ground.ts";
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
 * errors of air, wind and drag on the way. The ground is level, as high as it is under the mean impact
 * ({@link groundUnder}). An object already below it hits now, or did a moment ago.
 */
export function projectImpact(
  estimate: MotionEstimate,
  fromUs: TimeUs,
  env: Environment,
  options: ImpactOptions = {},
): ImpactAnswer {
  assert(estimate.model === "ballistic", "only a ballistic estimate has an impact");
  const air = options.air ?? AIR_UNCERTAINTY;
  const ground = groundDistribution(estimate.mean, estimate.covariance, {
    env,
    groundHeightM: options.groundHeightM ?? groundUnder(estimate.mean, env, 1, air),
    direction: 1,
    air,
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

const LEVELS_MAX = 12;
const LEVEL_TOLERANCE_M = 0.5;
const crossing = groundCrossing();

/**
 * Height of the ground where a ballistic state (7×1) comes down, or with `direction` −1 where it rose: h ← (h + T(p(h)))/2, p(h) the crossing of
 * level ground at h and T the terrain's height, from the environment's height on. Halved, it converges on slopes of up to three
 * times that of the way down, seen from it; {@link LEVELS_MAX} steps at most. A ridge before that, which the way
 * only grazes, is not looked for. Where no terrain is known, or the flight never comes down, the environment's height.
 */
export function groundUnder(
  mean: Float64Array,
  env: Environment,
  direction: 1 | -1,
  { dragShare }: Pick<AirUncertainty, "dragShare">,
): number {
  let heightM = env.groundHeightM;
  if (env.terrain === null) return heightM;
  for (let i = 0; i < LEVELS_MAX; i++) {
    if (!flyToGround(mean, env, heightM, direction, crossing, dragShare)) return heightM;
    const rise = groundHeightAt(env, crossing.state[0], crossing.state[1]) - heightM;
    if (Math.abs(rise) < LEVEL_TOLERANCE_M) return heightM + rise;
    heightM += i === 0 ? rise : 0.5 * rise;
  }
  return heightM;
}

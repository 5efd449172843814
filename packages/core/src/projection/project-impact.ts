import { type Environment, groundHeightAt } from "../motion/environment.ts";
import type { MotionEstimate } from "../tracking/track.ts";
import { normalDistribution } from "../coverage/normal-distribution.ts";
import { hypot2, hypot3, square } from "../units/algebra.ts";
import { assert } from "../units/assert.ts";
import { addSeconds, type TimeUs } from "../units/time.ts";
import { flyToGround, groundCrossing } from "./fly-to-ground.ts";
import { findRidge } from "./find-ridge.ts";
import {
  AIR_UNCERTAINTY,
  type AirUncertainty,
  type GroundDistribution,
  groundDistribution,
} from "./ground-distribution.ts";
import type { ImpactComponent } from "./projection.ts";
import type { FitMemory } from "./fit-memory.ts";
import type { TrajectoryPrior } from "./trajectory-prior.ts";

export interface ImpactOptions {
  /** Height of the ground above the ellipsoid; the environment's where left out. */
  readonly groundHeightM?: number;
  readonly air?: AirUncertainty;
  /** What is believed of body and air where a track's history is fitted. */
  readonly prior?: TrajectoryPrior;
  /** What is kept of the fits of the track's history; written to. */
  readonly memory?: FitMemory | undefined;
}

/** `never-lands`: not within the flight limit, or it diverges: no impact can be stated. */
export type ImpactAnswer =
  | {
      readonly known: true;
      readonly impact: ImpactComponent;
      /** Where it comes down if it clears the ridge that its mean flies into; null where there is none, or no chance of that. */
      readonly beyond: ImpactComponent | null;
    }
  | { readonly known: false; readonly why: "never-lands" };

/**
 * Where and when a ballistic estimate that holds at `fromUs` comes down: {@link groundDistribution} with the
 * errors of air, wind and drag on the way. The ground is level, as high as it is under the mean impact
 * ({@link groundUnder}). An object already below it hits now, or did a moment ago.
 *
 * Where the mean flies into a ridge first, it comes down there, unless it is so much higher: its height over the ridge has the
 * deviation σ = s·|v_up|/|v_level|, s that of its impact on the ridge's height along its way, so that it clears a ridge d above it with
 * the probability Φ(−d/σ) and comes down behind. A ridge that the mean clears is not counted, so that no area behind one is
 * given less than it may have to bear.
 */
export function projectImpact(
  estimate: MotionEstimate,
  fromUs: TimeUs,
  env: Environment,
  options: ImpactOptions = {},
): ImpactAnswer {
  assert(estimate.model === "ballistic", "only a ballistic estimate has an impact");
  const { mean } = estimate;
  const air = options.air ?? AIR_UNCERTAINTY;
  const heightM = options.groundHeightM ?? groundUnder(mean, env, 1, air);
  const level = fallen(estimate, env, heightM, air);
  if (level === null) return { known: false, why: "never-lands" };
  const { probability } = estimate;
  const open = { known: true, impact: impactOf(level, probability, fromUs), beyond: null } as const;
  if (env.terrain === null || options.groundHeightM !== undefined) return open;
  const ridge = findRidge(mean, env, env.terrain, heightM, air.dragShare);
  if (ridge === null) return open;
  const struck = fallen(estimate, env, ridge.heightM, air);
  if (struck === null) return open;
  const clears = normalDistribution(-ridge.depthM / heightSigma(struck));
  return {
    known: true,
    impact: impactOf(struck, probability * (1 - clears), fromUs),
    beyond: clears < CLEARS_LEAST ? null : impactOf(level, probability * clears, fromUs),
  };
}

/** A ridge that is cleared with less than this probability is not. */
const CLEARS_LEAST = 1e-3;

const fallen = (
  { mean, covariance }: MotionEstimate,
  env: Environment,
  groundHeightM: number,
  air: AirUncertainty,
): GroundDistribution | null =>
  groundDistribution(mean, covariance, { env, groundHeightM, direction: 1, air });

/** Standard deviation of a falling body's height over the place where it comes down, m. */
function heightSigma(ground: GroundDistribution): number {
  const [ve, vn, vu] = ground.state.subarray(3, 6);
  const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = ground;
  const variance = (ve * ve * ee + 2 * ve * vn * en + vn * vn * nn) / square(hypot2(ve, vn));
  return (Math.sqrt(Math.max(variance, 1e-6)) * Math.abs(vu)) / Math.max(hypot2(ve, vn), 1e-3);
}

const impactOf = (ground: GroundDistribution, weight: number, fromUs: TimeUs): ImpactComponent => ({
  kind: "impact",
  model: "ballistic",
  weight,
  eastM: ground.eastM,
  northM: ground.northM,
  covarianceEeM2: ground.covarianceEeM2,
  covarianceEnM2: ground.covarianceEnM2,
  covarianceNnM2: ground.covarianceNnM2,
  impactUs: addSeconds(fromUs, ground.timeS),
  impactSigmaS: Math.sqrt(ground.timeVarianceS2),
  speedMps: hypot3(ground.state[3], ground.state[4], ground.state[5]),
});

const LEVELS_MAX = 12;
const LEVEL_TOLERANCE_M = 0.5;
const crossing = groundCrossing();

/**
 * Height of the ground where a ballistic state (7×1) comes down, or with `direction` −1 where it rose: h ← (h + T(p(h)))/2, p(h) the crossing of
 * level ground at h and T the terrain's height, from the environment's height on. Halved, it converges on slopes of up to three
 * times that of the way down, seen from it; {@link LEVELS_MAX} steps at most. A ridge before that is not looked for here. Where no terrain is known, or the flight never comes down, the environment's height.
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

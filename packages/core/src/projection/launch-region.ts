import { eigenSymmetric2 } from "../linalg/eigen-symmetric2.ts";
import type { Environment } from "../motion/environment.ts";
import type { MotionEstimate, Track } from "../tracking/track.ts";
import { hypot2, hypot3, square } from "../units/algebra.ts";
import { addSeconds, secondsBetween } from "../units/time.ts";
import { AIR_UNCERTAINTY, groundDistribution } from "./ground-distribution.ts";
import { groundUnder, type ImpactOptions } from "./project-impact.ts";
import type { LaunchAnswer } from "./projection.ts";
import { refineTrajectory } from "./refine-trajectory.ts";
import { type TrajectoryLaunch, trajectoryLaunch } from "./trajectory-launch.ts";
import { trajectoryPriorOf } from "./trajectory-prior.ts";

/** A track is run back only when it is ballistic with at least this probability. */
export const LAUNCH_BALLISTIC_MIN = 0.5;
/** Semi-major axis of the 90 % region beyond which a launch place is not stated. */
export const LAUNCH_REGION_MAX_M = 1500;
/**
 * Time for which a rocket motor burns after leaving the ground, and its standard deviation: small artillery rockets burn for
 * 0.5 to 2 s. An allowance.
 */
export const BURN_S = 1.25;
const BURN_SIGMA_S = 0.45;
/**
 * While the motor burns, the way is the one run back without thrust to within these shares of the burn's length v·t/2,
 * along it and across: the slower body falls and drifts more than the fast one run back. Measured (`bench/launch-accuracy.ts`).
 */
const BURN_ALONG_SHARE = 0.03;
const BURN_ACROSS_SHARE = 0.02;
/** However surely a class is told from how a body flies, a bomb and a rocket after its burn fly alike: the least probability of a burn that nobody saw. */
const BURN_LEAST = 0.5;
/** √χ²(2, 0.9): semi-axis of a 90 % ellipse in standard deviations. */
const ELLIPSE_90 = 2.145966026;

/**
 * Where a ballistic track came from: the trajectory fitted to its history, or else its ballistic estimate, run back to
 * the ground, with its uncertainty. One that was seen to burn is run back under its motor's push.
 *
 * Any other rocket is faster at the end of its motor's burn than before; run back without thrust it reaches the ground
 * along nearly the same way but half a burn T too late. With the probability p of a burn that nobody saw, which is that of no mortar but at least
 * {@link BURN_LEAST}, the time is that of the mixture, t − p·T/2 with the variance p·(1 − p)·T²/4 + p·σ²/4 more, and the
 * region is wider by p times the squared shares of the burn's length.
 *
 * Unknown when not ballistic; when the flight cannot be run back to the ground, or its region's 90 % ellipse
 * has a semi-axis over {@link LAUNCH_REGION_MAX_M} (`first-seen-too-late`).
 */
export function estimateLaunch(
  track: Track,
  env: Environment,
  options: ImpactOptions = {},
): LaunchAnswer {
  const estimate = track.estimates.find(({ model }) => model === "ballistic");
  if (estimate === undefined || estimate.probability < LAUNCH_BALLISTIC_MIN) {
    return { known: false, why: "not-ballistic" };
  }
  const ground = backToGround(estimate, track, env, options);
  if (ground === null) return { known: false, why: "first-seen-too-late" };
  const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = ground;
  if (semiMajor(ee, en, nn) > LAUNCH_REGION_MAX_M) {
    return { known: false, why: "first-seen-too-late" };
  }
  const unseen = ground.underThrust ? 0 : Math.max(1 - track.classProbabilities.mortar, BURN_LEAST);
  const [ve = 0, vn = 0, vu = 0] = ground.velocity;
  const horizontal = Math.max(hypot2(ve, vn), 1e-9);
  const length = 0.5 * BURN_S * hypot3(ve, vn, vu);
  const along = unseen * square((BURN_ALONG_SHARE * length * horizontal) / hypot3(ve, vn, vu));
  const across = unseen * square(BURN_ACROSS_SHARE * length);
  const de = ve / horizontal;
  const dn = vn / horizontal;
  const burnVariance = unseen * ((1 - unseen) * square(BURN_S) + square(BURN_SIGMA_S));
  const region = {
    eastM: ground.eastM,
    northM: ground.northM,
    covarianceEeM2: ee + along * de * de + across * dn * dn,
    covarianceEnM2: en + (along - across) * de * dn,
    covarianceNnM2: nn + along * dn * dn + across * de * de,
    launchUs: addSeconds(track.timeUs, ground.timeS - 0.5 * unseen * BURN_S),
    launchSigmaS: Math.sqrt(ground.timeVarianceS2 + 0.25 * burnVariance),
  };
  return { known: true, region };
}

/** The likeliest trajectory that fits the track's history, run back; or the estimate, where there is no history. Times count from the track's state. */
function backToGround(
  estimate: MotionEstimate,
  track: Track,
  env: Environment,
  options: ImpactOptions,
): TrajectoryLaunch | null {
  const { history } = track;
  if (history !== undefined && history !== null) {
    const prior = options.prior ?? trajectoryPriorOf(env);
    const sinceFirstS = secondsBetween(history.startUs, track.timeUs);
    const from = { mean: estimate.mean, timeS: sinceFirstS };
    const [first, ...others] = refineTrajectory(history, from, env, prior, options.memory);
    if (first !== undefined) {
      const best = others.reduce((a, b) => (b.weight > a.weight ? b : a), first);
      const launch = trajectoryLaunch(best.fit, env, prior);
      return launch === null ? null : { ...launch, timeS: launch.timeS - sinceFirstS };
    }
  }
  const air = options.air ?? AIR_UNCERTAINTY;
  const ground = groundDistribution(estimate.mean, estimate.covariance, {
    env,
    groundHeightM: options.groundHeightM ?? groundUnder(estimate.mean, env, -1, air),
    direction: -1,
    air,
  });
  return ground === null
    ? null
    : { ...ground, velocity: ground.state.subarray(3, 6), underThrust: false };
}

const semiMajor = (ee: number, en: number, nn: number): number =>
  ELLIPSE_90 * Math.sqrt(Math.max(0, eigenSymmetric2(ee, en, nn).major));

import { type Environment, groundHeightAt } from "../motion/environment.ts";
import type { MotionEstimate, Track } from "../tracking/track.ts";
import { ROW_SIZE } from "../measurement/measurement-history.ts";
import { assert } from "../units/assert.ts";
import { addSeconds, secondsBetween } from "../units/time.ts";
import { type ImpactOptions, projectImpact } from "./project-impact.ts";
import type {
  CourseComponent,
  ImpactComponent,
  Projection,
  ProjectionComponent,
} from "./projection.ts";
import { refineTrajectory } from "./refine-trajectory.ts";
import { trajectoryImpact } from "./trajectory-impact.ts";
import { trajectoryPriorOf } from "./trajectory-prior.ts";

/** A law of motion less probable than this is left out, and the weights of the others grow by as much. */
export const COMPONENT_WEIGHT_MIN = 1e-3;
/** A ballistic estimate less probable than this is continued as it is: a fit of its trajectory would cost more than it tells. */
const REFINE_PROBABILITY_MIN = 0.02;

/** What of a track its projection depends on. */
export type Projected = Pick<Track, "id" | "timeUs" | "estimates" | "history">;

/**
 * Where a track will come down or go: one component for each law of motion that is still possible, their
 * weights summing to one. A ballistic estimate that never lands within the flight limit goes on as a course,
 * so that its probability is not handed to the others.
 */
export function projectTrack(
  track: Projected,
  env: Environment,
  options: ImpactOptions = {},
): Projection {
  assert(track.estimates.length > 0, "a track has an estimate");
  const most = track.estimates.reduce((best, next) =>
    next.probability > best.probability ? next : best,
  );
  const kept = track.estimates.filter(
    (estimate) => estimate === most || estimate.probability >= COMPONENT_WEIGHT_MIN,
  );
  let total = 0;
  for (const estimate of kept) total += estimate.probability;
  assert(total > 0, "a track's estimates have a probability");
  const components = kept.flatMap((estimate) =>
    projectEstimate(estimate, track, env, options, estimate.probability / total),
  );
  return { trackId: track.id, fromUs: track.timeUs, components };
}

function projectEstimate(
  estimate: MotionEstimate,
  track: Projected,
  env: Environment,
  options: ImpactOptions,
  weight: number,
): readonly ProjectionComponent[] {
  if (estimate.model === "powered") return [course(estimate, weight)];
  const refined = refinedImpacts(estimate, track, env, options, weight);
  if (refined.length > 0) return refined;
  const answer = projectImpact(estimate, track.timeUs, env, options);
  if (!answer.known) return [course(estimate, weight)];
  const impacts = answer.beyond === null ? [answer.impact] : [answer.impact, answer.beyond];
  const scale = weight / impacts.reduce((sum, impact) => sum + impact.weight, 0);
  return impacts.map((impact) => ({ ...impact, weight: scale * impact.weight }));
}

/** The impacts of the trajectories fitted to the track's history; none where it has no history, or it fits nothing. */
function refinedImpacts(
  estimate: MotionEstimate,
  track: Projected,
  env: Environment,
  options: ImpactOptions,
  weight: number,
): readonly ImpactComponent[] {
  const { history } = track;
  if (history === undefined || history === null || estimate.probability < REFINE_PROBABILITY_MIN) {
    return [];
  }
  const prior = options.prior ?? trajectoryPriorOf(env);
  const { groundHeightM } = options;
  const ground =
    groundHeightM === undefined
      ? (e: number, n: number) => groundHeightAt(env, e, n)
      : () => groundHeightM;
  const from = { mean: estimate.mean, timeS: secondsBetween(history.startUs, track.timeUs) };
  const lastS = history.rows[(history.count - 1) * ROW_SIZE];
  const leg = { env, prior, ground, lastS };
  const impacts: ImpactComponent[] = [];
  let total = 0;
  for (const hypothesis of refineTrajectory(history, from, env, prior, options.memory)) {
    const impact = trajectoryImpact(hypothesis.fit, leg);
    if (impact === null) continue;
    total += hypothesis.weight;
    impacts.push({
      kind: "impact",
      model: "ballistic",
      weight: hypothesis.weight,
      eastM: impact.eastM,
      northM: impact.northM,
      covarianceEeM2: impact.covarianceEeM2,
      covarianceEnM2: impact.covarianceEnM2,
      covarianceNnM2: impact.covarianceNnM2,
      impactUs: addSeconds(history.startUs, impact.timeS),
      impactSigmaS: Math.sqrt(impact.timeVarianceS2),
      speedMps: impact.speedMps,
    });
  }
  return impacts.map((impact) => ({ ...impact, weight: (impact.weight / total) * weight }));
}

/** Position and velocity of an estimate, its further states left out. */
function course(estimate: MotionEstimate, weight: number): CourseComponent {
  const { mean } = estimate;
  const size = mean.length;
  const covariance: number[] = [];
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 6; column++) {
      covariance.push(estimate.covariance[row * size + column]);
    }
  }
  return {
    kind: "course",
    model: estimate.model,
    weight,
    mean: [mean[0], mean[1], mean[2], mean[3], mean[4], mean[5]],
    covariance,
  };
}

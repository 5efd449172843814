import type { Environment } from "../motion/environment.ts";
import type { MotionEstimate, Track } from "../tracking/track.ts";
import { assert } from "../units/assert.ts";
import { type ImpactOptions, projectImpact } from "./project-impact.ts";
import type { CourseComponent, Projection, ProjectionComponent } from "./projection.ts";

/** A law of motion less probable than this is left out, and the weights of the others grow by as much. */
export const COMPONENT_WEIGHT_MIN = 1e-3;

/**
 * Where a track will come down or go: one component for each law of motion that is still possible, their
 * weights summing to one. A ballistic estimate that never lands within the flight limit goes on as a course,
 * so that its probability is not handed to the others.
 */
export function projectTrack(
  track: Track,
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
  const components = kept.map((estimate) =>
    projectEstimate(estimate, track, env, options, estimate.probability / total),
  );
  return { trackId: track.id, fromUs: track.timeUs, components };
}

function projectEstimate(
  estimate: MotionEstimate,
  track: Track,
  env: Environment,
  options: ImpactOptions,
  weight: number,
): ProjectionComponent {
  if (estimate.model === "powered") return course(estimate, weight);
  const answer = projectImpact(estimate, track.timeUs, env, options);
  return answer.known ? { ...answer.impact, weight } : course(estimate, weight);
}

/** Position and velocity of an estimate, its further states left out. */
function course(estimate: MotionEstimate, weight: number): CourseComponent {
  const size = estimate.mean.length;
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
    mean: Array.from(estimate.mean.subarray(0, 6)),
    covariance,
  };
}

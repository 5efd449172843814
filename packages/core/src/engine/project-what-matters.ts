import type { Environment } from "../motion/environment.ts";
import type { Policy } from "../policy/policy.ts";
import { projectTrack } from "../projection/project-track.ts";
import type { Projection } from "../projection/projection.ts";
import type { MotionEstimate, MotionModel, Track } from "../tracking/track.ts";

/** What is held with at least this probability is projected under any policy: the record says where it would have gone. */
const ALWAYS_PROJECTED = 0.05;

/**
 * Below this probability of a law of motion, nothing that it could lead to makes a difference: did it hit or reach the area for
 * certain, that would still stay below the lowest threshold of its rule, lowered as for a stage that has started.
 */
export function probabilityThatMatters(model: MotionModel, policy: Policy): number {
  const threshold =
    model === "ballistic" ? policy.preAlertProbability : policy.preAlertReachProbability;
  return Math.min(threshold * policy.releaseRatio, ALWAYS_PROJECTED);
}

/**
 * The projection that a track's decisions rest on. A flight to the ground is by far the dearest part of a step, and everything
 * that flies keeps a small probability of falling at any moment, as what falls keeps one of flying. A law of motion less probable
 * than {@link probabilityThatMatters} is left out, unless it is the most probable. The weights of what remains stay what
 * they are, so they sum to one less what was left out.
 */
export function projectWhatMatters(track: Track, policy: Policy, env: Environment): Projection {
  const least = {
    ballistic: probabilityThatMatters("ballistic", policy),
    powered: probabilityThatMatters("powered", policy),
  };
  const matters = ({ model, probability }: MotionEstimate): boolean => probability >= least[model];
  if (track.estimates.every(matters)) return projectTrack(track, env);
  const estimates = track.estimates.filter((estimate, i) => i === 0 || matters(estimate));
  let weight = 0;
  for (const { probability } of estimates) weight += probability;
  const projection = projectTrack({ ...track, estimates }, env);
  const components = projection.components.map((component) => ({
    ...component,
    weight: component.weight * weight,
  }));
  return { ...projection, components };
}

import type { Environment } from "../motion/environment.ts";
import type { Policy } from "../policy/policy.ts";
import { projectTrack } from "../projection/project-track.ts";
import type { Projection } from "../projection/projection.ts";
import type { Track } from "../tracking/track.ts";

/** What falls with at least this probability is projected under any policy: the record says where it would have come down. */
const FALL_ALWAYS_PROJECTED = 0.05;

/**
 * Below this probability of falling freely, nothing that a fall could hit makes a difference: were the area hit for certain, its
 * probability would still stay below the lowest threshold, lowered as for a stage that has started.
 */
export const fallThatMatters = (policy: Policy): number =>
  Math.min(policy.preAlertProbability * policy.releaseRatio, FALL_ALWAYS_PROJECTED);

/**
 * The projection that a track's decisions rest on. A flight to the ground is by far the dearest part of a step, and everything
 * that flies keeps a small probability of falling at any moment; where that is below {@link fallThatMatters} it is left out. The
 * weights of what remains stay what they are, so they sum to one less that probability.
 */
export function projectWhatMatters(track: Track, policy: Policy, env: Environment): Projection {
  const least = fallThatMatters(policy);
  let weight = 1;
  const estimates = track.estimates.filter(({ model, probability }) => {
    if (model !== "ballistic" || probability >= least) return true;
    weight -= probability;
    return false;
  });
  if (estimates.length === track.estimates.length || estimates.length === 0)
    return projectTrack(track, env);
  const projection = projectTrack({ ...track, estimates }, env);
  const components = projection.components.map((component) => ({
    ...component,
    weight: component.weight * weight,
  }));
  return { ...projection, components };
}

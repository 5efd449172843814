import { hitSigmas } from "../assessment/hit-probability.ts";
import type { Environment } from "../motion/environment.ts";
import type { Area } from "../policy/area.ts";
import type { Policy } from "../policy/policy.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { preparedArea } from "../projection/prepared-area.ts";
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

/** Where no area is nearer to the impact of the filter's estimate than so many of its standard deviations, a better impact changes no decision. */
const FITTED_SIGMAS = 6;
/** The filter's own spread is too small by up to this in each direction, m: its estimate lags behind a trajectory that it has yet to learn. */
const FITTED_MARGIN_M = 200;

/** What of a site tells which projections matter. */
export type WhatIsGuarded = Pick<SiteModel, "areas" | "policy">;

/** Whether no law of motion by which the track could fall matters: then there is nothing to project but its course. */
export const fliesOnly = ({ estimates }: Track, policy: Policy): boolean =>
  estimates.every(
    ({ model, probability }, i) =>
      model === "powered" || (i > 0 && probability < probabilityThatMatters("ballistic", policy)),
  );

/**
 * The projection that a track's decisions rest on. A flight to the ground is by far the dearest part of a step, and everything
 * that flies keeps a small probability of falling at any moment, as what falls keeps one of flying. A law of motion less probable
 * than {@link probabilityThatMatters} is left out, unless it is the most probable. The weights of what remains stay what
 * they are, so they sum to one less what was left out. A fit of the whole trajectory, dearer still, is made only of what
 * {@link mayComeDownIn} an area by the filter's estimate.
 */
export function projectWhatMatters(
  track: Track,
  { areas, policy }: WhatIsGuarded,
  env: Environment,
): Projection {
  const least = {
    ballistic: probabilityThatMatters("ballistic", policy),
    powered: probabilityThatMatters("powered", policy),
  };
  const matters = ({ model, probability }: MotionEstimate): boolean => probability >= least[model];
  const isWhole = track.estimates.every(matters);
  const estimates = isWhole
    ? track.estimates
    : track.estimates.filter((e, i) => i === 0 || matters(e));
  const history = track.history ?? null;
  const quick = isWhole && history === null ? track : { ...track, estimates, history: null };
  let projection = projectTrack(quick, env);
  if (history !== null && mayComeDownIn(projection, areas)) {
    projection = projectTrack({ ...track, estimates }, env);
  }
  if (isWhole) return projection;
  let weight = 0;
  for (const { probability } of estimates) weight += probability;
  const components = projection.components.map((component) => ({
    ...component,
    weight: component.weight * weight,
  }));
  return { ...projection, components };
}

/** Whether an impact of the projection lies so near to an area that a better one could change what is decided. */
export function mayComeDownIn({ components }: Projection, areas: readonly Area[]): boolean {
  const margin = FITTED_MARGIN_M * FITTED_MARGIN_M;
  return components.some((component) => {
    // What the filter's estimate never brings to the ground may yet come down by a better one.
    if (component.kind === "course") return component.model === "ballistic";
    const { covarianceEeM2, covarianceNnM2 } = component;
    const wide = {
      ...component,
      covarianceEeM2: covarianceEeM2 + margin,
      covarianceNnM2: covarianceNnM2 + margin,
    };
    return areas.some((area) => hitSigmas(wide, preparedArea(area)) <= FITTED_SIGMAS);
  });
}

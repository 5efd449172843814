import { hitProbability, hitSigmas } from "../assessment/hit-probability.ts";
import type { Environment } from "../motion/environment.ts";
import type { Area } from "../policy/area.ts";
import { leastThresholds } from "../policy/least-thresholds.ts";
import { policiesOf } from "../policy/policies-of.ts";
import type { Policy } from "../policy/policy.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { FitMemory } from "../projection/fit-memory.ts";
import { preparedArea } from "../projection/prepared-area.ts";
import { projectTrack } from "../projection/project-track.ts";
import type { ImpactComponent, Projection } from "../projection/projection.ts";
import type { MotionEstimate, MotionModel, Track } from "../tracking/track.ts";

/** What is held with at least this probability is projected under any policy: the record says where it would have gone. */
const ALWAYS_PROJECTED = 0.05;

/**
 * Below this probability of a law of motion, nothing that it could lead to makes a difference: did it hit or reach the area for
 * certain, that would still stay below the lowest threshold of its rule in any area, lowered as for a stage that has started.
 */
export function probabilityThatMatters(model: MotionModel, policies: readonly Policy[]): number {
  let least = ALWAYS_PROJECTED;
  for (const policy of policies) {
    const { impact, reach } = leastThresholds(policy);
    const threshold = model === "ballistic" ? impact : reach;
    least = Math.min(least, threshold * policy.releaseRatio);
  }
  return least;
}

/**
 * The impact of the filter's estimate is widened by this factor, and by so many m more, before it settles anything; an area that lies this
 * many of its deviations beyond it is not hit by a fit's either. Over 3,000 states of generated salvos no fit gave one more than 1e-4.
 */
const WIDENED = 3;
const WIDENED_M = 50;
const SETTLED_SIGMAS = 3;
/** An area that the widened impact lies in this probably is hit by a fit's too: none gave it less than 0.95. */
const SETTLED_INSIDE = 0.5;
/** Trajectories that are fitted in one step: what is beyond goes by the filter's estimate, so that a flood of tracks stops nothing. */
export const FITS_PER_STEP_MAX = 200;

/** How many trajectories may still be fitted. */
export interface FitAllowance {
  left: number;
}

type Least = Readonly<Record<MotionModel, number>>;
const leastKnown = new WeakMap<readonly Policy[], Least>();

/** {@link probabilityThatMatters} of both laws of motion; worked out once for a list of policies. */
function leastOf(policies: readonly Policy[]): Least {
  let least = leastKnown.get(policies);
  if (least === undefined) {
    least = {
      ballistic: probabilityThatMatters("ballistic", policies),
      powered: probabilityThatMatters("powered", policies),
    };
    leastKnown.set(policies, least);
  }
  return least;
}

/** What of a site tells which projections matter. */
export type WhatIsGuarded = Pick<SiteModel, "areas" | "policy">;

/** Whether no law of motion by which the track could fall matters: then there is nothing to project but its course. */
export function fliesOnly({ estimates }: Track, guarded: WhatIsGuarded): boolean {
  const least = leastOf(policiesOf(guarded)).ballistic;
  return estimates.every(
    ({ model, probability }, i) => model === "powered" || (i > 0 && probability < least),
  );
}

/**
 * The projection that a track's decisions rest on. A flight to the ground is by far the dearest part of a step, and everything
 * that flies keeps a small probability of falling at any moment, as what falls keeps one of flying. A law of motion less probable
 * than {@link probabilityThatMatters} is left out, unless it is the most probable. The weights of what remains stay what
 * they are, so they sum to one less what was left out. A fit of the whole trajectory, dearer still, is made only of what
 * {@link isUnsettled} by the filter's estimate, as long as the allowance lasts.
 */
export function projectWhatMatters(
  track: Track,
  guarded: WhatIsGuarded,
  env: Environment,
  allowance: FitAllowance = { left: 1 },
  memory?: FitMemory,
): Projection {
  const { areas } = guarded;
  const least = leastOf(policiesOf(guarded));
  const estimates = estimatesThatMatter(track, least);
  const { id, timeUs } = track;
  const history = track.history ?? null;
  let projection = projectTrack({ id, timeUs, estimates, history: null }, env);
  if (history !== null && allowance.left > 0 && isUnsettled(projection, areas)) {
    allowance.left--;
    projection = projectTrack({ id, timeUs, estimates, history }, env, { memory });
  }
  if (estimates === track.estimates) return projection;
  let weight = 0;
  for (const { probability } of estimates) weight += probability;
  const components = projection.components.map((component) => ({
    ...component,
    weight: component.weight * weight,
  }));
  return { ...projection, components };
}

/** The estimates by the laws of motion that matter, and the first; all of them as they are where that is all. */
function estimatesThatMatter({ estimates }: Track, least: Least): readonly MotionEstimate[] {
  let [ballistic, powered] = [0, 0];
  for (const { model, probability } of estimates) {
    if (model === "ballistic") ballistic += probability;
    else powered += probability;
  }
  const falls = ballistic >= least.ballistic;
  const flies = powered >= least.powered;
  if (falls && flies) return estimates;
  const kept = estimates.filter(
    ({ model }, i) => i === 0 || (model === "ballistic" ? falls : flies),
  );
  return kept.length === estimates.length ? estimates : kept;
}

/** Whether a better impact than the filter's could change what is decided of an area. */
export function isUnsettled({ components }: Projection, areas: readonly Area[]): boolean {
  return components.some((component) => {
    // What the filter's estimate never brings to the ground may yet come down by a better one.
    if (component.kind === "course") return component.model === "ballistic";
    const wide = widened(component);
    let near = 0;
    let isInside = false;
    for (const area of areas) {
      const prepared = preparedArea(area);
      if (hitSigmas(wide, prepared) > SETTLED_SIGMAS) continue;
      near++;
      isInside = near === 1 && hitProbability(wide, prepared) > SETTLED_INSIDE;
    }
    return near > 0 && !(near === 1 && isInside);
  });
}

function widened(impact: ImpactComponent): ImpactComponent {
  const share = WIDENED * WIDENED;
  const floor = WIDENED_M * WIDENED_M;
  return {
    ...impact,
    covarianceEeM2: share * impact.covarianceEeM2 + floor,
    covarianceEnM2: share * impact.covarianceEnM2,
    covarianceNnM2: share * impact.covarianceNnM2 + floor,
  };
}

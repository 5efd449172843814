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
import { type FallMemory, fittedFallOf, goneOnFall } from "./fitted-fall.ts";

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

/** How far an impact is widened before it settles anything: by this factor, and by so many m more. */
interface Widening {
  readonly share: number;
  readonly floorM: number;
  /** An area that the widened impact lies in with more than this probability is hit. */
  readonly insideLeast: number;
}
/**
 * Of the filter's estimate. Over 3,000 states of generated salvos no fit gave an area more than 1e-4 that lay outside, nor less than 0.95 to one
 * that it lay in.
 */
const BY_FILTER: Widening = { share: 3, floorM: 50, insideLeast: 0.5 };
/**
 * Of an earlier fit, by which nothing is ever surely hit. Of 6,650 areas in 1,330 projections of scenarios with 200 objects, those outside were given 4e-2 once
 * by a fit made anew, and 4e-4 at most otherwise.
 */
const BY_FIT: Widening = { share: 1.5, floorM: 25, insideLeast: 1 };
/** An area that lies this many of the widened impact's deviations beyond it is not hit. */
const SETTLED_SIGMAS = 3;
/** Trajectories that are fitted in one step: what is beyond goes by the filter's estimate, so that a flood of tracks stops nothing. */
export const FITS_PER_STEP_MAX = 200;

/** What one object's projections go on from. */
export interface ProjectionMemory {
  readonly fits: FitMemory;
  readonly falls: FallMemory;
}

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
  memory?: ProjectionMemory,
): Projection {
  const { areas } = guarded;
  const least = leastOf(policiesOf(guarded));
  const ofLaw = { ballistic: 0, powered: 0 };
  for (const { model, probability } of track.estimates) ofLaw[model] += probability;
  const matters = ({ model }: MotionEstimate): boolean => ofLaw[model] >= least[model];
  const isWhole = track.estimates.every(matters);
  const estimates = isWhole
    ? track.estimates
    : track.estimates.filter((e, i) => i === 0 || matters(e));
  const history = track.history ?? null;
  const quick = isWhole && history === null ? track : { ...track, estimates, history: null };
  let projection = projectTrack(quick, env);
  if (history !== null && isUnsettled(projection, areas)) {
    const gone = goneOnFall(projection, history, memory?.falls.before ?? null);
    if (gone !== null && !isUnsettled(gone, areas, BY_FIT)) projection = gone;
    else if (allowance.left > 0) {
      allowance.left--;
      projection = projectTrack({ ...track, estimates }, env, { memory: memory?.fits });
      if (memory !== undefined) memory.falls.latest = fittedFallOf(projection, history);
    }
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

/** Whether a better impact than the filter's could change what is decided of an area. */
export function isUnsettled(
  { components }: Projection,
  areas: readonly Area[],
  by: Widening = BY_FILTER,
): boolean {
  return components.some((component) => {
    // What the filter's estimate never brings to the ground may yet come down by a better one.
    if (component.kind === "course") return component.model === "ballistic";
    const wide = widened(component, by);
    let near = 0;
    let isInside = false;
    for (const area of areas) {
      const prepared = preparedArea(area);
      if (hitSigmas(wide, prepared) > SETTLED_SIGMAS) continue;
      near++;
      isInside = near === 1 && hitProbability(wide, prepared) > by.insideLeast;
    }
    return near > 0 && !(near === 1 && isInside);
  });
}

function widened(impact: ImpactComponent, by: Widening): ImpactComponent {
  const share = by.share * by.share;
  const floor = by.floorM * by.floorM;
  return {
    ...impact,
    covarianceEeM2: share * impact.covarianceEeM2 + floor,
    covarianceEnM2: share * impact.covarianceEnM2,
    covarianceNnM2: share * impact.covarianceNnM2 + floor,
  };
}

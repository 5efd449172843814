import {
  clearGlance,
  type Glance,
  glanceAtCourse,
  glanceAtImpact,
  noGlance,
} from "../assessment/glance.ts";
import { IN_PLAY_DISTANCE_M, IN_PLAY_PROBABILITY } from "../assessment/decision-book.ts";
import { HIT_SKIP_SIGMAS, hitSigmas } from "../assessment/hit-probability.ts";
import { outOfReach } from "../assessment/reach-probability.ts";
import type { Area } from "../policy/area.ts";
import { leastThresholds } from "../policy/least-thresholds.ts";
import { policyOf } from "../policy/policies-of.ts";
import type { Policy } from "../policy/policy.ts";
import { MANOEUVRE_DENSITY_M2PS3 } from "../projection/course-spread.ts";
import { type PreparedArea, preparedArea } from "../projection/prepared-area.ts";
import type { Projection } from "../projection/projection.ts";
import type { Track } from "../tracking/track.ts";
import { addSeconds, secondsBetween, type TimeUs } from "../units/time.ts";
import type { AssessmentMoment, AssessmentParts } from "./assess-track.ts";
import { fliesOnly } from "./project-what-matters.ts";

const NONE: readonly Area[] = [];
const glance = noGlance();
const ofRest = noGlance();
const look = { horizonS: 0, manoeuvreDensityM2Ps3: MANOEUVRE_DENSITY_M2PS3 };

/**
 * The areas for which an assessment of a known track could change anything that is recorded or sent, now or later: all
 * others are passed by, on bounds that cost a fraction of it, and every decision is as if they had been assessed. Null for
 * `projection`: the track only flies, and its course is that of its estimate.
 */
export function areasAtStake(
  { site, book, areaStates }: AssessmentParts,
  track: Track,
  projection: Projection | null,
  { nowUs, automation }: AssessmentMoment,
): readonly Area[] {
  const { areas } = site;
  const { existence } = track;
  if (!automation || track.confirmedUs === null) return areas;
  let open: Area[] | null = null;
  let rest: Area[] | null = null;
  let restInPlay = false;
  clearGlance(ofRest);
  for (const area of areas) {
    const policy = policyOf(area, site);
    const least = leastThresholds(policy);
    lookAhead(track, policy, nowUs);
    clearGlance(glance);
    glanceAt(track, projection, preparedArea(area), glance);
    const improbable =
      existence >= policy.existenceMin &&
      existence * glance.hitMost < least.impact &&
      existence * glance.reachMost < least.reach;
    const free = !areaStates.isInhibited(area.id, nowUs);
    if (improbable && free && book.passesBy(track, area.id, glance, nowUs)) continue;
    if (!book.isInRest(track.id, area.id)) (open ??= []).push(area);
    else {
      (rest ??= []).push(area);
      restInPlay ||= !improbable || isInPlay(glance);
      widen(ofRest, glance);
    }
  }
  const ofTrack = { track, projection, nowUs };
  if (rest !== null && (restInPlay || !restPasses({ site, book }, ofTrack, rest))) {
    open =
      open === null ? rest : areas.filter((area) => open?.includes(area) || rest.includes(area));
  }
  return open ?? NONE;
}

/**
 * Whether anything might be warned of in the area, by the bounds of a glance: true of what could fall, whose impact no glance tells.
 * What was never assessed has no projection yet.
 */
export function mayThreaten(
  site: AssessmentParts["site"],
  track: Track,
  area: Area,
  nowUs: TimeUs,
): boolean {
  if (!fliesOnly(track, site)) return true;
  const policy = policyOf(area, site);
  lookAhead(track, policy, nowUs);
  clearGlance(glance);
  glanceAt(track, null, preparedArea(area), glance);
  return track.existence * glance.reachMost >= leastThresholds(policy).reach;
}

/** How far ahead of the track's state a policy looks. */
function lookAhead(track: Track, policy: Policy, nowUs: TimeUs): void {
  const untilUs = addSeconds(Math.max(nowUs, track.timeUs), policy.preAlertHorizonS);
  look.horizonS = secondsBetween(track.timeUs, untilUs);
}

const isInPlay = ({ hitMost, reachMost, missLeastM }: Glance): boolean =>
  Math.max(hitMost, reachMost) >= IN_PLAY_PROBABILITY || missLeastM <= IN_PLAY_DISTANCE_M;

function widen(out: Glance, by: Glance): void {
  out.hitMost = Math.max(out.hitMost, by.hitMost);
  out.reachMost = Math.max(out.reachMost, by.reachMost);
  out.missLeastM = Math.min(out.missLeastM, by.missLeastM);
}

/** The most probable of the areas that are decided together speaks for them; the first, where all are impossible. */
function restPasses(
  { site, book }: Pick<AssessmentParts, "site" | "book">,
  of: { readonly track: Track; readonly projection: Projection | null; readonly nowUs: TimeUs },
  rest: readonly Area[],
): boolean {
  const { track, projection, nowUs } = of;
  if (book.restPassesBy(track, ofRest, nowUs)) return true;
  for (const area of rest) {
    lookAhead(track, policyOf(area, site), nowUs);
    if (!isImpossible(track, projection, preparedArea(area))) return false;
  }
  lookAhead(track, policyOf(rest[0], site), nowUs);
  clearGlance(glance);
  glanceAt(track, projection, preparedArea(rest[0]), glance);
  glance.hitMost = 0;
  glance.reachMost = 0;
  return book.restPassesBy(track, glance, nowUs);
}

/** Whether the area's probability is worked out to be zero. */
function isImpossible(
  track: Track,
  projection: Projection | null,
  prepared: PreparedArea,
): boolean {
  const { horizonS, manoeuvreDensityM2Ps3: q } = look;
  if (projection === null)
    return track.estimates.every(
      (one) => one.model === "ballistic" || outOfReach(one, prepared, horizonS, q),
    );
  return projection.components.every((component) =>
    component.kind === "impact"
      ? hitSigmas(component, prepared) > HIT_SKIP_SIGMAS
      : outOfReach(component, prepared, horizonS, q),
  );
}

function glanceAt(
  track: Track,
  projection: Projection | null,
  prepared: PreparedArea,
  out: Glance,
): void {
  if (projection === null) {
    for (const { model, mean, covariance } of track.estimates)
      if (model === "powered") glanceAtCourse(mean, covariance, prepared, look, out);
    return;
  }
  for (const component of projection.components) {
    if (component.kind === "impact") glanceAtImpact(component, prepared, out);
    else glanceAtCourse(component.mean, component.covariance, prepared, look, out);
  }
}

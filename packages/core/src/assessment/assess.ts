import { normalDistribution } from "../coverage/normal-distribution.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { Environment } from "../motion/environment.ts";
import type { Area } from "../policy/area.ts";
import {
  type CourseApproach,
  closestApproach,
  HOVER_SPEED_MPS,
} from "../projection/closest-approach.ts";
import {
  courseSpread,
  greatestSigma,
  MANOEUVRE_DENSITY_M2PS3,
  sigmaAlong,
} from "../projection/course-spread.ts";
import { nearestEdge } from "../projection/nearest-edge.ts";
import { type PreparedArea, preparedArea } from "../projection/prepared-area.ts";
import type {
  CourseComponent,
  ImpactComponent,
  Projection,
  ProjectionComponent,
} from "../projection/projection.ts";
import type { MotionModel } from "../tracking/track.ts";
import { clamp, hypot2 } from "../units/algebra.ts";
import { addSeconds, secondsBetween, type TimeUs } from "../units/time.ts";
import { HIT_SKIP_SIGMAS, hitProbability, hitSigmas } from "./hit-probability.ts";
import { outOfReach, probabilityInReach } from "./reach-probability.ts";

/** What a projection means for one area, given that there is an object: the caller applies its existence. */
export interface AreaAssessment {
  /** That the area is hit or reached: the sum of the two below, each weighted by its law of motion. */
  readonly probability: number;
  readonly impactProbability: number;
  readonly reachProbability: number;
  /** The part of `reachProbability` of what would be there below {@link AssessOptions.passesAboveM}; all of it where that is left out. */
  readonly lowReachProbability: number;
  /**
   * From the area's edge to the mean impact point or closest approach, negative inside; of the law of motion that
   * contributes most. Where nothing comes near, a lower bound taken from the area's bounding circle.
   */
  readonly missDistanceM: number;
  /** `missDistanceM` in standard deviations of the projection towards that edge; the same lower bound. */
  readonly missSigmas: number;
  /** 90 % window over all laws that contribute more than a twentieth; null for a course that nowhere comes near. */
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  /** Height of a course at its closest approach, above the ellipsoid as the areas' grounds are; null for an impact. */
  readonly heightM: number | null;
  /**
   * Whether the course leads to the area, but after the horizon: what misses it until then has not passed it by.
   * Never of an impact, which counts whenever it comes.
   */
  readonly comesLater: boolean;
  /** The law of motion that the miss distance, height and least window are of. */
  readonly model: MotionModel;
}

export interface AssessOptions {
  readonly nowUs: TimeUs;
  /** A course must reach the area within this time of now; an impact counts whenever it comes. */
  readonly horizonS: number;
  /** For heights above the ellipsoid; without it `heightM` is null. */
  readonly environment?: Environment;
  readonly manoeuvreDensityM2Ps3?: number;
  /** What passes higher than this above the area's ground counts as over it. */
  readonly passesAboveM?: number;
}

/** The part of one law of motion. */
interface Part {
  readonly component: ProjectionComponent;
  readonly probability: number;
  readonly missDistanceM: number;
  readonly missSigmas: number;
  readonly arrivalFromUs: TimeUs | null;
  readonly arrivalToUs: TimeUs | null;
  readonly heightM: number | null;
  readonly comesLater: boolean;
}

/** Two-sided 90 % of a normal distribution. */
const SIGMAS_90 = 1.644853626951;
/** A law of motion that brings less than this share of the probability does not widen the window. */
const WINDOW_SHARE_MIN = 0.05;
/** Below this, no law of motion governs by its probability, and the likeliest one does. */
const GOVERNING_MIN = 1e-9;
/** A course that passes within this many standard deviations of an area may yet lead into it. */
const LATER_SIGMAS = 2;
/** A spread is at least this much, so that a distance in sigmas stays finite. */
const SIGMA_MIN_M = 1e-3;

/**
 * Assesses one area under a projection: Σ weight × P(hit) over impacts and Σ weight × P(reached) over courses.
 *
 * Areas out of reach of every component cost one comparison each, and get probability 0 where the truth is below
 * 7e-16 (impacts) or 1.6e-8 (courses). An area's envelope is worked out at its first use
 * and kept as long as the area object lives.
 */
export function assessArea(
  projection: Projection,
  area: Area,
  options: AssessOptions,
): AreaAssessment {
  const prepared = preparedArea(area);
  let impactProbability = 0;
  let reached = 0;
  let reachedLow = 0;
  let governing: Part | null = null;
  const parts: Part[] = [];
  for (const component of projection.components) {
    const part =
      component.kind === "impact"
        ? impactPart(component, prepared)
        : coursePart(component, projection.fromUs, prepared, options);
    const share = component.weight * part.probability;
    if (component.kind === "impact") impactProbability += share;
    else {
      reached += share;
      reachedLow += share * lowShare(component, part.heightM, area, options);
    }
    if (governing === null || governs(part, governing)) governing = part;
    parts.push(part);
  }
  if (governing === null) return NOTHING;
  const total = impactProbability + reached;
  let from = governing.arrivalFromUs;
  let to = governing.arrivalToUs;
  for (const part of parts) {
    if (part.component.weight * part.probability <= WINDOW_SHARE_MIN * total) continue;
    if (part.arrivalFromUs !== null && (from === null || part.arrivalFromUs < from)) {
      from = part.arrivalFromUs;
    }
    if (part.arrivalToUs !== null && (to === null || part.arrivalToUs > to)) to = part.arrivalToUs;
  }
  return {
    probability: Math.min(1, total),
    impactProbability,
    reachProbability: reached,
    lowReachProbability: reachedLow,
    missDistanceM: governing.missDistanceM,
    missSigmas: governing.missSigmas,
    arrivalFromUs: from,
    arrivalToUs: to,
    heightM: governing.heightM,
    comesLater: governing.comesLater,
    model: governing.component.model,
  };
}

/** No law of motion, no threat. */
const NOTHING: AreaAssessment = {
  probability: 0,
  impactProbability: 0,
  reachProbability: 0,
  lowReachProbability: 0,
  missDistanceM: Number.MAX_VALUE,
  missSigmas: Number.MAX_VALUE,
  arrivalFromUs: null,
  arrivalToUs: null,
  heightM: null,
  comesLater: false,
  model: "powered",
};

/** Probability that a course with this mean height over the area is no higher than what passes over it. */
function lowShare(
  { covariance }: CourseComponent,
  heightM: number | null,
  { groundHeightM }: Area,
  { passesAboveM }: AssessOptions,
): number {
  if (passesAboveM === undefined || heightM === null) return 1;
  const sigmaM = Math.sqrt(covariance[2 * 6 + 2]);
  return normalDistribution((passesAboveM - (heightM - groundHeightM)) / sigmaM);
}

function governs(part: Part, before: Part): boolean {
  const share = part.component.weight * part.probability;
  const shareBefore = before.component.weight * before.probability;
  if (Math.max(share, shareBefore) >= GOVERNING_MIN) return share > shareBefore;
  return part.component.weight > before.component.weight;
}

function impactPart(impact: ImpactComponent, prepared: PreparedArea): Part {
  const half = SIGMAS_90 * impact.impactSigmaS;
  const sigmas = hitSigmas(impact, prepared);
  const out = sigmas > HIT_SKIP_SIGMAS;
  let missDistanceM: number;
  let missSigmas = sigmas;
  if (out) {
    const ce = prepared.centreEastM - impact.eastM;
    const cn = prepared.centreNorthM - impact.northM;
    missDistanceM = Math.max(0, hypot2(ce, cn) - prepared.radiusM);
  } else {
    const edge = nearestEdge(prepared.area.rings, impact.eastM, impact.northM);
    const spread = {
      ee: impact.covarianceEeM2,
      en: impact.covarianceEnM2,
      nn: impact.covarianceNnM2,
    };
    const sigma = sigmaAlong(spread, edge.outwardEast, edge.outwardNorth);
    missDistanceM = edge.signedDistanceM;
    missSigmas = missDistanceM / Math.max(sigma, SIGMA_MIN_M);
  }
  return {
    component: impact,
    probability: out ? 0 : hitProbability(impact, prepared),
    missDistanceM,
    missSigmas,
    arrivalFromUs: addSeconds(impact.impactUs, -half),
    arrivalToUs: addSeconds(impact.impactUs, half),
    heightM: null,
    comesLater: false,
  };
}

function coursePart(
  course: CourseComponent,
  fromUs: TimeUs,
  prepared: PreparedArea,
  options: AssessOptions,
): Part {
  const q = options.manoeuvreDensityM2Ps3 ?? MANOEUVRE_DENSITY_M2PS3;
  const untilUs = addSeconds(Math.max(options.nowUs, fromUs), options.horizonS);
  const horizonS = secondsBetween(fromUs, untilUs);
  if (outOfReach(course, prepared, horizonS, q)) return distantPass(course, prepared, horizonS, q);
  const { environment } = options;
  const approach: CourseApproach = closestApproach(course, prepared, {
    fromUs,
    untilUs,
    manoeuvreDensityM2Ps3: q,
    heightOf: (e, n, u) =>
      environment === undefined ? u : heightOfEnu(environment.frame, e, n, u),
  });
  return {
    component: course,
    probability: probabilityInReach(course, prepared, horizonS, q),
    missDistanceM: approach.signedDistanceM,
    missSigmas: approach.signedDistanceM / Math.max(approach.sigmaM, SIGMA_MIN_M),
    arrivalFromUs: approach.arrivalFromUs,
    arrivalToUs: approach.arrivalToUs,
    heightM: environment === undefined ? null : approach.heightM,
    comesLater: comesAfter(course, prepared, horizonS, q),
  };
}

/**
 * Whether the course comes to the widened area's bounding circle after `horizonS`: the mean passes it within
 * {@link LATER_SIGMAS} of the position's spread across the course by then. What surely passes by is not on its way there.
 */
function comesAfter(
  course: CourseComponent,
  prepared: PreparedArea,
  horizonS: number,
  q: number,
): boolean {
  const m = course.mean;
  const ve = m[3];
  const vn = m[4];
  const ce = prepared.centreEastM - m[0];
  const cn = prepared.centreNorthM - m[1];
  const speed = hypot2(ve, vn);
  if (speed < HOVER_SPEED_MPS) return false;
  const alongM = (ce * ve + cn * vn) / speed;
  if (alongM - prepared.envelopeRadiusM <= horizonS * speed) return false;
  const asideM = Math.abs(ce * vn - cn * ve) / speed - prepared.envelopeRadiusM;
  if (asideM <= 0) return true;
  const spread = courseSpread(course, alongM / speed, q);
  return asideM <= LATER_SIGMAS * sigmaAlong(spread, -vn / speed, ve / speed);
}

/** Closest approach of the mean course to the area's bounding circle: a lower bound, in metres and in sigmas. */
function distantPass(
  course: CourseComponent,
  prepared: PreparedArea,
  horizonS: number,
  q: number,
): Part {
  const m = course.mean;
  const ve = m[3];
  const vn = m[4];
  const ce = prepared.centreEastM - m[0];
  const cn = prepared.centreNorthM - m[1];
  const t = clamp((ce * ve + cn * vn) / Math.max(ve * ve + vn * vn, 1e-12), 0, horizonS);
  const missDistanceM = hypot2(ce - ve * t, cn - vn * t) - prepared.radiusM;
  const sigma = Math.max(greatestSigma(courseSpread(course, t, q)), SIGMA_MIN_M);
  return {
    component: course,
    probability: 0,
    missDistanceM,
    missSigmas: missDistanceM / sigma,
    arrivalFromUs: null,
    arrivalToUs: null,
    heightM: null,
    comesLater: comesAfter(course, prepared, horizonS, q),
  };
}

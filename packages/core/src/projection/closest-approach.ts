import { hypot2 } from "../units/algebra.ts";
import { addSeconds, secondsBetween, type TimeUs } from "../units/time.ts";
import { courseSpread, greatestSigma, sigmaAlong } from "./course-spread.ts";
import { nearestEdge } from "./nearest-edge.ts";
import type { PreparedArea } from "./prepared-area.ts";
import type { ClosestApproach, CourseComponent } from "./projection.ts";
import { firstEntry, leastDistance, straightPass } from "./straight-pass.ts";

/** Slower than this, horizontally, an object hovers: where it goes next is not told by its velocity. */
export const HOVER_SPEED_MPS = 1;
/** Two-sided 90 % of a normal distribution. */
const SIGMAS_90 = 1.644853626951;
/** {@link ClosestApproach} with what an assessment needs beside it. */
export interface CourseApproach extends ClosestApproach {
  /** To the area's own edge, without its buffer, at the closest approach; the greatest depth, negative, when crossed. */
  readonly signedDistanceM: number;
  /** Standard deviation of the position then, in the direction of that edge. */
  readonly sigmaM: number;
}

export interface ApproachOptions {
  /** State time of the course. */
  readonly fromUs: TimeUs;
  /** How far to look ahead of `fromUs`. */
  readonly untilUs: TimeUs;
  readonly manoeuvreDensityM2Ps3: number;
  /** Height of a place in the site frame, in the datum of the areas' ground heights. */
  readonly heightOf: (e: number, n: number, u: number) => number;
}

/**
 * How the mean course p + v·t of a powered object passes an area, in the horizontal.
 *
 * `timeUs` is when it enters the area, or else comes closest, or `fromUs` if it is inside, hovers or recedes.
 * The arrival window is 90 % of the time at which the widened area (or the closest point) is reached: t ± 1.645·σ/|v|
 * with σ the position's spread along the course. An object that hovers or recedes has no such time: its window
 * opens when it could be there had it turned to the area at its speed plus 1.645 σ, and closes at `untilUs`.
 */
export function closestApproach(
  course: CourseComponent,
  prepared: PreparedArea,
  options: ApproachOptions,
): CourseApproach {
  const { fromUs, untilUs, manoeuvreDensityM2Ps3: q } = options;
  const m = course.mean;
  const e = m[0];
  const n = m[1];
  const u = m[2];
  const ve = m[3];
  const vn = m[4];
  const vu = m[5];
  const horizonS = Math.max(0, secondsBetween(fromUs, untilUs));
  const { rings } = prepared.area;
  const speed = hypot2(ve, vn);
  const moving = speed >= HOVER_SPEED_MPS;
  const way = { e, n, ve: moving ? ve : 0, vn: moving ? vn : 0 };
  const passage = straightPass(prepared.outline, way, horizonS);
  const t = passage.entryS ?? passage.nearestS;
  const nearE = e + ve * passage.nearestS;
  const nearN = n + vn * passage.nearestS;
  const mayBeInside = leastDistance(prepared.outline, nearE, nearN) <= 0;
  const edge = nearestEdge(rings, nearE, nearN, mayBeInside);
  const spread = courseSpread(course, passage.nearestS, q);
  const window =
    moving && (t > 0 || passage.entryS !== null)
      ? arrivalWindow(course, prepared, { t, horizonS, speed, q })
      : turningWindow(course, Math.max(0, edge.signedDistanceM), horizonS, q);
  return {
    timeUs: addSeconds(fromUs, t),
    distanceM: Math.max(0, passage.entryS === null ? edge.signedDistanceM : 0),
    heightM: options.heightOf(e + ve * t, n + vn * t, u + vu * t),
    arrivalFromUs: addSeconds(fromUs, window[0]),
    arrivalToUs: addSeconds(fromUs, window[1]),
    signedDistanceM: edge.signedDistanceM,
    sigmaM: sigmaAlong(spread, edge.outwardEast, edge.outwardNorth),
  };
}

function arrivalWindow(
  course: CourseComponent,
  prepared: PreparedArea,
  at: { t: number; horizonS: number; speed: number; q: number },
): [number, number] {
  const m = course.mean;
  const e = m[0];
  const n = m[1];
  const ve = m[3];
  const vn = m[4];
  // The widened area is reached a little before the area itself.
  const t = firstEntry(prepared.envelopeOutline, { e, n, ve, vn }, at.horizonS, true) ?? at.t;
  const spread = courseSpread(course, t, at.q);
  const half = (SIGMAS_90 * sigmaAlong(spread, ve / at.speed, vn / at.speed)) / at.speed;
  return [Math.max(0, t - half), t + half];
}

function turningWindow(
  course: CourseComponent,
  distanceM: number,
  horizonS: number,
  q: number,
): [number, number] {
  if (distanceM === 0) return [0, 0];
  const speed = hypot2(course.mean[3], course.mean[4]);
  const sigma = greatestSigma({
    ee: course.covariance[21] + q * horizonS,
    en: course.covariance[22],
    nn: course.covariance[28] + q * horizonS,
  });
  const soonest = distanceM / Math.max(speed + SIGMAS_90 * sigma, 1e-9);
  return [Math.min(soonest, horizonS), horizonS];
}

import { courseSpread, greatestSigma, sigmaAlong } from "../projection/course-spread.ts";
import { nearestEdge } from "../projection/nearest-edge.ts";
import { leastDistance } from "../projection/straight-pass.ts";
import type { PreparedArea } from "../projection/prepared-area.ts";
import type { Course, CourseComponent } from "../projection/projection.ts";
import { clamp, hypot2 } from "../units/algebra.ts";
import { polygonProbability } from "./polygon-probability.ts";

/**
 * A course whose velocity would have to be this many standard deviations off to reach the area does not reach it. That
 * leaves out exp(−6²/2) = 1.6e-8 at most.
 */
const REACH_SKIP_SIGMAS = 6;
/** Shortest time over which a velocity is averaged; nearer, the position's own uncertainty decides. */
export const AVERAGE_MIN_S = 1;
const FAR_SIGMAS = 12;
export const POSITION_SIGMAS = 12;

export interface ReachOptions {
  readonly horizonS: number;
  readonly manoeuvreDensityM2Ps3: number;
}

/**
 * Probability that a powered object enters the widened area (the envelope A) within the horizon T, whatever its height.
 *
 * Its way is taken as straight with an unknown mean velocity w, so it enters A from p exactly if w lies in
 *   V = { a / t : a ∈ A − p, 0 < t ≤ T },
 * a convex cone without its tip, and P = Pr(w ∈ V), the mass of N(v, Σ) over that polygon. Uncertain
 * position and manoeuvre are carried into the mean velocity over the time τ of getting there:
 *   Σ = P_vv + (P_pv + P_vp)/τ + P_pp/τ² + (q·τ/3)·I = S(τ)/τ²,   τ = distance / √(|v|² + tr P_vv),
 * held between 1 s and T. It is exact for straight ways from a known place, for a hovering object too (the share of
 * directions and speeds that lead there); with manoeuvre it counts each way's turn as made at once.
 * An object that may be inside already counts as there: P = P_in + (1 − P_in)·Pr(w ∈ V), where V is seen
 * from one standard deviation outside, so that P is continuous across the edge.
 *
 * Units: site ENU, m, m/s, s; q is an acceleration's spectral density, m²/s³. Returns 0 where
 * the velocity is {@link REACH_SKIP_SIGMAS} from V, leaving out at most 1.6e-8.
 */
export function reachProbability(
  course: CourseComponent,
  prepared: PreparedArea,
  { horizonS, manoeuvreDensityM2Ps3: q }: ReachOptions,
): number {
  if (!(horizonS > 0)) return presentProbability(course, prepared);
  if (outOfReach(course, prepared, horizonS, q)) return 0;
  return probabilityInReach(course, prepared, horizonS, q);
}

/** {@link reachProbability} of what is not {@link outOfReach}. */
export function probabilityInReach(
  course: CourseComponent,
  prepared: PreparedArea,
  horizonS: number,
  q: number,
): number {
  if (!(horizonS > 0)) return presentProbability(course, prepared);
  const m = course.mean;
  const e = m[0];
  const n = m[1];
  const ve = m[3];
  const vn = m[4];
  const inside = presentProbability(course, prepared);
  const { envelopeOutline } = prepared;
  const mayBeInside = leastDistance(envelopeOutline, e, n) <= 0;
  const edge = nearestEdge(envelopeOutline.rings, e, n, mayBeInside);
  const place = courseSpread(course, 0, q);
  const margin = Math.max(sigmaAlong(place, edge.outwardEast, edge.outwardNorth), 0.1);
  const shift = Math.max(0, margin - edge.signedDistanceM);
  const time = averagingTime(course, edge.signedDistanceM + shift, horizonS);
  const spread = courseSpread(course, time, q);
  const perSquare = 1 / (time * time);
  const ee = spread.ee * perSquare;
  const en = spread.en * perSquare;
  const nn = spread.nn * perSquare;
  const sigma = greatestSigma({ ee, en, nn });
  const speedMax = hypot2(ve, vn) + FAR_SIGMAS * sigma;
  const fromE = e + shift * edge.outwardEast;
  const fromN = n + shift * edge.outwardNorth;
  // Mean velocity less that to the envelope's centre in just the horizon.
  const fasterE = ve - (prepared.centreEastM - fromE) / horizonS;
  const fasterN = vn - (prepared.centreNorthM - fromN) / horizonS;
  const isSoon =
    hypot2(fasterE, fasterN) > prepared.envelopeRadiusM / horizonS + FAR_SIGMAS * sigma;
  const cone = velocityCone(prepared.envelope, { e: fromE, n: fromN, horizonS, speedMax, isSoon });
  return inside + (1 - inside) * polygonProbability([ve, vn], [ee, en, nn], [cone]);
}

/** Probability that the object is over the widened area now. */
function presentProbability(course: CourseComponent, prepared: PreparedArea): number {
  const e = course.mean[0];
  const n = course.mean[1];
  const p = course.covariance;
  const place = { ee: p[0], en: p[1], nn: p[7] };
  const distance = hypot2(e - prepared.centreEastM, n - prepared.centreNorthM);
  if (distance > prepared.envelopeRadiusM + POSITION_SIGMAS * greatestSigma(place)) return 0;
  return polygonProbability([e, n], [place.ee, place.en, place.nn], prepared.envelopeOutline.rings);
}

function averagingTime(course: Course, distanceM: number, horizonS: number): number {
  const ve = course.mean[3];
  const vn = course.mean[4];
  const p = course.covariance;
  const speed = Math.sqrt(ve * ve + vn * vn + p[21] + p[28]);
  return clamp(distanceM / Math.max(speed, 1e-9), Math.min(AVERAGE_MIN_S, horizonS), horizonS);
}

/** Whether the velocity is more than {@link REACH_SKIP_SIGMAS} from the cone of the area's bounding circle. */
export function outOfReach(
  course: Course,
  prepared: PreparedArea,
  horizonS: number,
  q: number,
): boolean {
  const m = course.mean;
  const e = m[0];
  const n = m[1];
  const ve = m[3];
  const vn = m[4];
  const p = course.covariance;
  const ce = prepared.centreEastM - e;
  const cn = prepared.centreNorthM - n;
  const distance = hypot2(ce, cn);
  const radius = prepared.envelopeRadiusM;
  const placeSigma = Math.sqrt(p[0] + p[7]);
  const gap = distance - radius;
  if (gap <= REACH_SKIP_SIGMAS * placeSigma) return false;
  const time = averagingTime(course, gap, horizonS);
  // The nearest edge may be farther than the circle's, and the spread of the mean velocity is greatest at one of the ends.
  const later = averagingTime(course, distance + radius, horizonS);
  const sigma = Math.max(
    greatestSigma(courseSpread(course, time, q)) / time,
    greatestSigma(courseSpread(course, later, q)) / later,
  );
  const speed = hypot2(ve, vn);
  const tooSlow = gap / horizonS - speed;
  // Angle from the velocity to the circle's tangent: sin(β − α) with sin α = radius / distance.
  const sinAlpha = radius / distance;
  const cosAlpha = Math.sqrt(1 - sinAlpha * sinAlpha);
  const along = (ve * ce + vn * cn) / distance;
  const across = Math.abs(ve * cn - vn * ce) / distance;
  const beyond = across * cosAlpha - along * sinAlpha;
  const forward = along * cosAlpha + across * sinAlpha;
  const aside = beyond <= 0 && forward > 0 ? 0 : forward > 0 ? beyond : speed;
  return Math.max(tooSlow, aside) > REACH_SKIP_SIGMAS * sigma;
}

/** The cone of the call at hand, flat: used up before the next. */
const coneRing: number[] = [];

/**
 * The mean velocities that lead from a place outside the convex, counterclockwise envelope into it in time. `isSoon`: the object may have none of those in the
 * disc about the cone's tip, of those that lead to the envelope's circle in just the time, so that it makes no difference how the tip is cut.
 */
function velocityCone(
  envelope: readonly number[],
  from: { e: number; n: number; horizonS: number; speedMax: number; isSoon: boolean },
): readonly number[] {
  const { e, n, horizonS, isSoon } = from;
  const { left, right, far } = nearSide(envelope, e, n);
  const length = envelope.length;
  const ring = coneRing;
  let size = 0;
  for (let k = left; ; k = k + 2 === length ? 0 : k + 2) {
    if (isSoon && k !== left && k !== right) continue;
    ring[size++] = (envelope[k] - e) / horizonS;
    ring[size++] = (envelope[k + 1] - n) / horizonS;
    if (k === right) break;
  }
  // The cone is closed where the density has ended; three rays keep the closing edges away from the tip.
  const reach = 1.5 * Math.max(from.speedMax, far / horizonS);
  const leftE = envelope[left] - e;
  const leftN = envelope[left + 1] - n;
  const leftLength = hypot2(leftE, leftN);
  const rightE = envelope[right] - e;
  const rightN = envelope[right + 1] - n;
  const rightLength = hypot2(rightE, rightN);
  const le = leftE / leftLength;
  const ln = leftN / leftLength;
  const re = rightE / rightLength;
  const rn = rightN / rightLength;
  const chordE = le - re;
  const chordN = ln - rn;
  const chord = hypot2(chordE, chordN);
  ring[size++] = re * reach;
  ring[size++] = rn * reach;
  ring[size++] = (chord > 0 ? chordN / chord : le) * reach;
  ring[size++] = (chord > 0 ? -chordE / chord : ln) * reach;
  ring[size++] = le * reach;
  ring[size++] = ln * reach;
  ring.length = size;
  return ring;
}

/**
 * The vertices, by their place in the flat envelope, between which its edges face a place outside, and how far its farthest is.
 * Seen from outside, edges that turn clockwise about the place face it: they are the near side.
 */
function nearSide(
  envelope: readonly number[],
  e: number,
  n: number,
): { left: number; right: number; far: number } {
  const length = envelope.length;
  let left = 0;
  let right = 0;
  let farSquared = 0;
  let x = envelope[0] - e;
  let y = envelope[1] - n;
  const lastX = envelope[length - 2] - e;
  const lastY = envelope[length - 1] - n;
  let before = lastX * y - lastY * x < 0;
  for (let i = 0; i < length; i += 2) {
    const next = i + 2 === length ? 0 : i + 2;
    const nextX = envelope[next] - e;
    const nextY = envelope[next + 1] - n;
    const after = x * nextY - y * nextX < 0;
    if (!before && after) left = i;
    if (before && !after) right = i;
    farSquared = Math.max(farSquared, x * x + y * y);
    before = after;
    x = nextX;
    y = nextY;
  }
  return { left, right, far: Math.sqrt(farSquared) };
}

import { courseSpread, greatestSigma, sigmaAlong } from "../projection/course-spread.ts";
import { nearestEdge } from "../projection/nearest-edge.ts";
import type { PreparedArea } from "../projection/prepared-area.ts";
import type { CourseComponent } from "../projection/projection.ts";
import { clamp, hypot2 } from "../units/algebra.ts";
import { polygonProbability } from "./polygon-probability.ts";

/**
 * A course whose velocity would have to be this many standard deviations off to reach the area does not reach it. That
 * leaves out exp(−6²/2) = 1.6e-8 at most.
 */
const REACH_SKIP_SIGMAS = 6;
/** Shortest time over which a velocity is averaged; nearer, the position's own uncertainty decides. */
const AVERAGE_MIN_S = 1;
const FAR_SIGMAS = 12;
const POSITION_SIGMAS = 12;

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
  const m = course.mean;
  const e = m[0];
  const n = m[1];
  const ve = m[3];
  const vn = m[4];
  const inside = presentProbability(course, prepared);
  const edge = nearestEdge([prepared.envelope], e, n);
  const place = courseSpread(course, 0, q);
  const margin = Math.max(sigmaAlong(place, edge.outwardEast, edge.outwardNorth), 0.1);
  const shift = Math.max(0, margin - edge.signedDistanceM);
  const time = averagingTime(course, edge.signedDistanceM + shift, horizonS);
  const spread = courseSpread(course, time, q);
  const perSquare = 1 / (time * time);
  const ee = spread.ee * perSquare;
  const en = spread.en * perSquare;
  const nn = spread.nn * perSquare;
  const speedMax = hypot2(ve, vn) + FAR_SIGMAS * greatestSigma({ ee, en, nn });
  const cone = velocityCone(prepared.envelope, {
    e: e + shift * edge.outwardEast,
    n: n + shift * edge.outwardNorth,
    horizonS,
    speedMax,
  });
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
  return polygonProbability([e, n], [place.ee, place.en, place.nn], [prepared.envelope]);
}

function averagingTime(course: CourseComponent, distanceM: number, horizonS: number): number {
  const ve = course.mean[3];
  const vn = course.mean[4];
  const p = course.covariance;
  const speed = Math.sqrt(ve * ve + vn * vn + p[21] + p[28]);
  return clamp(distanceM / Math.max(speed, 1e-9), Math.min(AVERAGE_MIN_S, horizonS), horizonS);
}

/** Whether the velocity is more than {@link REACH_SKIP_SIGMAS} from the cone of the area's bounding circle. */
export function outOfReach(
  course: CourseComponent,
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

/** The mean velocities that lead from a place outside the convex, counterclockwise envelope into it in time. */
function velocityCone(
  envelope: readonly number[],
  from: { e: number; n: number; horizonS: number; speedMax: number },
): number[] {
  const count = envelope.length / 2;
  const at = (i: number): [number, number] => {
    const k = 2 * (((i % count) + count) % count);
    return [envelope[k] - from.e, envelope[k + 1] - from.n];
  };
  // Seen from outside, edges that turn clockwise about the place face it: they are the near side.
  let left = 0;
  let right = 0;
  let far = 0;
  let before = facing(at(count - 1), at(0));
  for (let i = 0; i < count; i++) {
    const point = at(i);
    const after = facing(point, at(i + 1));
    if (!before && after) left = i;
    if (before && !after) right = i;
    far = Math.max(far, hypot2(point[0], point[1]));
    before = after;
  }
  const ring: number[] = [];
  const steps = (right - left + count) % count;
  for (let k = 0; k <= steps; k++) {
    const [x, y] = at(left + k);
    ring.push(x / from.horizonS, y / from.horizonS);
  }
  // The cone is closed where the density has ended; three rays keep the closing edges away from the tip.
  const reach = 1.5 * Math.max(from.speedMax, far / from.horizonS);
  const [le, ln] = unit(at(left));
  const [re, rn] = unit(at(right));
  const chordE = le - re;
  const chordN = ln - rn;
  const chord = hypot2(chordE, chordN);
  const middle = chord > 0 ? [chordN / chord, -chordE / chord] : [le, ln];
  ring.push(re * reach, rn * reach);
  ring.push(middle[0] * reach, middle[1] * reach);
  ring.push(le * reach, ln * reach);
  return ring;
}

const facing = (a: [number, number], b: [number, number]): boolean => a[0] * b[1] - a[1] * b[0] < 0;

function unit([x, y]: [number, number]): [number, number] {
  const length = hypot2(x, y);
  return [x / length, y / length];
}

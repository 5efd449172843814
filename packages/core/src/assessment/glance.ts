import type { PreparedArea } from "../projection/prepared-area.ts";
import type { Course, ImpactComponent } from "../projection/projection.ts";
import { clamp, hypot2 } from "../units/algebra.ts";
import { HIT_SKIP_SIGMAS, hitSigmas } from "./hit-probability.ts";
import { AVERAGE_MIN_S, POSITION_SIGMAS } from "./reach-probability.ts";

/** Bounds of what an assessment of one area would find: cheap, and never on the wrong side. */
export interface Glance {
  /** The area is hit, and reached, with at most these probabilities, given the object. */
  hitMost: number;
  reachMost: number;
  /** `missDistanceM` is at least this; negative inside. */
  missLeastM: number;
}

type Numbers = Course["mean"];

/** What {@link polygonProbability} may err by, ten times over. */
const PROBABILITY_SLACK = 1e-9;
/** What two ways of working out one distance differ by at most. */
const DISTANCE_SLACK_M = 1e-6;
const PER_ROOT_TAU = 1 / Math.sqrt(2 * Math.PI);
/** Nearer to an area than this it is assessed, m. */
const NEAR_M = 1;

/** A glance that has looked at nothing yet. */
export const noGlance = (): Glance => ({
  hitMost: 0,
  reachMost: 0,
  missLeastM: Number.MAX_VALUE,
});

export function clearGlance(glance: Glance): void {
  glance.hitMost = 0;
  glance.reachMost = 0;
  glance.missLeastM = Number.MAX_VALUE;
}

function takeHit(glance: Glance, most: number, missLeastM: number): void {
  if (most > glance.hitMost) glance.hitMost = most;
  if (missLeastM < glance.missLeastM) glance.missLeastM = missLeastM;
}

function takeReach(glance: Glance, most: number, missLeastM: number): void {
  if (most > glance.reachMost) glance.reachMost = most;
  if (missLeastM < glance.missLeastM) glance.missLeastM = missLeastM;
}

/** Widens a glance by an impact: Φ(−z) with z of {@link hitSigmas}, and the distance to the area's bounding circle. */
export function glanceAtImpact(impact: ImpactComponent, prepared: PreparedArea, out: Glance): void {
  const z = hitSigmas(impact, prepared);
  const e = prepared.centreEastM - impact.eastM;
  const n = prepared.centreNorthM - impact.northM;
  const gapM = hypot2(e, n) - prepared.radiusM;
  if (z > HIT_SKIP_SIGMAS) takeHit(out, 0, Math.max(0, gapM));
  else takeHit(out, tailMost(z), gapM - DISTANCE_SLACK_M);
}

/**
 * Widens a glance by a course (mean 6×1, covariance 6×6 row-major, ENU), which reaches the area if its mean velocity w lies in the
 * cone V of {@link reachProbability}. V is beyond the half-plane w·d ≥ (|c| − r)/T, d the unit vector to the centre c of the
 * area's circle of radius r, and on the inner side of the circle's tangent through the object: with z the distance of
 * the mean velocity from either in standard deviations, P ≤ Φ(−z) by the better one. The spread of w depends on the
 * time τ of getting there, which lies between those to the circle's nearest and farthest points: each of its terms is taken at its worst.
 * Its miss distance is at least that of its straight way, as far as it gets in time, from the circle.
 */
export function glanceAtCourse(
  mean: Numbers,
  covariance: Numbers,
  prepared: PreparedArea,
  { horizonS, manoeuvreDensityM2Ps3: q }: { horizonS: number; manoeuvreDensityM2Ps3: number },
  out: Glance,
): void {
  const ve = mean[3];
  const vn = mean[4];
  const ce = prepared.centreEastM - mean[0];
  const cn = prepared.centreNorthM - mean[1];
  const t = clamp((ce * ve + cn * vn) / Math.max(ve * ve + vn * vn, 1e-12), 0, horizonS);
  const missM = hypot2(ce - ve * t, cn - vn * t) - prepared.radiusM;
  const p = covariance;
  const distance = hypot2(ce, cn);
  const radius = prepared.envelopeRadiusM;
  const gap = distance - radius;
  if (!(horizonS > 0) || gap <= NEAR_M + POSITION_SIGMAS * Math.sqrt(p[0] + p[7])) {
    takeReach(out, 1, missM - DISTANCE_SLACK_M);
    return;
  }
  const pace = Math.sqrt(ve * ve + vn * vn + p[21] + p[28]);
  const leastS = Math.min(AVERAGE_MIN_S, horizonS);
  const soonS = clamp(gap / Math.max(pace, 1e-9), leastS, horizonS);
  const lateS = clamp((distance + radius) / Math.max(pace, 1e-9), leastS, horizonS);
  // The tangent on the side to which the velocity points.
  const de = ce / distance;
  const dn = cn / distance;
  const turn = de * vn - dn * ve;
  const side = turn < 0 ? -1 : 1;
  const sine = radius / distance;
  const cosine = Math.sqrt(1 - sine * sine);
  const te = -side * dn * cosine - de * sine;
  const tn = side * de * cosine - dn * sine;
  const beyond = ve * te + vn * tn;
  const slow = gap / horizonS - (ve * de + vn * dn);
  const aside = beyond > 0 ? beyond / sigmaMost(p, te, tn, soonS, lateS, q) : 0;
  const short = slow > 0 ? slow / sigmaMost(p, de, dn, soonS, lateS, q) : 0;
  takeReach(out, tailMost(Math.max(aside, short)), missM - DISTANCE_SLACK_M);
}

/** Standard deviation along the unit vector (e, n) of a velocity averaged over a time between two: √(S(τ)/τ²), at most. */
function sigmaMost(
  p: Numbers,
  e: number,
  n: number,
  soonS: number,
  lateS: number,
  q: number,
): number {
  const place = p[0] * e * e + 2 * p[1] * e * n + p[7] * n * n;
  const both = 2 * (p[3] * e * e + (p[4] + p[9]) * e * n + p[10] * n * n);
  const speed = p[21] * e * e + 2 * p[22] * e * n + p[28] * n * n;
  const worst = both > 0 ? both / soonS : both / lateS;
  return Math.sqrt(
    Math.max(speed + worst + place / (soonS * soonS) + (q * lateS) / 3, Number.MIN_VALUE),
  );
}

/**
 * Φ(−z) at most, with what a computed probability may err by: the lesser of ½·exp(−z²/2) and Mills's exp(−z²/2)/(z·√2π), for z ≥ 0
 * (Abramowitz & Stegun, 1964, Handbook of Mathematical Functions, 26.2.13 and 26.2.25).
 */
function tailMost(z: number): number {
  if (!(z > 0)) return 1;
  return Math.min(0.5, PER_ROOT_TAU / z) * Math.exp(-0.5 * z * z) + PROBABILITY_SLACK;
}

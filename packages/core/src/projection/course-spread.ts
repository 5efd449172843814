import type { Course } from "./projection.ts";

/**
 * Spectral density of the horizontal acceleration that a powered object's course is allowed, m²/s³: the spread
 * of one minute ahead is then √(q·t³/3) = 120 m, the change of heading of a 50 m/s drone in it about 4°.
 * An allowance for a vehicle that keeps to its way, not a measurement; larger values see turns coming and
 * spread the probability of one that flies straight in. An option of every function that uses it.
 */
export const MANOEUVRE_DENSITY_M2PS3 = 0.2;

/** Horizontal 2×2: east-east, east-north, north-north. */
export interface Spread {
  ee: number;
  en: number;
  nn: number;
}

/**
 * Horizontal covariance, m², of a nearly-constant-velocity course `t` seconds ahead:
 *   S(t) = P_pp + t·(P_pv + P_vp) + t²·P_vv + (q·t³/3)·I,
 * P being the 6×6 covariance in site ENU and q the white-noise acceleration's spectral density
 * (Bar-Shalom, Li & Kirubarajan, 2001, Estimation with Applications to Tracking and Navigation, section 6.2.2).
 */
export function courseSpread(course: Course, t: number, q: number): Spread {
  const p = course.covariance;
  const noise = (q * t * t * t) / 3;
  return {
    ee: p[0] + 2 * t * p[3] + t * t * p[21] + noise,
    en: p[1] + t * (p[4] + p[9]) + t * t * p[22],
    nn: p[7] + 2 * t * p[10] + t * t * p[28] + noise,
  };
}

/** Standard deviation of a spread along the unit vector (e, n). */
export function sigmaAlong(spread: Spread, e: number, n: number): number {
  const variance = spread.ee * e * e + 2 * spread.en * e * n + spread.nn * n * n;
  return Math.sqrt(Math.max(0, variance));
}

/** Largest standard deviation of a spread in any direction. */
export function greatestSigma({ ee, en, nn }: Spread): number {
  const half = 0.5 * (ee - nn);
  return Math.sqrt(Math.max(0, 0.5 * (ee + nn) + Math.sqrt(half * half + en * en)));
}

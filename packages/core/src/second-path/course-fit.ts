import { hypot2, hypot3, square } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { MeasuredPlace } from "./measured-place.ts";

/** What a few places that lie on one course say, at the time of the latest. Site frame. */
export interface CourseFit {
  readonly timeUs: TimeUs;
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
  readonly eastMps: number;
  readonly northMps: number;
  readonly upMps: number;
  /** One sigma of each level component, m and m/s. */
  readonly sigmaM: number;
  readonly sigmaMps: number;
  /** The same of height; null where none was measured, and `upM` and `upMps` say nothing. */
  readonly upSigmaM: number | null;
  readonly upSigmaMps: number;
  /** It moves as what nothing carries: on an arc, and not on a straight line. */
  readonly falls: boolean;
  /** It is not taken to fall, and is as fast as what does, and no straighter. */
  readonly mayFall: boolean;
}

/** Slower than this nothing is taken to fall. */
const FALLS_FROM_MPS = 60;
/** What climbs or descends faster than this is taken to fall unless a straight line fits better by {@link EVIDENCE}, and what does not the other way. */
const STEEP_MPS = 25;
/** Of a sum of squares over its variance: two sigmas. */
const EVIDENCE = 4;

/**
 * Least squares through places x_i at times t_i before the latest, t̄ and x̄ their means, S = Σ(t_i − t̄)²:
 *   v = Σ(t_i − t̄)·x_i / S, x = x̄ − v·t̄; σ_v = σ/√S, σ_x² = σ²·(1/n + t̄²/S), σ² the mean of the places' variances.
 * Where it falls, height is fitted as u + ½g·t² of a straight line: an arc without drag. Which of the two, the sums of squared
 * residuals say, and how steep it is. At least two places, at different times.
 */
export function courseFit(places: readonly MeasuredPlace[]): CourseFit {
  const { timeUs } = places[places.length - 1];
  const count = places.length;
  let middle = 0;
  let variance = 0;
  let upVariance: number | null = 0;
  for (const place of places) {
    middle += secondsBetween(timeUs, place.timeUs) / count;
    variance += square(place.sigmaM) / count;
    upVariance =
      upVariance === null || place.upSigmaM === null
        ? null
        : upVariance + square(place.upSigmaM) / count;
  }
  let spread = 0;
  for (const place of places) spread += square(secondsBetween(timeUs, place.timeUs) - middle);
  const times = { timeUs, middle, spread };
  const east = line(places, times, "eastM", 0);
  const north = line(places, times, "northM", 0);
  const [at, slope] = [1 / count + square(middle) / spread, 1 / spread];
  const level = {
    timeUs,
    eastM: east.at,
    northM: north.at,
    eastMps: east.slope,
    northMps: north.slope,
    sigmaM: Math.sqrt(variance * at),
    sigmaMps: Math.sqrt(variance * slope),
  };
  if (upVariance === null)
    return {
      ...level,
      upM: 0,
      upMps: 0,
      upSigmaM: null,
      upSigmaMps: 0,
      falls: false,
      mayFall: false,
    };
  const straight = line(places, times, "upM", 0);
  const arc = line(places, times, "upM", 0.5 * STANDARD_GRAVITY_MPS2);
  const gain = (straight.residual - arc.residual) / Math.max(upVariance, 1);
  const isSteep = Math.abs(straight.slope) > STEEP_MPS;
  const isFast = hypot3(east.slope, north.slope, arc.slope) > FALLS_FROM_MPS;
  const falls = isFast && gain > (isSteep ? -EVIDENCE : EVIDENCE);
  const up = falls ? arc : straight;
  return {
    ...level,
    upM: up.at,
    upMps: up.slope,
    upSigmaM: Math.sqrt(upVariance * at),
    upSigmaMps: Math.sqrt(upVariance * slope),
    falls,
    mayFall: isFast && !falls && gain > -EVIDENCE,
  };
}

export const levelSpeed = ({ eastMps, northMps }: CourseFit): number => hypot2(eastMps, northMps);

/** A line through one coordinate of places, `bend`·t² added to it: its value at the latest, its slope, and the sum of squared residuals. */
function line(
  places: readonly MeasuredPlace[],
  { timeUs, middle, spread }: { timeUs: TimeUs; middle: number; spread: number },
  of: "eastM" | "northM" | "upM",
  bend: number,
): { at: number; slope: number; residual: number } {
  let mean = 0;
  let sum = 0;
  for (const place of places) {
    const t = secondsBetween(timeUs, place.timeUs);
    const value = place[of] + bend * square(t);
    mean += value / places.length;
    sum += (t - middle) * value;
  }
  const slope = sum / spread;
  const at = mean - slope * middle;
  let residual = 0;
  for (const place of places) {
    const t = secondsBetween(timeUs, place.timeUs);
    residual += square(place[of] + bend * square(t) - at - slope * t);
  }
  return { at, slope, residual };
}

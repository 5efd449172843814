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
/** Places that a course is fitted through at most. */
export const PLACES_MAX = 8;

/**
 * Least squares through places x_i at times t_i before the latest, t̄ and x̄ their means, S = Σ(t_i − t̄)²:
 *   v = Σ(t_i − t̄)·x_i / S, x = x̄ − v·t̄; σ_v = σ/√S, σ_x² = σ²·(1/n + t̄²/S), σ² the mean of the places' variances.
 * Where it falls, height is fitted as u + ½g·t² of a straight line: an arc without drag. Which of the two, the sums of squared
 * residuals say, and how steep it is. At least two places, {@link PLACES_MAX} at most, at different times.
 */
export function courseFit(places: readonly MeasuredPlace[]): CourseFit {
  const { timeUs } = places[places.length - 1];
  const count = places.length;
  let middle = 0;
  let variance = 0;
  let upVariance = 0;
  let hasUp = true;
  for (let i = 0; i < count; i++) {
    const place = places[i];
    times[i] = secondsBetween(timeUs, place.timeUs);
    middle += times[i] / count;
    variance += square(place.sigmaM) / count;
    if (place.upSigmaM === null) hasUp = false;
    else upVariance += square(place.upSigmaM) / count;
  }
  let spread = 0;
  for (let i = 0; i < count; i++) spread += square(times[i] - middle);
  for (let i = 0; i < count; i++) values[i] = places[i].eastM;
  fitLine(count, middle, spread, east);
  for (let i = 0; i < count; i++) values[i] = places[i].northM;
  fitLine(count, middle, spread, north);
  const at = 1 / count + square(middle) / spread;
  const slope = 1 / spread;
  if (hasUp) fitHeights(places, middle, spread);
  const gain = hasUp ? (straight[RESIDUAL] - arc[RESIDUAL]) / Math.max(upVariance, 1) : 0;
  const isSteep = Math.abs(straight[SLOPE]) > STEEP_MPS;
  const isFast = hasUp && hypot3(east[SLOPE], north[SLOPE], arc[SLOPE]) > FALLS_FROM_MPS;
  const falls = isFast && gain > (isSteep ? -EVIDENCE : EVIDENCE);
  const up = falls ? arc : straight;
  return {
    timeUs,
    eastM: east[AT],
    northM: north[AT],
    upM: hasUp ? up[AT] : 0,
    eastMps: east[SLOPE],
    northMps: north[SLOPE],
    upMps: hasUp ? up[SLOPE] : 0,
    sigmaM: Math.sqrt(variance * at),
    sigmaMps: Math.sqrt(variance * slope),
    upSigmaM: hasUp ? Math.sqrt(upVariance * at) : null,
    upSigmaMps: hasUp ? Math.sqrt(upVariance * slope) : 0,
    falls,
    mayFall: isFast && !falls && gain > -EVIDENCE,
  };
}

/** Height as a straight line, and as an arc without drag. */
function fitHeights(places: readonly MeasuredPlace[], middle: number, spread: number): void {
  for (let i = 0; i < places.length; i++) values[i] = places[i].upM;
  fitLine(places.length, middle, spread, straight);
  for (let i = 0; i < places.length; i++)
    values[i] = places[i].upM + 0.5 * STANDARD_GRAVITY_MPS2 * square(times[i]);
  fitLine(places.length, middle, spread, arc);
}

export const levelSpeed = ({ eastMps, northMps }: CourseFit): number => hypot2(eastMps, northMps);

/** Seconds of the places at hand before the latest, and one coordinate of them; four of each were made for every fit, and a look makes hundreds. */
const times = new Float64Array(PLACES_MAX);
const values = new Float64Array(PLACES_MAX);
/** A line's value at the latest place, its slope, and the sum of squared residuals. */
const AT = 0;
const SLOPE = 1;
const RESIDUAL = 2;
const east = new Float64Array(3);
const north = new Float64Array(3);
const straight = new Float64Array(3);
const arc = new Float64Array(3);

/** A line through {@link values} at {@link times}, into `out`. */
function fitLine(count: number, middle: number, spread: number, out: Float64Array): void {
  let mean = 0;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    mean += values[i] / count;
    sum += (times[i] - middle) * values[i];
  }
  const slope = sum / spread;
  const at = mean - slope * middle;
  let residual = 0;
  for (let i = 0; i < count; i++) residual += square(values[i] - at - slope * times[i]);
  out[AT] = at;
  out[SLOPE] = slope;
  out[RESIDUAL] = residual;
}

import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { CourseFit } from "./course-fit.ts";
import { bendOf, GATE_SIGMAS, gateOf } from "./course-gate.ts";
import type { SeenPlaces } from "./seen-places.ts";

/** Numbers of one fit: its time, place, velocity and their sigmas, level; and the time of the first place in it. */
const FIT = 8;
const EAST = 1;
const NORTH = 2;
const EAST_SPEED = 3;
const NORTH_SPEED = 4;
const SIGMA = 5;
const SPEED_SIGMA = 6;
const SINCE = 7;
const FITS_AT_FIRST = 64;
/** Far more than sums of such numbers are rounded by. */
export const ROUNDING_M = 1;

/**
 * What tells that nothing of a look lies near a fit, for a list of fits, in one flat array: most looks are narrow sectors, most fits lie elsewhere, and
 * thousands are asked of each look.
 */
export class FlatFits {
  #numbers = new Float64Array(FITS_AT_FIRST * FIT);
  #near = new Int32Array(FITS_AT_FIRST);

  /** Puts a fit at a place of the list. */
  set(at: number, fit: CourseFit, sinceUs: TimeUs): void {
    if (at >= this.#near.length) this.#grow();
    const a = this.#numbers;
    const to = at * FIT;
    a[to] = fit.timeUs;
    a[to + EAST] = fit.eastM;
    a[to + NORTH] = fit.northM;
    a[to + EAST_SPEED] = fit.eastMps;
    a[to + NORTH_SPEED] = fit.northMps;
    a[to + SIGMA] = fit.sigmaM;
    a[to + SPEED_SIGMA] = fit.sigmaMps;
    a[to + SINCE] = sinceUs;
  }

  /** What stands at `from` stands at `to` from now on. */
  move(from: number, to: number): void {
    const a = this.#numbers;
    for (let k = 0; k < FIT; k++) a[to * FIT + k] = a[from * FIT + k];
  }

  /** The first of `count` that is from before a time; `count` where none is. */
  firstBefore(timeUs: TimeUs, count: number): number {
    const a = this.#numbers;
    let at = 0;
    while (at < count && a[at * FIT] >= timeUs) at++;
    return at;
  }

  /** From `from` on, the first of `count` that is not from before a time; `count` where all are. */
  firstSince(timeUs: TimeUs, from: number, count: number): number {
    const a = this.#numbers;
    let at = from;
    while (at < count && a[at * FIT] < timeUs) at++;
    return at;
  }

  /** From now on it is from before any time. */
  end(at: number): void {
    this.#numbers[at * FIT] = -Infinity;
  }

  /** Whether the first or the latest place of it is of one of those times. */
  hasTime(at: number, timesUs: Float64Array): boolean {
    const latestUs = this.#numbers[at * FIT];
    const sinceUs = this.#numbers[at * FIT + SINCE];
    for (let k = 0; k < timesUs.length; k++)
      if (timesUs[k] === latestUs || timesUs[k] === sinceUs) return true;
    return false;
  }

  isBefore(at: number, timeUs: TimeUs): boolean {
    return this.#numbers[at * FIT] < timeUs;
  }

  /**
   * Of those at `first` to before `count` that are not from before a time, in their order, those in whose gate a place of the look may lie, by its northing
   * and by the first and last easting alone: the gate of no place is wider than that of the widest at the latest time. Holds until the next call.
   */
  near(seen: SeenPlaces, sinceUs: TimeUs, first: number, count: number): Int32Array {
    const { places, northLowM, northHighM, sigmaM, latestUs, spanS } = seen;
    if (places.length === 0) return this.#near.subarray(0, 0);
    const eastLowM = places[0].eastM;
    const eastHighM = places[places.length - 1].eastM;
    const a = this.#numbers;
    const near = this.#near;
    let found = 0;
    for (let at = first; at < count; at++) {
      const from = at * FIT;
      if (a[from] < sinceUs) continue;
      const mostS = (latestUs - a[from]) / MICROS_PER_SECOND;
      const north = a[from + NORTH] + a[from + NORTH_SPEED] * mostS;
      const aside = Math.max(north - northHighM, northLowM - north);
      // The sum of two sigmas is more than both together, and rules most out without a root.
      const sigmasM = a[from + SIGMA] + a[from + SPEED_SIGMA] * mostS + sigmaM;
      const widestM = GATE_SIGMAS * sigmasM + bendOf(mostS) + ROUNDING_M;
      if (aside > widestM + Math.abs(a[from + NORTH_SPEED]) * spanS) continue;
      const gateM =
        gateOf(a[from + SIGMA], a[from + SPEED_SIGMA], mostS, 0) +
        GATE_SIGMAS * sigmaM +
        ROUNDING_M;
      const northReachM = gateM + Math.abs(a[from + NORTH_SPEED]) * spanS;
      if (north - northReachM > northHighM || north + northReachM < northLowM) continue;
      const east = a[from + EAST] + a[from + EAST_SPEED] * mostS;
      const eastReachM = gateM + Math.abs(a[from + EAST_SPEED]) * spanS;
      if (east - eastReachM > eastHighM || east + eastReachM < eastLowM) continue;
      near[found++] = at;
    }
    return near.subarray(0, found);
  }

  #grow(): void {
    const numbers = new Float64Array(2 * this.#numbers.length);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    this.#near = new Int32Array(2 * this.#near.length);
  }
}

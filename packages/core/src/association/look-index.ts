import * as measured from "../filter/measured.ts";
import { MEASURED } from "../filter/measured.ts";
import { wrapPi } from "../units/angle.ts";
import type { Wedge } from "./wedge.ts";
import type { LookTable } from "./look-table.ts";
import { GATE_SIGMAS, type SearchWindow } from "./search-window.ts";

/** Added where azimuths that were wrapped are compared. */
const AZIMUTH_ROUNDING_RAD = 1e-9;

/**
 * The detections of one look sorted so that a track finds those near it without visiting all: directions by azimuth, reported
 * places by their east. Answers are places in the table.
 */
export class LookIndex {
  readonly #byAzimuth: Int32Array;
  readonly #azimuths: Float64Array;
  readonly #rangesFrom: Float64Array;
  readonly #rangesTo: Float64Array;
  readonly #elevationsFrom: Float64Array;
  readonly #elevationsTo: Float64Array;
  readonly #azimuthSlack: number;
  readonly #byEast: Int32Array;
  readonly #easts: Float64Array;
  readonly #norths: Float64Array;
  readonly #placeSlack: number;
  /** The directions lie within this of the middle azimuth, and reach from range to range, slacks included. */
  readonly #middleRad: number;
  readonly #halfWidthRad: number;
  readonly #rangeFromM: number;
  readonly #rangeToM: number;

  constructor(table: LookTable) {
    const { values } = table;
    const directions: number[] = [];
    const places: number[] = [];
    for (let i = 0; i < table.count; i++) {
      const isPlace = values[i * MEASURED + measured.LINEAR_COUNT] > 0;
      (isPlace ? places : directions).push(i);
    }
    this.#byAzimuth = sortedBy(values, measured.AZIMUTH, directions);
    this.#azimuths = pick(values, measured.AZIMUTH, this.#byAzimuth);
    const { RANGE, RANGE_VARIANCE, ELEVATION, ELEVATION_VARIANCE } = measured;
    const count = directions.length;
    this.#rangesFrom = new Float64Array(count);
    this.#rangesTo = new Float64Array(count);
    this.#elevationsFrom = new Float64Array(count);
    this.#elevationsTo = new Float64Array(count);
    this.#middleRad = count === 0 ? 0 : this.#azimuths[0];
    let azimuthVariance = 0;
    let halfWidth = 0;
    let rangeFrom = Infinity;
    let rangeTo = -Infinity;
    for (let k = 0; k < count; k++) {
      const at = this.#byAzimuth[k] * MEASURED;
      // What was not measured, a NaN, opens its side.
      const reach = GATE_SIGMAS * Math.sqrt(values[at + RANGE_VARIANCE]);
      this.#rangesFrom[k] = orElse(values[at + RANGE] - reach, -Infinity);
      this.#rangesTo[k] = orElse(values[at + RANGE] + reach, Infinity);
      const rise = GATE_SIGMAS * Math.sqrt(values[at + ELEVATION_VARIANCE]);
      this.#elevationsFrom[k] = orElse(values[at + ELEVATION] - rise, -Infinity);
      this.#elevationsTo[k] = orElse(values[at + ELEVATION] + rise, Infinity);
      const variance = values[at + measured.AZIMUTH_VARIANCE];
      if (variance > azimuthVariance) azimuthVariance = variance;
      const aside = Math.abs(wrapPi(this.#azimuths[k] - this.#middleRad));
      if (aside > halfWidth) halfWidth = aside;
      rangeFrom = Math.min(rangeFrom, this.#rangesFrom[k]);
      rangeTo = Math.max(rangeTo, this.#rangesTo[k]);
    }
    this.#azimuthSlack = GATE_SIGMAS * Math.sqrt(azimuthVariance);
    this.#halfWidthRad = this.#azimuthSlack + AZIMUTH_ROUNDING_RAD + halfWidth;
    this.#rangeFromM = rangeFrom;
    this.#rangeToM = rangeTo;
    this.#byEast = sortedBy(values, measured.EAST, places);
    this.#easts = pick(values, measured.EAST, this.#byEast);
    this.#norths = pick(values, measured.NORTH, this.#byEast);
    this.#placeSlack = GATE_SIGMAS * Math.sqrt(greatest(places, (i) => placeVariance(table, i)));
  }

  /** The directions of all detections, slacks included: all round where a place was reported, null where nothing was. */
  wedge(): Wedge | null {
    if (this.#easts.length > 0) return { azimuthRad: 0, halfWidthRad: Math.PI };
    if (this.#azimuths.length === 0) return null;
    return { azimuthRad: this.#middleRad, halfWidthRad: this.#halfWidthRad };
  }

  /** Writes the candidates inside a window to `out` from its start, each once and in ascending order; their number. */
  candidates(window: SearchWindow, out: Int32Array): number {
    let count = this.#mayHoldDirection(window) ? this.#directions(window, out) : 0;
    count = this.#places(window, out, count);
    if (count > 1) out.subarray(0, count).sort();
    return count;
  }

  #mayHoldDirection(window: SearchWindow): boolean {
    if (window.rangeToM < this.#rangeFromM || window.rangeFromM > this.#rangeToM) return false;
    const half = window.azimuthHalfWidthRad + this.#halfWidthRad;
    return half >= Math.PI || Math.abs(wrapPi(window.azimuthRad - this.#middleRad)) <= half;
  }

  #directions(window: SearchWindow, out: Int32Array): number {
    const half = window.azimuthHalfWidthRad + this.#azimuthSlack;
    if (half >= Math.PI) return this.#between(-Math.PI, Math.PI, window, out, 0);
    const low = window.azimuthRad - half;
    const high = window.azimuthRad + half;
    let count = this.#between(Math.max(low, -Math.PI), Math.min(high, Math.PI), window, out, 0);
    if (low < -Math.PI) count = this.#between(low + 2 * Math.PI, Math.PI, window, out, count);
    if (high > Math.PI) count = this.#between(-Math.PI, high - 2 * Math.PI, window, out, count);
    return count;
  }

  #between(
    low: number,
    high: number,
    window: SearchWindow,
    out: Int32Array,
    before: number,
  ): number {
    const azimuths = this.#azimuths;
    let count = before;
    for (let i = lowerBound(azimuths, low); i < azimuths.length && azimuths[i] <= high; i++) {
      if (this.#rangesTo[i] < window.rangeFromM || this.#rangesFrom[i] > window.rangeToM) continue;
      if (this.#elevationsTo[i] < window.elevationFromRad) continue;
      if (this.#elevationsFrom[i] > window.elevationToRad) continue;
      out[count++] = this.#byAzimuth[i];
    }
    return count;
  }

  #places(window: SearchWindow, out: Int32Array, before: number): number {
    const reach = window.halfWidthM + this.#placeSlack;
    const end = window.eastM + reach;
    let count = before;
    for (let i = lowerBound(this.#easts, window.eastM - reach); i < this.#easts.length; i++) {
      if (this.#easts[i] > end) break;
      if (Math.abs(this.#norths[i] - window.northM) <= reach) out[count++] = this.#byEast[i];
    }
    return count;
  }
}

/** Places in the table by what they measured there, and of two alike the one that comes first. */
const sortedBy = (values: Float64Array, what: number, places: number[]): Int32Array =>
  Int32Array.from(
    places.sort((a, b) => values[a * MEASURED + what] - values[b * MEASURED + what] || a - b),
  );

function pick(values: Float64Array, what: number, places: Int32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let k = 0; k < picked.length; k++) picked[k] = values[places[k] * MEASURED + what];
  return picked;
}

/** The greatest of some numbers, at least 0; a comparison with NaN is false, which leaves out what was not measured. */
function greatest(places: readonly number[], read: (place: number) => number): number {
  let most = 0;
  for (const place of places) {
    const value = read(place);
    if (value > most) most = value;
  }
  return most;
}

/** The greater horizontal variance of a reported place, bounded by their sum, with what an unknown height adds on a curved Earth. */
function placeVariance(table: LookTable, i: number): number {
  const detection = table.detections[i];
  if (detection.kind !== "position") return 0;
  const curve = detection.heightM === null ? UNKNOWN_HEIGHT_SHIFT_M * UNKNOWN_HEIGHT_SHIFT_M : 0;
  return detection.covarianceEeM2 + detection.covarianceNnM2 + curve;
}
/** How far sideways 15 km of height move a place a hundred kilometres away, over the gate's sigmas. */
const UNKNOWN_HEIGHT_SHIFT_M = 60;

const orElse = (value: number, otherwise: number): number =>
  Number.isNaN(value) ? otherwise : value;

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

import * as measured from "../filter/measured.ts";
import { MEASURED } from "../filter/measured.ts";
import { wrapPi } from "../units/angle.ts";
import type { Wedge } from "./wedge.ts";
import type { LookTable } from "./look-table.ts";
import { GATE_SIGMAS, type SearchWindow } from "./search-window.ts";
import { sortByKey } from "./sort-by-key.ts";

/**
 * Directions are split by their range into bands of this many, at most so many, each sorted by azimuth by itself: of those near a track in
 * azimuth most lie nearer or farther off.
 */
const BAND = 256;
const BANDS_MAX = 16;
/** A few numbers are sorted by hand sooner than by what sorts many. */
const FEW = 24;
/** Added where azimuths that were wrapped are compared. */
const AZIMUTH_ROUNDING_RAD = 1e-9;

/**
 * The detections of one look sorted so that a track finds those near it without visiting all: directions by range and azimuth, reported
 * places by their east. Answers are places in the table.
 */
export class LookIndex {
  readonly #byAzimuth: Int32Array;
  /** Where each band of {@link #byAzimuth} begins, and behind the last where it ends; the ranges in each, slacks included. */
  readonly #bands: Int32Array;
  readonly #bandsFromM: Float64Array;
  readonly #bandsToM: Float64Array;
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
    const { directions, places } = apart(table);
    this.#bands = bandsOf(directions.length);
    this.#byAzimuth = directions;
    sortInBands(table, directions, this.#bands);
    this.#azimuths = pick(values, measured.AZIMUTH, this.#byAzimuth);
    const { RANGE, RANGE_VARIANCE, ELEVATION, ELEVATION_VARIANCE } = measured;
    const count = directions.length;
    this.#rangesFrom = new Float64Array(count);
    this.#rangesTo = new Float64Array(count);
    this.#elevationsFrom = new Float64Array(count);
    this.#elevationsTo = new Float64Array(count);
    this.#middleRad = count === 0 ? 0 : this.#azimuths.reduce((a, b) => Math.min(a, b));
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
    this.#bandsFromM = extremes(this.#rangesFrom, this.#bands, Math.min, Infinity);
    this.#bandsToM = extremes(this.#rangesTo, this.#bands, Math.max, -Infinity);
    this.#rangeFromM = rangeFrom;
    this.#rangeToM = rangeTo;
    this.#byEast = places;
    sortByKey(places, column(table, measured.EAST));
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
    if (count > FEW) out.subarray(0, count).sort();
    else sortFew(out, count);
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
    const bands = this.#bands;
    let count = before;
    for (let band = 0; band + 1 < bands.length; band++) {
      if (this.#bandsToM[band] < window.rangeFromM) continue;
      if (this.#bandsFromM[band] > window.rangeToM) continue;
      const end = bands[band + 1];
      for (let i = lowerBound(azimuths, low, bands[band], end); i < end; i++) {
        if (azimuths[i] > high) break;
        if (this.#rangesTo[i] < window.rangeFromM) continue;
        if (this.#rangesFrom[i] > window.rangeToM) continue;
        if (this.#elevationsTo[i] < window.elevationFromRad) continue;
        if (this.#elevationsFrom[i] > window.elevationToRad) continue;
        out[count++] = this.#byAzimuth[i];
      }
    }
    return count;
  }

  #places(window: SearchWindow, out: Int32Array, before: number): number {
    const reach = window.halfWidthM + this.#placeSlack;
    const end = window.eastM + reach;
    let count = before;
    const from = lowerBound(this.#easts, window.eastM - reach, 0, this.#easts.length);
    for (let i = from; i < this.#easts.length; i++) {
      if (this.#easts[i] > end) break;
      if (Math.abs(this.#norths[i] - window.northM) <= reach) out[count++] = this.#byEast[i];
    }
    return count;
  }
}

/** The detections that are directions and those that are reported places, each in the order of the table. */
function apart({ count, values }: LookTable): { directions: Int32Array; places: Int32Array } {
  const found = new Int32Array(count);
  let directions = 0;
  let places = 0;
  for (let i = 0; i < count; i++) {
    if (values[i * MEASURED + measured.LINEAR_COUNT] > 0) found[count - ++places] = i;
    else found[directions++] = i;
  }
  return {
    directions: found.subarray(0, directions),
    places: found.subarray(directions).reverse(),
  };
}

/** One of the numbers that each detection of a table has. */
function column({ count, values }: LookTable, what: number): Float64Array {
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = values[i * MEASURED + what];
  return numbers;
}

/** Where the bands of so many directions begin, and where the last ends. */
function bandsOf(count: number): Int32Array {
  const bands = Math.min(BANDS_MAX, Math.max(1, Math.floor(count / BAND)));
  return Int32Array.from({ length: bands + 1 }, (_, band) => Math.floor((band * count) / bands));
}

/** Sorts the places of directions band by band in order of range, those without one last, and within each by azimuth. */
function sortInBands(table: LookTable, places: Int32Array, bands: Int32Array): void {
  const azimuths = column(table, measured.AZIMUTH);
  if (bands.length > 2) {
    const ranges = column(table, measured.RANGE);
    for (let i = 0; i < ranges.length; i++) ranges[i] = orElse(ranges[i], Number.MAX_VALUE);
    sortByKey(places, ranges);
  }
  for (let band = 0; band + 1 < bands.length; band++) {
    const within = places.subarray(bands[band], bands[band + 1]);
    // Those alike in azimuth stand in the order of the table.
    within.sort();
    sortByKey(within, azimuths);
  }
}

/** The least or the greatest of some numbers in each band. */
const extremes = (
  numbers: Float64Array,
  bands: Int32Array,
  more: (a: number, b: number) => number,
  none: number,
): Float64Array =>
  Float64Array.from({ length: bands.length - 1 }, (_, band) =>
    numbers.subarray(bands[band], bands[band + 1]).reduce((a, b) => more(a, b), none),
  );

/** Sorts the first `count` numbers, in place. */
function sortFew(numbers: Int32Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const number = numbers[i];
    let to = i;
    for (; to > 0 && numbers[to - 1] > number; to--) numbers[to] = numbers[to - 1];
    numbers[to] = number;
  }
}

function pick(values: Float64Array, what: number, places: Int32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let k = 0; k < picked.length; k++) picked[k] = values[places[k] * MEASURED + what];
  return picked;
}

/** The greatest of some numbers, at least 0; a comparison with NaN is false, which leaves out what was not measured. */
function greatest(places: Int32Array, read: (place: number) => number): number {
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

/** The first place from `from` on, up to `to`, that does not come before a value. */
function lowerBound(sorted: Float64Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { PreparedDetection } from "../filter/prepared-detection.ts";
import { wrapPi } from "../units/angle.ts";
import { GATE_SIGMAS, type LargestErrors, type SearchWindow } from "./gate-window.ts";

/** Added where azimuths that were wrapped are compared. */
const AZIMUTH_ROUNDING_RAD = 1e-9;

/**
 * The detections of one look of one sensor, sorted so that a track finds those near it without visiting all: directions by azimuth,
 * reported places by their east. Answers are places in the canonical order that was given.
 */
export class DetectionIndex {
  /** The largest errors among the directions. */
  readonly errors: LargestErrors;
  readonly #byAzimuth: readonly number[];
  readonly #azimuths: Float64Array;
  readonly #ranges: Float64Array;
  readonly #rangeSlacks: Float64Array;
  readonly #azimuthSlack: number;
  readonly #byEast: readonly number[];
  readonly #easts: Float64Array;
  readonly #eastSlack: number;
  /** The directions lie within this of the middle azimuth, and reach from range to range, slacks included; no reported place. */
  readonly azimuthRad: number;
  readonly azimuthHalfWidthRad: number;
  readonly rangeFromM: number;
  readonly rangeToM: number;
  readonly hasPlaces: boolean;

  constructor(prepared: readonly PreparedDetection[]) {
    const directions = prepared.flatMap((entry, position) =>
      entry.detection.kind === "position" ? [] : [position],
    );
    const places = prepared.flatMap((entry, position) =>
      entry.detection.kind === "position" ? [position] : [],
    );
    directions.sort((a, b) => prepared[a].azimuthRad - prepared[b].azimuthRad || a - b);
    places.sort((a, b) => prepared[a].eastM - prepared[b].eastM || a - b);
    this.#byAzimuth = directions;
    this.#byEast = places;
    this.#azimuths = new Float64Array(directions.length);
    this.#ranges = new Float64Array(directions.length);
    this.#rangeSlacks = new Float64Array(directions.length);
    this.#easts = new Float64Array(places.length);
    let rangeVariance = 0;
    let azimuthVariance = 0;
    let elevationVariance = 0;
    directions.forEach((position, i) => {
      const entry = prepared[position];
      this.#azimuths[i] = entry.azimuthRad;
      this.#ranges[i] = entry.rangeM;
      this.#rangeSlacks[i] = GATE_SIGMAS * entry.rangeSigmaM;
      // A comparison with NaN is false, which leaves out what was not measured.
      if (entry.rangeVariance > rangeVariance) rangeVariance = entry.rangeVariance;
      if (entry.azimuthVariance > azimuthVariance) azimuthVariance = entry.azimuthVariance;
      if (entry.elevationVariance > elevationVariance) elevationVariance = entry.elevationVariance;
    });
    this.errors = { rangeVariance, azimuthVariance, elevationVariance };
    this.hasPlaces = places.length > 0;
    this.azimuthRad = directions.length === 0 ? 0 : prepared[directions[0]].azimuthRad;
    let halfWidth = 0;
    let from = Infinity;
    let to = -Infinity;
    for (let i = 0; i < directions.length; i++) {
      halfWidth = Math.max(halfWidth, Math.abs(wrapPi(this.#azimuths[i] - this.azimuthRad)));
      // What has no range, a NaN, opens it.
      const nearest = this.#ranges[i] - this.#rangeSlacks[i];
      const farthest = this.#ranges[i] + this.#rangeSlacks[i];
      from = Number.isNaN(nearest) ? -Infinity : Math.min(from, nearest);
      to = Number.isNaN(farthest) ? Infinity : Math.max(to, farthest);
    }
    this.azimuthHalfWidthRad = halfWidth;
    this.rangeFromM = from;
    this.rangeToM = to;
    let eastVariance = 0;
    places.forEach((position, i) => {
      const { detection, eastM } = prepared[position];
      this.#easts[i] = eastM;
      if (detection.kind !== "position") return;
      eastVariance = Math.max(eastVariance, detection.covarianceEeM2);
    });
    this.#azimuthSlack = GATE_SIGMAS * Math.sqrt(azimuthVariance);
    this.#eastSlack = GATE_SIGMAS * Math.sqrt(eastVariance);
    this.azimuthHalfWidthRad += this.#azimuthSlack + AZIMUTH_ROUNDING_RAD;
  }

  /** Whether a window may hold a direction at all, or a place is among the detections, which this does not rule out. */
  mayHold(window: SearchWindow): boolean {
    if (this.hasPlaces) return true;
    if (window.rangeToM < this.rangeFromM || window.rangeFromM > this.rangeToM) return false;
    const half = window.azimuthHalfWidthRad + this.azimuthHalfWidthRad;
    return half >= Math.PI || Math.abs(wrapPi(window.azimuthRad - this.azimuthRad)) <= half;
  }

  /** Writes the candidates inside a window to `out`, emptied first, each once. */
  candidates(window: SearchWindow, out: number[]): void {
    out.length = 0;
    const half = window.azimuthHalfWidthRad + this.#azimuthSlack;
    if (this.#azimuths.length > 0) {
      if (half >= Math.PI) {
        this.#between(-Math.PI, Math.PI, window, out);
      } else {
        const low = window.azimuthRad - half;
        const high = window.azimuthRad + half;
        this.#between(Math.max(low, -Math.PI), Math.min(high, Math.PI), window, out);
        if (low < -Math.PI) this.#between(low + 2 * Math.PI, Math.PI, window, out);
        if (high > Math.PI) this.#between(-Math.PI, high - 2 * Math.PI, window, out);
      }
    }
    if (this.#easts.length > 0) {
      const reach = window.eastHalfWidthM + this.#eastSlack;
      const end = window.eastM + reach;
      for (let i = lowerBound(this.#easts, window.eastM - reach); i < this.#easts.length; i++) {
        if (this.#easts[i] > end) break;
        out.push(this.#byEast[i]);
      }
    }
  }

  #between(low: number, high: number, window: SearchWindow, out: number[]): void {
    const azimuths = this.#azimuths;
    for (let i = lowerBound(azimuths, low); i < azimuths.length && azimuths[i] <= high; i++) {
      const range = this.#ranges[i];
      const slack = this.#rangeSlacks[i];
      // Written so that a bearing, whose range is NaN, passes.
      if (range < window.rangeFromM - slack || range > window.rangeToM + slack) continue;
      out.push(this.#byAzimuth[i]);
    }
  }
}

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

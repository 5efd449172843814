import type { PreparedDetection } from "../filter/prepared-detection.ts";
import type { GateWindow } from "./gate-window.ts";

/**
 * The detections of one look of one sensor, sorted so that a track finds those near it without visiting all: directions by azimuth,
 * reported places by their east. Answers are places in the canonical order that was given.
 */
export class DetectionIndex {
  readonly #prepared: readonly PreparedDetection[];
  readonly #byAzimuth: Int32Array;
  readonly #azimuths: Float64Array;
  readonly #byEast: Int32Array;
  readonly #easts: Float64Array;
  readonly #ranges: Float64Array;
  readonly #rangeSigmas: Float64Array;
  readonly #azimuthSigmaMax: number;
  readonly #eastSigmaMax: number;

  constructor(prepared: readonly PreparedDetection[]) {
    this.#prepared = prepared;
    const places: number[] = [];
    const directions: number[] = [];
    let azimuthVariance = 0;
    let eastVariance = 0;
    prepared.forEach((entry, position) => {
      if (entry.detection.kind === "position") {
        places.push(position);
        eastVariance = Math.max(eastVariance, entry.detection.covarianceEeM2);
      } else {
        directions.push(position);
        azimuthVariance = Math.max(azimuthVariance, entry.azimuthVariance);
      }
    });
    const azimuthOf = (position: number): number => this.#entry(position).azimuthRad;
    const eastOf = (position: number): number => this.#entry(position).eastM;
    this.#byAzimuth = Int32Array.from(directions).sort(
      (a, b) => azimuthOf(a) - azimuthOf(b) || a - b,
    );
    this.#byEast = Int32Array.from(places).sort((a, b) => eastOf(a) - eastOf(b) || a - b);
    this.#azimuths = Float64Array.from(this.#byAzimuth, azimuthOf);
    this.#easts = Float64Array.from(this.#byEast, eastOf);
    this.#ranges = Float64Array.from(this.#byAzimuth, (position) => this.#entry(position).rangeM);
    this.#rangeSigmas = Float64Array.from(this.#byAzimuth, (position) =>
      Math.sqrt(this.#entry(position).rangeVariance),
    );
    this.#azimuthSigmaMax = Math.sqrt(azimuthVariance);
    this.#eastSigmaMax = Math.sqrt(eastVariance);
  }

  /** Writes the candidates inside a window to `out`, emptied first, in canonical order. */
  candidates(window: GateWindow, out: number[]): void {
    out.length = 0;
    const half = window.azimuthHalfWidthRad + window.sigmas * this.#azimuthSigmaMax;
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
      const reach = window.eastHalfWidthM + window.sigmas * this.#eastSigmaMax;
      const end = window.eastM + reach;
      for (let i = lowerBound(this.#easts, window.eastM - reach); i < this.#easts.length; i++) {
        if (this.#easts[i] > end) break;
        out.push(this.#byEast[i]);
      }
    }
    if (out.length > 1) out.sort(ascending);
  }

  #between(low: number, high: number, window: GateWindow, out: number[]): void {
    const azimuths = this.#azimuths;
    for (let i = lowerBound(azimuths, low); i < azimuths.length && azimuths[i] <= high; i++) {
      const range = this.#ranges[i];
      const slack = window.sigmas * this.#rangeSigmas[i];
      // Written so that a bearing, whose range is NaN, passes.
      if (range < window.rangeFromM - slack || range > window.rangeToM + slack) continue;
      out.push(this.#byAzimuth[i]);
    }
  }

  #entry(position: number): PreparedDetection {
    return this.#prepared[position];
  }
}

const ascending = (a: number, b: number): number => a - b;

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

import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
import type { ObservedCell } from "./sensor-conduct.ts";

/** Directions and distances that a sensor's cover is learnt in: pieces of 30° and a quarter of its range. */
export const CELL_AZIMUTHS = 12;
export const CELL_RANGES = 4;
const CELLS = CELL_AZIMUTHS * CELL_RANGES;
/** Asked, found, sum of claimed probabilities. */
const WIDTH = 3;
/** A cell asked more often than this counts what it knows half: it follows a cover that changes, and its numbers stay small. */
const ASKED_MAX = 4_096;
/** What a cell takes for granted before it was asked: so many looks that went as claimed. */
const TAKEN_FOR_GRANTED = 8;

export type ObservedCellsState = readonly (readonly [cell: number, ...counts: number[]])[];

/** What a sensor saw of objects that others saw, by direction and distance: its cover as it is, beside the one that is claimed. */
export class ObservedCells {
  readonly #rangeMaxM: number;
  readonly #counts = new Float64Array(CELLS * WIDTH);
  asked = 0;

  constructor(rangeMaxM: number) {
    this.#rangeMaxM = rangeMaxM;
  }

  add(azimuthRad: number, rangeM: number, claimed: number, found: boolean): void {
    const at = this.#cellAt(azimuthRad, rangeM) * WIDTH;
    const counts = this.#counts;
    counts[at]++;
    counts[at + 1] += found ? 1 : 0;
    counts[at + 2] += claimed;
    this.asked++;
    if (counts[at] <= ASKED_MAX) return;
    for (let i = at; i < at + WIDTH; i++) counts[i] /= 2;
  }

  /** What it can be expected to see there, 0…1: the claimed probability, times the share that it saw of what was asked. */
  expected(azimuthRad: number, rangeM: number, claimed: number): number {
    const at = this.#cellAt(azimuthRad, rangeM) * WIDTH;
    const [asked, found, sum] = this.#counts.subarray(at, at + WIDTH);
    const likely = (found + TAKEN_FOR_GRANTED) / (Math.min(sum, asked) + TAKEN_FOR_GRANTED);
    return claimed * Math.min(1, likely);
  }

  list(): readonly ObservedCell[] {
    const cells: ObservedCell[] = [];
    for (let cell = 0; cell < CELLS; cell++) {
      const [asked, found, sum] = this.#counts.subarray(cell * WIDTH, (cell + 1) * WIDTH);
      if (asked === 0) continue;
      const azimuth = Math.floor(cell / CELL_RANGES);
      const ring = cell % CELL_RANGES;
      cells.push({
        azimuthFromRad: (azimuth * TWO_PI) / CELL_AZIMUTHS,
        azimuthToRad: ((azimuth + 1) * TWO_PI) / CELL_AZIMUTHS,
        rangeFromM: (ring * this.#rangeMaxM) / CELL_RANGES,
        rangeToM: ((ring + 1) * this.#rangeMaxM) / CELL_RANGES,
        asked,
        found,
        claimed: sum / asked,
      });
    }
    return cells;
  }

  snapshot(): ObservedCellsState {
    const cells: [number, ...number[]][] = [];
    for (let cell = 0; cell < CELLS; cell++) {
      const counts = this.#counts.subarray(cell * WIDTH, (cell + 1) * WIDTH);
      if (counts[0] > 0) cells.push([cell, ...counts]);
    }
    return cells;
  }
  restore(state: ObservedCellsState, asked: number): void {
    this.#counts.fill(0);
    for (const [cell, ...counts] of state) this.#counts.set(counts, cell * WIDTH);
    this.asked = asked;
  }

  #cellAt(azimuthRad: number, rangeM: number): number {
    const azimuth = Math.floor((wrapTwoPi(azimuthRad) / TWO_PI) * CELL_AZIMUTHS);
    const ring = Math.floor((rangeM / this.#rangeMaxM) * CELL_RANGES);
    return (
      Math.min(azimuth, CELL_AZIMUTHS - 1) * CELL_RANGES +
      Math.max(0, Math.min(ring, CELL_RANGES - 1))
    );
  }
}

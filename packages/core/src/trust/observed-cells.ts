import { TWO_PI, wrapTwoPi } from "../units/angle.ts";
import type { TrackId } from "../units/ids.ts";
import type { ObservedCell } from "./sensor-conduct.ts";

/** Directions and distances that a sensor's cover is learnt in: pieces of 30° and a quarter of its range. */
export const CELL_AZIMUTHS = 12;
export const CELL_RANGES = 4;
/**
 * Heights above the ground that are learnt apart, m: what flies low, what flies in between, and airliners. Most of what says where it is flies high,
 * and a sensor that sees all of it may see nothing that comes along the ground.
 */
export const CELL_HEIGHTS_M = [0, 300, 1_500] as const;
const RINGS = CELL_HEIGHTS_M.length * CELL_RANGES;
const CELLS = CELL_AZIMUTHS * RINGS;
/** Asked, found, sum of claimed probabilities, flights. */
const WIDTH = 4;
/** A cell asked more often than this counts what it knows half: it follows a cover that changes, and its numbers stay small. */
const ASKED_MAX = 4_096;
/** What a cell takes for granted before it was asked: so many looks that went as claimed. */
const TAKEN_FOR_GRANTED = 8;
/** Flights that a cell remembers by name, so that none counts twice while so many others pass. */
const RECENT_MAX = 8;

export type ObservedCellsState = readonly (readonly [
  cell: number,
  counts: readonly number[],
  recent: readonly TrackId[],
])[];

/** Where an object was asked about: azimuth clockwise from true north at the sensor, slant range, height above the ground. */
export interface CellPlace {
  readonly azimuthRad: number;
  readonly rangeM: number;
  readonly aboveGroundM: number;
}

/** What a sensor saw of objects that others saw, by direction, distance and height: its cover as it is, beside the one that is claimed. */
export class ObservedCells {
  readonly #rangeMaxM: number;
  readonly #counts = new Float64Array(CELLS * WIDTH);
  readonly #recent = new Map<number, TrackId[]>();
  asked = 0;

  constructor(rangeMaxM: number) {
    this.#rangeMaxM = rangeMaxM;
  }

  add(place: CellPlace, track: TrackId, claimed: number, found: boolean): void {
    const cell = this.#cellAt(place);
    const at = cell * WIDTH;
    const counts = this.#counts;
    counts[at]++;
    counts[at + 1] += found ? 1 : 0;
    counts[at + 2] += claimed;
    counts[at + 3] += this.#isNew(cell, track) ? 1 : 0;
    this.asked++;
    if (counts[at] <= ASKED_MAX) return;
    for (let i = at; i < at + WIDTH; i++) counts[i] /= 2;
  }

  /** What it can be expected to see there, 0…1: the claimed probability, times the share that it saw of what was asked. */
  expected(place: CellPlace, claimed: number): number {
    const at = this.#cellAt(place) * WIDTH;
    const [asked, found, sum] = this.#counts.subarray(at, at + WIDTH);
    const likely = (found + TAKEN_FOR_GRANTED) / (Math.min(sum, asked) + TAKEN_FOR_GRANTED);
    return claimed * Math.min(1, likely);
  }

  list(): readonly ObservedCell[] {
    const cells: ObservedCell[] = [];
    for (let cell = 0; cell < CELLS; cell++) {
      const [asked, found, sum, flights] = this.#counts.subarray(cell * WIDTH, (cell + 1) * WIDTH);
      if (asked === 0) continue;
      const azimuth = Math.floor(cell / RINGS);
      const ring = cell % CELL_RANGES;
      const band = Math.floor((cell % RINGS) / CELL_RANGES);
      cells.push({
        azimuthFromRad: (azimuth * TWO_PI) / CELL_AZIMUTHS,
        azimuthToRad: ((azimuth + 1) * TWO_PI) / CELL_AZIMUTHS,
        rangeFromM: (ring * this.#rangeMaxM) / CELL_RANGES,
        rangeToM: ((ring + 1) * this.#rangeMaxM) / CELL_RANGES,
        heightFromM: CELL_HEIGHTS_M[band],
        heightToM: CELL_HEIGHTS_M.at(band + 1) ?? null,
        asked,
        found,
        claimed: sum / asked,
        flights,
      });
    }
    return cells;
  }

  snapshot(): ObservedCellsState {
    const cells: [number, number[], TrackId[]][] = [];
    for (let cell = 0; cell < CELLS; cell++) {
      const counts = this.#counts.subarray(cell * WIDTH, (cell + 1) * WIDTH);
      if (counts[0] > 0) cells.push([cell, [...counts], [...(this.#recent.get(cell) ?? [])]]);
    }
    return cells;
  }
  restore(state: ObservedCellsState, asked: number): void {
    this.#counts.fill(0);
    this.#recent.clear();
    for (const [cell, counts, recent] of state) {
      this.#counts.set(counts, cell * WIDTH);
      this.#recent.set(cell, [...recent]);
    }
    this.asked = asked;
  }

  /** Looks at one flight are no witnesses of their own: what hides it from one look hides it from the next. */
  #isNew(cell: number, track: TrackId): boolean {
    const recent = this.#recent.get(cell) ?? [];
    if (recent.includes(track)) return false;
    this.#recent.set(cell, [...recent, track].slice(-RECENT_MAX));
    return true;
  }

  #cellAt({ azimuthRad, rangeM, aboveGroundM }: CellPlace): number {
    const azimuth = Math.floor((wrapTwoPi(azimuthRad) / TWO_PI) * CELL_AZIMUTHS);
    const ring = Math.floor((rangeM / this.#rangeMaxM) * CELL_RANGES);
    const band = CELL_HEIGHTS_M.findLastIndex((fromM) => aboveGroundM >= fromM);
    return (
      Math.min(azimuth, CELL_AZIMUTHS - 1) * RINGS +
      Math.max(0, band) * CELL_RANGES +
      Math.max(0, Math.min(ring, CELL_RANGES - 1))
    );
  }
}

import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { sizesOfClasses } from "../tracking/echo-sizes.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { judgeConduct } from "./judge-conduct.ts";
import { ObservedCells, type ObservedCellsState } from "./observed-cells.ts";
import type { ObservedCell, SensorConduct } from "./sensor-conduct.ts";

/**
 * Comparisons of a detection with an object that are spent on one sensor in a second, and saved for later at most: a look is learnt from while any
 * are left, so that a small site learns from all and a raid costs little more.
 */
export const COMPARISONS_PER_S = 2_000;
const COMPARISONS_SAVED_MAX = 10_000;
/** How much the latest look counts in how old looks come. */
const LATEST_SHARE = 0.1;

interface Counts {
  seen: number;
  unseen: number;
  apart: number;
  apartSum: number;
  looks: number;
  strays: number;
  straysClaimed: number;
  claims: number;
  doubted: number;
}
const NOTHING: Counts = {
  seen: 0,
  unseen: 0,
  apart: 0,
  apartSum: 0,
  looks: 0,
  strays: 0,
  straysClaimed: 0,
  claims: 0,
  doubted: 0,
};

export interface SensorTallyState {
  readonly counts: Counts;
  readonly cells: ObservedCellsState;
  readonly asked: number;
  readonly delayS: number | null;
  readonly clockOffsetUs: number;
  readonly filledUs: TimeUs;
  readonly left: number;
}

/** Everything that is counted of one sensor. */
export class SensorTally {
  readonly geometry: SensorGeometry;
  /** How large each class looks to it. */
  readonly sizesOfClasses: Float64Array;
  readonly cells: ObservedCells;
  counts: Counts = { ...NOTHING };
  clockOffsetUs = 0;
  #delayS: number | null = null;
  #filledUs: TimeUs = 0;
  #left = COMPARISONS_SAVED_MAX;

  constructor(geometry: SensorGeometry) {
    this.geometry = geometry;
    this.sizesOfClasses = sizesOfClasses(geometry.spec.radar);
    this.cells = new ObservedCells(geometry.spec.coverage.rangeMaxM);
  }

  /** Whether a look that takes so many comparisons is to be learnt from. */
  mayExamine(nowUs: TimeUs, comparisons: number): boolean {
    const earned = (Math.max(0, nowUs - this.#filledUs) / MICROS_PER_SECOND) * COMPARISONS_PER_S;
    this.#left = Math.min(COMPARISONS_SAVED_MAX, this.#left + earned);
    this.#filledUs = Math.max(this.#filledUs, nowUs);
    if (this.#left <= 0) return false;
    this.#left -= comparisons;
    return true;
  }

  late(delayS: number): void {
    this.#delayS =
      this.#delayS === null ? delayS : this.#delayS + LATEST_SHARE * (delayS - this.#delayS);
  }

  fade(factor: number): void {
    const counts = this.counts;
    for (const key of Object.keys(counts) as (keyof Counts)[]) counts[key] *= factor;
  }

  conduct(): SensorConduct {
    const { seen, unseen, apart, apartSum, looks, strays, straysClaimed, claims, doubted } =
      this.counts;
    const facts = {
      sensorId: this.geometry.spec.id,
      clockOffsetUs: this.clockOffsetUs,
      delayS: this.#delayS === null ? null : hundredths(this.#delayS),
      objects: { seen: hundredths(seen), unseen: hundredths(unseen) },
      apart: {
        count: hundredths(apart),
        meanSquare: apart === 0 ? 0 : hundredths(apartSum / apart),
      },
      strays: {
        looks: hundredths(looks),
        count: hundredths(strays),
        claimed: hundredths(straysClaimed),
      },
      claims: { count: hundredths(claims), doubted: hundredths(doubted) },
      cells: this.cells.list().map(rounded),
    };
    return { ...facts, ...judgeConduct(facts) };
  }

  snapshot(): SensorTallyState {
    return {
      counts: { ...this.counts },
      cells: this.cells.snapshot(),
      asked: this.cells.asked,
      delayS: this.#delayS,
      clockOffsetUs: this.clockOffsetUs,
      filledUs: this.#filledUs,
      left: this.#left,
    };
  }
  restore(state: SensorTallyState): void {
    this.counts = { ...state.counts };
    this.cells.restore(state.cells, state.asked);
    this.#delayS = state.delayS;
    this.clockOffsetUs = state.clockOffsetUs;
    this.#filledUs = state.filledUs;
    this.#left = state.left;
  }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

const rounded = (cell: ObservedCell): ObservedCell => ({
  ...cell,
  asked: hundredths(cell.asked),
  found: hundredths(cell.found),
  claimed: hundredths(cell.claimed),
  ...(cell.flights === undefined ? {} : { flights: hundredths(cell.flights) }),
});

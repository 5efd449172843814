import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { judgeConduct } from "./judge-conduct.ts";
import { ObservedCells, type ObservedCellsState } from "./observed-cells.ts";
import type { ObservedCell, SensorConduct } from "./sensor-conduct.ts";

/** Looks of one sensor that are learnt from in a second; a hundred sectors tell no more of a radar than these do. */
export const LOOKS_PER_S_MAX = 64;
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
  readonly secondUs: TimeUs;
  readonly looksOfSecond: number;
}

/** Everything that is counted of one sensor. */
export class SensorTally {
  readonly geometry: SensorGeometry;
  readonly cells: ObservedCells;
  counts: Counts = { ...NOTHING };
  clockOffsetUs = 0;
  #delayS: number | null = null;
  #secondUs: TimeUs = 0;
  #looksOfSecond = 0;

  constructor(geometry: SensorGeometry) {
    this.geometry = geometry;
    this.cells = new ObservedCells(geometry.spec.coverage.rangeMaxM);
  }

  /** Whether one more look of this moment is to be learnt from. */
  mayExamine(nowUs: TimeUs): boolean {
    if (nowUs - this.#secondUs >= MICROS_PER_SECOND) {
      this.#secondUs = nowUs;
      this.#looksOfSecond = 0;
    }
    return this.#looksOfSecond++ < LOOKS_PER_S_MAX;
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
      secondUs: this.#secondUs,
      looksOfSecond: this.#looksOfSecond,
    };
  }
  restore(state: SensorTallyState): void {
    this.counts = { ...state.counts };
    this.cells.restore(state.cells, state.asked);
    this.#delayS = state.delayS;
    this.clockOffsetUs = state.clockOffsetUs;
    this.#secondUs = state.secondUs;
    this.#looksOfSecond = state.looksOfSecond;
  }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

const rounded = (cell: ObservedCell): ObservedCell => ({
  ...cell,
  asked: hundredths(cell.asked),
  found: hundredths(cell.found),
  claimed: hundredths(cell.claimed),
});

import type { SensorId } from "../units/ids.ts";
import type { ApproachAnswer } from "./approach-answer.ts";
import { type ApproachWalks, covers, type Walked, type WalkedApproach } from "./approach-walk.ts";
import type { CoverageLimit } from "./coverage-annulus.ts";
import { rateUnits } from "./miss-rate.ts";
import type { RunSearch } from "./run-search.ts";
import { namesOf, type RunQuestion, type RunRay, type SensorFactors } from "./run-panel.ts";

/** A walked sensor's rate at each station for what its health leaves, in units as of {@link rateUnits}; made when first needed. */
interface StationRates {
  readonly walked: Walked;
  readonly group: number;
  readonly byFactor: Map<number, Float64Array>;
  /** The stations from this one on it does not cover however well it is. */
  readonly end: number;
  /** What its health left when the sums were brought up to date. */
  factor: number;
}

/**
 * One direction of approach, walked station by station. The sum of the rates at each station is kept, and a sensor whose health
 * changes alters its own share alone; rates are whole units, so that the sums are those of anew, octet for octet.
 */
export class WalkedRay implements RunRay {
  readonly #asked: WalkedApproach;
  readonly #walks: ApproachWalks;
  readonly #question: RunQuestion;
  readonly #sensors: readonly StationRates[];
  readonly #search: RunSearch;
  readonly #sums: Float64Array;
  /** Of each common-cause group the greatest rate at each station. */
  readonly #greatest: ReadonlyMap<number, Float64Array>;
  readonly #limits = new Map<number, CoverageLimit>();
  #healthyM: number | null;
  readonly dependsOn: Uint8Array;

  constructor(asked: WalkedApproach, walks: ApproachWalks, question: RunQuestion) {
    const { specs, groupOf } = question;
    this.#question = question;
    this.#asked = asked;
    this.#walks = walks;
    const walked = walks.walk(asked);
    this.#sensors = walked.map((each) => ({
      walked: each,
      group: groupOf[each.index],
      byFactor: new Map(),
      end: each.probabilities.findLastIndex((probability) => probability > 0) + 1,
      factor: 0,
    }));
    this.dependsOn = new Uint8Array(specs.length);
    for (const { index } of walked) this.dependsOn[index] = 1;
    const stations = walks.stations(asked.model);
    this.#sums = new Float64Array(stations);
    const groups = new Set(this.#sensors.map(({ group }) => group).filter((group) => group >= 0));
    this.#greatest = new Map([...groups].map((group) => [group, new Float64Array(stations)]));
    const periods = walked.map(({ periodS }) => periodS);
    this.#search = question.searchFor(asked.model.speedMps, periods);
    for (const sensor of this.#sensors) this.#change(sensor, 1);
    this.#healthyM = this.#seenFrom();
  }

  answer({ factors }: SensorFactors, known: readonly SensorId[]): ApproachAnswer {
    if (this.#sensors.length === 0)
      return { seenFromM: null, warningS: 0, seenBy: [], limitedBy: "no-sensor" };
    for (const sensor of this.#sensors) this.#change(sensor, factors[sensor.walked.index]);
    const seenFromM = this.#seenFrom();
    return {
      seenFromM,
      warningS: seenFromM === null ? 0 : seenFromM / this.#asked.model.speedMps,
      seenBy: seenFromM === null ? [] : this.#seenBy(seenFromM, known),
      limitedBy: this.#limit(seenFromM),
    };
  }

  #change(sensor: StationRates, factor: number): void {
    if (factor === sensor.factor) return;
    const before = ratesOf(sensor, sensor.factor);
    sensor.factor = factor;
    const after = ratesOf(sensor, factor);
    const sums = this.#sums;
    const greatest = this.#greatest.get(sensor.group);
    for (let i = 0; i < sensor.end; i++) {
      const was = before === null ? 0 : before[i];
      const is = after === null ? 0 : after[i];
      if (greatest === undefined) {
        sums[i] += is - was;
        continue;
      }
      let most = Math.max(greatest[i], is);
      if (was === greatest[i] && is < was) most = this.#most(sensor.group, i);
      sums[i] += most - greatest[i];
      greatest[i] = most;
    }
  }

  /** The greatest rate at a station of the sensors of a group. */
  #most(group: number, station: number): number {
    let most = 0;
    for (const each of this.#sensors) {
      if (each.group !== group || station >= each.end) continue;
      const rates = ratesOf(each, each.factor);
      if (rates !== null && rates[station] > most) most = rates[station];
    }
    return most;
  }

  #seenFrom(): number | null {
    const sums = this.#sums;
    const search = this.#search;
    const { reachM } = this.#asked.model;
    const widthM = reachM / sums.length;
    search.begin(reachM);
    for (let i = sums.length - 1; i >= 0; i--) {
      // Stations with one rate are passed as one.
      if (i > 0 && sums[i - 1] === sums[i]) continue;
      const found = search.pass(i * widthM, sums[i]);
      if (found !== null) return found;
    }
    return null;
  }

  #seenBy(seenFromM: number, known: readonly SensorId[]): readonly SensorId[] {
    const station = this.#walks.stationAt(this.#asked.model, seenFromM);
    const { seeing } = this.#question;
    let count = 0;
    for (const { walked, factor } of this.#sensors)
      if (factor > 0 && covers(walked, station)) seeing[count++] = walked.index;
    return namesOf(seeing, count, this.#question, known);
  }

  /**
   * Health, where healthy sensors would do better; else the link that fails first beyond what the sensor covers that
   * covers furthest out, without a gap from where the approach is seen; unseen, from the area's edge.
   */
  #limit(seenFromM: number | null): CoverageLimit {
    const healthyM = this.#healthyM;
    const isAnyUnwell = this.#sensors.some(({ factor }) => factor < 1);
    if (isAnyUnwell && healthyM !== null && healthyM > (seenFromM ?? -1) + 1) return "health";
    const from = this.#walks.stationAt(this.#asked.model, seenFromM ?? 0);
    let furthest: Walked | null = null;
    let end = -1;
    for (const { walked, factor } of this.#sensors) {
      if (factor === 0) continue;
      let station = from;
      while (station < walked.probabilities.length && covers(walked, station)) station++;
      if (station <= end) continue;
      end = station;
      furthest = walked;
    }
    if (furthest === null) return "health";
    const key = furthest.index * (this.#sums.length + 1) + end;
    const limit = this.#limits.get(key) ?? this.#walks.limitBeyond(this.#asked, furthest, end);
    this.#limits.set(key, limit);
    return limit;
  }
}

/** Null: none anywhere. */
function ratesOf({ walked, byFactor, end }: StationRates, factor: number): Float64Array | null {
  if (factor === 0) return null;
  const known = byFactor.get(factor);
  if (known !== undefined) return known;
  const rates = Float64Array.from({ length: end }, (_, i) =>
    rateUnits(walked.probabilities[i] * factor, walked.periodS),
  );
  byFactor.set(factor, rates);
  return rates;
}

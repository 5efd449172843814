import type { SensorId } from "../units/ids.ts";
import type { ApproachAnswer } from "./approach-answer.ts";
import type { CoverageLimit } from "./coverage-annulus.ts";
import { leastPeriodS } from "./miss-rate.ts";
import type { ApproachModel } from "./protection-parameters.ts";
import type { ApproachRay, RayInterval } from "./ray-intervals.ts";
import type { RunSearch } from "./run-search.ts";
import { namesOf, type RunQuestion, type RunRay, type SensorFactors } from "./run-panel.ts";
import { collectSensor, limitOutside, nearestTo, type SensorRings } from "./sensor-intervals.ts";

/** Shorter zones, m, are left out. */
const LEAST_ZONE_M = 1e-6;

/**
 * One direction of approach, where every sensor sees alike inside its ring. Which sensors cover which stretch does not change with
 * their health, so it is worked out once; asked, the ray is swept from the outside in until the approach is seen.
 */
export class RingRay implements RunRay {
  readonly #ray: ApproachRay;
  readonly #model: ApproachModel;
  readonly #question: RunQuestion;
  readonly #search: RunSearch;
  /** Of each interval its sensor, its ends, m, and what ends it on the far side. */
  readonly #sensors: Int32Array;
  readonly #fromM: Float64Array;
  readonly #toM: Float64Array;
  readonly #limits: readonly CoverageLimit[];
  /** Where an interval begins or ends, the outermost first: distance m, sensor, and whether one on the way in enters it there. */
  readonly #cutsM: Float64Array;
  readonly #cutSensors: Int32Array;
  readonly #enters: Uint8Array;
  readonly #nearest: SensorRings;
  #healthyM: number | null | undefined;
  /** The sensors, by number, whose health the answer depends on. */
  readonly dependsOn: Uint8Array;

  /** `watching`: those that count for the kind of approach, at least one; a sector's index is its sensor's number in the site. */
  constructor(
    ray: ApproachRay,
    model: ApproachModel,
    watching: readonly SensorRings[],
    question: RunQuestion,
  ) {
    this.#ray = ray;
    this.#model = model;
    this.#question = question;
    const intervals: RayInterval[] = [];
    for (const sensor of watching) collectSensor(ray, sensor, model.reachM, intervals);
    this.#sensors = Int32Array.from(intervals, ({ sensor }) => sensor);
    this.#fromM = Float64Array.from(intervals, ({ fromM }) => fromM);
    this.#toM = Float64Array.from(intervals, ({ toM }) => toM);
    this.#limits = intervals.map(({ limit }) => limit);
    const cuts = intervals
      .flatMap(({ sensor, fromM, toM }) => [
        { sensor, atM: toM, enters: 1 },
        { sensor, atM: fromM, enters: 0 },
      ])
      .sort((a, b) => b.atM - a.atM);
    this.#cutsM = Float64Array.from(cuts, ({ atM }) => atM);
    this.#cutSensors = Int32Array.from(cuts, ({ sensor }) => sensor);
    this.#enters = Uint8Array.from(cuts, ({ enters }) => enters);
    this.#nearest = nearestTo(ray, watching);
    const { specs } = question;
    const periods = intervals.map(({ sensor }) => leastPeriodS(specs[sensor]));
    this.#search = question.searchFor(model.speedMps, periods);
    this.dependsOn = new Uint8Array(specs.length);
    for (const { sensor } of intervals) this.dependsOn[sensor] = 1;
    this.dependsOn[this.#nearest.sector.index] = 1;
  }

  answer(now: SensorFactors, known: readonly SensorId[]): ApproachAnswer {
    const seenFromM = this.#seenFrom(now.rates);
    return {
      seenFromM,
      warningS: seenFromM === null ? 0 : seenFromM / this.#model.speedMps,
      seenBy: seenFromM === null ? [] : this.#seenBy(now.factors, seenFromM, known),
      limitedBy: this.#limit(now.factors, seenFromM),
    };
  }

  #seenFrom(rates: Float64Array): number | null {
    const cutsM = this.#cutsM;
    if (cutsM.length === 0) return null;
    const { sum } = this.#question;
    const search = this.#search;
    sum.begin(rates);
    search.begin(cutsM[0]);
    let toM = cutsM[0];
    for (let i = 0; i < cutsM.length; i++) {
      const sensor = this.#cutSensors[i];
      if (rates[sensor] === 0) continue;
      if (toM - cutsM[i] >= LEAST_ZONE_M) {
        const found = search.pass(cutsM[i], sum.total);
        if (found !== null) return found;
        toM = cutsM[i];
      }
      if (this.#enters[i] === 1) sum.enter(sensor);
      else sum.leave(sensor);
    }
    return toM >= LEAST_ZONE_M ? search.pass(0, sum.total) : null;
  }

  /** In the order of the site. */
  #seenBy(factors: Float64Array, atM: number, known: readonly SensorId[]): readonly SensorId[] {
    const { seeing } = this.#question;
    let count = 0;
    for (let i = 0; i < this.#sensors.length; i++) {
      const sensor = this.#sensors[i];
      if (factors[sensor] === 0 || atM < this.#fromM[i] || atM > this.#toM[i]) continue;
      if (count > 0 && seeing[count - 1] === sensor) continue;
      seeing[count++] = sensor;
    }
    return namesOf(seeing, count, this.#question, known);
  }

  /**
   * Which limit keeps the approach from being seen earlier: health where healthy sensors would do better; else what
   * ends the coverage, on the far side, of the sensor that covers furthest out without a gap; else, unseen,
   * what keeps the ray out of the nearest sensor's coverage.
   */
  #limit(factors: Float64Array, seenFromM: number | null): CoverageLimit {
    if (this.#isAnyUnwell(factors)) {
      if (this.#healthyM === undefined)
        this.#healthyM = this.#seenFrom(this.#question.healthyRates);
      if (this.#healthyM !== null && this.#healthyM > (seenFromM ?? -1) + 1) return "health";
    }
    let furthest = -1;
    for (let i = 0; i < this.#sensors.length; i++) {
      if (factors[this.#sensors[i]] === 0) continue;
      if (seenFromM !== null && this.#fromM[i] > seenFromM) continue;
      if (furthest === -1 || this.#toM[i] > this.#toM[furthest]) furthest = i;
    }
    if (furthest !== -1) return this.#limits[furthest];
    const nearest = this.#nearest;
    return factors[nearest.sector.index] === 0 ? "health" : limitOutside(this.#ray, nearest);
  }

  #isAnyUnwell(factors: Float64Array): boolean {
    for (const sensor of this.#sensors) if (factors[sensor] < 1) return true;
    return false;
  }
}

import type { SensorId } from "../units/ids.ts";
import type { ApproachAnswer } from "./approach-answer.ts";
import type { DetectionRunRule } from "./detection-run.ts";
import { leastPeriodS, rateUnits } from "./miss-rate.ts";
import { RateSum } from "./rate-sum.ts";
import { RunSearch } from "./run-search.ts";
import type { SensorHealth, SensorSpec } from "./sensor.ts";
import { healthFactor } from "./sensor-margins.ts";

/** What all directions are asked of, worked out once for a site; all by the sensors' numbers in it. */
export class RunQuestion {
  readonly specs: readonly SensorSpec[];
  /** The number of its common-cause group; −1: it has none. */
  readonly groupOf: Int32Array;
  /** Of each in full health, as of {@link rateUnits}. */
  readonly healthyRates: Float64Array;
  /** For whoever sums at the moment. */
  readonly sum: RateSum;
  /** For whoever collects sensors at the moment. */
  readonly seeing: Int32Array;
  readonly #rule: DetectionRunRule;
  readonly #searches = new Map<string, RunSearch>();

  constructor(specs: readonly SensorSpec[], rule: DetectionRunRule) {
    this.specs = specs;
    this.#rule = rule;
    const names = [...new Set(specs.flatMap(({ commonCauseGroup: name }) => name ?? []))];
    this.groupOf = Int32Array.from(specs, ({ commonCauseGroup: name }) =>
      name === null ? -1 : names.indexOf(name),
    );
    this.healthyRates = ratesOf(specs, new Float64Array(specs.length).fill(1));
    this.sum = new RateSum(this.groupOf);
    this.seeing = new Int32Array(specs.length);
  }

  /** For whoever searches at the moment. */
  searchFor(speedMps: number, periodsS: readonly number[]): RunSearch {
    const periods = [...new Set(periodsS)].sort((a, b) => a - b);
    const key = `${speedMps} ${periods.join(" ")}`;
    const search = this.#searches.get(key) ?? new RunSearch(this.#rule, speedMps, periods);
    this.#searches.set(key, search);
    return search;
  }
}

/** What the health of each sensor leaves of its detection probability, and the rate that comes of it, as of {@link rateUnits}. */
export interface SensorFactors {
  readonly factors: Float64Array;
  readonly rates: Float64Array;
}

/** One direction of one kind of approach to one place. */
export interface RunRay {
  /** `seenBy` may be the very list that was known before, where the sensors are the same. */
  answer(now: SensorFactors, known: readonly SensorId[]): ApproachAnswer;
  /** One for each sensor of the site whose health the answer depends on. */
  readonly dependsOn: Uint8Array;
}

/** The names of the first `count` of `sensors`, by number; `known`, if it is these. */
export function namesOf(
  sensors: Int32Array,
  count: number,
  { specs }: RunQuestion,
  known: readonly SensorId[],
): readonly SensorId[] {
  let isKnown = known.length === count;
  for (let i = 0; isKnown && i < count; i++) isKnown = specs[sensors[i]].id === known[i];
  if (isKnown) return known;
  return Array.from(sensors.subarray(0, count), (sensor) => specs[sensor].id);
}

const ratesOf = (specs: readonly SensorSpec[], factors: Float64Array): Float64Array =>
  factors.map((factor, i) =>
    factor === 0 ? 0 : rateUnits(specs[i].detectionProbability * factor, leastPeriodS(specs[i])),
  );

/** Where no sensor counts. */
export const UNWATCHED: RunRay = {
  answer: () => ({ seenFromM: null, warningS: 0, seenBy: [], limitedBy: "no-sensor" }),
  dependsOn: new Uint8Array(0),
};

/** All directions of one kind of approach to one place. What no changed sensor has a share in is answered as before. */
export class RunPanel {
  readonly #question: RunQuestion;
  readonly #rays: readonly RunRay[];
  #factors: Float64Array | null = null;
  #answers: readonly ApproachAnswer[] = [];

  constructor(question: RunQuestion, rays: readonly RunRay[]) {
    this.#question = question;
    this.#rays = rays;
  }

  /** The same array while nothing has changed. */
  answers(health: ReadonlyMap<string, SensorHealth>): readonly ApproachAnswer[] {
    const { specs } = this.#question;
    const before = this.#factors;
    const factors = new Float64Array(specs.length);
    const changed: number[] = [];
    for (let i = 0; i < specs.length; i++) {
      factors[i] = healthFactor(health.get(specs[i].id));
      if (factors[i] !== before?.[i]) changed.push(i);
    }
    if (before !== null && changed.length === 0) return this.#answers;
    const now = { factors, rates: ratesOf(specs, factors) };
    let known: readonly SensorId[] = [];
    this.#answers = this.#rays.map((ray, i) => {
      const isAsBefore = before !== null && !changed.some((sensor) => ray.dependsOn[sensor] === 1);
      const answer = isAsBefore ? this.#answers[i] : ray.answer(now, known);
      known = answer.seenBy;
      return answer;
    });
    this.#factors = factors;
    return this.#answers;
  }
}

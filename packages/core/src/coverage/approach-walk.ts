import type { LocalFrame } from "../geodesy/local-frame.ts";
import { upAtHeight } from "../geodesy/up-at-height.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
import type { SensorId } from "../units/ids.ts";
import { type ApproachAnswer, LEAST_MISS, leastPeriodS } from "./approach-answer.ts";
import type { CoverageLimit } from "./coverage-annulus.ts";
import type { CoverageLinkName } from "./coverage-link.ts";
import type { CoverageTarget } from "./coverage-target.ts";
import { crossSectionOf } from "./cross-section.ts";
import { detectionProbabilityOf } from "./detection-probability.ts";
import type { RunZone } from "./detection-run.ts";
import { detectionProbability } from "./explain-coverage.ts";
import {
  type ApproachModel,
  type ProtectedPlace,
  SURVEY_PROBES,
  type SurveyParameters,
} from "./protection-parameters.ts";
import type { ApproachRay } from "./ray-intervals.ts";
import { looksTogether, reachedFrom } from "./reached-from.ts";
import type { SensorHealth } from "./sensor.ts";
import { healthFactor } from "./sensor-margins.ts";

/** Stations of one approach are this far apart, m, or farther where a survey would take too many. */
const STATION_M = 250;
const STATIONS_MIN = 24;
/** Less than this share of its stated probability, and a sensor no longer counts as covering a station. */
const COVERS_SHARE = 0.5;

export interface WalkParts {
  readonly siteFrame: LocalFrame;
  readonly terrain: HeightGrid | null;
  readonly parameters: SurveyParameters;
  readonly geometries: readonly SensorGeometry[];
  readonly places: readonly ProtectedPlace[];
}

export interface WalkedApproach {
  readonly place: ProtectedPlace;
  readonly model: ApproachModel;
  readonly ray: ApproachRay;
  readonly bearing: number;
}

/** A sensor on one approach: its detection probability in full health at each station, from the area outwards. */
interface Walked {
  readonly geometry: SensorGeometry;
  readonly periodS: number;
  readonly probabilities: Float64Array;
}

/**
 * Approaches walked station by station, for sensors whose detection probability changes along the way. What a healthy
 * sensor sees does not change with its health, so it is worked out once and kept.
 */
export class ApproachWalks {
  readonly #parts: WalkParts;
  readonly #stationM: number;
  readonly #walked = new Map<string, readonly Walked[]>();

  constructor(parts: WalkParts) {
    this.#parts = parts;
    const { parameters, geometries, places } = parts;
    const stations = parameters.approaches.reduce((sum, each) => sum + each.reachM, 0) / STATION_M;
    const probes = stations * parameters.bearings * geometries.length * places.length;
    this.#stationM = STATION_M * Math.max(1, probes / (parameters.probesMax ?? SURVEY_PROBES));
  }

  answer(asked: WalkedApproach, health: ReadonlyMap<string, SensorHealth>): ApproachAnswer {
    const { place, model } = asked;
    const key = `${place.id} ${model.kind} ${asked.bearing}`;
    const walked = this.#walked.get(key) ?? this.#walk(asked);
    this.#walked.set(key, walked);
    if (walked.length === 0)
      return { seenFromM: null, warningS: 0, seenBy: [], limitedBy: "no-sensor" };
    const factors = walked.map(({ geometry }) => healthFactor(health.get(geometry.spec.id)));
    const seenFromM = this.#seenFrom(walked, factors, model);
    return {
      seenFromM,
      warningS: seenFromM === null ? 0 : seenFromM / model.speedMps,
      seenBy: seenFromM === null ? [] : this.#seenBy(walked, factors, model, seenFromM),
      limitedBy: this.#limit(asked, walked, factors, seenFromM),
    };
  }

  #stations(model: ApproachModel): number {
    return Math.max(Math.ceil(model.reachM / this.#stationM), STATIONS_MIN);
  }

  #walk(asked: WalkedApproach): readonly Walked[] {
    const { model } = asked;
    const count = this.#stations(model);
    return this.#parts.geometries
      .filter(({ spec }) => model.sensorKinds.includes(spec.kind))
      .map((geometry) => {
        const probabilities = new Float64Array(count);
        for (let i = 0; i < count; i++) {
          const { target, position: p } = this.#station(asked, i, geometry);
          probabilities[i] = detectionProbabilityOf(geometry, undefined, p[0], p[1], p[2], target);
        }
        return { geometry, periodS: leastPeriodS(geometry.spec), probabilities };
      });
  }

  /** Where the object is at a station, and what it shows a sensor. */
  #station(
    { place, model, ray }: WalkedApproach,
    index: number,
    { spec }: SensorGeometry,
  ): { readonly position: readonly number[]; readonly target: CoverageTarget } {
    const { terrain, siteFrame } = this.#parts;
    const alongM = ((index + 0.5) * model.reachM) / this.#stations(model);
    const e = ray.eastM + alongM * ray.directionEast;
    const n = ray.northM + alongM * ray.directionNorth;
    const share = alongM / model.reachM;
    const level = model.path === "level";
    const aboveM = level ? model.heightM : 4 * model.heightM * share * (1 - share);
    const climb = level ? 0 : -(4 * model.heightM * (1 - 2 * share)) / model.reachM;
    const groundM = level && terrain !== null ? terrain.heightAt(e, n) : place.groundHeightM;
    const speed = model.speedMps;
    return {
      position: [e, n, upAtHeight(siteFrame, e, n, groundM + aboveM)],
      target: {
        crossSectionM2: crossSectionOf(spec.radar, model.objectClass),
        velocityMps: [-speed * ray.directionEast, -speed * ray.directionNorth, speed * climb],
        rangeRateSigmaMps: 0,
      },
    };
  }

  /** See {@link reachedFrom}. */
  #seenFrom(
    walked: readonly Walked[],
    factors: readonly number[],
    model: ApproachModel,
  ): number | null {
    const count = this.#stations(model);
    const widthM = model.reachM / count;
    const zones: RunZone[] = [];
    for (let i = count - 1; i >= 0; i--)
      zones.push({
        fromM: i * widthM,
        toM: (i + 1) * widthM,
        missRate: missRateAt(walked, factors, i),
        ...looksAt(walked, factors, i),
      });
    const periods = walked.map(({ periodS }) => periodS);
    return reachedFrom(zones, periods, model.speedMps, this.#parts.parameters.rule);
  }

  #seenBy(
    walked: readonly Walked[],
    factors: readonly number[],
    model: ApproachModel,
    seenFromM: number,
  ): readonly SensorId[] {
    const station = this.#stationAt(model, seenFromM);
    return walked
      .filter((each, i) => factors[i] > 0 && covers(each, station))
      .map(({ geometry }) => geometry.spec.id);
  }

  #stationAt(model: ApproachModel, alongM: number): number {
    const count = this.#stations(model);
    return Math.min(Math.floor((alongM * count) / model.reachM), count - 1);
  }

  /**
   * Health, where healthy sensors would do better; else the link that fails first beyond what the sensor covers that
   * covers furthest out, without a gap from where the approach is seen; unseen, from the area's edge.
   */
  #limit(
    asked: WalkedApproach,
    walked: readonly Walked[],
    factors: readonly number[],
    seenFromM: number | null,
  ): CoverageLimit {
    const { model } = asked;
    if (factors.some((factor) => factor < 1)) {
      const healthy = walked.map(() => 1);
      const healthyM = this.#seenFrom(walked, healthy, model);
      if (healthyM !== null && healthyM > (seenFromM ?? -1) + 1) return "health";
    }
    const from = this.#stationAt(model, seenFromM ?? 0);
    let furthest: Walked | null = null;
    let end = -1;
    walked.forEach((each, i) => {
      if (factors[i] === 0) return;
      let station = from;
      while (station < each.probabilities.length && covers(each, station)) station++;
      if (station > end) {
        end = station;
        furthest = each;
      }
    });
    if (furthest === null) return "health";
    const { geometry, probabilities }: Walked = furthest;
    if (end >= probabilities.length) return "range";
    const { position, target } = this.#station(asked, end, geometry);
    const failed = detectionProbability(geometry, undefined, position, target).links.find(
      (link) => !link.ok,
    );
    return failed === undefined ? "signal" : LIMIT_OF[failed.link];
  }
}

const LIMIT_OF: Readonly<Record<CoverageLinkName, CoverageLimit>> = {
  range: "range",
  sector: "sector",
  elevation: "elevation",
  horizon: "horizon",
  terrain: "terrain",
  signal: "signal",
  speed: "signal",
  health: "health",
};

const covers = ({ geometry, probabilities }: Walked, station: number): boolean =>
  probabilities[station] >= COVERS_SHARE * geometry.spec.detectionProbability;

/** Less than this, and a sensor's looks at a station are not counted among those that come by. */
const COUNTS_PROBABILITY = 0.02;

/** How looks come at a station, of the sensors that may see it. */
function looksAt(
  walked: readonly Walked[],
  factors: readonly number[],
  station: number,
): Pick<RunZone, "periodS" | "expectedFrom"> {
  const seeing = walked.filter(
    ({ probabilities }, i) => probabilities[station] * factors[i] >= COUNTS_PROBABILITY,
  );
  return looksTogether(seeing.map(lookingOf), walked.map(lookingOf));
}

const lookingOf = ({ periodS, geometry }: Walked) => ({ periodS, spec: geometry.spec });

/** Sum of the rates −ln(1 − p)/T at a station, of a common-cause group only the greatest. */
function missRateAt(
  walked: readonly Walked[],
  factors: readonly number[],
  station: number,
): number {
  let total = 0;
  const greatest = new Map<string, number>();
  walked.forEach(({ geometry, periodS, probabilities }, i) => {
    const rate = -Math.log(Math.max(1 - probabilities[station] * factors[i], LEAST_MISS)) / periodS;
    const group = geometry.spec.commonCauseGroup;
    if (group === null) total += rate;
    else greatest.set(group, Math.max(greatest.get(group) ?? 0, rate));
  });
  for (const rate of greatest.values()) total += rate;
  return total;
}

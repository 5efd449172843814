import type { LocalFrame } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
import type { SensorId } from "../units/ids.ts";
import type { ApproachAnswer } from "./approach-answer.ts";
import { approachPoint } from "./approach-point.ts";
import type { WatchedApproach } from "./approach-ray.ts";
import type { CoverageLimit } from "./coverage-annulus.ts";
import type { CoverageLinkName } from "./coverage-link.ts";
import type { CoverageTarget } from "./coverage-target.ts";
import { crossSectionOf } from "./cross-section.ts";
import { detectionProbabilityOf } from "./detection-probability.ts";
import type { RunZone } from "./detection-run.ts";
import { detectionProbability } from "./explain-coverage.ts";
import { type ConfirmationRule, confirmedFrom } from "./first-confirmation.ts";
import { looksTogether } from "./looks-together.ts";
import { leastPeriodS, missRateOf } from "./miss-rate.ts";
import {
  type ApproachModel,
  type ProtectedPlace,
  SURVEY_PROBES,
  type SurveyParameters,
} from "./protection-parameters.ts";
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

export interface WalkedApproach extends WatchedApproach {
  readonly bearing: number;
}

/** A sensor on one approach: its detection probability in full health at each station, from the area outwards. */
export interface Walked {
  /** Its number in the site. */
  readonly index: number;
  readonly geometry: SensorGeometry;
  readonly periodS: number;
  readonly probabilities: Float64Array;
  /** Up to where each station's holds, m along the approach. */
  readonly endsM: Float64Array;
}

/** Between stations whose probabilities differ by more than this the place of the change is looked for, … */
const EDGE_LEAST = 0.1;
/** … by so many halvings of the way between them: to 4 m of 250, a tenth of a second of a drone. */
const EDGE_HALVINGS = 6;

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

  /** Asked of `rule`; what was walked is kept. */
  answer(
    asked: WalkedApproach,
    rule: ConfirmationRule,
    health: ReadonlyMap<string, SensorHealth>,
  ): ApproachAnswer {
    const { place, model } = asked;
    const key = `${place.id} ${model.kind} ${asked.bearing}`;
    const walked = this.#walked.get(key) ?? this.walk(asked);
    this.#walked.set(key, walked);
    if (walked.length === 0)
      return { seenFromM: null, warningS: 0, seenBy: [], limitedBy: "no-sensor" };
    const factors = walked.map(({ geometry }) => healthFactor(health.get(geometry.spec.id)));
    const seenFromM = confirmedFrom(zonesOf(walked, factors), model.speedMps, rule);
    return {
      seenFromM,
      warningS: seenFromM === null ? 0 : seenFromM / model.speedMps,
      seenBy: seenFromM === null ? [] : this.#seenBy(walked, factors, model, seenFromM),
      limitedBy: this.#limit(asked, rule, walked, factors, seenFromM),
    };
  }

  /** How many stations an approach has. */
  stations(model: ApproachModel): number {
    return Math.max(Math.ceil(model.reachM / this.#stationM), STATIONS_MIN);
  }

  /** Each sensor that counts for the approach on its way, in full health. */
  walk(asked: WalkedApproach): readonly Walked[] {
    const { model } = asked;
    const count = this.stations(model);
    const widthM = model.reachM / count;
    const halfwaysM = Float64Array.from({ length: count }, (_, i) => (i + 1) * widthM);
    return this.#parts.geometries.flatMap((geometry, index) => {
      if (!model.sensorKinds.includes(geometry.spec.kind)) return [];
      const probabilities = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        probabilities[i] = this.#probabilityAt(asked, this.#middleM(model, i), geometry);
      }
      const looksFor = this.#parts.parameters.rule.kind === "confirmation";
      const endsM = looksFor ? this.#ends(asked, probabilities, geometry, halfwaysM) : halfwaysM;
      return [{ index, geometry, periodS: leastPeriodS(geometry.spec), probabilities, endsM }];
    });
  }

  #probabilityAt(asked: WalkedApproach, alongM: number, geometry: SensorGeometry): number {
    const { target, position: p } = this.#pointAt(asked, alongM, geometry);
    return detectionProbabilityOf(geometry, undefined, p[0], p[1], p[2], target);
  }

  #middleM(model: ApproachModel, index: number): number {
    return ((index + 0.5) * model.reachM) / this.stations(model);
  }

  /** Halfway to the next station; where coverage begins or ends between two and looks are counted one by one, just there. */
  #ends(
    asked: WalkedApproach,
    probabilities: Float64Array,
    geometry: SensorGeometry,
    halfwaysM: Float64Array,
  ): Float64Array {
    const { model } = asked;
    return Float64Array.from(probabilities, (inner, i) => {
      const isLast = i + 1 === probabilities.length;
      if (isLast || Math.abs(probabilities[i + 1] - inner) < EDGE_LEAST) return halfwaysM[i];
      const between = 0.5 * (inner + probabilities[i + 1]);
      let [lowM, highM] = [this.#middleM(model, i), this.#middleM(model, i + 1)];
      for (let halving = 0; halving < EDGE_HALVINGS; halving++) {
        const middleM = 0.5 * (lowM + highM);
        const isInner = this.#probabilityAt(asked, middleM, geometry) < between === inner < between;
        if (isInner) lowM = middleM;
        else highM = middleM;
      }
      return 0.5 * (lowM + highM);
    });
  }

  /** Where the object is so far off, and what it shows a sensor. */
  #pointAt(
    asked: WalkedApproach,
    alongM: number,
    { spec }: SensorGeometry,
  ): { readonly position: readonly number[]; readonly target: CoverageTarget } {
    const { positionM, velocityMps } = approachPoint(asked, alongM, this.#parts);
    const crossSectionM2 = crossSectionOf(spec.radar, asked.model.objectClass);
    return {
      position: positionM,
      target: { crossSectionM2, velocityMps, rangeRateSigmaMps: 0 },
    };
  }

  #seenBy(
    walked: readonly Walked[],
    factors: readonly number[],
    model: ApproachModel,
    seenFromM: number,
  ): readonly SensorId[] {
    const station = this.stationAt(model, seenFromM);
    return walked
      .filter((each, i) => factors[i] > 0 && covers(each, station))
      .map(({ geometry }) => geometry.spec.id);
  }

  /** Where along the approach that is, by number from the area outwards. */
  stationAt(model: ApproachModel, alongM: number): number {
    const count = this.stations(model);
    return Math.min(Math.floor((alongM * count) / model.reachM), count - 1);
  }

  /**
   * Health, where healthy sensors would do better; else the link that fails first beyond what the sensor covers that
   * covers furthest out, without a gap from where the approach is seen; unseen, from the area's edge.
   */
  #limit(
    asked: WalkedApproach,
    rule: ConfirmationRule,
    walked: readonly Walked[],
    factors: readonly number[],
    seenFromM: number | null,
  ): CoverageLimit {
    const { model } = asked;
    if (factors.some((factor) => factor < 1)) {
      const healthy = walked.map(() => 1);
      const healthyM = confirmedFrom(zonesOf(walked, healthy), model.speedMps, rule);
      if (healthyM !== null && healthyM > (seenFromM ?? -1) + 1) return "health";
    }
    const from = this.stationAt(model, seenFromM ?? 0);
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
    return this.limitBeyond(asked, furthest, end);
  }

  /** What ends the coverage of a sensor at a station that is the first it does not cover. */
  limitBeyond(asked: WalkedApproach, furthest: Walked, end: number): CoverageLimit {
    const { geometry, probabilities } = furthest;
    if (end >= probabilities.length) return "range";
    const { position, target } = this.#pointAt(asked, this.#middleM(asked.model, end), geometry);
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

/** Whether a sensor that is well counts as covering a station. */
export const covers = ({ geometry, probabilities }: Walked, station: number): boolean =>
  probabilities[station] >= COVERS_SHARE * geometry.spec.detectionProbability;

/** Less than this, and a sensor's looks at a station are not counted among those that come by. */
const COUNTS_PROBABILITY = 0.02;

/** From the outermost station inwards; between two, a sensor's probability changes where its own coverage does. */
function zonesOf(walked: readonly Walked[], factors: readonly number[]): RunZone[] {
  const outermost = walked[0].endsM.length - 1;
  const stations = walked.map(() => outermost);
  const zones: RunZone[] = [];
  let toM = walked[0].endsM[outermost];
  const closeAt = (fromM: number): void => {
    if (toM - fromM < LEAST_ZONE_M && fromM > 0) return;
    const missRate = missRateAt(walked, factors, stations);
    zones.push({ fromM, toM, missRate, ...looksAt(walked, factors, stations) });
    toM = fromM;
  };
  for (let i = outermost - 1; i >= 0; i--) {
    const order = walked.map((_, sensor) => sensor);
    for (const sensor of order.sort((a, b) => walked[b].endsM[i] - walked[a].endsM[i])) {
      closeAt(walked[sensor].endsM[i]);
      stations[sensor] = i;
    }
  }
  closeAt(0);
  return zones;
}

/** Shorter zones, m, are left to the next one. */
const LEAST_ZONE_M = 1;

/** How looks come where each sensor is at its station, of the sensors that may see it there. */
function looksAt(
  walked: readonly Walked[],
  factors: readonly number[],
  stations: readonly number[],
): Pick<RunZone, "periodS" | "expectedFrom"> {
  const seeing = walked.filter(
    ({ probabilities }, i) => probabilities[stations[i]] * factors[i] >= COUNTS_PROBABILITY,
  );
  return looksTogether(seeing.map(lookingOf), walked.map(lookingOf));
}

const lookingOf = ({ periodS, geometry }: Walked) => ({ periodS, spec: geometry.spec });

/** Sum of the rates −ln(1 − p)/T where each sensor is at its station, of a common-cause group only the greatest. */
function missRateAt(
  walked: readonly Walked[],
  factors: readonly number[],
  stations: readonly number[],
): number {
  let total = 0;
  const greatest = new Map<string, number>();
  walked.forEach(({ geometry, periodS, probabilities }, i) => {
    const seen = probabilities[stations[i]] * factors[i];
    const rate = missRateOf(seen, periodS);
    const group = geometry.spec.commonCauseGroup;
    if (group === null) total += rate;
    else greatest.set(group, Math.max(greatest.get(group) ?? 0, rate));
  });
  for (const rate of greatest.values()) total += rate;
  return total;
}

import type { SensorId } from "../units/ids.ts";
import type { CoverageLimit } from "./coverage-annulus.ts";
import type { RunZone } from "./detection-run.ts";
import { type ConfirmationRule, confirmedFrom } from "./first-confirmation.ts";
import { looksTogether } from "./looks-together.ts";
import { leastPeriodS, missRateOf } from "./miss-rate.ts";
import type { ApproachModel } from "./protection-parameters.ts";
import type { ApproachRay, RayInterval } from "./ray-intervals.ts";
import { collectSensor, limitOutside, nearestTo, type SensorRings } from "./sensor-intervals.ts";
import type { SensorSpec } from "./sensor.ts";

/** A sensor that counts for one kind of approach. */
export interface WatchingSensor extends SensorRings {
  readonly spec: SensorSpec;
  /** What its health leaves of its detection probability. */
  readonly factor: number;
  readonly periodS: number;
  /** Rate, 1/s, at which the probability that it missed everything decays: −ln(1 − p)/T, now and in full health. */
  readonly missRate: number;
  readonly healthyMissRate: number;
}

/** One direction's answer, before neighbours are joined. */
export interface ApproachAnswer {
  readonly seenFromM: number | null;
  readonly warningS: number;
  readonly seenBy: readonly SensorId[];
  readonly limitedBy: CoverageLimit;
}

/** From how far along `ray` the approach is confirmed, by which sensors, and what keeps it from being seen earlier. */
export function answerApproach(
  ray: ApproachRay,
  model: ApproachModel,
  watching: readonly WatchingSensor[],
  rule: ConfirmationRule,
): ApproachAnswer {
  if (watching.length === 0) {
    return { seenFromM: null, warningS: 0, seenBy: [], limitedBy: "no-sensor" };
  }
  const intervals: RayInterval[] = [];
  for (const sensor of watching) collectSensor(ray, sensor, model.reachM, intervals);
  const seenFromM = bestSeenFrom(intervals, model, watching, rule, false);
  const seenBy: SensorId[] = [];
  if (seenFromM !== null) {
    for (const sensor of watching) {
      if (sensor.factor > 0 && covers(intervals, sensor.sector.index, seenFromM)) {
        seenBy.push(sensor.spec.id);
      }
    }
  }
  return {
    seenFromM,
    warningS: seenFromM === null ? 0 : seenFromM / model.speedMps,
    seenBy,
    limitedBy: limitOf(ray, intervals, seenFromM, model, watching, rule),
  };
}

/** Whether the sensor covers a distance, ends included. */
const covers = (intervals: readonly RayInterval[], sensor: number, atM: number): boolean =>
  intervals.some((it) => it.sensor === sensor && it.fromM <= atM && atM <= it.toM);

/**
 * Which limit keeps the approach from being seen earlier: health where healthy sensors would do better; else what
 * ends the coverage, on the far side, of the sensor that covers furthest out without a gap; else, unseen,
 * what keeps the ray out of the nearest sensor's coverage.
 */
function limitOf(
  ray: ApproachRay,
  intervals: readonly RayInterval[],
  seenFromM: number | null,
  model: ApproachModel,
  watching: readonly WatchingSensor[],
  rule: ConfirmationRule,
): CoverageLimit {
  if (watching.some((sensor) => sensor.factor < 1)) {
    const healthyM = bestSeenFrom(intervals, model, watching, rule, true);
    if (healthyM !== null && healthyM > (seenFromM ?? -1) + 1) return "health";
  }
  let furthest: RayInterval | null = null;
  for (const interval of intervals) {
    if (watching[interval.sensor].factor === 0) continue;
    if (seenFromM !== null && interval.fromM > seenFromM) continue;
    if (furthest === null || interval.toM > furthest.toM) furthest = interval;
  }
  if (furthest !== null) return furthest.limit;
  const nearest = nearestTo(ray, watching);
  return nearest.factor === 0 ? "health" : limitOutside(ray, nearest);
}

function bestSeenFrom(
  intervals: readonly RayInterval[],
  model: ApproachModel,
  watching: readonly WatchingSensor[],
  rule: ConfirmationRule,
  asHealthy: boolean,
): number | null {
  if (intervals.length === 0) return null;
  const zones = zonesOf(intervals, watching, asHealthy);
  return confirmedFrom(zones, model.speedMps, rule);
}

/** A sensor with what the answers need of it, worked out once; `index`: its place among those that count. */
export function watchingSensor(
  spec: SensorSpec,
  factor: number,
  { sector, annuli }: SensorRings,
  index: number,
): WatchingSensor {
  const periodS = leastPeriodS(spec);
  return {
    spec,
    factor,
    periodS,
    missRate: missRateOf(spec.detectionProbability * factor, periodS),
    healthyMissRate: missRateOf(spec.detectionProbability, periodS),
    sector: { ...sector, index },
    annuli,
  };
}

/** Cuts the ray where any coverage begins or ends; outermost zone first. */
function zonesOf(
  intervals: readonly RayInterval[],
  watching: readonly WatchingSensor[],
  asHealthy: boolean,
): RunZone[] {
  const cuts: number[] = [0];
  for (const interval of intervals) cuts.push(interval.fromM, interval.toM);
  cuts.sort((a, b) => b - a);
  const zones: RunZone[] = [];
  for (let i = 1; i < cuts.length; i++) {
    const toM = cuts[i - 1];
    const fromM = cuts[i];
    if (toM - fromM < 1e-6) continue;
    const middleM = 0.5 * (fromM + toM);
    const here = intervals.filter((one) => one.fromM <= middleM && middleM <= one.toM);
    zones.push({
      fromM,
      toM,
      missRate: missRateOfAll(here, watching, asHealthy),
      ...looksOf(here, watching, asHealthy),
    });
  }
  return zones;
}

/** How looks come where these intervals overlap: those of one sensor stand side by side. */
function looksOf(
  here: readonly RayInterval[],
  watching: readonly WatchingSensor[],
  asHealthy: boolean,
): Pick<RunZone, "periodS" | "expectedFrom"> {
  const seeing: WatchingSensor[] = [];
  let last = -1;
  for (const { sensor } of here) {
    if (sensor !== last && (asHealthy || watching[sensor].factor > 0))
      seeing.push(watching[sensor]);
    last = sensor;
  }
  return looksTogether(seeing, watching);
}

/** Sum of the miss rates of the sensors whose intervals these are, of a common-cause group only the greatest. */
function missRateOfAll(
  here: readonly RayInterval[],
  watching: readonly WatchingSensor[],
  asHealthy: boolean,
): number {
  let total = 0;
  for (let i = 0; i < here.length; i++) {
    const { spec, missRate, healthyMissRate } = watching[here[i].sensor];
    const rate = asHealthy ? healthyMissRate : missRate;
    const group = spec.commonCauseGroup;
    if (group === null || isGreatestOfGroup(i, group, rate, here, watching, asHealthy))
      total += rate;
  }
  return total;
}

/** Whether none of the others of the group has a greater rate; the first of equals counts. */
function isGreatestOfGroup(
  self: number,
  group: string,
  rate: number,
  here: readonly RayInterval[],
  watching: readonly WatchingSensor[],
  asHealthy: boolean,
): boolean {
  return here.every(({ sensor }, i) => {
    const { spec, missRate, healthyMissRate } = watching[sensor];
    if (i === self || spec.commonCauseGroup !== group) return true;
    const other = asHealthy ? healthyMissRate : missRate;
    return other < rate || (other === rate && i > self);
  });
}

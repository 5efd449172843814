import type { SensorId } from "../units/ids.ts";
import { MICROS_PER_SECOND } from "../units/time.ts";
import type { CoverageAnnulus, CoverageLimit } from "./coverage-annulus.ts";
import type { RunZone } from "./detection-run.ts";
import type { ApproachModel, SurveyParameters } from "./protection-parameters.ts";
import {
  type ApproachRay,
  collectRayIntervals,
  type RayInterval,
  type SensorSector,
} from "./ray-intervals.ts";
import { looksTogether, reachedFrom } from "./reached-from.ts";
import type { SensorSpec } from "./sensor.ts";

/** A sensor that counts for one kind of approach. */
export interface WatchingSensor {
  readonly spec: SensorSpec;
  /** What its health leaves of its detection probability. */
  readonly factor: number;
  readonly periodS: number;
  /** Rate, 1/s, at which the probability that it missed everything decays: −ln(1 − p)/T, now and in full health. */
  readonly missRate: number;
  readonly healthyMissRate: number;
  readonly sector: SensorSector;
  /** Its ring for each stretch of the path, from the area outwards. */
  readonly annuli: readonly CoverageAnnulus[];
}

/** One direction's answer, before neighbours are joined. */
export interface ApproachAnswer {
  readonly seenFromM: number | null;
  readonly warningS: number;
  readonly seenBy: readonly SensorId[];
  readonly limitedBy: CoverageLimit;
}

/** The probability of missing every look is never taken below this, so that its logarithm stays finite. */
export const LEAST_MISS = 1e-9;

/** Looks closer together than this, s, are taken as one. */
const LEAST_PERIOD_S = 0.05;

/** Time between two looks of a sensor, s, that count as two. */
export const leastPeriodS = (spec: SensorSpec): number =>
  Math.max(spec.periodUs / MICROS_PER_SECOND, LEAST_PERIOD_S);

/** From how far along `ray` the approach is seen, by which sensors, and what keeps it from being seen earlier. */
export function answerApproach(
  ray: ApproachRay,
  model: ApproachModel,
  watching: readonly WatchingSensor[],
  parameters: SurveyParameters,
): ApproachAnswer {
  if (watching.length === 0) {
    return { seenFromM: null, warningS: 0, seenBy: [], limitedBy: "no-sensor" };
  }
  const intervals: RayInterval[] = [];
  for (const sensor of watching) collectSensor(ray, sensor, model.reachM, intervals);
  const seenFromM = bestSeenFrom(intervals, model, watching, parameters, false);
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
    limitedBy: limitOf(ray, intervals, seenFromM, model, watching, parameters),
  };
}

/** Two stretches join where their ends differ by no more than this, m. */
const JOINT_M = 1e-6;

/**
 * Adds one sensor's intervals on the ray, those of neighbouring stretches joined into one. Where the
 * coverage stops with a stretch, the change of height is to blame, through the ring that it leads out of.
 */
function collectSensor(
  ray: ApproachRay,
  sensor: WatchingSensor,
  reachM: number,
  out: RayInterval[],
): void {
  const stretches = sensor.annuli.length;
  const lengthM = reachM / stretches;
  const firstIndex = out.length;
  for (let i = 0; i < stretches; i++) {
    const fromM = i * lengthM;
    const before = out.length;
    const annulus = sensor.annuli[i];
    collectRayIntervals(ray, fromM, fromM + lengthM, sensor.sector, annulus, out);
    const last = before > firstIndex ? out[before - 1] : undefined;
    if (last === undefined || Math.abs(last.toM - fromM) > JOINT_M) continue;
    const next = out[before];
    if (next !== undefined && Math.abs(next.fromM - fromM) <= JOINT_M) {
      out.splice(before - 1, 2, { ...next, fromM: last.fromM });
    } else {
      const inside = distanceAlong(ray, sensor, fromM) < annulus.innerM;
      const limit = inside ? annulus.innerLimit : annulus.outerLimit;
      out[before - 1] = { ...last, limit };
    }
  }
}

/** Distance, m, from the sensor to the place on the ray. */
function distanceAlong(ray: ApproachRay, sensor: WatchingSensor, atM: number): number {
  const e = ray.eastM + atM * ray.directionEast - sensor.sector.eastM;
  const n = ray.northM + atM * ray.directionNorth - sensor.sector.northM;
  return Math.sqrt(e * e + n * n);
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
  parameters: SurveyParameters,
): CoverageLimit {
  if (watching.some((sensor) => sensor.factor < 1)) {
    const healthyM = bestSeenFrom(intervals, model, watching, parameters, true);
    if (healthyM !== null && healthyM > (seenFromM ?? -1) + 1) return "health";
  }
  let furthest: RayInterval | null = null;
  for (const interval of intervals) {
    if (watching[interval.sensor].factor === 0) continue;
    if (seenFromM !== null && interval.fromM > seenFromM) continue;
    if (furthest === null || interval.toM > furthest.toM) furthest = interval;
  }
  if (furthest !== null) return furthest.limit;
  let nearest = watching[0];
  for (const sensor of watching) {
    if (distanceAlong(ray, sensor, 0) < distanceAlong(ray, nearest, 0)) nearest = sensor;
  }
  const annulus = nearest.annuli[0];
  if (nearest.factor === 0) return "health";
  const withinReach = annulus.outerM > annulus.innerM && rayMeets(ray, nearest, annulus.outerM);
  return withinReach && nearest.sector.edges !== null ? "sector" : annulus.outerLimit;
}

function rayMeets(ray: ApproachRay, sensor: WatchingSensor, radiusM: number): boolean {
  const e = ray.eastM - sensor.sector.eastM;
  const n = ray.northM - sensor.sector.northM;
  const along = Math.max(-(e * ray.directionEast + n * ray.directionNorth), 0);
  const ce = e + along * ray.directionEast;
  const cn = n + along * ray.directionNorth;
  return ce * ce + cn * cn <= radiusM * radiusM;
}

function bestSeenFrom(
  intervals: readonly RayInterval[],
  model: ApproachModel,
  watching: readonly WatchingSensor[],
  parameters: SurveyParameters,
  asHealthy: boolean,
): number | null {
  if (intervals.length === 0) return null;
  const zones = zonesOf(intervals, watching, asHealthy);
  const periods = intervals.map(({ sensor }) => watching[sensor].periodS);
  return reachedFrom(zones, periods, model.speedMps, parameters.rule);
}

/** A spec with what the answers need of it, worked out once. */
export function watchingSensor(
  spec: SensorSpec,
  factor: number,
  sector: SensorSector,
  annuli: readonly CoverageAnnulus[],
): WatchingSensor {
  const periodS = leastPeriodS(spec);
  const rate = (p: number): number => -Math.log(Math.max(1 - p, LEAST_MISS)) / periodS;
  return {
    spec,
    factor,
    periodS,
    missRate: rate(spec.detectionProbability * factor),
    healthyMissRate: rate(spec.detectionProbability),
    sector,
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
      missRate: missRateOf(here, watching, asHealthy),
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
function missRateOf(
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

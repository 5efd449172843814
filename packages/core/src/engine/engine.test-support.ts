import { enuToAer } from "../geodesy/aer.ts";
import { circleRing } from "../geodesy/polygon.ts";
import type { Look, PolarDetection } from "../measurement/look.ts";
import type { Area } from "../policy/area.ts";
import type { Policy } from "../policy/policy.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { SensorSpec } from "../coverage/sensor.ts";
import { radians } from "../units/angle.ts";
import { areaId, sensorId, siteId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";

export const START_US: TimeUs = 1_700_000_000 * MICROS_PER_SECOND;
export const atS = (seconds: number): TimeUs => START_US + Math.round(seconds * MICROS_PER_SECOND);

export const POLICY: Policy = {
  version: "test",
  existenceMin: 0.5,
  preAlertProbability: 0.05,
  takeCoverProbability: 0.15,
  preAlertReachProbability: 0.3,
  takeCoverReachProbability: 0.5,
  sustainedS: 3,
  sustainedBelowMps: 60,
  releaseRatio: 0.5,
  heightenedRatio: 0.5,
  preAlertHorizonS: 300,
  takeCoverHorizonS: 90,
  overflightHeightM: 1500,
  allClearDelayS: 60,
  expiryMarginS: 120,
  harmlessClassProbability: 0.8,
  harmlessCoverProbability: 0.6,
  lateLookLagS: 5,
};

export const radar = (id: string, changes: Partial<SensorSpec> = {}): SensorSpec => ({
  id: sensorId(id),
  name: id,
  kind: "radar",
  position: { latitudeRad: radians(35), longitudeRad: radians(33), heightM: 10 },
  azimuthOffsetRad: 0,
  rangeOffsetM: 0,
  coverage: {
    rangeMinM: 50,
    rangeMaxM: 20_000,
    azimuthFromRad: 0,
    azimuthWidthRad: 2 * Math.PI,
    elevationMinRad: radians(-2),
    elevationMaxRad: radians(85),
    horizon: true,
  },
  detectionProbability: 0.9,
  falseDetectionsPerSweep: 1,
  periodUs: MICROS_PER_SECOND,
  staleAfterUs: 5 * MICROS_PER_SECOND,
  commonCauseGroup: null,
  authenticated: true,
  ...changes,
});

export const circle = (id: string, eastM: number, northM: number, radiusM: number): Area => ({
  id: areaId(id),
  name: id,
  owner: "owner",
  protection: "protected",
  rings: [circleRing(eastM, northM, radiusM, 32)],
  groundHeightM: 0,
  people: 100,
  shelterS: 15,
  bufferM: 0,
});

export const siteOf = (changes: Partial<SiteModel> = {}): SiteModel => ({
  id: siteId("test-site"),
  name: "Test site",
  mode: "simulation",
  origin: { latitudeRad: radians(35), longitudeRad: radians(33), heightM: 0 },
  groundHeightM: 0,
  sensors: [radar("radar-a"), radar("radar-b")],
  areas: [circle("camp", 0, 0, 300)],
  defences: [],
  masks: [],
  policy: POLICY,
  tracker: {
    confirmDetections: 3,
    confirmWindow: 5,
    endAfterMisses: 6,
    endAfterUs: 20 * MICROS_PER_SECOND,
    tracksMax: 500,
  },
  automation: true,
  ...changes,
});

/** A deterministic number in [−1, 1] for small errors: a 32-bit mix of its arguments, no generator to carry along. */
export function wobble(seed: number, n: number): number {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(n + 1, 0xc2b2ae35);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x ^= x >>> 13;
  return ((x >>> 0) / 0xffffffff) * 2 - 1;
}

export type Flight = (seconds: number) => readonly [number, number, number] | null;

/** Straight flight from a place with a velocity, site ENU. */
export const straight =
  (from: readonly [number, number, number], velocity: readonly [number, number, number]): Flight =>
  (s) => [from[0] + s * velocity[0], from[1] + s * velocity[1], from[2] + s * velocity[2]];

/** One full sweep of a radar at the site's origin, seeing every flight with errors of a few metres. */
export function lookAt(
  sensor: string,
  seconds: number,
  flights: readonly Flight[],
  seed: number,
): Look {
  const detections: PolarDetection[] = [];
  flights.forEach((flight, i) => {
    const place = flight(seconds);
    if (place === null) return;
    const n = Math.round(seconds * 100) * 16 + i;
    const { rangeM, azimuthRad, elevationRad } = enuToAer(place[0], place[1], place[2] - 10);
    detections.push({
      kind: "polar",
      sensedUs: atS(seconds),
      rcsDbsm: null,
      identity: null,
      rangeM: rangeM + 8 * wobble(seed, 3 * n),
      azimuthRad: azimuthRad + 0.002 * wobble(seed, 3 * n + 1),
      elevationRad: elevationRad + 0.002 * wobble(seed, 3 * n + 2),
      rangeRateMps: null,
      heightM: null,
      rangeSigmaM: 10,
      azimuthSigmaRad: 0.002,
      elevationSigmaRad: 0.002,
      rangeRateSigmaMps: 1,
      heightSigmaM: 100,
    });
  });
  return {
    sensorId: sensorId(sensor),
    sequence: Math.round(seconds * 100),
    fromUs: atS(seconds - 0.9),
    toUs: atS(seconds),
    sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI },
    detections,
  };
}

import type { LocalFrame } from "../geodesy/local-frame.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import { TWO_PI } from "../units/angle.ts";
import { assert } from "../units/assert.ts";
import {
  type ApproachAnswer,
  answerApproach,
  type WatchingSensor,
  watchingSensor,
} from "./approach-answer.ts";
import { type CoverageAnnulus, coverageAnnulus } from "./coverage-annulus.ts";
import { healthFactor } from "./detection-probability.ts";
import type { Approach, AreaProtection } from "./protection.ts";
import {
  type ApproachModel,
  DEFAULT_PROTECTION_PARAMETERS,
  PROTECTION_BEARINGS_MAX,
  PROTECTION_WINDOW_MAX,
  type ProtectedPlace,
  type ProtectionParameters,
} from "./protection-parameters.ts";
import type { ApproachRay, SensorSector } from "./ray-intervals.ts";
import type { SensorHealth, SensorSpec } from "./sensor.ts";

/** An arc is cut into this many stretches of constant height. */
const ARC_STRETCHES = 8;

/** Neighbouring directions are joined while the distances they are seen from differ by less than this ratio. */
const JOIN_RATIO = 1.25;

/**
 * What can be seen coming in time, for each area, kind of approach and direction: whether, and from how far, an
 * object flying straight at the area's edge would have been detected often enough, and the seconds left then. Runs at
 * each change of health; areas are answered in the order given.
 *
 * Directions with one answer are joined, with the least distance and time among them; `bearingToRad` − `bearingFromRad` is
 * the width, so `bearingToRad` may pass 2π, and all round is 0 to 2π. Looks of different sensors are taken as
 * independent, except that of a common-cause group only the best counts.
 */
export function assessProtection(
  siteFrame: LocalFrame,
  places: readonly ProtectedPlace[],
  sensors: readonly SensorSpec[],
  health: ReadonlyMap<string, SensorHealth>,
  parameters: ProtectionParameters = DEFAULT_PROTECTION_PARAMETERS,
): AreaProtection[] {
  checkParameters(parameters);
  const geometries = sensors.map((spec) => createSensorGeometry(siteFrame, spec));
  const annuli = new Map<string, CoverageAnnulus>();
  return places.map((place) => {
    const approaches = parameters.approaches.flatMap((model) => {
      const watching = watchingSensors(geometries, health, model, place, annuli);
      return approachesOf(place, model, watching, parameters);
    });
    const inTime = approaches.filter((approach) => isInTime(approach, place.shelterS)).length;
    const status =
      inTime === approaches.length ? "protecting" : inTime > 0 ? "degraded" : "not-protecting";
    return { areaId: place.id, status, approaches };
  });
}

function checkParameters(parameters: ProtectionParameters): void {
  const { detectionsWanted, window, probabilityWanted, bearings } = parameters;
  assert(window >= 1 && window <= PROTECTION_WINDOW_MAX, "protection window out of bounds");
  assert(detectionsWanted >= 1 && detectionsWanted <= window, "more detections wanted than looks");
  assert(probabilityWanted > 0 && probabilityWanted < 1, "wanted probability out of bounds");
  assert(bearings >= 4 && bearings <= PROTECTION_BEARINGS_MAX, "bearings out of bounds");
}

const isInTime = (approach: { seenFromM: number | null; warningS: number }, shelterS: number) =>
  approach.seenFromM !== null && approach.warningS >= shelterS;

/** The sensors that count for one kind of approach to one area, each with its ring for every stretch of the path. */
function watchingSensors(
  geometries: readonly SensorGeometry[],
  health: ReadonlyMap<string, SensorHealth>,
  model: ApproachModel,
  place: ProtectedPlace,
  annuli: Map<string, CoverageAnnulus>,
): WatchingSensor[] {
  const heights = stretchHeights(model).map((heightM) => place.groundHeightM + heightM);
  const watching: WatchingSensor[] = [];
  geometries.forEach((geometry, index) => {
    const { spec } = geometry;
    if (!model.sensorKinds.includes(spec.kind)) return;
    const rings = heights.map((heightM) => {
      const key = `${index} ${heightM}`;
      const known = annuli.get(key) ?? coverageAnnulus(geometry, heightM);
      annuli.set(key, known);
      return known;
    });
    const factor = healthFactor(health.get(spec.id));
    watching.push(watchingSensor(spec, factor, sectorOf(geometry, watching.length), rings));
  });
  return watching;
}

function stretchHeights(model: ApproachModel): number[] {
  if (model.path === "level") return [model.heightM];
  return Array.from({ length: ARC_STRETCHES }, (_, i) => {
    const share = (i + 0.5) / ARC_STRETCHES;
    return 4 * model.heightM * share * (1 - share);
  });
}

function sectorOf(geometry: SensorGeometry, index: number): SensorSector {
  const { azimuthFromRad, azimuthWidthRad } = geometry.spec.coverage;
  const place = { index, eastM: geometry.positionM[0], northM: geometry.positionM[1] };
  if (azimuthWidthRad >= TWO_PI) return { ...place, edges: null, wide: true };
  // North at the sensor, seen in the site frame: meridians converge.
  const turn = Math.atan2(geometry.rotation[3], geometry.rotation[4]);
  const from = azimuthFromRad + turn;
  const to = from + azimuthWidthRad;
  return {
    ...place,
    edges: Float64Array.of(Math.sin(from), Math.cos(from), Math.sin(to), Math.cos(to)),
    wide: azimuthWidthRad > Math.PI,
  };
}

function approachesOf(
  place: ProtectedPlace,
  model: ApproachModel,
  watching: readonly WatchingSensor[],
  parameters: ProtectionParameters,
): Approach[] {
  const answers: ApproachAnswer[] = [];
  for (let i = 0; i < parameters.bearings; i++) {
    const ray = rayOf(place, (TWO_PI * i) / parameters.bearings);
    answers.push(answerApproach(ray, model, watching, parameters));
  }
  return joinAnswers(answers, model, place.shelterS);
}

/** The ray along a bearing from the middle of the outer ring, starting where it leaves the ring for the last time. */
function rayOf(place: ProtectedPlace, bearingRad: number): ApproachRay {
  const ring = place.rings[0] ?? [];
  const count = Math.max(ring.length / 2, 1);
  let centreE = 0;
  let centreN = 0;
  for (let i = 0; i < ring.length; i += 2) {
    centreE += ring[i] / count;
    centreN += ring[i + 1] / count;
  }
  const directionEast = Math.sin(bearingRad);
  const directionNorth = Math.cos(bearingRad);
  let edge = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const ae = ring[i] - centreE;
    const an = ring[i + 1] - centreN;
    const be = ring[j] - centreE;
    const bn = ring[j + 1] - centreN;
    const sideA = ae * directionNorth - an * directionEast;
    const sideB = be * directionNorth - bn * directionEast;
    if (sideA < 0 === sideB < 0) continue;
    const share = sideA / (sideA - sideB);
    const along =
      (ae + share * (be - ae)) * directionEast + (an + share * (bn - an)) * directionNorth;
    if (along > edge) edge = along;
  }
  return {
    eastM: centreE + edge * directionEast,
    northM: centreN + edge * directionNorth,
    directionEast,
    directionNorth,
  };
}

/** Joins neighbouring directions that have one answer, round the circle. */
function joinAnswers(
  answers: readonly ApproachAnswer[],
  model: ApproachModel,
  shelterS: number,
): Approach[] {
  const count = answers.length;
  const step = TWO_PI / count;
  const alike = (a: ApproachAnswer, b: ApproachAnswer): boolean =>
    a.limitedBy === b.limitedBy &&
    isInTime(a, shelterS) === isInTime(b, shelterS) &&
    a.seenBy.length === b.seenBy.length &&
    a.seenBy.every((id, i) => id === b.seenBy[i]);
  // Start where the answer changes, so that a run across north stays one.
  let start = 0;
  while (start < count && alike(answers[start], answers[(start + count - 1) % count])) start++;
  const turn = start % count;
  const joined: Approach[] = [];
  for (let done = 0; done < count; ) {
    const first = answers[(turn + done) % count];
    let least = first.seenFromM;
    let greatest = first.seenFromM;
    let size = 1;
    for (; done + size < count; size++) {
      const next = answers[(turn + done + size) % count];
      if (!alike(first, next)) break;
      if (least !== null && greatest !== null && next.seenFromM !== null) {
        const low = Math.min(least, next.seenFromM);
        const high = Math.max(greatest, next.seenFromM);
        if (high > JOIN_RATIO * low) break;
        least = low;
        greatest = high;
      }
    }
    const fromRad = ((((turn + done) % count) - 0.5) * step + TWO_PI) % TWO_PI;
    joined.push({
      kind: model.kind,
      heightM: model.heightM,
      bearingFromRad: size === count ? 0 : fromRad,
      bearingToRad: size === count ? TWO_PI : fromRad + size * step,
      seenFromM: least,
      warningS: least === null ? 0 : least / model.speedMps,
      seenBy: first.seenBy,
      limitedBy: first.limitedBy,
    });
    done += size;
  }
  return joined.sort((a, b) => a.bearingFromRad - b.bearingFromRad);
}

import type { LocalFrame } from "../geodesy/local-frame.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
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
import { healthFactor } from "./sensor-margins.ts";
import { ApproachWalks } from "./approach-walk.ts";
import { isInTime, joinAnswers } from "./join-answers.ts";
import type { AreaProtection } from "./protection.ts";
import {
  type ApproachModel,
  DEFAULT_PROTECTION_PARAMETERS,
  PROTECTION_BEARINGS_MAX,
  PROTECTION_WINDOW_MAX,
  type ProtectedPlace,
  type ProtectionParameters,
} from "./protection-parameters.ts";
import { rayOf } from "./approach-ray.ts";
import type { SensorSector } from "./ray-intervals.ts";
import type { SensorHealth, SensorSpec } from "./sensor.ts";

/** An arc is cut into this many stretches of constant height. */
const ARC_STRETCHES = 8;

/** What a survey is about, beside the places and sensors. */
export interface SurveyOptions {
  readonly parameters?: ProtectionParameters;
  readonly terrain?: HeightGrid | null;
}

/**
 * What can be seen coming in time, for each area, kind of approach and direction: whether, and from how far, an
 * object flying straight at the area's edge would have been detected often enough, and the seconds left then. Made once
 * for a configuration, asked at each change of health; areas are answered in the order given.
 *
 * Directions with one answer are joined, with the least distance and time among them; `bearingToRad` − `bearingFromRad` is
 * the width, so `bearingToRad` may pass 2π, and all round is 0 to 2π. Looks of different sensors are taken as
 * independent, except that of a common-cause group only the best counts.
 *
 * Where every sensor sees alike inside its volume over flat ground, the answer comes from rings; where terrain or a radar
 * model makes detection change along the way, the approach is walked station by station.
 */
export class ProtectionSurvey {
  readonly #geometries: readonly SensorGeometry[];
  readonly #places: readonly ProtectedPlace[];
  readonly #parameters: ProtectionParameters;
  readonly #annuli = new Map<string, CoverageAnnulus>();
  /** Null where rings are enough. */
  readonly #walks: ApproachWalks | null;

  constructor(
    siteFrame: LocalFrame,
    places: readonly ProtectedPlace[],
    sensors: readonly SensorSpec[],
    { parameters = DEFAULT_PROTECTION_PARAMETERS, terrain = null }: SurveyOptions = {},
  ) {
    checkParameters(parameters);
    this.#places = places;
    this.#parameters = parameters;
    this.#geometries = sensors.map((spec) =>
      createSensorGeometry(siteFrame, spec, siteFrame.origin.heightM, terrain),
    );
    const changes = this.#geometries.some(
      ({ spec, mask }) => spec.radar !== undefined || mask !== null,
    );
    this.#walks = changes
      ? new ApproachWalks({ siteFrame, terrain, parameters, geometries: this.#geometries, places })
      : null;
  }

  assess(health: ReadonlyMap<string, SensorHealth>): AreaProtection[] {
    return this.#places.map((place) => {
      const approaches = this.#parameters.approaches.flatMap((model) =>
        joinAnswers(this.#answers(place, model, health), model, place.shelterS),
      );
      const inTime = approaches.filter((approach) => isInTime(approach, place.shelterS)).length;
      const status =
        inTime === approaches.length ? "protecting" : inTime > 0 ? "degraded" : "not-protecting";
      return { areaId: place.id, status, approaches };
    });
  }

  #answers(
    place: ProtectedPlace,
    model: ApproachModel,
    health: ReadonlyMap<string, SensorHealth>,
  ): readonly ApproachAnswer[] {
    const parameters = this.#parameters;
    const rays = Array.from({ length: parameters.bearings }, (_, i) =>
      rayOf(place, (TWO_PI * i) / parameters.bearings),
    );
    if (this.#walks !== null)
      return rays.map((ray, i) => this.#walks!.answer({ place, model, ray, bearing: i }, health));
    const watching = watchingSensors(this.#geometries, health, model, place, this.#annuli);
    return rays.map((ray) => answerApproach(ray, model, watching, parameters));
  }
}

/** {@link ProtectionSurvey} made and asked once. */
export const assessProtection = (
  siteFrame: LocalFrame,
  places: readonly ProtectedPlace[],
  sensors: readonly SensorSpec[],
  health: ReadonlyMap<string, SensorHealth>,
  options: SurveyOptions = {},
): AreaProtection[] => new ProtectionSurvey(siteFrame, places, sensors, options).assess(health);

function checkParameters(parameters: ProtectionParameters): void {
  const { detectionsWanted, window, probabilityWanted, bearings } = parameters;
  assert(window >= 1 && window <= PROTECTION_WINDOW_MAX, "protection window out of bounds");
  assert(detectionsWanted >= 1 && detectionsWanted <= window, "more detections wanted than looks");
  assert(probabilityWanted > 0 && probabilityWanted < 1, "wanted probability out of bounds");
  assert(bearings >= 4 && bearings <= PROTECTION_BEARINGS_MAX, "bearings out of bounds");
}

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

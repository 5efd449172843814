import type { LocalFrame } from "../geodesy/local-frame.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
import { TWO_PI } from "../units/angle.ts";
import { assert } from "../units/assert.ts";
import {
  type ApproachAnswer,
  answerApproach,
  type WatchingSensor,
  watchingSensor,
} from "./approach-answer.ts";
import { rayOf } from "./approach-ray.ts";
import { ApproachWalks } from "./approach-walk.ts";
import { type CoverageAnnulus, coverageAnnulus } from "./coverage-annulus.ts";
import {
  type ApproachModel,
  PROTECTION_BEARINGS_MAX,
  PROTECTION_WINDOW_MAX,
  type ProtectedPlace,
  type SurveyParameters,
} from "./protection-parameters.ts";
import type { SensorSector } from "./ray-intervals.ts";
import type { SensorHealth, SensorSpec } from "./sensor.ts";
import { healthFactor } from "./sensor-margins.ts";

/** An arc is cut into this many stretches of constant height. */
const ARC_STRETCHES = 8;

/** What is asked, of whom, over which ground. */
export interface ApproachQuestion {
  readonly siteFrame: LocalFrame;
  readonly places: readonly ProtectedPlace[];
  readonly sensors: readonly SensorSpec[];
  readonly parameters: SurveyParameters;
  readonly terrain: HeightGrid | null;
}

/**
 * From how far an object flying straight at a place's edge would have been detected often enough, for each kind of approach
 * and direction. Made once for a configuration, asked at each change of health. Looks of different sensors are taken as
 * independent, except that of a common-cause group only the best counts.
 *
 * Where every sensor sees alike inside its volume over flat ground, the answer comes from rings; where terrain or a radar
 * model makes detection change along the way, and for arcs of which the looks are counted, the approach is walked station by station.
 */
export class ApproachSurvey {
  readonly #geometries: readonly SensorGeometry[];
  readonly #parameters: SurveyParameters;
  readonly #annuli = new Map<string, CoverageAnnulus>();
  readonly #walks: ApproachWalks;
  /** Whether what a sensor sees changes inside its volume. */
  readonly #changes: boolean;

  constructor({ siteFrame, places, sensors, parameters, terrain }: ApproachQuestion) {
    checkParameters(parameters);
    this.#parameters = parameters;
    this.#geometries = sensors.map((spec) =>
      createSensorGeometry(siteFrame, spec, siteFrame.origin.heightM, terrain),
    );
    this.#changes = this.#geometries.some(
      ({ spec, mask }) => spec.radar !== undefined || mask !== null,
    );
    const geometries = this.#geometries;
    this.#walks = new ApproachWalks({ siteFrame, terrain, parameters, geometries, places });
  }

  /** One answer for each of the directions, evenly spread clockwise from north. */
  answers(
    place: ProtectedPlace,
    model: ApproachModel,
    health: ReadonlyMap<string, SensorHealth>,
  ): readonly ApproachAnswer[] {
    const parameters = this.#parameters;
    const rays = Array.from({ length: parameters.bearings }, (_, i) =>
      rayOf(place, (TWO_PI * i) / parameters.bearings),
    );
    if (this.#isWalked(model))
      return rays.map((ray, i) => this.#walks.answer({ place, model, ray, bearing: i }, health));
    const watching = watchingSensors(this.#geometries, health, model, place, this.#annuli);
    return rays.map((ray) => answerApproach(ray, model, watching, parameters));
  }

  /** Rings know an arc by stretches of one height each: too coarse where looks are counted one by one. */
  #isWalked({ path }: ApproachModel): boolean {
    return this.#changes || (path === "arc" && this.#parameters.rule.kind === "confirmation");
  }
}

function checkParameters(parameters: SurveyParameters): void {
  const { rule, bearings } = parameters;
  if (rule.kind === "run") {
    const { detectionsWanted, window } = rule;
    assert(window >= 1 && window <= PROTECTION_WINDOW_MAX, "protection window out of bounds");
    assert(
      detectionsWanted >= 1 && detectionsWanted <= window,
      "more detections wanted than looks",
    );
  }
  const { probabilityWanted } = rule;
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

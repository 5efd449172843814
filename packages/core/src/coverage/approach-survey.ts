import type { LocalFrame } from "../geodesy/local-frame.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
import { TWO_PI } from "../units/angle.ts";
import { assert } from "../units/assert.ts";
import { type ApproachAnswer, answerApproach, watchingSensor } from "./approach-answer.ts";
import { rayOf } from "./approach-ray.ts";
import { ApproachWalks } from "./approach-walk.ts";
import { type CoverageAnnulus, coverageAnnulus } from "./coverage-annulus.ts";
import type { DetectionRunRule } from "./detection-run.ts";
import {
  type ApproachModel,
  PROTECTION_BEARINGS_MAX,
  PROTECTION_WINDOW_MAX,
  type ProtectedPlace,
  type SurveyParameters,
} from "./protection-parameters.ts";
import type { ApproachRay, SensorSector } from "./ray-intervals.ts";
import { RingRay } from "./ring-ray.ts";
import { RunPanel, RunQuestion, type RunRay, UNWATCHED } from "./run-panel.ts";
import type { SensorRings } from "./sensor-intervals.ts";
import type { SensorHealth, SensorSpec } from "./sensor.ts";
import { healthFactor } from "./sensor-margins.ts";
import { WalkedRay } from "./walked-ray.ts";

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
  readonly #panels = new Map<string, RunPanel>();
  #runQuestion: RunQuestion | null = null;
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

  /** One answer for each of the directions, evenly spread clockwise from north; the same array while none has changed. */
  answers(
    place: ProtectedPlace,
    model: ApproachModel,
    health: ReadonlyMap<string, SensorHealth>,
  ): readonly ApproachAnswer[] {
    const { rule } = this.#parameters;
    if (rule.kind === "run") return this.#panelOf(place, model, rule).answers(health);
    const rays = this.#rays(place);
    if (this.#isWalked(model))
      return rays.map((ray, bearing) =>
        this.#walks.answer({ place, model, ray, bearing }, rule, health),
      );
    const watching = this.#ringsOf(place, model).map((rings, index) => {
      const { spec } = this.#geometries[rings.sector.index];
      return watchingSensor(spec, healthFactor(health.get(spec.id)), rings, index);
    });
    return rays.map((ray) => answerApproach(ray, model, watching, rule));
  }

  #rays(place: ProtectedPlace): readonly ApproachRay[] {
    const { bearings } = this.#parameters;
    return Array.from({ length: bearings }, (_, i) => rayOf(place, (TWO_PI * i) / bearings));
  }

  /** What runs are asked of one kind of approach to one place, made when it is first asked. */
  #panelOf(place: ProtectedPlace, model: ApproachModel, rule: DetectionRunRule): RunPanel {
    const key = `${place.id} ${model.kind}`;
    const known = this.#panels.get(key);
    if (known !== undefined) return known;
    const specs = this.#geometries.map(({ spec }) => spec);
    const question = (this.#runQuestion ??= new RunQuestion(specs, rule));
    const rays = this.#rays(place);
    const watching = this.#isWalked(model) ? [] : this.#ringsOf(place, model);
    const panel = new RunPanel(
      question,
      rays.map((ray, bearing): RunRay => {
        if (this.#isWalked(model))
          return new WalkedRay({ place, model, ray, bearing }, this.#walks, question);
        return watching.length === 0 ? UNWATCHED : new RingRay(ray, model, watching, question);
      }),
    );
    this.#panels.set(key, panel);
    return panel;
  }

  /** The rings of the sensors that count for one kind of approach to one place. */
  #ringsOf(place: ProtectedPlace, model: ApproachModel): SensorRings[] {
    const heights = stretchHeights(model).map((heightM) => place.groundHeightM + heightM);
    return this.#geometries.flatMap((geometry, index) => {
      if (!model.sensorKinds.includes(geometry.spec.kind)) return [];
      const annuli = heights.map((heightM) => {
        const key = `${index} ${heightM}`;
        const known = this.#annuli.get(key) ?? coverageAnnulus(geometry, heightM);
        this.#annuli.set(key, known);
        return known;
      });
      return [{ sector: sectorOf(geometry, index), annuli }];
    });
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

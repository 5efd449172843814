import type { LocalFrame } from "../geodesy/local-frame.ts";
import type { HeightGrid } from "../terrain/height-grid.ts";
import type { ApproachAnswer } from "./approach-answer.ts";
import { ApproachSurvey } from "./approach-survey.ts";
import { isInTime, joinAnswers } from "./join-answers.ts";
import type { Approach, AreaProtection } from "./protection.ts";
import {
  DEFAULT_PROTECTION_PARAMETERS,
  type ProtectedPlace,
  type ProtectionParameters,
} from "./protection-parameters.ts";
import type { SensorHealth, SensorSpec } from "./sensor.ts";

/** What a survey is about, beside the places and sensors. */
export interface SurveyOptions {
  readonly parameters?: ProtectionParameters;
  readonly terrain?: HeightGrid | null;
}

/**
 * What can be seen coming in time, for each area, kind of approach and direction: whether, and from how far, it would have
 * been seen, and the seconds left then. Areas are answered in the order given.
 *
 * Directions with one answer are joined, with the least distance and time among them; `bearingToRad` − `bearingFromRad` is
 * the width, so `bearingToRad` may pass 2π, and all round is 0 to 2π.
 */
export class ProtectionSurvey {
  readonly #survey: ApproachSurvey;
  readonly #places: readonly ProtectedPlace[];
  readonly #parameters: ProtectionParameters;
  /** The survey gives the same answers while nothing has changed. */
  readonly #joined = new WeakMap<readonly ApproachAnswer[], readonly Approach[]>();

  constructor(
    siteFrame: LocalFrame,
    places: readonly ProtectedPlace[],
    sensors: readonly SensorSpec[],
    { parameters = DEFAULT_PROTECTION_PARAMETERS, terrain = null }: SurveyOptions = {},
  ) {
    this.#places = places;
    this.#parameters = parameters;
    this.#survey = new ApproachSurvey({ siteFrame, places, sensors, parameters, terrain });
  }

  assess(health: ReadonlyMap<string, SensorHealth>): AreaProtection[] {
    return this.#places.map((place) => {
      const approaches = this.#parameters.approaches.flatMap((model) => {
        const answers = this.#survey.answers(place, model, health);
        const joined = this.#joined.get(answers) ?? joinAnswers(answers, model, place.shelterS);
        this.#joined.set(answers, joined);
        return joined;
      });
      const inTime = approaches.filter((approach) => isInTime(approach, place.shelterS)).length;
      const status =
        inTime === approaches.length ? "protecting" : inTime > 0 ? "degraded" : "not-protecting";
      return { areaId: place.id, status, approaches };
    });
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

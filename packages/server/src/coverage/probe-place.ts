import {
  type CoverageLink,
  CoverageSurvey,
  detectionProbability,
  type Geodetic,
  geodeticToEnu,
  type SensorHealth,
  type SiteModel,
  type SurveyedObject,
  upAtHeight,
} from "@tocsin/core";
import { healthOf } from "./health-of.ts";

export interface SensorProbe {
  readonly sensor: string;
  readonly name: string;
  /** Of one look. */
  readonly probability: number;
  readonly links: readonly CoverageLink[];
  /** What its state rests on, in the words of the record or of whoever asks. */
  readonly healthReason: string;
}

export interface PlaceProbe {
  /** That at least one sensor detects it in its next look. */
  readonly probability: number;
  /** Of the ground, above the ellipsoid. */
  readonly groundHeightM: number;
  readonly sensors: readonly SensorProbe[];
}

/** What each watching sensor of a site sees of an object at a place, and what keeps it from seeing more. */
export function probePlace(
  site: SiteModel,
  place: Pick<Geodetic, "latitudeRad" | "longitudeRad">,
  object: SurveyedObject,
  down: readonly string[],
  recorded: readonly SensorHealth[] = [],
): PlaceProbe {
  const health = healthOf(down, recorded);
  const survey = new CoverageSurvey(site, health);
  const [e, n] = geodeticToEnu(survey.frame, { ...place, heightM: site.groundHeightM });
  const groundHeightM = survey.groundAt(e, n);
  const u = upAtHeight(survey.frame, e, n, groundHeightM + object.heightM);
  const targets = survey.targetsOf(object);
  return {
    probability: survey.probability(e, n, u, targets),
    groundHeightM,
    sensors: survey.geometries.map((geometry, i) => {
      const { id, name } = geometry.spec;
      const seen = detectionProbability(geometry, health.get(id), [e, n, u], targets[i]);
      return { sensor: id, name, ...seen, healthReason: health.get(id)?.reason ?? "" };
    }),
  };
}

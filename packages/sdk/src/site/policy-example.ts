import {
  type Area,
  type AreaAssessment,
  type AreaId,
  classShares,
  decide,
  type DecisionStage,
  MICROS_PER_SECOND,
  type ObjectClass,
  type Policy,
  type Track,
  trackId,
} from "@tocsin/core";

/** An object as somebody would describe it, to ask a policy about. */
export interface SupposedObject {
  readonly speedMps: number;
  readonly arrivesInS: number;
  /** That it hits or reaches the area, its existence included. */
  readonly probability: number;
  readonly falls: boolean;
}

/** What of an area a decision depends on, beside where it lies. */
export type SupposedPlace = Pick<Area, "protection" | "people" | "shelterS">;

/** What people would be told of it, and the reason codes of that decision. */
export interface SupposedDecision {
  readonly stage: DecisionStage;
  readonly reasons: readonly string[];
}

const NOW_US = 0;
/** Long enough that nothing has to be waited for. */
const LONG_AGO_US = -3600 * MICROS_PER_SECOND;

/** Puts a supposed object under a policy, by the very function that decides of real ones. */
export function decideSupposed(
  object: SupposedObject,
  policy: Policy,
  place: SupposedPlace,
): SupposedDecision {
  const { stage, reasons } = decide({
    track: trackOf(object),
    area: areaOf(place),
    assessment: assessmentOf(object),
    policy,
    nowUs: NOW_US,
    masked: false,
    automation: true,
    inhibited: false,
    retracted: false,
    onlyPeople: false,
    onlyClaims: false,
    sources: { sensors: 1, independent: 1 },
    inFlock: () => false,
    held: null,
    before: "none",
    aboveSinceUs: LONG_AGO_US,
  });
  return { stage, reasons };
}

function trackOf({ speedMps, falls }: SupposedObject): Track {
  const name: ObjectClass = falls ? "rocket" : "fixed-wing-drone";
  return {
    id: trackId("supposed"),
    status: "confirmed",
    existence: 1,
    timeUs: NOW_US,
    estimates: [
      {
        model: falls ? "ballistic" : "powered",
        probability: 1,
        mean: Float64Array.of(0, 0, 0, speedMps, 0, 0),
        covariance: new Float64Array(36),
      },
    ],
    classProbabilities: classShares({ [name]: 1 }),
    firstSensedUs: LONG_AGO_US,
    lastSensedUs: NOW_US,
    confirmedUs: LONG_AGO_US,
    detectionCount: 10,
    missCount: 0,
    evidence: [],
    identity: null,
  };
}

function assessmentOf({ falls, probability, arrivesInS }: SupposedObject): AreaAssessment {
  const arrivalUs = Math.round(arrivesInS * MICROS_PER_SECOND);
  return {
    probability,
    impactProbability: falls ? probability : 0,
    reachProbability: falls ? 0 : probability,
    lowReachProbability: falls ? 0 : probability,
    missDistanceM: 0,
    missSigmas: 0,
    arrivalFromUs: arrivalUs,
    arrivalToUs: arrivalUs,
    heightM: null,
    comesLater: false,
    model: falls ? "ballistic" : "powered",
  };
}

const areaOf = (place: SupposedPlace): Area => ({
  ...place,
  id: "supposed" as AreaId,
  name: "",
  owner: "",
  rings: [],
  groundHeightM: 0,
  bufferM: 0,
});

import type { ApproachAnswer } from "../coverage/approach-answer.ts";
import { ApproachSurvey } from "../coverage/approach-survey.ts";
import type { ConfirmationRule } from "../coverage/first-confirmation.ts";
import type { SensorHealth, SensorSpec } from "../coverage/sensor.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { Area } from "../policy/area.ts";
import { policyOf } from "../policy/policies-of.ts";
import type { Policy } from "../policy/policy.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { detectionsWhenSure } from "../tracking/track-life.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import { TWO_PI } from "../units/angle.ts";
import type { AreaId, SensorId } from "../units/ids.ts";
import type { PlannedThreat } from "./planned-threats.ts";
import { ApproachRehearsal } from "./rehearse-approach.ts";
import {
  rehearsedDelaysS,
  rehearsedTimes,
  type RehearsedTimes,
  type SurveyedThreat,
} from "./rehearsed-times.ts";

/** What warning time is asked of. */
export type PlannedSite = Pick<
  SiteModel,
  "origin" | "groundHeightM" | "terrain" | "sensors" | "areas" | "policy" | "tracker"
>;

export interface WarningTimeQuestion {
  readonly site: PlannedSite;
  readonly threats: readonly PlannedThreat[];
  /** Directions asked about, evenly spread from north. */
  readonly bearings: number;
  /** Absent: every sensor works. */
  readonly health?: ReadonlyMap<string, SensorHealth>;
  /** Instead of the site's own. */
  readonly sensors?: readonly SensorSpec[];
  /** Flights that are rehearsed in one direction; absent: {@link FLIGHTS}. */
  readonly flightsRehearsed?: number;
  /** Told after each threat to each area. */
  readonly surveyed?: () => void;
}

/** One direction, one threat, one area: how long before it arrives it is dependably known of. What flies arrives at the edge, what falls comes down in the middle. */
export interface WarningTime {
  readonly areaId: AreaId;
  readonly threat: PlannedThreat;
  /** Where it comes from, clockwise from north. */
  readonly bearingRad: number;
  /** Distance from the area at which it is dependably tracked; null: never before it arrives. */
  readonly trackedFromM: number | null;
  /** Seconds between that and arrival; 0 where it is never tracked. */
  readonly trackedS: number;
  /** Seconds that there would be in one flight of two. */
  readonly likelyS: number;
  /** Seconds between the order to take cover that the policy would give, and arrival: what there would be in nine flights of ten. */
  readonly orderedS: number;
  /** And in one flight of two. */
  readonly likelyOrderedS: number;
  /** Seconds that people there need. */
  readonly neededS: number;
  readonly seenBy: readonly SensorId[];
  /** What keeps it from being known of earlier: a limit of the sensors, or the policy, which waits although it is tracked. */
  readonly limitedBy: ApproachAnswer["limitedBy"] | "policy";
}

/** Probabilities worked out at most for one survey: several seconds. */
const PROBES_MAX = 20_000_000;

/** Enough for the median, and for the one in ten that is ordered latest. */
const FLIGHTS = 15;

/** Looks come at any time of a sensor's turn: these are taken as equally likely. */
const PHASES = [1 / 16, 3 / 16, 5 / 16, 7 / 16, 9 / 16, 11 / 16, 13 / 16, 15 / 16];

/**
 * A dependable track: confirmed with 90 % by as many detections as the tracker asks of any object, where the first look comes as late as
 * it can. A likely one: with 50 % by one detection fewer, as it confirms what all but certainly exists, whenever the first look comes.
 */
function confirmations({ confirmDetections, confirmWindow }: PlannedSite["tracker"]): {
  readonly dependable: ConfirmationRule;
  readonly likely: ConfirmationRule;
} {
  const common = {
    kind: "confirmation",
    missesMax: confirmWindow - confirmDetections,
    patienceLooks: confirmWindow,
  } as const;
  const fewer = detectionsWhenSure({ confirmDetections });
  return {
    dependable: {
      ...common,
      detectionsNeeded: confirmDetections,
      probabilityWanted: 0.9,
      phases: [1],
    },
    likely: { ...common, detectionsNeeded: fewer, probabilityWanted: 0.5, phases: PHASES },
  };
}

/** Order in which they are told: by area, threat and direction. */
export function warningTimes(question: WarningTimeQuestion): readonly WarningTime[] {
  const {
    site,
    threats,
    bearings,
    health = new Map(),
    flightsRehearsed: flights = FLIGHTS,
  } = question;
  const { dependable, likely } = confirmations(site.tracker);
  const sensors = question.sensors ?? site.sensors;
  const ground = { siteFrame: createLocalFrame(site.origin), terrain: terrainOf(site.terrain) };
  const surveyWith = (rule: ConfirmationRule): ApproachSurvey =>
    new ApproachSurvey({
      ...ground,
      places: site.areas,
      sensors,
      parameters: { rule, bearings, approaches: threats, probesMax: PROBES_MAX },
    });
  const surely = surveyWith(dependable);
  const often = surveyWith(likely);
  const rehearsal = new ApproachRehearsal({ site, sensors, health, ground });
  return site.areas.flatMap((area) =>
    threats.flatMap((threat) => {
      const answers = surely.answers(area, threat, health);
      const surveyed = { area, threat, trackedS: answers.map(({ warningS }) => warningS) };
      const times =
        threat.path === "arc"
          ? timesOfFalls(rehearsal, surveyed, flights)
          : timesOfFlights(rehearsal, surveyed, {
              policy: policyOf(area, site),
              likelyS: often.answers(area, threat, health).map(({ warningS }) => warningS),
              flights,
            });
      question.surveyed?.();
      return answers.map((answer, i) =>
        warningTimeOf(area, threat, {
          answer,
          times: times[i],
          bearingRad: (TWO_PI * i) / bearings,
        }),
      );
    }),
  );
}

/** Of what falls the engine itself is asked; no sooner ordered than dependably tracked. */
const timesOfFalls = (
  rehearsal: ApproachRehearsal,
  surveyed: SurveyedThreat,
  flights: number,
): readonly RehearsedTimes[] =>
  rehearsedTimes(rehearsal, surveyed, flights).map((fall, i) => ({
    ...fall,
    orderedS: Math.min(fall.orderedS, surveyed.trackedS[i]),
  }));

/** What is slow is waited for by the policy; of what is fast the engine itself is asked how soon it is sure where it goes. */
function timesOfFlights(
  rehearsal: ApproachRehearsal,
  surveyed: SurveyedThreat,
  of: {
    readonly policy: Policy;
    /** How long before arrival it is tracked in one flight of two, in each direction. */
    readonly likelyS: readonly number[];
    readonly flights: number;
  },
): readonly RehearsedTimes[] {
  const { sustainedBelowMps, sustainedS, takeCoverHorizonS } = of.policy;
  const { threat, trackedS } = surveyed;
  const delaysS =
    threat.speedMps <= sustainedBelowMps
      ? trackedS.map(() => sustainedS)
      : rehearsedDelaysS(rehearsal, surveyed, of.flights);
  const ordered = (fromS: number, delayS: number): number =>
    fromS === 0 ? 0 : Math.max(0, Math.min(fromS - delayS, takeCoverHorizonS));
  return delaysS.map((delayS, i) => ({
    likelyS: of.likelyS[i],
    likelyOrderedS: ordered(of.likelyS[i], delayS),
    orderedS: ordered(trackedS[i], delayS),
  }));
}

function warningTimeOf(
  area: Area,
  threat: PlannedThreat,
  of: {
    readonly answer: ApproachAnswer;
    readonly times: RehearsedTimes;
    readonly bearingRad: number;
  },
): WarningTime {
  const { seenFromM, warningS, seenBy, limitedBy } = of.answer;
  const waits = of.times.orderedS < area.shelterS && warningS >= area.shelterS;
  return {
    areaId: area.id,
    threat,
    bearingRad: of.bearingRad,
    trackedFromM: seenFromM,
    trackedS: warningS,
    ...of.times,
    neededS: area.shelterS,
    seenBy,
    limitedBy: waits ? "policy" : limitedBy,
  };
}

/** Whether people who need `neededS` would have it. */
export const isEnough = ({ trackedFromM, orderedS, neededS }: WarningTime): boolean =>
  trackedFromM !== null && orderedS >= neededS;

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
import { rehearsedDelaysS, rehearsedTimes, type RehearsedTimes } from "./rehearsed-times.ts";

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
      const policy = policyOf(area, site);
      const answers = surely.answers(area, threat, health);
      const times =
        threat.path === "arc"
          ? timesRehearsed(
              rehearsal,
              { area, threat, answers },
              question.flightsRehearsed ?? FLIGHTS,
            )
          : timesOfFlights(policy, {
              answers,
              likely: often.answers(area, threat, health),
              delaysS: delaysOf(rehearsal, policy, { area, threat, answers }, flights),
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
function timesRehearsed(
  rehearsal: ApproachRehearsal,
  of: {
    readonly area: Area;
    readonly threat: PlannedThreat;
    readonly answers: readonly ApproachAnswer[];
  },
  flights: number,
): readonly RehearsedTimes[] {
  const trackedS = of.answers.map(({ warningS }) => warningS);
  return rehearsedTimes(rehearsal, { ...of, trackedS }, flights).map((fall, i) => ({
    ...fall,
    orderedS: Math.min(fall.orderedS, trackedS[i]),
  }));
}

/** What is slow is waited for by the policy; of what is fast the engine itself is asked how soon it is sure where it goes. */
function delaysOf(
  rehearsal: ApproachRehearsal,
  policy: Policy,
  of: {
    readonly area: Area;
    readonly threat: PlannedThreat;
    readonly answers: readonly ApproachAnswer[];
  },
  flights: number,
): readonly number[] {
  const { threat, answers } = of;
  if (threat.speedMps <= policy.sustainedBelowMps) return answers.map(() => policy.sustainedS);
  const trackedS = answers.map(({ warningS }) => warningS);
  return rehearsedDelaysS(rehearsal, { ...of, trackedS }, flights);
}

function timesOfFlights(
  policy: Policy,
  of: {
    readonly answers: readonly ApproachAnswer[];
    readonly likely: readonly ApproachAnswer[];
    readonly delaysS: readonly number[];
  },
): readonly RehearsedTimes[] {
  const orderedOf = (trackedS: number, delayS: number): number =>
    trackedS === 0 ? 0 : Math.max(0, Math.min(trackedS - delayS, policy.takeCoverHorizonS));
  return of.answers.map(({ warningS }, i) => ({
    likelyS: of.likely[i].warningS,
    likelyOrderedS: orderedOf(of.likely[i].warningS, of.delaysS[i]),
    orderedS: orderedOf(warningS, of.delaysS[i]),
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

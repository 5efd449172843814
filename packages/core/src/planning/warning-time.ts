import type { ApproachAnswer } from "../coverage/approach-answer.ts";
import { ApproachSurvey } from "../coverage/approach-survey.ts";
import type { ConfirmationRule } from "../coverage/first-confirmation.ts";
import type { SensorHealth, SensorSpec } from "../coverage/sensor.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { Area } from "../policy/area.ts";
import { policyOf } from "../policy/policies-of.ts";
import type { Policy } from "../policy/policy.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import { detectionsWhenSure } from "../tracking/track-life.ts";
import { TWO_PI } from "../units/angle.ts";
import type { AreaId, SensorId } from "../units/ids.ts";
import type { PlannedThreat } from "./planned-threats.ts";

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
  /** Told after each threat to each area. */
  readonly surveyed?: () => void;
}

/** One direction, one threat, one area: how long before it arrives it is dependably known of. */
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
  /** Seconds between the order to take cover that the policy would give then, and arrival. */
  readonly orderedS: number;
  /** Seconds that people there need. */
  readonly neededS: number;
  readonly seenBy: readonly SensorId[];
  /** What keeps it from being known of earlier: a limit of the sensors, or the policy, which waits although it is tracked. */
  readonly limitedBy: ApproachAnswer["limitedBy"] | "policy";
}

/** Probabilities worked out at most for one survey: several seconds. */
const PROBES_MAX = 20_000_000;

/**
 * A dependable track: confirmed with 90 % by as many detections as the tracker asks of any object, where the first look comes as late as
 * it can. A likely one: with 50 % by one detection fewer, as it confirms what all but certainly exists, where the first look comes halfway.
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
      phase: 1,
    },
    likely: { ...common, detectionsNeeded: fewer, probabilityWanted: 0.5, phase: 0.5 },
  };
}

/** Order in which they are told: by area, threat and direction. */
export function warningTimes(question: WarningTimeQuestion): readonly WarningTime[] {
  const { site, threats, bearings, health = new Map() } = question;
  const { dependable, likely } = confirmations(site.tracker);
  const surveyWith = (rule: ConfirmationRule): ApproachSurvey =>
    new ApproachSurvey({
      siteFrame: createLocalFrame(site.origin),
      places: site.areas,
      sensors: question.sensors ?? site.sensors,
      parameters: { rule, bearings, approaches: threats, probesMax: PROBES_MAX },
      terrain: terrainOf(site.terrain),
    });
  const surely = surveyWith(dependable);
  const often = surveyWith(likely);
  return site.areas.flatMap((area) =>
    threats.flatMap((threat) => {
      const likelyAnswers = often.answers(area, threat, health);
      const answers = surely.answers(area, threat, health);
      question.surveyed?.();
      return answers.map((answer, i) => ({
        ...warningTimeOf(policyOf(area, site), area, threat, answer),
        bearingRad: (TWO_PI * i) / bearings,
        likelyS: likelyAnswers[i].warningS,
      }));
    }),
  );
}

function warningTimeOf(
  policy: Policy,
  area: Area,
  threat: PlannedThreat,
  { seenFromM, warningS, seenBy, limitedBy }: ApproachAnswer,
): Omit<WarningTime, "bearingRad" | "likelyS"> {
  const orderedS = orderedOf(policy, threat, warningS);
  const waits = orderedS < area.shelterS && warningS >= area.shelterS;
  return {
    areaId: area.id,
    threat,
    trackedFromM: seenFromM,
    trackedS: warningS,
    orderedS,
    neededS: area.shelterS,
    seenBy,
    limitedBy: waits ? "policy" : limitedBy,
  };
}

/** What the policy leaves of the time: what flies must have threatened for a while where it is slow, and be near enough. */
function orderedOf(policy: Policy, threat: PlannedThreat, trackedS: number): number {
  if (trackedS === 0 || threat.path === "arc") return trackedS;
  const waitS = threat.speedMps > policy.sustainedBelowMps ? 0 : policy.sustainedS;
  return Math.max(0, Math.min(trackedS - waitS, policy.takeCoverHorizonS));
}

/** Whether people who need `neededS` would have it. */
export const isEnough = ({ trackedFromM, orderedS, neededS }: WarningTime): boolean =>
  trackedFromM !== null && orderedS >= neededS;

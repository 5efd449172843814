import type { ApproachAnswer } from "../coverage/approach-answer.ts";
import { ApproachSurvey } from "../coverage/approach-survey.ts";
import type { SensorHealth, SensorSpec } from "../coverage/sensor.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { Area } from "../policy/area.ts";
import type { Policy } from "../policy/policy.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { terrainOf } from "../terrain/terrain-model.ts";
import { TWO_PI } from "../units/angle.ts";
import type { AreaId, SensorId } from "../units/ids.ts";
import type { PlannedThreat } from "./planned-threats.ts";

/** What warning time is asked of. */
export type PlannedSite = Pick<
  SiteModel,
  "origin" | "groundHeightM" | "terrain" | "sensors" | "areas" | "policy"
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
  /** Seconds between the order to take cover that the policy would give then, and arrival. */
  readonly orderedS: number;
  /** Seconds that people there need. */
  readonly neededS: number;
  readonly seenBy: readonly SensorId[];
  /** What keeps it from being known of earlier: a limit of the sensors, or the policy, which waits although it is tracked. */
  readonly limitedBy: ApproachAnswer["limitedBy"] | "policy";
}

/**
 * A dependable track: three detections in five looks, with a probability of 90 %. The tracker confirms at three detections, or at two of
 * what all but certainly exists, so that it knows of most objects a look or two earlier.
 */
const DEPENDABLE = { detectionsWanted: 3, window: 5, probabilityWanted: 0.9 } as const;

/** Probabilities worked out at most for one survey: several seconds. */
const PROBES_MAX = 20_000_000;

/** Order in which they are told: by area, threat and direction. */
export function warningTimes(question: WarningTimeQuestion): readonly WarningTime[] {
  const { site, threats, bearings, health = new Map() } = question;
  const survey = new ApproachSurvey({
    siteFrame: createLocalFrame(site.origin),
    places: site.areas,
    sensors: question.sensors ?? site.sensors,
    parameters: { ...DEPENDABLE, bearings, approaches: threats, probesMax: PROBES_MAX },
    terrain: terrainOf(site.terrain),
  });
  return site.areas.flatMap((area) =>
    threats.flatMap((threat) =>
      survey
        .answers(area, threat, health)
        .map((answer, i) => warningTimeOf(site.policy, area, threat, answer, i, bearings)),
    ),
  );
}

function warningTimeOf(
  policy: Policy,
  area: Area,
  threat: PlannedThreat,
  { seenFromM, warningS, seenBy, limitedBy }: ApproachAnswer,
  index: number,
  bearings: number,
): WarningTime {
  const orderedS = orderedOf(policy, threat, warningS);
  const waits = orderedS < area.shelterS && warningS >= area.shelterS;
  return {
    areaId: area.id,
    threat,
    bearingRad: (TWO_PI * index) / bearings,
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

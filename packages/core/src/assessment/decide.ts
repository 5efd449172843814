import type { Area } from "../policy/area.ts";
import type { Policy } from "../policy/policy.ts";
import { classGivenExistence } from "../tracking/most-probable-class.ts";
import type { Track } from "../tracking/track.ts";
import { hypot3 } from "../units/algebra.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { AreaAssessment } from "./assess.ts";
import type { DecisionStage } from "./decision.ts";
import type { ReasonCode } from "./reason-codes.ts";

export interface DecisionContext {
  readonly track: Track;
  readonly area: Area;
  readonly assessment: AreaAssessment;
  readonly policy: Policy;
  readonly nowUs: TimeUs;
  /** The object follows an announced friendly flight. */
  readonly masked: boolean;
  readonly automation: boolean;
  /** What was decided of this track and area before: a stage that started is held a little longer. */
  readonly before: DecisionStage;
  /** Since when the object has been above its threshold without a break; null when it was not. */
  readonly aboveSinceUs: TimeUs | null;
}

export interface Verdict {
  readonly stage: DecisionStage;
  /** Every reason that alone would have kept the stage at `none`; `THREAT` when there is none. */
  readonly reasons: readonly ReasonCode[];
  readonly rule: "impact-probability" | "reach-probability";
  readonly probability: number;
  readonly threshold: number;
  /** Whether the probability reached the threshold of the lowest stage, whatever else stood against it. */
  readonly above: boolean;
}

/** A height counts as an overflight only when it is above the limit by this many standard deviations. */
const OVERFLIGHT_SIGMAS = 2;

/**
 * Puts an assessment under the policy. Each link is judged on its own, so that a negative decision names every
 * one that would have prevented action by itself, in the order of the chain; the first governs.
 *
 * There are two rules, each existence × probability against its own thresholds: that it comes down in the area,
 * and that it flies there. The one nearer to its threshold decides. The second does not count for what passes
 * over or is of a harmless class; those say nothing against a falling body, however surely it also flies there.
 */
export function decide(context: DecisionContext): Verdict {
  const { track, area, assessment, policy, nowUs } = context;
  const { existence } = track;
  const harmless = harmlessProbability(track) >= policy.harmlessClassProbability;
  const overflight = passesOver(context);
  const hold = holdRatios(context);
  const falls = {
    rule: "impact-probability" as const,
    probability: existence * assessment.impactProbability,
    preAlertAt: policy.preAlertProbability * hold.preAlert,
    takeCoverAt: policy.takeCoverProbability * hold.takeCover,
  };
  const flies = {
    rule: "reach-probability" as const,
    probability: existence * assessment.reachProbability,
    preAlertAt: policy.preAlertReachProbability * hold.preAlert,
    takeCoverAt: policy.takeCoverReachProbability * hold.takeCover,
  };
  const fliesNearer =
    flies.probability / flies.preAlertAt > falls.probability / falls.preAlertAt ||
    (falls.probability === 0 && assessment.model === "powered");
  const letPass = harmless || overflight;
  const fallsIn = falls.probability >= falls.preAlertAt;
  const governing = fliesNearer && !(letPass && fallsIn) ? flies : falls;
  const passed = governing === flies && letPass;

  const leadS =
    assessment.arrivalFromUs === null ? 0 : secondsBetween(nowUs, assessment.arrivalFromUs);
  const inTime = (horizonS: number): boolean => governing === falls || leadS <= horizonS;

  const reasons: ReasonCode[] = [];
  if (track.confirmedUs === null) reasons.push("NOT_CONFIRMED");
  else if (existence < policy.existenceMin) reasons.push("TRACK_BROKEN");
  if (context.masked) reasons.push("MASKED");
  if (passed && governing.probability >= governing.preAlertAt) {
    if (harmless) reasons.push("HARMLESS_CLASS");
    if (overflight) reasons.push("OVERFLIGHT");
  }
  if (governing.probability < governing.preAlertAt)
    reasons.push(assessment.missDistanceM > 0 ? "PREDICTED_MISS" : "BELOW_THRESHOLD");
  else if (!inTime(policy.preAlertHorizonS)) reasons.push("TOO_FAR_OFF");
  else if (governing === flies && !passed && !isSustained(context)) reasons.push("NOT_SUSTAINED");
  if (area.protection === "none") reasons.push("NOT_A_PROTECTED_AREA");
  if (!context.automation) reasons.push("AUTOMATION_OFF");

  const { rule, probability } = governing;
  if (reasons.length > 0)
    return {
      stage: "none",
      reasons,
      rule,
      probability,
      threshold: governing.preAlertAt,
      above: probability >= governing.preAlertAt && !passed,
    };
  const cover = probability >= governing.takeCoverAt && inTime(policy.takeCoverHorizonS);
  return {
    stage: cover ? "take-cover" : "pre-alert",
    reasons: ["THREAT"],
    rule,
    probability,
    threshold: cover ? governing.takeCoverAt : governing.preAlertAt,
    above: true,
  };
}

/** A stage that has started need not be sustained anew; what is fast does not wander, and is not waited for. */
function isSustained({ track, before, policy, aboveSinceUs, nowUs }: DecisionContext): boolean {
  const { mean } = track.estimates[0];
  if (before !== "none" || hypot3(mean[3], mean[4], mean[5]) > policy.sustainedBelowMps)
    return true;
  return aboveSinceUs !== null && secondsBetween(aboveSinceUs, nowUs) >= policy.sustainedS;
}

/** By how much the thresholds are lowered for a stage that has started. */
function holdRatios({ before, policy }: DecisionContext): { preAlert: number; takeCover: number } {
  return {
    preAlert: before === "none" ? 1 : policy.releaseRatio,
    takeCover: before === "take-cover" ? policy.releaseRatio : 1,
  };
}

/** Probability that the object, if there is one, is of a class that does not threaten by itself. */
export function harmlessProbability(track: Track): number {
  const p = classGivenExistence(track);
  return p.bird + p.aircraft + p.clutter;
}

/** Surely higher over the area than the policy's limit: the height must be known to say so. */
function passesOver({ track, area, assessment, policy }: DecisionContext): boolean {
  if (assessment.heightM === null) return false;
  const powered = track.estimates.find((estimate) => estimate.model === "powered");
  if (powered === undefined) return false;
  const heightSigmaM = Math.sqrt(powered.covariance[2 * 6 + 2]);
  const aboveM = assessment.heightM - area.groundHeightM;
  return aboveM - OVERFLIGHT_SIGMAS * heightSigmaM > policy.overflightHeightM;
}

import type { Area } from "../policy/area.ts";
import { normalDistribution } from "../coverage/normal-distribution.ts";
import { harmThreshold } from "../policy/expected-harm.ts";
import { preAlertShare } from "../policy/least-thresholds.ts";
import type { Policy } from "../policy/policy.ts";
import { mostProbableClass } from "../tracking/most-probable-class.ts";
import type { Track } from "../tracking/track.ts";
import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { AreaAssessment } from "./assess.ts";
import type { SourceCount } from "./corroboration-of.ts";
import type { DecisionStage } from "./decision.ts";
import { fallsFast, harmlessInFlock, isYoung } from "./flock.ts";
import { harmlessProbability, isSizeTold, lightProbability } from "./harmless.ts";
import type { HeldClass } from "./held-class.ts";
import type { ReasonCode } from "./reason-codes.ts";
import { isUnseenThere } from "./rests-on-claims.ts";
import { surelyFasterThanMps } from "./sure-speed.ts";
import { isClassOpen, isHeightOpen } from "./wait-while-open.ts";

export interface DecisionContext {
  readonly track: Track;
  readonly area: Area;
  readonly assessment: AreaAssessment;
  readonly policy: Policy;
  readonly nowUs: TimeUs;
  /** The object follows an announced friendly flight. */
  readonly masked: boolean;
  readonly automation: boolean;
  /** Automatic warning of this area is inhibited for a while. */
  readonly inhibited: boolean;
  /** An operator took its warning back, and nothing new speaks for it since. */
  readonly retracted: boolean;
  /** Only people report it, as `restsOnPeople` has it. */
  readonly onlyPeople: boolean;
  /** Only its own word tells of it, as `restsOnClaims` has it. */
  readonly onlyClaims: boolean;
  /** How many sensors and how many independent sources report it, as `corroborationOf` has it. */
  readonly sources: SourceCount;
  /** Whether it flies in the midst of birds, as `isInFlock` has it: asked only where the decision hangs on it, since it takes all other tracks to answer. */
  readonly inFlock: () => boolean;
  /** What it was held to be over its detections, as `holdClass` has it; null: nobody kept it. */
  readonly held: Pick<HeldClass, "harmless" | "light"> | null;
  /** What was decided of this track and area before: a stage that started is held a little longer. */
  readonly before: DecisionStage;
  /** Since when the object has been above its threshold without a break; null when it was not. */
  readonly aboveSinceUs: TimeUs | null;
}

export interface Verdict {
  readonly stage: DecisionStage;
  /**
   * Every reason that alone would have kept the stage at `none`; `THREAT` when there is none, and behind it what would have given
   * another stage if it were otherwise.
   */
  readonly reasons: readonly ReasonCode[];
  readonly rule: "impact-probability" | "reach-probability";
  readonly probability: number;
  readonly threshold: number;
  /** Whether the probability reached the threshold of the lowest stage, whatever else stood against it. */
  readonly above: boolean;
}

/** A height counts as an overflight only when it is above the limit by this many standard deviations. */
const OVERFLIGHT_SIGMAS = 2;

/** What one rule of the policy finds, before what holds whatever the rule is. */
interface Finding {
  readonly rule: Verdict["rule"];
  readonly probability: number;
  /** Thresholds, lowered while a stage is held. */
  readonly preAlertAt: number;
  readonly takeCoverAt: number;
  /** Reasons of this rule alone that keep it from a stage. */
  readonly reasons: readonly ReasonCode[];
  /** The stage that it would give. */
  readonly stage: DecisionStage;
  /** What keeps it from a higher one. */
  readonly caps: readonly ReasonCode[];
}

const RANK: Readonly<Record<DecisionStage, number>> = { none: 0, "pre-alert": 1, "take-cover": 2 };

/**
 * Puts an assessment under the policy. Each link is judged on its own, so that a negative decision names every
 * one that would have prevented action by itself, in the order of the chain; the first governs.
 *
 * There are two rules, each existence × probability against its own thresholds: that it comes down in the area,
 * and that it flies there. What lets a flying object pass (class, height, a moment's doubt, time) says nothing
 * against a falling body, so each rule is judged by itself; the one that gives the higher stage decides, or,
 * where both give the same, the one nearer to its threshold.
 */
export function decide(context: DecisionContext): Verdict {
  const { track, area, assessment, policy } = context;
  const falls = judgeFalling(context);
  const flies = judgeFlying(context);
  const nearer =
    flies.probability / flies.preAlertAt > falls.probability / falls.preAlertAt ||
    (falls.probability === 0 && assessment.model === "powered");
  const higher = RANK[flies.stage] - RANK[falls.stage];
  const governing = higher > 0 || (higher === 0 && nearer) ? flies : falls;

  const reasons: ReasonCode[] = [];
  if (track.confirmedUs === null) reasons.push("NOT_CONFIRMED");
  else if (track.existence < policy.existenceMin) reasons.push("TRACK_BROKEN");
  if (context.masked) reasons.push("MASKED");
  reasons.push(...governing.reasons);
  if (context.before === "none" && lacksSources(context, "preAlert"))
    reasons.push(tooFewSources(context));
  if (area.protection === "none") reasons.push("NOT_A_PROTECTED_AREA");
  if (!context.automation) reasons.push("AUTOMATION_OFF");
  if (context.inhibited) reasons.push("INHIBITED");
  if (context.retracted) reasons.push("RETRACTED");

  const none = reasons.length > 0;
  // A take-cover that stands is not lowered by what came after.
  const mayBeCapped = context.before !== "take-cover" && governing.stage === "take-cover";
  const caps: ReasonCode[] = [];
  if (mayBeCapped && context.onlyPeople) caps.push("OBSERVERS_ONLY");
  if (mayBeCapped && context.onlyClaims && isUnseenThere(track)) caps.push("UNSEEN_CLAIM");
  if (mayBeCapped && lacksSources(context, "takeCover")) caps.push(tooFewSources(context));
  caps.push(...governing.caps);
  const stage = none ? "none" : caps.length > 0 ? "pre-alert" : governing.stage;
  return {
    stage,
    reasons: none ? reasons : ["THREAT", ...caps, ...unclassified(context, governing.rule)],
    rule: governing.rule,
    probability: governing.probability,
    threshold: stage === "take-cover" ? governing.takeCoverAt : governing.preAlertAt,
    above: flies.probability >= flies.preAlertAt && !isLetPass(context),
  };
}

const lacksSources = (
  { policy, sources }: DecisionContext,
  stage: "preAlert" | "takeCover",
): boolean =>
  policy.corroboration !== undefined && sources.independent < policy.corroboration[stage];

const tooFewSources = ({ sources }: DecisionContext): ReasonCode =>
  sources.sensors > sources.independent ? "COMMON_CAUSE" : "UNCORROBORATED";

/**
 * The rule of the unclassified inbound: what comes in and is not known to be harmless is warned of, however little is known of what it is.
 * It is the rule for what flies, without a word for it; a decision that rests on it says so.
 */
const unclassified = ({ track }: DecisionContext, rule: Verdict["rule"]): readonly ReasonCode[] =>
  rule === "reach-probability" && mostProbableClass(track).class === "unknown"
    ? ["UNCLASSIFIED_INBOUND"]
    : [];

/** The stage of a rule, and what keeps it from a higher one: what is probably harmless orders nobody under cover who was not there before. */
function capped(
  context: DecisionContext,
  stage: DecisionStage,
  harmless: "harmless" | "light",
): Pick<Finding, "stage" | "caps"> {
  const isRaised = stage === "take-cover" && context.before !== "take-cover";
  if (!isRaised || !isProbablyHarmless(context, harmless)) return { stage, caps: NO_CAPS };
  return { stage: "pre-alert", caps: ["PROBABLY_HARMLESS"] };
}

const NO_CAPS: readonly ReasonCode[] = [];

function isProbablyHarmless(
  { policy, track, inFlock, held: heldClass }: DecisionContext,
  harmless: "harmless" | "light",
): boolean {
  const { harmlessCoverProbability: least } = policy;
  if (least === undefined || !isSizeTold(track)) return false;
  const now = harmless === "light" ? lightProbability(track) : harmlessProbability(track);
  const held = heldClass?.[harmless] ?? 0;
  if (now >= least) return true;
  if (least === 1) return false;
  if (held >= least && !fallsFast(track)) return true;
  return (isYoung(track) || harmlessInFlock(now) >= least) && inFlock();
}

function judgeFalling(context: DecisionContext): Finding {
  const { track, assessment, policy } = context;
  const hold = holdRatios(context);
  const probability = track.existence * assessment.impactProbability;
  const at = thresholdsOf(context, policy.preAlertProbability, policy.takeCoverProbability);
  const preAlertAt = at.preAlert * hold.preAlert;
  const takeCoverAt = at.takeCover * hold.takeCover;
  const reasons = probability < preAlertAt ? [tooLow(context)] : [];
  const reached =
    reasons.length > 0 ? "none" : probability >= takeCoverAt ? "take-cover" : "pre-alert";
  const { stage, caps } = capped(context, reached, "light");
  return { rule: "impact-probability", probability, preAlertAt, takeCoverAt, reasons, stage, caps };
}

function judgeFlying(context: DecisionContext): Finding {
  const { track, assessment, policy, nowUs } = context;
  const hold = holdRatios(context);
  const probability = track.existence * assessment.reachProbability;
  const at = thresholdsOf(
    context,
    policy.preAlertReachProbability,
    policy.takeCoverReachProbability,
  );
  const preAlertAt = at.preAlert * hold.preAlert;
  const takeCoverAt = at.takeCover * hold.takeCover;
  const leadS =
    assessment.arrivalFromUs === null ? 0 : secondsBetween(nowUs, assessment.arrivalFromUs);
  const reasons: ReasonCode[] = [];
  // The probability is that of arriving within the horizon: it is low, too, for what comes straight and later.
  if (probability < preAlertAt)
    reasons.push(assessment.comesLater ? "TOO_FAR_OFF" : tooLow(context));
  else {
    if (isHarmless(context)) reasons.push("HARMLESS_CLASS");
    if (passesOver(context)) reasons.push("OVERFLIGHT");
    if (reasons.length === 0 && isHeightOpen(context, leadS)) reasons.push("HEIGHT_OPEN");
    if (reasons.length === 0 && !isSustained(context)) reasons.push("NOT_SUSTAINED");
  }
  const cover = probability >= takeCoverAt && leadS <= policy.takeCoverHorizonS;
  const reached = reasons.length > 0 ? "none" : cover ? "take-cover" : "pre-alert";
  const most = capped(context, reached, "harmless");
  // What too few report is told to nobody anyway, and their number is the better reason.
  const isTold = most.stage === "pre-alert" && !lacksSources(context, "preAlert");
  const isWaitedFor = isTold && isClassOpen(context, leadS);
  if (isWaitedFor) reasons.push("CLASS_OPEN");
  const of = isWaitedFor ? { stage: "none" as const, caps: [] } : most;
  return { rule: "reach-probability", probability, preAlertAt, takeCoverAt, reasons, ...of };
}

/** Why a probability is too low: it would come down or pass outside, or inside with too little certainty. */
const tooLow = ({ assessment }: DecisionContext): ReasonCode =>
  assessment.missDistanceM > 0 ? "PREDICTED_MISS" : "BELOW_THRESHOLD";

/** Harmless now; and what was so until a moment ago, as it was held to be over its detections, where no stage was decided yet. */
const isHarmless = ({ track, policy, before, held }: DecisionContext): boolean =>
  harmlessProbability(track) >= policy.harmlessClassProbability ||
  (before === "none" &&
    isSizeTold(track) &&
    held !== null &&
    held.harmless >= policy.harmlessClassProbability);

/** A flying object that threatens nobody by what it is or how high it passes. */
const isLetPass = (context: DecisionContext): boolean => isHarmless(context) || passesOver(context);

/** Two detections of anything make a speed. */
const SPEED_OF_ITS_OWN_AFTER = 2;

/**
 * A stage that has started need not be sustained anew; what is surely fast does not wander, and is not waited for. The speed of what only claims to be there is
 * one more claim: of two places that were made up nothing flew from one to the other.
 */
function isSustained(context: DecisionContext): boolean {
  const { track, before, policy, aboveSinceUs, nowUs } = context;
  if (before !== "none") return true;
  const isSurelyFast = !context.onlyClaims && surelyFasterThanMps(track) > policy.sustainedBelowMps;
  if (track.detectionCount > SPEED_OF_ITS_OWN_AFTER && isSurelyFast) return true;
  return aboveSinceUs !== null && secondsBetween(aboveSinceUs, nowUs) >= policy.sustainedS;
}

/** The thresholds of one rule: as the policy states them, or as they follow from the harm at stake. */
function thresholdsOf(
  { policy, area, assessment, nowUs }: DecisionContext,
  preAlert: number,
  takeCover: number,
): { preAlert: number; takeCover: number } {
  const { expectedHarm } = policy;
  if (expectedHarm === undefined) return { preAlert, takeCover };
  const { arrivalFromUs } = assessment;
  const leftS = arrivalFromUs === null ? 0 : Math.max(0, secondsBetween(nowUs, arrivalFromUs));
  const cover = harmThreshold(expectedHarm, {
    people: area.people,
    leftS,
    shelterS: area.shelterS,
    disturbedS: leftS + policy.allClearDelayS,
  });
  return { preAlert: cover * preAlertShare(preAlert, takeCover), takeCover: cover };
}

/** By how much the thresholds are lowered for a stage that has started. */
function holdRatios({ before, policy }: DecisionContext): { preAlert: number; takeCover: number } {
  return {
    preAlert: before === "none" ? 1 : policy.releaseRatio,
    takeCover: before === "take-cover" ? policy.releaseRatio : 1,
  };
}

/** Surely higher over the area than the policy's limit: the height must be known to say so. */
function passesOver(context: DecisionContext): boolean {
  const { track, area, assessment, policy } = context;
  if (assessment.heightM === null) return false;
  if (track.heightReports === 0) return track.isOverHeights === true && isSurelyOver(assessment);
  const powered = track.estimates.find((estimate) => estimate.model === "powered");
  if (powered === undefined) return false;
  const heightSigmaM = Math.sqrt(powered.covariance[2 * 6 + 2]);
  const aboveM = assessment.heightM - area.groundHeightM;
  return aboveM - OVERFLIGHT_SIGMAS * heightSigmaM > policy.overflightHeightM;
}

/** Of what reaches the area, over all heights that nobody measured and that are possible, as little is below the limit as by a measured height. */
const isSurelyOver = ({ reachProbability, lowReachProbability }: AreaAssessment): boolean =>
  lowReachProbability < BELOW_MOST * reachProbability;
const BELOW_MOST = normalDistribution(-OVERFLIGHT_SIGMAS);

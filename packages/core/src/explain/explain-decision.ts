import type { Decision } from "../assessment/decision.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { Area } from "../policy/area.ts";
import { policyOf } from "../policy/policies-of.ts";
import type { Policy } from "../policy/policy.ts";
import { clockText } from "../units/utc-text.ts";
import { areaLink, automationLink } from "./explain-site.ts";
import {
  automationAt,
  heldBackBy,
  type IncidentRecord,
  inhibitAt,
  type Recorded,
} from "./incident-record.ts";
import { broken, held } from "./link.ts";
import { endedText } from "./ended-text.ts";
import { areaText, classText, distanceText, missText, probabilityText } from "./plain-words.ts";
import type { LinkStage, WhyLink } from "./why-report.ts";

/** The links of one decision about one area, in the order of the chain. */
export function explainDecision(
  record: IncidentRecord,
  area: Area,
  recorded: Recorded<Decision>,
): readonly WhyLink[] {
  const { value: decision, sequence } = recorded;
  const records = [sequence];
  const policy = policyOf(area, record.site.value);
  const automation = automationAt(record, decision.stateUs);
  const on = !decision.reasons.includes("AUTOMATION_OFF");
  return [
    classLink(decision, records),
    ...objections(decision, OF_TRACK, policy, records),
    projectionLink(decision, records),
    assessmentLink(decision, area, policy, records),
    ...secondPathLinks(decision, area, records),
    ...disagreementLinks(record, decision, area),
    ...objections(decision, OF_POLICY, policy, records),
    ...besideLinks(decision, records),
    areaLink(record, area),
    automationLink(record, { on, sequence: automation.sequence }),
    ...inhibitedLinks(record, decision, records),
    ...retractedLinks(record, decision, sequence),
  ];
}

/** Reasons that stand in the chain only when they were given. */
interface Objection {
  readonly code: ReasonCode;
  readonly stage: LinkStage;
  readonly statement: (policy: Policy) => string;
}
const OF_TRACK: readonly Objection[] = [
  {
    code: "MASKED",
    stage: "mask",
    statement: () => "The object followed an announced friendly flight.",
  },
  {
    code: "TRACK_BROKEN",
    stage: "track",
    statement: () => "The track was lost before a decision to warn could be reached.",
  },
];
const OF_POLICY: readonly Objection[] = [
  {
    code: "OVERFLIGHT",
    stage: "policy",
    statement: (policy) =>
      `The object would pass more than ${distanceText(policy.overflightHeightM)} above the area, which the policy takes for an overflight.`,
  },
  {
    code: "HEIGHT_OPEN",
    stage: "policy",
    statement: (policy) =>
      `Nobody measured the object's height. It was still open whether it would pass more than ${distanceText(policy.overflightHeightM)} above the area, and there was time to reach shelter after that would be known.`,
  },
  {
    code: "CLASS_OPEN",
    stage: "policy",
    statement: () =>
      "The object was rather something harmless than not, and would have sent nobody to cover. There was time to reach shelter after more of it would be known.",
  },
  {
    code: "NOT_SUSTAINED",
    stage: "policy",
    statement: (policy) =>
      `The probability was above the threshold for less than the ${policy.sustainedS} s that the policy asks of what flies.`,
  },
  {
    code: "COMMON_CAUSE",
    stage: "policy",
    statement: (policy) =>
      `Several sensors reported it, and all of them share something: they count as fewer than the ${policy.corroboration?.preAlert ?? 1} independent sources that the policy asks for.`,
  },
  {
    code: "UNCORROBORATED",
    stage: "policy",
    statement: (policy) =>
      `Fewer than the ${policy.corroboration?.preAlert ?? 1} independent sources that the policy asks for reported it.`,
  },
];

function objections(
  decision: Decision,
  possible: readonly Objection[],
  policy: Policy,
  records: readonly number[],
): readonly WhyLink[] {
  return possible
    .filter(({ code }) => decision.reasons.includes(code) && decision.stage === "none")
    .map(({ code, stage, statement }) => {
      const subject = stage === "policy" ? decision.policyVersion : decision.trackId;
      return broken(stage, subject, code, {
        prevented: true,
        statement: statement(policy),
        records,
      });
    });
}

/** What stands behind a positive decision: it prevented no warning, and the stage or the reason would have been another without it. */
const BESIDE: readonly (readonly [ReasonCode, string])[] = [
  [
    "OBSERVERS_ONLY",
    "Only people reported it, so they were told to get ready and not to take cover.",
  ],
  [
    "UNSEEN_CLAIM",
    "It was known by its own word alone, and sensors that should have seen it where it said it was did not, so people were told to get ready and not to take cover.",
  ],
  [
    "COMMON_CAUSE",
    "The sensors that reported it share something and count once, so people were told to get ready and not to take cover.",
  ],
  [
    "UNCORROBORATED",
    "Fewer independent sources reported it than the policy asks for, so people were told to get ready and not to take cover.",
  ],
  [
    "PROBABLY_HARMLESS",
    "It was probably something harmless, and not surely enough to be let pass, so people were told to get ready and not to take cover.",
  ],
  [
    "UNCLASSIFIED_INBOUND",
    "Nobody knew what it was; what is not known to be harmless is warned of.",
  ],
];

const besideLinks = (
  { reasons, policyVersion }: Decision,
  records: readonly number[],
): readonly WhyLink[] =>
  reasons[0] === "THREAT"
    ? BESIDE.filter(([code]) => reasons.includes(code)).map(([, statement]) =>
        held("policy", policyVersion, { statement, records }),
      )
    : [];

function classLink(decision: Decision, records: readonly number[]): WhyLink {
  const name = classText(decision.class);
  if (decision.reasons.includes("HARMLESS_CLASS"))
    return broken("class", decision.trackId, "HARMLESS_CLASS", {
      prevented: true,
      statement: `The object was held to be ${name}, which does not threaten by itself.`,
      records,
    });
  const statement =
    decision.class === "unknown"
      ? "Nothing told what kind of object it was."
      : `It was held to be ${name}.`;
  return held("class", decision.trackId, { statement, records });
}

function projectionLink(decision: Decision, records: readonly number[]): WhyLink {
  const { numbers } = decision;
  const statement = `At ${clockText(decision.stateUs)} UTC it was projected to ${missText(decision)}${windowText(decision)}.`;
  const margin = {
    value: -numbers.missDistanceM,
    unit: "m",
    meaning: "distance inside the area's edge; negative outside",
  } as const;
  return held("projection", decision.trackId, { statement, margin, records });
}

function windowText({ numbers }: Decision): string {
  if (numbers.arrivalFromUs === null || numbers.arrivalToUs === null) return "";
  const [from, to] = [clockText(numbers.arrivalFromUs), clockText(numbers.arrivalToUs)];
  return from === to ? `, at about ${from}` : `, between ${from} and ${to}`;
}

/** The codes of a probability that was too low. */
const TOO_LOW: readonly ReasonCode[] = ["PREDICTED_MISS", "BELOW_THRESHOLD", "TOO_FAR_OFF"];

function assessmentLink(
  decision: Decision,
  area: Area,
  policy: Policy,
  records: readonly number[],
): WhyLink {
  const { probability, threshold } = decision.numbers;
  const margin = {
    value: probability - threshold,
    unit: "probability",
    meaning: "probability above the policy's threshold",
  } as const;
  const code = decision.reasons.find((reason) => TOO_LOW.includes(reason));
  const hit = decision.rule === "impact-probability" ? "hit" : "reached";
  const later = code === "TOO_FAR_OFF";
  const what = later ? `reached within the policy's ${policy.preAlertHorizonS} s` : hit;
  const compared = code === undefined ? "no less than" : "below";
  const watched = later ? "; on its course it would have come later, and was watched" : "";
  const statement = `The probability that ${areaText(area)} is ${what} was ${probabilityText(probability)}, ${compared} the ${probabilityText(threshold)} at which the policy acts${watched}.`;
  const parts = { statement, margin, records };
  return code === undefined
    ? held("assessment", area.id, parts)
    : broken("assessment", area.id, code, { ...parts, prevented: true });
}

/** What a second path saw of the same object. It prevented nothing, and says so where it saw otherwise. */
function secondPathLinks(
  { secondPath, stage }: Decision,
  area: Area,
  records: readonly number[],
): readonly WhyLink[] {
  if (secondPath === undefined || secondPath.says === "unknown") return [];
  const comes = secondPath.says === "threatened";
  const what = comes ? "it was coming to" : "its course led elsewhere than";
  const since = secondPath.sinceUs === null ? "" : ` since ${clockText(secondPath.sinceUs)} UTC`;
  const otherwise = comes === (stage === "none") ? ", where the decision was another" : "";
  const statement = `The second path, which knows straight courses only, said${since} that ${what} ${areaText(area)}${otherwise}.`;
  return [held("assessment", area.id, { statement, records })];
}

/** What the second path came to say after the decision was recorded, which is not written again for that. */
function disagreementLinks(
  { disagreements }: IncidentRecord,
  { secondPath, decidedUs }: Decision,
  area: Area,
): readonly WhyLink[] {
  if (secondPath !== undefined && secondPath.says !== "unknown") return [];
  const said = disagreements.findLast(
    ({ value }) => value.subject === area.id && value.timeUs >= decidedUs,
  );
  if (said === undefined) return [];
  const { timeUs, detail } = said.value;
  const statement = `At ${clockText(timeUs)} UTC the two decision paths said opposite things of ${areaText(area)}: ${detail}.`;
  return [held("assessment", area.id, { statement, records: [said.sequence] })];
}

function inhibitedLinks(
  record: IncidentRecord,
  decision: Decision,
  records: readonly number[],
): readonly WhyLink[] {
  const { areaId, reasons, decidedUs } = decision;
  if (areaId === null || !reasons.includes("INHIBITED")) return [];
  const act = inhibitAt(record, areaId, decidedUs);
  const by = act === null ? "" : ` by ${act.value.by}: ${act.value.reason}`;
  return [
    broken("automation", areaId, "INHIBITED", {
      prevented: true,
      statement: `Automatic warning of this area was inhibited${by}.`,
      records: act === null ? records : [act.sequence, ...records],
    }),
  ];
}

function retractedLinks(
  record: IncidentRecord,
  { areaId, trackId, reasons }: Decision,
  sequence: number,
): readonly WhyLink[] {
  if (areaId === null || !reasons.includes("RETRACTED")) return [];
  const act = heldBackBy(record, { areaId, trackId, before: sequence });
  const ended =
    act === null
      ? "The warning of this object had been taken back, or ended by hand."
      : endedText(act.value);
  const statement = `${ended} Nothing new had spoken for it by then.`;
  const records = act === null ? [sequence] : [act.sequence, sequence];
  return [broken("warning", areaId, "RETRACTED", { prevented: true, statement, records })];
}

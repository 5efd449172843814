import type { Decision } from "../assessment/decision.ts";
import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { CoverageLink } from "../coverage/coverage-link.ts";
import { viewsOf } from "../explain/explain-sensors.ts";
import type { IncidentRecord } from "../explain/incident-record.ts";
import type { WhyLink } from "../explain/why-report.ts";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import type { Area } from "../policy/area.ts";
import { announcedPlace } from "../policy/flight-masks.ts";
import { policyOf } from "../policy/policies-of.ts";
import type { Policy } from "../policy/policy.ts";
import { hypot3 } from "../units/algebra.ts";
import type { Change } from "./change.ts";
import { type Knob, strongest } from "./knob.ts";
import * as knobs from "./policy-knobs.ts";
import { endOfFlight } from "./place-of.ts";
import type { Question } from "./question.ts";
import * as changes from "./site-changes.ts";

/** One way to mend a link: all at once, or by a number that is turned until it is enough. */
export interface Repair {
  readonly change: Change;
  /** null: it is either done or not. */
  readonly knob: Knob | null;
}

const done = (change: Change): Repair => ({ change, knob: null });
const turned = (knob: Knob): Repair => ({ change: strongest(knob), knob });

const RANGE_MOST_M = 500_000;
const RANGE_STEP_M = 100;
const RAISED_MOST_M = 5_000;
const RAISED_STEP_M = 1;

/** The record that a broken link was found in, and what was asked of it. */
export interface RepairContext {
  readonly record: IncidentRecord;
  readonly question: Question;
  /** The area asked about; null where the place lies in none. */
  readonly area: Area | null;
}

/**
 * What would have mended a broken link, each way by itself; empty where nothing that can be run again would have. Ways beyond the first are
 * other ways to the same.
 */
export function repairsOf(link: WhyLink, context: RepairContext): readonly Repair[] {
  if (link.stage === "sensor") return ofSensor(link, context);
  if (link.stage === "channel")
    return link.code === "NOT_SENT" ? [] : [done(changes.mendChannel(link.subject))];
  const { record, question, area } = context;
  if (area === null)
    return link.code === "NOT_A_PROTECTED_AREA" && question.of === "object"
      ? [done(changes.drawArea(createLocalFrame(record.site.value.origin), question.object.place))]
      : [];
  const order = link.code === null ? undefined : OF_SITE[link.code];
  return order === undefined ? ofDecision(link, context, area) : [done(order(area))];
}

/** What an order or the site file would have mended. */
const OF_SITE: Readonly<Partial<Record<ReasonCode, (area: Area) => Change>>> = {
  NOT_A_PROTECTED_AREA: changes.protectArea,
  AUTOMATION_OFF: changes.automationOn,
  INHIBITED: changes.withoutInhibit,
  RETRACTED: changes.withoutRetraction,
};

/** What a decision's own reasons are mended by. */
function ofDecision(link: WhyLink, context: RepairContext, area: Area): readonly Repair[] {
  const { record, question } = context;
  const policy = policyOf(area, record.site.value);
  const decision = decisionWith(link, context, area);
  if (decision === null) return [];
  const ways = link.code === null ? undefined : OF_DECISION[link.code];
  return ways?.({ record, area, policy, decision, question }) ?? [];
}

interface Deciding {
  readonly record: IncidentRecord;
  readonly area: Area;
  readonly policy: Policy;
  readonly decision: Decision;
  readonly question: Question;
}

const lowerThreshold = ({ record, area, policy, decision }: Deciding): Repair =>
  turned(knobs.lowerThreshold(area, policy, decision, record.decisions));

function moreProbable(deciding: Deciding): readonly Repair[] {
  const { area, decision } = deciding;
  const threshold = lowerThreshold(deciding);
  const outline = turned(knobs.widerOutline(area));
  return decision.rule === "impact-probability"
    ? [threshold, outline]
    : [threshold, turned(knobs.widerBuffer(area)), outline];
}
const fewerSources = ({ area, policy }: Deciding): readonly Repair[] => [
  turned(knobs.askFewerSources(area, policy)),
];

/** What another policy or area would have mended, by the reason of the decision. */
const OF_DECISION: Readonly<
  Partial<Record<ReasonCode, (deciding: Deciding) => readonly Repair[]>>
> = {
  PREDICTED_MISS: moreProbable,
  BELOW_THRESHOLD: moreProbable,
  TOO_FAR_OFF: (deciding) => [
    turned(knobs.lookFurther(deciding.area, deciding.policy)),
    lowerThreshold(deciding),
  ],
  HARMLESS_CLASS: ({ area, policy }) => [turned(knobs.surerOfHarmless(area, policy))],
  OVERFLIGHT: ({ area, policy }) => [turned(knobs.raiseOverflight(area, policy))],
  NOT_SUSTAINED: ({ record, question, area, policy }) => [
    turned(knobs.waitLess(area, policy)),
    ...soonerDetections(record, question),
  ],
  HEIGHT_OPEN: ({ record, question }) => soonerDetections(record, question),
  CLASS_OPEN: ({ record, question }) => soonerDetections(record, question),
  COMMON_CAUSE: fewerSources,
  UNCORROBORATED: fewerSources,
  MASKED: ({ record, decision }) =>
    masksOver(record, decision).map((id) => done(changes.withoutMask(id))),
};

/** Each sensor that detected a recorded track having done so sooner. */
export function soonerDetections(record: IncidentRecord, question: Question): readonly Repair[] {
  if (question.of === "object") return [];
  const track = record.tracks.findLast(({ value }) => value.trackId === question.trackId)?.value;
  const saw = new Set(track?.evidence.map(({ sensorId }) => sensorId));
  return record.site.value.sensors
    .filter(({ id, kind }) => saw.has(id) && kind !== "cooperative")
    .map((spec) => turned(knobs.earlierDetection(spec)));
}

/** The last decision on the area that gives the link's reason: of the track that is asked about, where that has one. */
function decisionWith(
  link: WhyLink,
  { record, question }: RepairContext,
  area: Area,
): Decision | null {
  const { code } = link;
  if (code === null) return null;
  const giving = record.decisions
    .map(({ value }) => value)
    .filter(
      ({ areaId, reasons }) => (areaId === area.id || areaId === null) && reasons.includes(code),
    );
  const own = giving.findLast(
    ({ trackId }) => question.of === "track" && trackId === question.trackId,
  );
  return own ?? giving.at(-1) ?? null;
}

/** Announced flights that the object was found to fly. */
const masksOver = (record: IncidentRecord, { state, stateUs }: Decision): readonly string[] =>
  record.site.value.masks
    .filter((mask) => {
      const { eastM, northM, upM } = announcedPlace(mask, stateUs);
      return hypot3(state[0] - eastM, state[1] - northM, state[2] - upM) <= mask.radiusM;
    })
    .map(({ id }) => id);

function ofSensor(link: WhyLink, { record, question }: RepairContext): readonly Repair[] {
  if (question.of === "track") return [];
  const { enuM, timeUs, velocityMps } = endOfFlight(record, question.object);
  const view = viewsOf(record, enuM, timeUs, velocityMps).find(
    ({ spec }) => spec.id === link.subject,
  );
  if (view === undefined) return [];
  const { spec } = view;
  if (link.code === "SENSOR_DOWN" || link.code === "LOOK_TOO_LATE")
    return [done(changes.mendSensor(spec))];
  const failed = view.failed.filter(({ reason }) => reason !== "SENSOR_DOWN");
  const open = done(changes.openSensor(spec));
  const only = failed.length === 1 ? failed[0].link : null;
  return [open, ...ofLimit(only, spec)];
}

/** The number that would have had to be otherwise, where one alone kept the place out of sight. */
function ofLimit(
  link: CoverageLink["link"] | null,
  spec: Parameters<typeof changes.changeRange>[0],
): readonly Repair[] {
  if (link === "range")
    return [
      turned({
        from: spec.coverage.rangeMaxM,
        to: RANGE_MOST_M,
        step: RANGE_STEP_M,
        unit: "m",
        change: (value) => changes.changeRange(spec, value),
      }),
    ];
  if (link === "horizon" || link === "terrain")
    return [
      turned({
        from: 0,
        to: RAISED_MOST_M,
        step: RAISED_STEP_M,
        unit: "m",
        change: (value) => changes.raiseSensor(spec, value),
      }),
    ];
  return [];
}

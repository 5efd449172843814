import type { ReasonCode } from "../assessment/reason-codes.ts";
import type { DefenceEvent } from "../engine/event.ts";
import { createLocalFrame, geodeticToEnu } from "../geodesy/local-frame.ts";
import type { DefenceSpec } from "../policy/site-model.ts";
import { clamp, hypot3 } from "../units/algebra.ts";
import type { ObjectClass } from "../tracking/track.ts";
import type { TimeUs } from "../units/time.ts";
import { clockText } from "../units/utc-text.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { ruleObjection } from "./defence-rule.ts";
import { distanceText, listText } from "./plain-words.ts";
import type { DefenceAnswer } from "./why-report.ts";

/** An object as far as a defence's rule is concerned. */
export interface DefenceQuestion {
  /** Places that it passed, site ENU metres, with times, oldest first. */
  readonly path: readonly { readonly timeUs: TimeUs; readonly enuM: readonly number[] }[];
  /** Areas held to be threatened. */
  readonly threatenedAreas: readonly string[];
  /** Whether any sensor's record would have shown it to anybody. */
  readonly tracked: boolean;
  /** From when it was a confirmed track; absent: from the first place. */
  readonly knownFromUs?: TimeUs;
  /** What it was held to be; absent: not known. */
  readonly class?: ObjectClass;
  readonly untrackedReasons: readonly ReasonCode[];
}

/**
 * What each defence of the site file would have done by its stated rule: it activates when it is ready and a
 * tracked object threatens an area that it protects, within its reach; of one that is modelled, also by the heights, the arc, the classes and the time that
 * its rule states ({@link ruleObjection}). Read from the record, afterwards; the
 * answer goes to the inquiry and to nobody else. Its own imported engagement records speak for themselves.
 */
export function explainDefences(
  record: IncidentRecord,
  question: DefenceQuestion,
): readonly DefenceAnswer[] {
  return record.site.value.defences.map((defence) => answer(record, defence, question));
}

function answer(
  record: IncidentRecord,
  defence: DefenceSpec,
  question: DefenceQuestion,
): DefenceAnswer {
  const reasons: ReasonCode[] = [];
  const sentences: string[] = [];
  const records: number[] = [];
  const last = question.path[question.path.length - 1];
  if (!question.tracked) {
    reasons.push(...question.untrackedReasons);
    sentences.push("nothing was tracked that it could have acted on");
  }
  const state = record.defences.findLast(
    ({ value }) => value.defenceId === defence.id && value.receivedUs <= last.timeUs,
  );
  const reachM = state?.value.reachM ?? defence.reachM;
  const protectsAreas = state?.value.protectsAreas ?? defence.protectsAreas;
  const guarded = question.threatenedAreas.filter((area) => protectsAreas.includes(area));
  if (guarded.length === 0) {
    reasons.push("NOT_A_PROTECTED_AREA");
    sentences.push("no area that it protects was threatened");
  }
  const nearestM = nearest(record, defence, question);
  if (nearestM > reachM) {
    reasons.push("DEFENCE_OUT_OF_REACH");
    sentences.push(
      `the object came no nearer than ${distanceText(nearestM)}, beyond its reach of ${distanceText(reachM)}`,
    );
  } else if (defence.rule !== undefined && question.tracked) {
    const objection = ruleObjection({ record, defence, rule: defence.rule, reachM, question });
    if (objection !== null) {
      reasons.push(objection.code);
      sentences.push(objection.words);
    }
  }
  // A defence that is placed in the record afterwards has reported nothing: it is taken to be ready.
  const isPlaced = state?.sequence === 0;
  if (state !== undefined && !isPlaced) records.push(state.sequence);
  const since =
    state === undefined || isPlaced ? "" : ` since ${clockText(state.value.receivedUs)} UTC`;
  const code = stateCode(state?.value.state ?? "unknown");
  if (code !== null) {
    reasons.push(code);
    sentences.push(
      state === undefined
        ? "its state was never reported"
        : `it was ${state.value.state}${holderText(state.value)}${since}, as reported by ${state.value.by}`,
    );
  }
  const would = reasons.length === 0;
  const isNotional = defence.notional || defence.rule !== undefined;
  const notional = isNotional ? "Notional: by its stated rule, " : "By its stated rule, ";
  const statement = would
    ? `${notional}${defence.name} would have activated: it was ${isPlaced ? "taken to be " : ""}ready${since} and ${listText(guarded.map((id) => nameOf(record, id)))} was threatened within its reach.`
    : `${notional}${defence.name} would not have activated: ${listText(sentences)}.`;
  return {
    defence: defence.id,
    owner: defence.owner,
    notional: isNotional,
    wouldHaveActivated: would,
    reasons,
    statement,
    records,
  };
}

const nameOf = (record: IncidentRecord, id: string): string =>
  record.site.value.areas.find((area) => area.id === id)?.name ?? id;

/** ` by the air traffic service (a helicopter is landing)`: who holds it back, and why, where that is reported. */
function holderText({ inhibitedBy, reason }: DefenceEvent): string {
  const by = inhibitedBy === undefined ? "" : ` by ${inhibitedBy}`;
  return reason === undefined ? by : `${by} (${reason})`;
}

function stateCode(state: string): ReasonCode | null {
  if (state === "ready") return null;
  if (state === "down") return "DEFENCE_DOWN";
  return state === "inhibited" ? "DEFENCE_INHIBITED" : "DEFENCE_STATE_UNKNOWN";
}

function nearest(record: IncidentRecord, defence: DefenceSpec, question: DefenceQuestion): number {
  const [e, n, u] = geodeticToEnu(createLocalFrame(record.site.value.origin), defence.position);
  let nearestM = Infinity;
  let before = question.path[0].enuM;
  for (const { enuM } of question.path) {
    nearestM = Math.min(nearestM, distanceToLeg([e, n, u], before, enuM));
    before = enuM;
  }
  return nearestM;
}

/** From a place to the straight way between two others, m: what passed between two records of it. */
function distanceToLeg(
  place: readonly number[],
  from: readonly number[],
  to: readonly number[],
): number {
  const way = [0, 1, 2].map((i) => to[i] - from[i]);
  const away = [0, 1, 2].map((i) => place[i] - from[i]);
  const length2 = way[0] * way[0] + way[1] * way[1] + way[2] * way[2];
  const along = way[0] * away[0] + way[1] * away[1] + way[2] * away[2];
  const share = length2 === 0 ? 0 : clamp(along / length2, 0, 1);
  return hypot3(away[0] - share * way[0], away[1] - share * way[1], away[2] - share * way[2]);
}

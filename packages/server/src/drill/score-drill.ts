import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { MICROS_PER_SECOND, type TimeUs, type Warning, warningKey } from "@tocsin/core";
import type { DrillReach, DrillScore, DrillSummary } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";
import type { Receipt } from "../pipeline/receipt.ts";
import { journalDirectory } from "../run/data-directory.ts";
import { ScoreRecord } from "../scoring/score-record.ts";
import { scoreReport } from "../scoring/score-report.ts";

/** Whom a drill's score names: beyond these only channels are told apart. */
export const REACHED_MAX = 1_000;

const WANTED: ReadonlySet<number> = new Set([RECORD_TYPES.warning, RECORD_TYPES.receipt]);

const isWanted = (type: number): boolean => WANTED.has(type);

/** What one behind a channel said of each message: seconds to its first good word, whether it acted, and its failures. */
interface Heard {
  readonly channelId: string;
  readonly recipient: string | null;
  readonly byMessage: Map<
    string,
    { tookUs: TimeUs | null; acted: boolean; failure: string | null }
  >;
  failure: string | null;
}

/** How a drill went, from the journal of its own that lies beside the post's. */
export function scoreDrill(postJournal: string, drill: DrillSummary): DrillScore {
  const journal = journalDirectory(join(dirname(postJournal), "drills", drill.id));
  if (!existsSync(journal)) return { drill, messages: [], reached: [], card: null };
  const messages = new Map<string, Warning>();
  const heard = new Map<string, Heard>();
  for (const id of drill.channels) heardOf(heard, id, null);
  for (const { type, payload } of readJournal(journal, { types: isWanted })) {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect" && decoded.effect.type === "warning") {
      const { warning } = decoded.effect;
      messages.set(messageKey(warningKey(warning), warning.version), warning);
    }
    if (decoded.kind === "event" && decoded.event.type === "receipt")
      hear(heard, decoded.event, decoded.event.receivedUs);
  }
  const record = new ScoreRecord(journal);
  record.readOn();
  const card = scoreReport([record], null)?.cards.find(({ mode }) => mode === "drill") ?? null;
  return {
    drill,
    messages: [...messages.values()].map(({ areaId, stage, action, issuedUs }) => ({
      areaId,
      stage,
      action,
      issuedUs,
    })),
    reached: [...heard.values()].filter(isNamed(heard)).map((each) => reachOf(each, messages)),
    card: record.statements().length === 0 ? null : card,
  };
}

/** A channel that speaks for each of those behind it has nothing to say for itself. */
function isNamed(heard: ReadonlyMap<string, Heard>): (each: Heard) => boolean {
  const speaking = new Set(
    [...heard.values()].filter(({ recipient }) => recipient !== null).map((each) => each.channelId),
  );
  return ({ channelId, recipient, byMessage }) =>
    recipient !== null || byMessage.size > 0 || !speaking.has(channelId);
}

const messageKey = (key: string, version: number): string => `${key}/${version}`;

function heardOf(heard: Map<string, Heard>, channelId: string, recipient: string | null): Heard {
  const key = JSON.stringify([channelId, recipient]);
  const known = heard.get(key);
  if (known !== undefined) return known;
  if (heard.size >= REACHED_MAX && recipient !== null) return heardOf(heard, channelId, null);
  const made: Heard = { channelId, recipient, byMessage: new Map(), failure: null };
  heard.set(key, made);
  return made;
}

function hear(heard: Map<string, Heard>, receipt: Receipt, receivedUs: TimeUs): void {
  const { channelId, recipient = null, outcome, detail } = receipt;
  if (outcome === "not-live") return;
  const each = heardOf(heard, channelId, recipient);
  const key = messageKey(receipt.warningKey, receipt.version);
  const message = each.byMessage.get(key) ?? { tookUs: null, acted: false, failure: null };
  each.byMessage.set(key, message);
  if (outcome === "failed") {
    message.failure = detail;
    each.failure = detail;
    return;
  }
  message.tookUs ??= receivedUs;
  if (outcome === "acknowledged") message.acted = true;
}

function reachOf(heard: Heard, messages: ReadonlyMap<string, Warning>): DrillReach {
  const said = [...heard.byMessage].flatMap(([key, word]) => {
    const warning = messages.get(key);
    return warning === undefined ? [] : [{ warning, ...word }];
  });
  const waitsS = said.flatMap(({ warning, tookUs }) =>
    tookUs === null ? [] : [Math.max(0, tookUs - warning.issuedUs) / MICROS_PER_SECOND],
  );
  const failed = said.filter(({ tookUs, failure }) => tookUs === null && failure !== null);
  return {
    channelId: heard.channelId,
    recipient: heard.recipient,
    taken: waitsS.length,
    acknowledged: said.filter(({ acted }) => acted).length,
    silent: messages.size - said.length,
    failed: failed.length,
    firstS: waitsS[0] ?? null,
    slowestS: waitsS.length === 0 ? null : Math.max(...waitsS),
    failure: heard.failure,
  };
}

import { parentPort } from "node:worker_threads";
import { gzipSync } from "node:zlib";
import { assert } from "@tocsin/core";
import { type OfficialReport, type ScorecardReport, TocsinError } from "@tocsin/sdk";
import { DrillBook } from "../drill/drill-book.ts";
import { scoreDrill } from "../drill/score-drill.ts";
import { buildTimeline } from "../picture/build-timeline.ts";
import { makePlan } from "../planning/make-plan.ts";
import { makeReport } from "../report/make-report.ts";
import { answerWhy } from "../run/answer-why.ts";
import { OfficialRecord } from "../run/official-record.ts";
import { ScoreRecord } from "../scoring/score-record.ts";
import { scoreReport } from "../scoring/score-report.ts";
import { giveWay } from "./give-way.ts";
import type { QueryOrder, QueryReport } from "./worker-messages.ts";

const port = parentPort;

/** Reads journals for people who ask, one question after the other, in a thread that nothing waits for. */
function answer(order: QueryOrder): unknown {
  if (order.kind === "plan")
    return makePlan(order.site, order.request, {
      ...order.given,
      progress: (progress) => port?.postMessage({ id: order.id, progress } satisfies QueryReport),
    });
  if (order.kind === "official") return officialReport(order.journal);
  if (order.kind === "scorecard") return scorecard(order.journal, order.month);
  if (order.kind === "drills") return drillsOf(order.journal).list();
  if (order.kind === "drill")
    return scoreDrill(order.journal, drillsOf(order.journal).find(order.drill));
  if (order.kind === "report") return makeReport(order.journal, order.query);
  if (order.kind === "why") return answerWhy(order.journal, order.query);
  const { journal, timeZone, lastS } = order;
  const timeline = buildTimeline(journal, { timeZone, ...(lastS === null ? {} : { lastS }) });
  if (timeline === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  return gzipSync(JSON.stringify(timeline));
}

/** Of the journal that was asked about last: a running post's is read on, not read again. */
let officialRecord: { readonly journal: string; readonly record: OfficialRecord } | null = null;

function officialReport(journal: string): OfficialReport {
  if (officialRecord?.journal !== journal)
    officialRecord = { journal, record: new OfficialRecord(journal) };
  const { record } = officialRecord;
  record.readOn();
  const report = record.report({ fromUs: 0, toUs: Number.POSITIVE_INFINITY });
  if (report === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  return report;
}

let scoreRecord: { readonly journal: string; readonly record: ScoreRecord } | null = null;

function scorecard(journal: string, month: string | null): ScorecardReport {
  if (scoreRecord?.journal !== journal) scoreRecord = { journal, record: new ScoreRecord(journal) };
  const { record } = scoreRecord;
  record.readOn();
  const report = scoreReport([record], month);
  if (report === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  return report;
}

let drillBook: { readonly journal: string; readonly book: DrillBook } | null = null;

function drillsOf(journal: string): DrillBook {
  if (drillBook?.journal !== journal) drillBook = { journal, book: new DrillBook(journal) };
  drillBook.book.readOn();
  return drillBook.book;
}

giveWay();
assert(port !== null, "the query worker runs in a thread");
port.on("message", (order: QueryOrder) => {
  let report: QueryReport;
  try {
    report = { id: order.id, ok: true, value: answer(order) };
  } catch (error) {
    const known = error instanceof TocsinError;
    report = {
      id: order.id,
      ok: false,
      error: {
        code: known ? error.code : null,
        message: error instanceof Error ? error.message : String(error),
        remedy: known ? error.remedy : "",
      },
    };
  }
  port.postMessage(report);
});

import { createHash } from "node:crypto";
import { ENGINE_VERSION, type WhatIfReport } from "@tocsin/core";
import { TocsinError } from "@tocsin/sdk";
import { readVersion } from "../cli/version.ts";
import { recordSummary } from "../cli/text/record-summary.ts";
import { askJournal, type AskedJournal, nearestOf } from "../counterfactual/ask-what-if.ts";
import { hashPayload } from "../journal/chain.ts";
import { readJournal } from "../journal/read-journal.ts";
import { recordTypeName } from "../journal/record-type.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import type { WhyQuery } from "../run/answer-why.ts";
import { incidentMoments, type Moment } from "./incident-moments.ts";
import { reportPage } from "./report-page.ts";

/** What a report says of itself, as JSON inside it: enough to make it again from the same journal. */
export interface ReportManifest {
  readonly format: "tocsin incident report 1";
  readonly tocsin: string;
  readonly engine: string;
  readonly query: WhyQuery;
  readonly journal: {
    /** The journal was read up to this record … */
    readonly lastSequence: number;
    /** … after which its chain stood here, hexadecimal. */
    readonly chain: string;
    readonly signedThrough: number;
    readonly publicKeys: readonly string[];
  };
  /** SHA-256 of everything before and after the manifest. */
  readonly sha256: string;
}

/** One record that a report rests on. */
export interface CitedRecord {
  readonly sequence: number;
  readonly type: string;
  /** SHA-256 of its payload, as the journal's chain has it. */
  readonly sha256: string;
  readonly words: string;
}

export interface ReportContent {
  readonly query: WhyQuery;
  readonly asked: AskedJournal;
  readonly whatIf: WhatIfReport;
  readonly moments: readonly Moment[];
  readonly cited: readonly CitedRecord[];
}

/** Where the manifest stands in the page; its text is JSON without a `<`. */
const OPEN = '<script type="application/json" id="manifest">';
const CLOSE = "</script>";
const PLACE = `${OPEN}${CLOSE}`;

/**
 * The report of one incident as a page that needs nothing else. The same journal, question and version give the same
 * bytes; so whoever has the journal can make it again and compare.
 */
export function makeReport(journal: string, query: WhyQuery): string {
  const verified = verifyJournal(journal);
  if (!verified.ok || verified.lastSequence === null || verified.chain === null)
    throw new TocsinError("JOURNAL_CORRUPT", {
      path: journal,
      detail: verified.firstBad?.reason ?? "records are missing",
    });
  const asked = askJournal(journal, query);
  const whatIf = nearestOf(asked);
  const moments = incidentMoments(asked.incident.record, asked.question);
  const cited = citedRecords(journal, [
    ...asked.recorded.links.flatMap(({ records }) => records),
    ...(asked.recorded.official ?? []).flatMap(({ records }) => records),
    ...(asked.recorded.objects ?? []).flatMap(({ records }) => records),
    ...asked.recorded.defences.flatMap(({ records }) => records),
    ...whatIf.links.flatMap(({ records }) => records),
    ...moments.flatMap(({ records }) => records),
  ]);
  const page = reportPage({ query, asked, whatIf, moments, cited }, PLACE);
  const manifest: ReportManifest = {
    format: "tocsin incident report 1",
    tocsin: readVersion(),
    engine: ENGINE_VERSION,
    query,
    journal: {
      lastSequence: verified.lastSequence,
      chain: verified.chain,
      signedThrough: verified.signedThrough,
      publicKeys: verified.publicKeys,
    },
    sha256: digestOf(page),
  };
  return page.replace(PLACE, () => `${OPEN}${jsonText(manifest)}${CLOSE}`);
}

/** Records that are cited at most; a sensor may have seen an object thousands of times. */
const CITED_MAX = 2_000;

function citedRecords(journal: string, wanted: readonly number[]): readonly CitedRecord[] {
  const numbers = new Set(wanted.filter((sequence) => sequence > 0));
  const cited: CitedRecord[] = [];
  for (const record of readJournal(journal)) {
    if (!numbers.has(record.sequence) || cited.length >= CITED_MAX) continue;
    cited.push({
      sequence: record.sequence,
      type: recordTypeName(record.type) ?? `type ${record.type}`,
      sha256: record.erased ? "erased" : hashPayload(record.payload).toString("hex"),
      words: recordSummary(record).line.slice(25).trim(),
    });
  }
  return cited;
}

const digestOf = (page: string): string => createHash("sha256").update(page).digest("hex");

/** JSON that ends no script. */
const jsonText = (value: unknown): string =>
  JSON.stringify(value, null, 1).replaceAll("<", "\\u003c");

/** What a page says of itself, and whether it is as it was when that was written; null when it is no report. */
export function readReport(
  page: string,
): { readonly manifest: ReportManifest; readonly intact: boolean } | null {
  const from = page.indexOf(OPEN);
  const to = page.indexOf(CLOSE, from + OPEN.length);
  if (from === -1 || to === -1) return null;
  const manifest = parsed(page.slice(from + OPEN.length, to));
  if (manifest === null) return null;
  const without = page.slice(0, from + OPEN.length) + page.slice(to);
  return { manifest, intact: digestOf(without) === manifest.sha256 };
}

function parsed(text: string): ReportManifest | null {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : null;
  } catch {
    return null;
  }
}

/** What it says is believed of nothing: the page is made again and compared. */
const isManifest = (value: unknown): value is ReportManifest =>
  typeof value === "object" &&
  value !== null &&
  "format" in value &&
  value.format === "tocsin incident report 1" &&
  "query" in value &&
  typeof value.query === "object" &&
  value.query !== null &&
  "of" in value.query &&
  "journal" in value &&
  "tocsin" in value &&
  "engine" in value;

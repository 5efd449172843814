import { ENGINE_VERSION, type WhatIfReport } from "@tocsin/core";
import { readVersion } from "../cli/version.ts";
import { askJournal, type AskedJournal, nearestOf } from "../counterfactual/ask-what-if.ts";
import type { WhyQuery } from "../run/answer-why.ts";
import { type CitedRecord, citedRecords } from "./cited-records.ts";
import { type DecidingVersion, decidingVersions } from "./deciding-versions.ts";
import { incidentScore } from "./incident-score.ts";
import { incidentMoments, type Moment } from "./incident-moments.ts";
import { reportPage } from "./report-page.ts";
import { MANIFEST_PLACE, readSealed, sealPage } from "./sealed-page.ts";
import { type ReportedJournal, verifiedJournal } from "./verified-journal.ts";

/** What a report says of itself, as JSON inside it: enough to make it again from the same journal. */
export interface ReportManifest {
  readonly format: "tocsin incident report 1";
  readonly tocsin: string;
  readonly engine: string;
  readonly query: WhyQuery;
  readonly journal: ReportedJournal;
  /** SHA-256 of everything before and after the manifest. */
  readonly sha256: string;
}

export interface ReportContent {
  readonly query: WhyQuery;
  readonly asked: AskedJournal;
  readonly whatIf: WhatIfReport;
  readonly moments: readonly Moment[];
  readonly cited: readonly CitedRecord[];
  readonly versions: readonly DecidingVersion[];
  readonly madeBy: Pick<ReportManifest, "tocsin" | "engine">;
  /** The scorecard of the journal, line by line. */
  readonly score: readonly string[];
}

/**
 * The report of one incident as a page that needs nothing else. The same journal, question and version give the same
 * bytes; so whoever has the journal can make it again and compare.
 */
export function makeReport(journal: string, query: WhyQuery): string {
  const verified = verifiedJournal(journal);
  const asked = askJournal(journal, query);
  const whatIf = nearestOf(asked);
  const moments = incidentMoments(asked.incident.record, asked.question);
  const versions = decidingVersions(
    journal,
    moments.flatMap(({ records }) => records),
  );
  const cited = citedRecords(journal, [
    ...asked.recorded.links.flatMap(({ records }) => records),
    ...(asked.recorded.official ?? []).flatMap(({ records }) => records),
    ...(asked.recorded.objects ?? []).flatMap(({ records }) => records),
    ...asked.recorded.defences.flatMap(({ records }) => records),
    ...whatIf.links.flatMap(({ records }) => records),
    ...moments.flatMap(({ records }) => records),
    ...versions.map(({ sequence }) => sequence),
  ]);
  const score = incidentScore(journal, asked.incident.record);
  const madeBy = { tocsin: readVersion(), engine: ENGINE_VERSION };
  const content = { query, asked, whatIf, moments, cited, versions, madeBy, score };
  const page = reportPage(content, MANIFEST_PLACE);
  const manifest: Omit<ReportManifest, "sha256"> = {
    format: "tocsin incident report 1",
    ...madeBy,
    query,
    journal: verified,
  };
  return sealPage(page, manifest);
}

/** What a page says of itself, and whether it is as it was when that was written; null when it is no report. */
export function readReport(
  page: string,
): { readonly manifest: ReportManifest; readonly intact: boolean } | null {
  const sealed = readSealed(page);
  if (sealed === null || !isManifest(sealed.manifest)) return null;
  return { manifest: sealed.manifest, intact: sealed.intact };
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

import { readFileSync, statSync } from "node:fs";
import { TocsinError } from "@tocsin/sdk/errors";
import { readReport, type ReportManifest } from "../../report/make-report.ts";
import { isComparison } from "../../report/verify-comparison.ts";
import { verifyReport, whyQuery } from "../../report/verify-report.ts";
import { readHead } from "../read-head.ts";
import { isoOf } from "./iso-time.ts";

/** A page of a report is a few megabytes at most. */
const PAGE_BYTES_MAX = 64 * 1024 * 1024;
const HEAD_BYTES = 4096;
const MCAP_MAGIC = "\u0089MCAP0\r\n";
const JSON_LINE = /^\{"sequence":\d+,"type":"?\w/;

/** What a page of an incident asked its journal, as far as a case asks the same. */
export interface PageQuestion {
  readonly place: string | null;
  /** ISO 8601, UTC. */
  readonly at: string | null;
}

/**
 * Checks a page of an incident with the journal that it was made from: it is made again from it and compared, byte for byte. Throws `CASE_EXPORT` where it
 * does not hold. Gives what it asked.
 */
export function checkedPage(path: string, journal: string, publicKey: string | null): PageQuestion {
  const page = pageIn(path);
  const report = page === null ? null : readReport(page);
  if (page === null || report === null)
    throw refused(path, "is no page that tocsin report wrote: --journal is of such a page");
  const wrong = verifyReport(page, journal, publicKey).findings.find(({ ok }) => !ok);
  if (wrong !== undefined)
    throw refused(path, `does not verify: ${wrong.words.replace(/\.$/, "")}`);
  return questionOf(report.manifest);
}

/** Throws with what can be said of a file that holds no record that can be checked: nobody signed an export. */
export function refuseExport(path: string, knownChains: ReadonlyMap<string, string>): never {
  const head = readHead(path, HEAD_BYTES).toString("latin1");
  if (head.startsWith(MCAP_MAGIC))
    throw refused(
      path,
      "is an MCAP file: it holds records as they were read, without the chain and the signatures of their journal",
    );
  if (JSON_LINE.test(head))
    throw refused(
      path,
      "is an export in JSON: it holds records as they were read, without the chain and the signatures of their journal",
    );
  const page = pageIn(path);
  const report = page === null ? null : readReport(page);
  if (report !== null) throw refused(path, pageDetail(report, knownChains));
  if (page !== null && isComparison(page))
    throw refused(path, "is a comparison of several records, which nobody signed");
  throw new TocsinError("CASE_BUNDLE", {
    path,
    detail: "is none: a recording is a post's journal, or what tocsin bundle wrote",
  });
}

function pageDetail(
  { manifest, intact }: NonNullable<ReturnType<typeof readReport>>,
  knownChains: ReadonlyMap<string, string>,
): string {
  if (!intact)
    return "is a page of an incident that was changed after it was made: it does not agree with its own SHA-256";
  const { lastSequence, chain } = manifest.journal;
  const known = knownChains.get(chain);
  const from =
    known === undefined
      ? `a journal that ends with record ${lastSequence}`
      : `the journal of ${known}, which the case holds already`;
  return `is a page of an incident, made from ${from}: it agrees with its own SHA-256, and nobody signed it`;
}

/** The place and the time that a page names itself; a decision or a track has its own in the journal. */
function questionOf({ query }: ReportManifest): PageQuestion {
  const asked = whyQuery.safeParse(query);
  if (!asked.success || (asked.data.of !== "place" && asked.data.of !== "area"))
    return { place: null, at: null };
  const { data } = asked;
  const place =
    data.of === "area"
      ? data.areaId
      : typeof data.place === "string"
        ? data.place
        : `${data.place.latitudeDeg},${data.place.longitudeDeg}`;
  return { place, at: isoOf(data.atUs) };
}

function pageIn(path: string): string | null {
  if (statSync(path).size > PAGE_BYTES_MAX) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch {
    return null;
  }
}

const refused = (path: string, detail: string): TocsinError =>
  new TocsinError("CASE_EXPORT", { path, detail });

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TocsinError } from "@tocsin/sdk";
import { type CaseReport, type CaseState, REPORT_LAYOUT, reportOf } from "@tocsin/inquiry";
import { verifyJournal } from "../journal/verify-journal.ts";
import { caseJournal, openCase, readAccountText, readActions } from "./case-folder.ts";
import { reportFiles } from "./case-report-files.ts";
import { exhibitProblems } from "./exhibits/keep-exhibit.ts";
import { publicationProblems, publishedProblems } from "./publication/publication-folder.ts";
import { recordingProblems } from "./recording/keep-recording.ts";

/** What does not hold of a case, and of a report of it where one is named; nothing where all does. */
export function caseProblems(folder: string, report: string | null): readonly string[] {
  const journal = verifyJournal(caseJournal(folder), {});
  const problems: string[] = [];
  if (!journal.ok)
    problems.push(
      `the journal does not verify: ${journal.firstBad?.reason ?? "records are missing"}`,
    );
  let state: CaseState;
  try {
    state = openCase(folder);
  } catch (error) {
    // What a case's own error says without its first words, which whoever tells of the problems says again.
    const own = error instanceof TocsinError && error.code === "CASE_CORRUPT" ? error.fields : {};
    const words = error instanceof Error ? error.message : String(error);
    return [...problems, String(own["detail"] ?? words)];
  }
  for (const { id, sha256 } of state.accounts) {
    const text = readAccountText(folder, sha256);
    for (const claim of state.claims)
      if (
        claim.accountId === id &&
        (claim.span.start >= claim.span.end || claim.span.end > text.length)
      )
        problems.push(`the place of ${claim.id} is not in account ${id}`);
  }
  for (const action of readActions(folder)) {
    if (action.kind !== "recording") continue;
    const kept = state.recordings.find(({ id }) => id === action.recordingId);
    if (kept !== undefined) problems.push(...recordingProblems(folder, kept, action));
  }
  problems.push(...exhibitProblems(folder, state));
  if (!journal.ok) return problems;
  problems.push(...publicationProblems(folder));
  return report === null ? problems : [...problems, ...reportProblems(folder, state, report)];
}

function reportProblems(folder: string, state: CaseState, out: string): readonly string[] {
  const report = reportOf(state);
  const { rules, layout } = madeWith(join(out, "report.json"));
  if (rules !== null && layout !== REPORT_LAYOUT)
    return [
      `the report was laid out by another Tocsin (layout ${layout}, and this program has ${REPORT_LAYOUT}): verify it with the Tocsin that made it`,
    ];
  if (rules !== null && rules !== report.rules)
    return [
      `the report was made with claim rules ${rules} and this program has ${report.rules}: verify it with the Tocsin that made it`,
    ];
  const published = publishedProblems(folder, out);
  if (published !== null) return published;
  const journal = verifyJournal(caseJournal(folder), {});
  return [...reportFiles(state, report, journal)].flatMap(([name, text]) => {
    const path = join(out, name);
    if (!existsSync(path)) return [`${path} is missing`];
    return readFileSync(path, "utf8") === text ? [] : [`${path} is not what the case gives`];
  });
}

/** With which rules and layout a report says that it was made; null where it cannot be read, which its comparison tells. */
function madeWith(path: string): { readonly rules: number | null; readonly layout: number } {
  try {
    const { rules, layout } = JSON.parse(readFileSync(path, "utf8")) as Partial<CaseReport>;
    return {
      rules: typeof rules === "number" ? rules : null,
      layout: typeof layout === "number" ? layout : 1,
    };
  } catch {
    return { rules: null, layout: 1 };
  }
}

import { TocsinError } from "@tocsin/sdk/errors";
import type { CaseState } from "@tocsin/inquiry";
import { verifyJournal } from "../journal/verify-journal.ts";
import { caseJournal, openCase, readAccountText, readActions } from "./case-folder.ts";
import { exhibitProblems } from "./exhibits/keep-exhibit.ts";
import { publicationProblems } from "./publication/publication-folder.ts";
import { recordingProblems } from "./recording/keep-recording.ts";
import { reportProblems } from "./report-problems.ts";

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
  return report === null ? problems : [...problems, ...reportProblems(folder, report)];
}

/** What whoever verifies a case should know though all of it holds, in sentences. */
export function caseRemarks(folder: string): readonly string[] {
  const { tornTail, lastSequence } = verifyJournal(caseJournal(folder), {});
  return tornTail === null
    ? []
    : [
        `Its journal ends in ${tornTail.bytes} bytes of a record that is not whole, after record ${lastSequence ?? 0}: what was being done then is not in the case.`,
      ];
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CaseReport, type CaseState, reportHtml, reportOf } from "@tocsin/inquiry";
import { verifyJournal } from "../journal/verify-journal.ts";
import { caseJournal, openCase, readAccountText, readActions, sha256Of } from "./case-folder.ts";
import { exhibitProblems } from "./exhibits/keep-exhibit.ts";
import { recordingProblems } from "./recording/keep-recording.ts";

interface Manifest {
  readonly format: "tocsin case manifest 1";
  readonly title: string;
  /** SHA-256 of each file of the report. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of each account's text. */
  readonly accounts: readonly string[];
  /** SHA-256 of each file of an exhibit. */
  readonly exhibits: readonly string[];
  /** Each recording: the end of its journal's chain, and SHA-256 of what it was read to say. */
  readonly recordings: readonly {
    readonly id: string;
    readonly chain: string;
    readonly sha256: string;
    readonly notional: boolean;
  }[];
  /** Chain hash of the case's journal when the report was made. */
  readonly chain: string | null;
  readonly publicKeys: readonly string[];
}

/** The files of a report, the manifest last: the same case gives the same bytes. */
function reportFiles(
  folder: string,
  state: CaseState,
  report: CaseReport,
): ReadonlyMap<string, string> {
  const files = new Map([
    ["report.html", reportHtml(report, state.accounts)],
    ["report.json", `${JSON.stringify(report, null, 2)}\n`],
  ]);
  const { chain, publicKeys } = verifyJournal(caseJournal(folder), {});
  const manifest: Manifest = {
    format: "tocsin case manifest 1",
    title: state.title,
    files: Object.fromEntries([...files].map(([name, text]) => [name, sha256Of(text)])),
    accounts: state.accounts.map(({ sha256 }) => sha256),
    exhibits: state.exhibits.flatMap(({ files: own }) => own.map(({ sha256 }) => sha256)),
    recordings: state.recordings.map((kept) => ({
      id: kept.id,
      chain: kept.chain,
      sha256: kept.sha256,
      notional: kept.notional,
    })),
    chain,
    publicKeys,
  };
  return files.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Writes the report of a case and its manifest into `out`. */
export function writeReport(folder: string, out: string): CaseReport {
  const state = openCase(folder);
  const report = reportOf(state);
  mkdirSync(out, { recursive: true });
  for (const [name, text] of reportFiles(folder, state, report))
    writeFileSync(join(out, name), text);
  return report;
}

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
    return [...problems, error instanceof Error ? error.message : String(error)];
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
  return report === null ? problems : [...problems, ...reportProblems(folder, state, report)];
}

function reportProblems(folder: string, state: CaseState, out: string): readonly string[] {
  const report = reportOf(state);
  const rules = rulesOf(join(out, "report.json"));
  if (rules !== null && rules !== report.rules)
    return [
      `the report was made with claim rules ${rules} and this program has ${report.rules}: verify it with the Tocsin that made it`,
    ];
  return [...reportFiles(folder, state, report)].flatMap(([name, text]) => {
    const path = join(out, name);
    if (!existsSync(path)) return [`${path} is missing`];
    return readFileSync(path, "utf8") === text ? [] : [`${path} is not what the case gives`];
  });
}

/** The rules that a report says it was made with; null where it cannot be read, which its comparison tells. */
function rulesOf(path: string): number | null {
  try {
    const { rules } = JSON.parse(readFileSync(path, "utf8")) as Partial<CaseReport>;
    return typeof rules === "number" ? rules : null;
  } catch {
    return null;
  }
}

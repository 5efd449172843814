import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CaseReport, type CaseState, reportHtml, reportOf } from "@tocsin/inquiry";
import { verifyJournal } from "../journal/verify-journal.ts";
import { caseJournal, openCase, readAccountText, sha256Of } from "./case-folder.ts";

/** What a report consists of, by file name. */
const FILES = ["report.html", "report.json"] as const;

interface Manifest {
  readonly format: "tocsin case manifest 1";
  readonly title: string;
  /** SHA-256 of each file of the report. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of each account's text. */
  readonly accounts: readonly string[];
  /** Chain hash of the case's journal when the report was made. */
  readonly chain: string | null;
  readonly publicKeys: readonly string[];
}

/** The files of a report, from the case alone: the same case gives the same bytes. */
function reportFiles(
  state: CaseState,
  report: CaseReport = reportOf(state),
): Readonly<Record<(typeof FILES)[number], string>> {
  return {
    "report.html": reportHtml(report, state.accounts),
    "report.json": `${JSON.stringify(report, null, 2)}\n`,
  };
}

/** Writes the report of a case and its manifest into `out`. */
export function writeReport(folder: string, out: string): CaseReport {
  const state = openCase(folder);
  const report = reportOf(state);
  const files = reportFiles(state, report);
  const { chain, publicKeys } = verifyJournal(caseJournal(folder), {});
  const manifest: Manifest = {
    format: "tocsin case manifest 1",
    title: state.title,
    files: Object.fromEntries(FILES.map((name) => [name, sha256Of(files[name])])),
    accounts: state.accounts.map(({ sha256 }) => sha256),
    chain,
    publicKeys,
  };
  mkdirSync(out, { recursive: true });
  for (const name of FILES) writeFileSync(join(out, name), files[name]);
  writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
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
  return report === null ? problems : [...problems, ...reportProblems(state, report)];
}

function reportProblems(state: CaseState, out: string): readonly string[] {
  const files = reportFiles(state);
  const problems: string[] = [];
  for (const name of FILES) {
    const path = join(out, name);
    if (!existsSync(path)) problems.push(`${path} is missing`);
    else if (readFileSync(path, "utf8") !== files[name])
      problems.push(`${path} is not what the case gives`);
  }
  const path = join(out, "manifest.json");
  if (!existsSync(path)) return [...problems, `${path} is missing`];
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  for (const name of FILES)
    if (manifest.files[name] !== sha256Of(files[name]))
      problems.push(`${path} names another ${name}`);
  return problems;
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CaseReport, CLAIM_RULES, REPORT_LAYOUT } from "@tocsin/inquiry";
import { sequenceOfChain } from "../journal/sequence-of-chain.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { caseJournal } from "./case-folder.ts";
import { reportFilesAt } from "./case-report-files.ts";
import { differingFiles } from "./differing-files.ts";
import { PUBLICATION_FILES, publishedProblems } from "./publication/publication-folder.ts";

/** The files of a report, as a case gives them. */
export const REPORT_FILES = ["manifest.json", "report.json", "report.html"] as const;

/** What does not hold of a report of a case whose journal verifies. It is of the case as it stood when it was made, whatever was done in it since. */
export function reportProblems(folder: string, out: string): readonly string[] {
  const { rules, layout } = madeWith(join(out, "report.json"));
  if (rules !== null && layout !== REPORT_LAYOUT)
    return [
      `the report was laid out by another Tocsin (layout ${layout}, and this program has ${REPORT_LAYOUT}): verify it with the Tocsin that made it`,
    ];
  if (rules !== null && rules !== CLAIM_RULES)
    return [
      `the report was made with claim rules ${rules} and this program has ${CLAIM_RULES}: verify it with the Tocsin that made it`,
    ];
  const published = publishedProblems(folder, out);
  if (published !== null) return published;
  if (!existsSync(join(out, "manifest.json"))) return [`${join(out, "manifest.json")} is missing`];
  const at = stateOf(folder, out);
  return at === null
    ? [
        `${join(out, "manifest.json")} is of a state in which the case never was: it was changed, is of another case, or records are gone from the end of this one`,
      ]
    : differingFiles(out, reportFilesAt(folder, at), "is not what the case gives");
}

/** What whoever verifies a report should know though all of it holds, in sentences. */
export function reportRemarks(folder: string, out: string): readonly string[] {
  const remarks: string[] = [];
  const at = stateOf(folder, out);
  const { lastSequence } = verifyJournal(caseJournal(folder), {});
  if (at !== null && lastSequence !== null && at.sequence < lastSequence)
    remarks.push(
      `The report is of the case as it stood after record ${at.sequence}; ${lastSequence - at.sequence} were added since.`,
    );
  const known: readonly string[] = [...REPORT_FILES, ...PUBLICATION_FILES];
  const others = readdirSync(out).filter((name) => !known.includes(name));
  if (others.length > 0)
    remarks.push(`Not of the report, and not checked: ${others.toSorted().join(", ")}.`);
  return remarks;
}

/** After which record of a case a report says that it was made; null where the case never stood so. */
function stateOf(
  folder: string,
  out: string,
): { readonly sequence: number; readonly chain: string } | null {
  const { chain } = read(join(out, "manifest.json")) as { readonly chain?: unknown };
  if (typeof chain !== "string") return null;
  const sequence = sequenceOfChain(caseJournal(folder), chain);
  return sequence === null ? null : { sequence, chain };
}

/** With which rules and layout a report says that it was made; null where it cannot be read, which its comparison tells. */
function madeWith(path: string): { readonly rules: number | null; readonly layout: number } {
  const { rules, layout } = read(path) as Partial<CaseReport>;
  return {
    rules: typeof rules === "number" ? rules : null,
    layout: typeof layout === "number" ? layout : 1,
  };
}

/** What JSON a file holds; an empty object where it holds none. */
function read(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

import { join } from "node:path";
import { type CaseReport, type CaseState, reportHtml, reportOf } from "@tocsin/inquiry";
import { TocsinError } from "@tocsin/sdk/errors";
import type { VerifyOptions } from "../journal/journal-verifier.ts";
import { verifyJournal } from "../journal/verify-journal.ts";
import { caseJournal, isCase, openCase, sha256Of } from "./case-folder.ts";
import { makeFolder } from "./make-folder.ts";
import { writeWholeFile } from "../disk/whole-file.ts";

interface Manifest {
  readonly format: "tocsin case manifest 1";
  readonly title: string;
  /** SHA-256 of each file of the report. */
  readonly files: Readonly<Record<string, string>>;
  /** SHA-256 of each account's text. */
  readonly accounts: readonly string[];
  /** SHA-256 of each file of an exhibit. */
  readonly exhibits: readonly string[];
  /** Each recording: the end of its journal's chain, or its bundle, and SHA-256 of what it was read to say. */
  readonly recordings: readonly {
    readonly id: string;
    readonly chain?: string;
    /** SHA-256 of the file, of a bundle. */
    readonly bundle?: string;
    readonly sha256: string;
    readonly notional: boolean;
  }[];
  /** Chain hash of the case's journal when the report was made. */
  readonly chain: string | null;
  readonly publicKeys: readonly string[];
}

/** The files of the report of a case as it stood after a record, where the chain was as given. */
export function reportFilesAt(
  folder: string,
  { sequence, chain }: { readonly sequence: number; readonly chain: string },
): ReadonlyMap<string, string> {
  const { publicKeys } = soundJournal(folder, { sequence, chain });
  const state = openCase(folder, { through: sequence });
  return reportFiles(state, reportOf(state), { chain, publicKeys });
}

/** Where the journal of a case ends, and who signed it. Throws where it does not verify, or does not hold the record that is named. */
function soundJournal(
  folder: string,
  witness?: NonNullable<VerifyOptions["witness"]>,
): { readonly sequence: number; readonly chain: string; readonly publicKeys: readonly string[] } {
  if (!isCase(folder)) throw new TocsinError("CASE_NOT_FOUND", { path: folder });
  const options = witness === undefined ? {} : { witness };
  const { ok, publicKeys, firstBad, chain, lastSequence } = verifyJournal(
    caseJournal(folder),
    options,
  );
  if (!ok || chain === null || lastSequence === null)
    throw new TocsinError("CASE_CORRUPT", {
      path: folder,
      detail: `the journal does not verify: ${firstBad?.reason ?? "records are missing"}`,
    });
  return { sequence: lastSequence, chain, publicKeys };
}

/** The files of a report, the manifest last: the same case gives the same bytes. */
function reportFiles(
  state: CaseState,
  report: CaseReport,
  { chain, publicKeys }: Pick<Manifest, "chain" | "publicKeys">,
): ReadonlyMap<string, string> {
  const files = new Map([
    ["report.html", reportHtml(report, state.accounts)],
    ["report.json", `${JSON.stringify(report, null, 2)}\n`],
  ]);
  const manifest: Manifest = {
    format: "tocsin case manifest 1",
    title: state.title,
    files: Object.fromEntries([...files].map(([name, text]) => [name, sha256Of(text)])),
    accounts: state.accounts.map(({ sha256 }) => sha256),
    exhibits: state.exhibits.flatMap(({ files: own }) => own.map(({ sha256 }) => sha256)),
    recordings: state.recordings.map((kept) => ({
      id: kept.id,
      ...(kept.chain === null ? {} : { chain: kept.chain }),
      ...(kept.bundle === null ? {} : { bundle: kept.bundle.sha256 }),
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
  const { sequence, chain, publicKeys } = soundJournal(folder);
  const state = openCase(folder, { through: sequence });
  const report = reportOf(state);
  makeFolder(out);
  for (const [name, text] of reportFiles(state, report, { chain, publicKeys }))
    writeWholeFile(join(out, name), text);
  return report;
}

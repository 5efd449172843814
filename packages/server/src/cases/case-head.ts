import { TocsinError } from "@tocsin/sdk/errors";
import { verifyJournal } from "../journal/verify-journal.ts";
import { caseJournal, readActions, sha256Of } from "./case-folder.ts";
import { encodeCaseRecord } from "./case-record.ts";

/** What names a case, and where its journal stands. */
export interface CaseHead {
  /** SHA-256 of its first record: it never changes. */
  readonly caseId: string;
  readonly title: string;
  readonly sequence: number;
  readonly chain: string;
}

/** The head of a case whose journal verifies. */
export function headOfCase(folder: string): CaseHead {
  const [first] = readActions(folder);
  const { ok, chain, lastSequence } = verifyJournal(caseJournal(folder), {});
  if (!ok || first?.kind !== "case" || chain === null || lastSequence === null)
    throw new TocsinError("CASE_CORRUPT", { path: folder, detail: "its journal does not verify" });
  return {
    caseId: sha256Of(encodeCaseRecord(first)),
    title: first.title,
    sequence: lastSequence,
    chain,
  };
}

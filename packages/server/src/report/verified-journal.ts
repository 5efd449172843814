import { TocsinError } from "@tocsin/sdk/errors";
import { verifyJournal } from "../journal/verify-journal.ts";

/** Which journal a report was made from. */
export interface ReportedJournal {
  /** The journal was read up to this record … */
  readonly lastSequence: number;
  /** … after which its chain stood here, hexadecimal. */
  readonly chain: string;
  readonly signedThrough: number;
  readonly publicKeys: readonly string[];
}

/** Checks a journal before anything is reported from it; throws `JOURNAL_CORRUPT` where it is not whole. */
export function verifiedJournal(journal: string): ReportedJournal {
  const { ok, lastSequence, chain, signedThrough, publicKeys, firstBad } = verifyJournal(journal);
  if (ok && lastSequence !== null && chain !== null)
    return { lastSequence, chain, signedThrough, publicKeys };
  throw new TocsinError("JOURNAL_CORRUPT", {
    path: journal,
    detail: firstBad?.reason ?? "records are missing",
  });
}

import type { Disk } from "@tocsin/sdk";
import { JournalVerifier, type VerifyOptions } from "./journal-verifier.ts";
import { openSource } from "./open-source.ts";
import type { VerifyReport } from "./verify-report.ts";
import { walkJournal } from "./walk-journal.ts";

/** Reads a whole journal and says whether it is what was written. Bounded memory; needs no lock. */
export function verifyJournal(source: Disk | string, options: VerifyOptions = {}): VerifyReport {
  const disk = openSource(source);
  const verifier = new JournalVerifier(options);
  for (const step of walkJournal(disk)) verifier.take(step);
  return verifier.finish();
}

import { TocsinError } from "@tocsin/sdk";
import { openJournalInline } from "../journal/inline-journal.ts";
import type { Journal } from "../journal/journal.ts";
import { openNodeDisk } from "../journal/node-disk-port.ts";
import { openSigningKey } from "../journal/signing-key.ts";
import type { SystemClock } from "../pipeline/system-clock.ts";

/** A site's journal, for a command that writes to it; null while a post runs on it. */
export function openOwnJournal(directory: string, clock: SystemClock): Journal | null {
  try {
    return beginOwnJournal(directory, clock, false);
  } catch (error) {
    if (error instanceof TocsinError && error.code === "JOURNAL_LOCKED") return null;
    throw error;
  }
}

/** The same where nobody else can hold it; `newSegment` leaves all that was written in segments that are closed. */
export function beginOwnJournal(
  directory: string,
  clock: SystemClock,
  newSegment: boolean,
): Journal {
  const signer = openSigningKey(directory);
  const nowUs = (): number => clock.nowUs();
  return openJournalInline(openNodeDisk(directory), { signer, nowUs, newSegment });
}

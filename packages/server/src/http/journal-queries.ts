import type { WhyReport } from "@tocsin/core";
import type { WhyQuery } from "../run/answer-why.ts";

/** What is read from journals for somebody who asks: it may take long, and must hold up nothing else. */
export interface JournalQueries {
  why(journal: string, query: WhyQuery): Promise<WhyReport>;
  /** The timeline as gzipped JSON: the whole of it, or its last `lastS` seconds. */
  timeline(
    journal: string,
    options: { readonly timeZone: string | null; readonly lastS: number | null },
  ): Promise<Uint8Array>;
  close(): Promise<void>;
}

import type { WhyReport } from "@tocsin/core";
import type { WhyQuery } from "../run/answer-why.ts";

/** What is read from journals for somebody who asks: it may take long, and must hold up nothing else. */
export interface JournalQueries {
  why(journal: string, query: WhyQuery): Promise<WhyReport>;
  /** The timeline as gzipped JSON. */
  timeline(journal: string, timeZone: string | null): Promise<Uint8Array>;
  close(): Promise<void>;
}

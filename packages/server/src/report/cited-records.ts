import { recordSummary } from "../cli/text/record-summary.ts";
import { hashPayload } from "../journal/chain.ts";
import { readJournal } from "../journal/read-journal.ts";
import { recordTypeName } from "../journal/record-type.ts";

/** One record that a report rests on. */
export interface CitedRecord {
  readonly sequence: number;
  readonly type: string;
  /** SHA-256 of its payload, as the journal's chain has it. */
  readonly sha256: string;
  readonly words: string;
}

/** Records that are cited at most; a sensor may have seen an object thousands of times. */
const CITED_MAX = 2_000;

/** What the journal holds under the numbers that statements name; what is in no journal has number 0. */
export function citedRecords(journal: string, wanted: readonly number[]): readonly CitedRecord[] {
  const numbers = new Set(wanted.filter((sequence) => sequence > 0));
  const cited: CitedRecord[] = [];
  for (const record of readJournal(journal)) {
    if (!numbers.has(record.sequence) || cited.length >= CITED_MAX) continue;
    cited.push({
      sequence: record.sequence,
      type: recordTypeName(record.type) ?? `type ${record.type}`,
      sha256: record.erased ? "erased" : hashPayload(record.payload).toString("hex"),
      words: recordSummary(record).line.slice(25).trim(),
    });
  }
  return cited;
}

import type { Recording } from "@tocsin/inquiry";
import { recordSummary } from "../../cli/text/record-summary.ts";
import { hashPayload } from "../../journal/chain.ts";
import { type RecordSource, recordsIn } from "../../journal/record-source.ts";
import { recordTypeName } from "../../journal/record-type.ts";

const WORDS_MAX = 500;

/** Records by their numbers, each with the hash of its payload as the journal's chain holds it, and what it says. */
export function citeRecords(source: RecordSource, wanted: readonly number[]): Recording["cited"] {
  const numbers = new Set(wanted);
  const cited: Recording["cited"] = [];
  for (const record of recordsIn(source))
    if (numbers.has(record.sequence))
      cited.push({
        sequence: record.sequence,
        type: recordTypeName(record.type) ?? `type ${record.type}`,
        sha256: record.erased ? "erased" : hashPayload(record.payload).toString("hex"),
        words: recordSummary(record).line.slice(25).trim().slice(0, WORDS_MAX),
      });
  return cited;
}

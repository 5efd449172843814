import type { Disk } from "@tocsin/sdk";
import { openSource } from "./open-source.ts";
import { walkJournal } from "./walk-journal.ts";

/** The record after which the chain of a journal had this value, hexadecimal; null where it never had. */
export function sequenceOfChain(source: Disk | string, chain: string): number | null {
  for (const step of walkJournal(openSource(source)))
    if (step.kind === "record" && Buffer.from(step.frame.chain).toString("hex") === chain)
      return step.frame.sequence;
  return null;
}

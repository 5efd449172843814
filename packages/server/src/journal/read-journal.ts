import type { Disk } from "@tocsin/sdk";
import { openSource } from "./open-source.ts";
import { walkJournal } from "./walk-journal.ts";

/** One record of a journal. */
export interface JournalRecord {
  readonly sequence: number;
  /** A number of `RECORD_TYPES`, or one that a newer version wrote. */
  readonly type: number;
  /** The caller's own copy; empty when it was erased. */
  readonly payload: Uint8Array;
  readonly erased: boolean;
  readonly segment: string;
  readonly offset: number;
}

export interface ReadOptions {
  /** The least sequence wanted. */
  readonly from?: number;
  /** Only records of these types; all where left out. What is not wanted is checked, and not copied. */
  readonly types?: (type: number) => boolean;
}

/**
 * The records of a journal in rising sequence, each once, in bounded memory. A journal that is being written is read to
 * the last whole record there is; what is damaged is left out (`verifyJournal` says where).
 */
export function* readJournal(
  source: Disk | string,
  options: ReadOptions = {},
): Generator<JournalRecord, void, void> {
  const from = options.from ?? 1;
  const disk = openSource(source);
  for (const step of walkJournal(disk, from)) {
    if (step.kind !== "record" || step.frame.sequence < from) continue;
    const { sequence, type, erased } = step.frame;
    if (options.types?.(type) === false) continue;
    const payload = Uint8Array.from(step.frame.payload);
    yield { sequence, type, payload, erased, segment: step.segment.name, offset: step.offset };
  }
}

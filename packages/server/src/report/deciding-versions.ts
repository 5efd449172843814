import type { Disk } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";

/** A program that wrote a part of a journal, and the record in which it says so. */
export interface DecidingVersion {
  readonly sequence: number;
  readonly tocsin: string;
  readonly engine: string;
}

/** Which programs wrote the stretch of a journal that these records lie in, each once: more than one where a post was updated within it. */
export function decidingVersions(
  journal: Disk | string,
  records: readonly number[],
): readonly DecidingVersion[] {
  const real = records.filter((sequence) => sequence > 0);
  if (real.length === 0) return [];
  const first = real.reduce((least, each) => Math.min(least, each));
  const last = real.reduce((greatest, each) => Math.max(greatest, each));
  let found: DecidingVersion[] = [];
  for (const { sequence, type, payload } of readJournal(journal)) {
    if (sequence > last) break;
    const decoded = decodeRecord(type, payload);
    if (decoded.kind !== "session") continue;
    const { tocsinVersion: tocsin, engineVersion: engine } = decoded.session;
    if (sequence <= first) found = [];
    if (found.some((other) => other.tocsin === tocsin && other.engine === engine)) continue;
    found.push({ sequence, tocsin, engine });
  }
  return found;
}

import type { Disk } from "@tocsin/sdk";
import { eraseRecords, type ErasureReport, recordedBefore } from "./erase-records.ts";
import { readJournal } from "./read-journal.ts";
import { recordContent, recordTimeUs } from "./record-content.ts";
import { RECORD_TYPES } from "./record-type.ts";
import { listSegments } from "./segment-name.ts";

/** What is raw: needed to run a stretch of time again, and for nothing that was decided in it. */
const RAW_TYPES: readonly number[] = [RECORD_TYPES.look, RECORD_TYPES.tick];

/**
 * Takes the raw records from before `beforeUs` out of a journal. Only segments that are wholly older are touched, so each
 * is written anew once. Decisions, warnings, health, commands and the chain stay.
 */
export function expireRaw(disk: Disk, beforeUs: number): ErasureReport {
  return eraseRecords(disk, recordedBefore(beforeUs, RAW_TYPES), olderSegments(disk, beforeUs));
}

/** How many segments, from the first on, end before `beforeUs`: the next one begins no later. */
function olderSegments(disk: Disk, beforeUs: number): number {
  const segments = listSegments(disk.list());
  for (let i = 1; i < segments.length; i++) {
    const beginsUs = beginOf(disk, segments[i].firstSequence);
    if (beginsUs === null || beginsUs >= beforeUs) return i - 1;
  }
  return Math.max(0, segments.length - 1);
}

/** The first time that is recorded from a sequence on; null when there is none. */
function beginOf(disk: Disk, from: number): number | null {
  for (const record of readJournal(disk, { from })) {
    const timeUs = recordTimeUs(recordContent(record));
    if (timeUs !== null) return timeUs;
  }
  return null;
}

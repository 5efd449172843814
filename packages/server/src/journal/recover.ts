import type { Disk } from "@tocsin/sdk";
import { CHAIN_START } from "./chain.ts";
import { FRAME_OVERHEAD_BYTES } from "./frame.ts";
import { withSegment } from "./open-segment.ts";
import { findEnd, type SegmentEnd } from "./segment-end.ts";
import { SEGMENT_HEADER_BYTES, type SequenceRange } from "./segment-header.ts";
import { listSegments, quarantineName, type SegmentName } from "./segment-name.ts";

/** What was found when a journal was opened, in a form to be shown and recorded. */
export interface RecoveryReport {
  /** The last record there was; 0 for a new journal. */
  readonly lastSequence: number;
  readonly tornTail: {
    readonly segment: string;
    readonly offset: number;
    readonly bytes: number;
  } | null;
  /** The segment set aside under this name because of damage in its middle. */
  readonly quarantined: { readonly segment: string; readonly reason: string } | null;
  readonly lost: SequenceRange | null;
}

/** Where writing goes on. */
export interface RecoveredJournal {
  readonly report: RecoveryReport;
  readonly nextSequence: number;
  /** The chain after the last record. */
  readonly chain: Uint8Array;
  /** The segment to append to; null to begin one. */
  readonly active: {
    readonly name: string;
    readonly sizeBytes: number;
    readonly records: number;
  } | null;
}

/**
 * Finds the end of a journal and makes it whole: cuts a torn tail, and what follows a write that lost power dropped, removes a segment that a crash left without a
 * header, sets aside one that is damaged in the middle. Only the last segment is read; earlier ones were synced before
 * they were closed, and are `verifyJournal`'s business.
 */
export function recoverJournal(disk: Disk): RecoveredJournal {
  const segments = listSegments(disk.list());
  let torn: RecoveryReport["tornTail"] = null;
  let stray: RecoveryReport["quarantined"] = null;
  for (let last = segments.pop(); last !== undefined; last = segments.pop()) {
    const end = withSegment(disk, last.name, findEnd);
    if (!end.headerWhole && end.records === 0 && end.sizeBytes <= SEGMENT_HEADER_BYTES) {
      torn = { segment: last.name, offset: 0, bytes: end.sizeBytes };
      disk.remove(last.name);
      disk.syncDirectory();
      continue;
    }
    if (end.begins !== null && end.begins !== last.firstSequence) {
      stray = strayed(disk, last.name, end.begins);
      continue;
    }
    if (last.quarantined || end.damage !== null) return setAside(disk, last, segments, end);
    if (end.tailBytes > 0)
      torn = { segment: last.name, offset: end.wholeBytes, bytes: end.tailBytes };
    // With a torn tail, or without, room may be left that was prepared: it is prepared anew.
    if (end.sizeBytes > end.wholeBytes) disk.truncate(last.name, end.wholeBytes);
    const lastSequence = end.lastSequence ?? last.firstSequence - 1;
    return {
      report: { lastSequence, tornTail: torn, quarantined: stray, lost: null },
      nextSequence: lastSequence + 1,
      chain: end.chain,
      active: { name: last.name, sizeBytes: end.wholeBytes, records: end.records },
    };
  }
  const report = { lastSequence: 0, tornTail: torn, quarantined: stray, lost: null };
  return { report, nextSequence: 1, chain: CHAIN_START, active: null };
}

/**
 * A segment under another's name is a copy that somebody put there: the journal would go on from what it was long ago, and what
 * was ordered since would be undone. It is no segment from here on; its content stays.
 */
function strayed(
  disk: Disk,
  name: string,
  begins: number,
): NonNullable<RecoveryReport["quarantined"]> {
  const names = disk.list();
  let number = 1;
  while (names.includes(`${name}.stray-${number}`)) number++;
  const segment = `${name}.stray-${number}`;
  disk.rename(name, segment);
  disk.syncDirectory();
  return { segment, reason: `its header says that it begins with record ${begins}` };
}

/** Writing goes on behind a damaged segment, under sequences that none of its lost records can have had. */
function setAside(
  disk: Disk,
  damaged: SegmentName,
  earlier: readonly SegmentName[],
  end: SegmentEnd,
): RecoveredJournal {
  const segment = damaged.quarantined ? damaged.name : quarantineName(damaged.name, disk.list());
  if (!damaged.quarantined) {
    disk.rename(damaged.name, segment);
    disk.syncDirectory();
  }
  const reason = end.damage ?? "set aside earlier";
  const readable = end.lastSequence !== null || end.headerWhole;
  const before = readable ? null : findChainBefore(disk, earlier);
  const known = end.lastSequence ?? damaged.firstSequence - 1;
  const mostLost = Math.floor(end.tailBytes / FRAME_OVERHEAD_BYTES);
  const last = known + mostLost;
  const lost = mostLost > 0 ? { from: end.lost?.from ?? known + 1, through: last } : end.lost;
  return {
    report: { lastSequence: last, tornTail: null, quarantined: { segment, reason }, lost },
    nextSequence: last + 1,
    chain: before ?? end.chain,
    active: null,
  };
}

/** The chain after the last readable record before a segment of which nothing can be read. */
function findChainBefore(disk: Disk, earlier: readonly SegmentName[]): Buffer {
  for (const segment of [...earlier].reverse()) {
    const end = withSegment(disk, segment.name, findEnd);
    if (end.records > 0 || end.headerWhole) return end.chain;
  }
  return CHAIN_START;
}

import type { Disk, DiskFile } from "@tocsin/sdk";
import { encodeFrame, frameBytes, type Frame } from "./frame.ts";
import { withSegment, type OpenSegment } from "./open-segment.ts";
import type { JournalRecord } from "./read-journal.ts";
import { recordContent, recordTimeUs } from "./record-content.ts";
import { scanFrames } from "./scan-frames.ts";
import { encodeSegmentHeader, SEGMENT_HEADER_BYTES } from "./segment-header.ts";
import { listSegments, type SegmentName } from "./segment-name.ts";
import { attempt, writeAll } from "./segment-writer.ts";

export interface ErasureReport {
  readonly erased: number;
  readonly rewritten: readonly string[];
  /** Segments left alone because they are damaged: rewriting would hide that. */
  readonly skipped: readonly string[];
}

/**
 * Takes payloads out of closed segments, for privacy or when their time of keeping is over. The records stay in the
 * chain with their hashes, so everything else still verifies. A segment is copied and the copy put in its place, so a
 * crash leaves either. The open segment is not touched, so this may run beside the writer, in the process that holds the
 * lock. The caller records who had it done and why. `first`: only so many segments from the first on.
 */
export function eraseRecords(
  disk: Disk,
  isToErase: (record: JournalRecord) => boolean,
  first: number = Infinity,
): ErasureReport {
  const segments = listSegments(disk.list());
  const report = { erased: 0, rewritten: [] as string[], skipped: [] as string[] };
  segments.slice(0, Math.min(first, segments.length - 1)).forEach((segment, index) => {
    const limit = segments[index + 1].firstSequence;
    const count = withSegment(disk, segment.name, (open) =>
      countToErase(open, segment, limit, isToErase),
    );
    if (count === null) report.skipped.push(segment.name);
    if (count === null || count === 0) return;
    rewrite(disk, segment, limit, isToErase);
    report.erased += count;
    report.rewritten.push(segment.name);
  });
  return report;
}

/** A choice for {@link eraseRecords}: records of these types whose own time is before `timeUs`. */
export function recordedBefore(
  timeUs: number,
  types: readonly number[],
): (record: JournalRecord) => boolean {
  const wanted = new Set(types);
  return (record) => {
    if (!wanted.has(record.type)) return false;
    const time = recordTimeUs(recordContent(record));
    return time !== null && time < timeUs;
  };
}

/** How many payloads would go; null when the segment is damaged. */
function countToErase(
  { window, header }: OpenSegment,
  segment: SegmentName,
  limit: number,
  isToErase: (record: JournalRecord) => boolean,
): number | null {
  if (header === null || segment.quarantined) return null;
  let expected = header.firstSequence;
  let count = 0;
  for (const step of scanFrames(window, SEGMENT_HEADER_BYTES)) {
    if (expected >= limit) break;
    if (step.kind !== "frame" || step.frame.sequence !== expected) return null;
    if (wants(step.frame, step.offset, segment, isToErase)) count += 1;
    expected += 1;
  }
  return expected === limit ? count : null;
}

function wants(
  frame: Frame,
  offset: number,
  segment: SegmentName,
  isToErase: (record: JournalRecord) => boolean,
): boolean {
  if (frame.erased) return false;
  const { sequence, type, erased } = frame;
  const payload = Uint8Array.from(frame.payload);
  return isToErase({ sequence, type, payload, erased, segment: segment.name, offset });
}

function rewrite(
  disk: Disk,
  segment: SegmentName,
  limit: number,
  isToErase: (record: JournalRecord) => boolean,
): void {
  const copy = `${segment.name}.rewrite`;
  if (disk.list().includes(copy)) disk.remove(copy);
  const file = disk.createAppend(copy);
  try {
    withSegment(disk, segment.name, (open) => copyFrames(open, file, segment, limit, isToErase));
    file.sync();
  } catch (error) {
    attempt(() => disk.remove(copy));
    throw error;
  } finally {
    file.close();
  }
  disk.rename(copy, segment.name);
  disk.syncDirectory();
}

function copyFrames(
  { window, header }: OpenSegment,
  file: DiskFile,
  segment: SegmentName,
  limit: number,
  isToErase: (record: JournalRecord) => boolean,
): void {
  if (header === null) return;
  writeAll(file, encodeSegmentHeader(header));
  for (const step of scanFrames(window, SEGMENT_HEADER_BYTES)) {
    if (step.kind !== "frame" || step.frame.sequence >= limit) return;
    const erase = wants(step.frame, step.offset, segment, isToErase);
    const frame = erase ? { ...step.frame, erased: true, payload: new Uint8Array(0) } : step.frame;
    const bytes = Buffer.allocUnsafe(frameBytes(frame.payload.length));
    encodeFrame(bytes, 0, frame);
    writeAll(file, bytes);
  }
}

import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { TocsinError } from "@tocsin/sdk/errors";
import { encodeFrame, frameBytes, type Frame } from "./frame.ts";
import { openSource } from "./open-source.ts";
import { withSegment } from "./open-segment.ts";
import type { JournalRecord } from "./read-journal.ts";
import { scanFrames } from "./scan-frames.ts";
import { encodeSegmentHeader, SEGMENT_HEADER_BYTES } from "./segment-header.ts";
import { listSegments, type SegmentName } from "./segment-name.ts";

const OWNER_ONLY = 0o600;
/** Frames are written together up to this, bytes. */
const BATCH_BYTES = 1 << 20;

/**
 * Copies a journal into an empty directory, without the payloads that nobody needs there: those records stay in the chain with their hashes, so
 * that order, chain and signatures of the copy verify as those of the journal do. A tail that a crash left is not copied, and a damaged journal
 * is refused. Runs beside the writer.
 */
export function copyJournal(
  source: string,
  target: string,
  isKept: (record: JournalRecord) => boolean,
): void {
  const disk = openSource(source);
  mkdirSync(target, { recursive: true });
  const segments = listSegments(disk.list());
  segments.forEach((segment, index) => {
    const limit = segments[index + 1]?.firstSequence ?? Infinity;
    const descriptor = openSync(join(target, segment.name), "ax", OWNER_ONLY);
    try {
      withSegment(disk, segment.name, ({ header, headerProblem, window }) => {
        if (header === null) throw damaged(source, segment, headerProblem);
        writeSync(descriptor, encodeSegmentHeader(header));
        let batch: Buffer[] = [];
        let bytes = 0;
        const flush = (): void => {
          writeSync(descriptor, Buffer.concat(batch));
          [batch, bytes] = [[], 0];
        };
        for (const step of scanFrames(window, SEGMENT_HEADER_BYTES)) {
          if (step.kind === "damage") throw damaged(source, segment, step.reason);
          if (step.kind === "tail" || step.frame.sequence >= limit) break;
          const encoded = encodedFrame(
            step.frame,
            isWanted(step.frame, step.offset, segment, isKept),
          );
          batch.push(encoded);
          bytes += encoded.length;
          if (bytes >= BATCH_BYTES) flush();
        }
        flush();
      });
    } finally {
      closeSync(descriptor);
    }
  });
}

function isWanted(
  { sequence, type, erased, payload }: Frame,
  offset: number,
  segment: SegmentName,
  isKept: (record: JournalRecord) => boolean,
): boolean {
  const record = { sequence, type, payload: Uint8Array.from(payload), erased };
  return erased || isKept({ ...record, segment: segment.name, offset });
}

function encodedFrame(frame: Frame, isKept: boolean): Buffer {
  const copied = isKept ? frame : { ...frame, erased: true, payload: new Uint8Array(0) };
  const bytes = Buffer.allocUnsafe(frameBytes(copied.payload.length));
  encodeFrame(bytes, 0, copied);
  return bytes;
}

const damaged = (path: string, segment: SegmentName, reason: string): TocsinError =>
  new TocsinError("JOURNAL_CORRUPT", { path, detail: `${segment.name}: ${reason}` });

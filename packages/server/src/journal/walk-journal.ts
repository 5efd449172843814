import type { Disk } from "@tocsin/sdk";
import { diskErrorCode } from "./disk-error.ts";
import { FileWindow } from "./file-window.ts";
import type { Frame } from "./frame.ts";
import { readSegmentHeader } from "./open-segment.ts";
import { scanFrames } from "./scan-frames.ts";
import { findEnd } from "./segment-end.ts";
import { SEGMENT_HEADER_BYTES, type SegmentHeader } from "./segment-header.ts";
import { listSegments, type SegmentName } from "./segment-name.ts";

interface StepBase {
  readonly segment: SegmentName;
  readonly offset: number;
}

/** What a walk through all segments meets, in order. A frame's arrays are views, valid until the next step. */
export type WalkStep =
  | (StepBase & {
      readonly kind: "segment";
      readonly header: SegmentHeader | null;
      readonly headerProblem: string;
      readonly sizeBytes: number;
    })
  | (StepBase & { readonly kind: "record"; readonly frame: Frame })
  /** A record that was written again in a later segment, after a disk fault; read it there. */
  | (StepBase & { readonly kind: "superseded"; readonly frame: Frame })
  /** Bytes that are no record, with (`damage`) or without (`tail`) a whole record behind them. */
  | (StepBase & {
      readonly kind: "damage" | "tail";
      readonly bytes: number;
      readonly reason: string;
      /** Every record of this segment that counts was read before this place. */
      readonly superseded: boolean;
    });

const UNFINISHED = "a write that lost power dropped";

/**
 * Walks a journal that may be written to meanwhile: it ends at the last whole record there is. Records come once each,
 * in rising sequence. What the next start drops of the last segment, because power was lost before an earlier write was on the disk, is a tail
 * here, too: {@link findEnd}. Memory stays at one chunk of a file or one record.
 */
export function* walkJournal(disk: Disk, from: number = 1): Generator<WalkStep, void, void> {
  const done = new Set<string>();
  const state: WalkState = { lastSequence: 0, limit: null };
  for (;;) {
    const segments = segmentsFrom(listSegments(disk.list()), from);
    const index = segments.findIndex(({ name }) => !done.has(name));
    const segment = segments[index];
    if (segment === undefined) return;
    done.add(segment.name);
    const next = segments.slice(index + 1).find(({ name }) => hasBegun(disk, name));
    state.limit = next?.firstSequence ?? null;
    yield* walkSegment(disk, segment, state);
  }
}

interface WalkState {
  lastSequence: number;
  /** Records from this sequence on are in a later segment. */
  limit: number | null;
}

function* walkSegment(
  disk: Disk,
  segment: SegmentName,
  state: WalkState,
): Generator<WalkStep, void, void> {
  const reader = openIfThere(disk, segment.name);
  if (reader === null) return;
  try {
    const { window, header, headerProblem } = readSegmentHeader(new FileWindow(reader));
    const sizeBytes = window.endOffset;
    yield { kind: "segment", segment, offset: 0, header, headerProblem, sizeBytes };
    for (const step of scanFrames(window, SEGMENT_HEADER_BYTES)) {
      const { offset } = step;
      const complete = state.limit !== null && state.lastSequence >= state.limit - 1;
      if (step.kind === "frame") {
        const { frame } = step;
        const again = complete || frame.sequence <= state.lastSequence;
        if (!again) state.lastSequence = frame.sequence;
        yield { kind: again ? "superseded" : "record", segment, offset, frame };
        continue;
      }
      const unfinished =
        step.kind === "damage" && state.limit === null && !segment.quarantined
          ? findEnd({ window, header, headerProblem })
          : null;
      if (unfinished?.damage === null) {
        const { wholeBytes, tailBytes } = unfinished;
        yield {
          kind: "tail",
          segment,
          offset: wholeBytes,
          bytes: tailBytes,
          reason: UNFINISHED,
          superseded: false,
        };
        return;
      }
      const bytes = step.kind === "tail" ? step.bytes : step.resumeOffset - offset;
      yield { kind: step.kind, segment, offset, bytes, reason: step.reason, superseded: complete };
    }
  } finally {
    reader.close();
  }
}

/** Whether there is more of a segment than the name that a failure left: a start removes such a one. */
function hasBegun(disk: Disk, name: string): boolean {
  const reader = openIfThere(disk, name);
  if (reader === null) return false;
  try {
    const { window, header } = readSegmentHeader(new FileWindow(reader));
    return header !== null || window.endOffset > SEGMENT_HEADER_BYTES;
  } finally {
    reader.close();
  }
}

/** The segments from the last one that begins at or before `from`. */
function segmentsFrom(segments: SegmentName[], from: number): SegmentName[] {
  const start = segments.findLastIndex(({ firstSequence }) => firstSequence <= from);
  const first = segments[start]?.firstSequence ?? 0;
  return segments.filter((segment) => segment.firstSequence >= first);
}

function openIfThere(disk: Disk, name: string): ReturnType<Disk["openRead"]> | null {
  try {
    return disk.openRead(name);
  } catch (error) {
    // The writer replaced or set it aside between our listing and now.
    if (diskErrorCode(error) === "ENOENT") return null;
    throw error;
  }
}

import type { FileWindow } from "./file-window.ts";
import { decodeFrame, FRAME_MAGIC, type Frame } from "./frame.ts";
import { MAX_RESUME_CHECK_BYTES, RESERVED_BYTES } from "./limits.ts";

/** What lies at one place of a segment. A frame's arrays are views, valid until the next step. */
export type ScanStep =
  | {
      readonly kind: "frame";
      readonly offset: number;
      readonly frameBytes: number;
      readonly frame: Frame;
    }
  /** Bytes that are no record, with a whole record behind them at `resumeOffset`. */
  | {
      readonly kind: "damage";
      readonly offset: number;
      readonly resumeOffset: number;
      readonly reason: string;
    }
  /** Bytes that are no record, up to the end or to zeros that reach there: what a crash leaves of the last write. Zeros alone are none. */
  | {
      readonly kind: "tail";
      readonly offset: number;
      readonly bytes: number;
      readonly reason: string;
    };

/** Walks the records of a segment from `offset`. Never throws on bad bytes; the disk's own errors pass through. */
export function* scanFrames(window: FileWindow, offset: number): Generator<ScanStep, void, void> {
  let at = offset;
  let lastSequence = 0;
  while (at < window.endOffset) {
    const decoding = decodeAt(window, at);
    if (decoding.kind === "frame" && decoding.frame.sequence > lastSequence) {
      const { frame, frameBytes } = decoding;
      lastSequence = frame.sequence;
      yield { kind: "frame", offset: at, frameBytes, frame };
      at += frameBytes;
      continue;
    }
    const reason = describe(decoding);
    const resumeOffset = findFrame(window, at + 1, lastSequence);
    if (resumeOffset === null) {
      const writtenTo = writtenEnd(window, at);
      const isRoom = window.endOffset - writtenTo <= RESERVED_BYTES;
      const bytes = (isRoom ? writtenTo : window.endOffset) - at;
      if (bytes > 0) yield { kind: "tail", offset: at, bytes, reason };
      return;
    }
    // The journal may be written to meanwhile: what stood behind zeros was read after them, and by now they are written over.
    window.forget();
    const again = decodeAt(window, at);
    if (again.kind === "frame" && again.frame.sequence > lastSequence) continue;
    yield { kind: "damage", offset: at, resumeOffset, reason };
    at = resumeOffset;
  }
}

/** Behind the last byte that is not zero, from `from` on: so few zeros as follow are room that was prepared and not written over. */
function writtenEnd(window: FileWindow, from: number): number {
  let written = from;
  let at = from;
  while (at < window.endOffset) {
    const bytes = window.view(at, 1);
    if (bytes.length === 0) break;
    let length = bytes.length;
    while (length > 0 && bytes[length - 1] === 0) length--;
    if (length > 0) written = at + length;
    at += bytes.length;
  }
  return written;
}

type Decoding = ReturnType<typeof decodeFrame>;

function decodeAt(window: FileWindow, offset: number): Decoding {
  const decoding = decodeFrame(window.view(offset, 8));
  if (decoding.kind !== "more" || offset + decoding.neededBytes > window.endOffset) return decoding;
  return decodeFrame(window.view(offset, decoding.neededBytes));
}

function describe(decoding: Decoding): string {
  if (decoding.kind === "bad") return decoding.reason;
  return decoding.kind === "more" ? "the record is cut short" : "the sequence goes back";
}

/** The next whole record with a later sequence. Gives up after checking {@link MAX_RESUME_CHECK_BYTES}. */
function findFrame(window: FileWindow, from: number, lastSequence: number): number | null {
  let at = from;
  let budgetBytes = MAX_RESUME_CHECK_BYTES;
  while (at < window.endOffset && budgetBytes > 0) {
    const bytes = window.view(at, FRAME_MAGIC.length);
    const found = bytes.indexOf(FRAME_MAGIC);
    if (found < 0) {
      at += Math.max(1, bytes.length - FRAME_MAGIC.length + 1);
      continue;
    }
    at += found;
    const decoding = decodeAt(window, at);
    if (decoding.kind === "frame" && decoding.frame.sequence > lastSequence) return at;
    budgetBytes -= decoding.kind === "bad" ? decoding.checkedBytes : FRAME_MAGIC.length;
    at += 1;
  }
  return null;
}

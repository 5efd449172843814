import type { Disk } from "@tocsin/sdk";
import { FileWindow } from "./file-window.ts";
import { SEGMENT_HEADER_BYTES, decodeSegmentHeader, type SegmentHeader } from "./segment-header.ts";

/** A segment open for reading. */
export interface OpenSegment {
  readonly window: FileWindow;
  /** Null when the header cannot be read; the records behind it may still be whole. */
  readonly header: SegmentHeader | null;
  readonly headerProblem: string;
}

/** Opens a segment for as long as `use` runs. */
export function withSegment<T>(disk: Disk, name: string, use: (segment: OpenSegment) => T): T {
  const reader = disk.openRead(name);
  try {
    return use(readSegmentHeader(new FileWindow(reader)));
  } finally {
    reader.close();
  }
}

export function readSegmentHeader(window: FileWindow): OpenSegment {
  const bytes = window.view(0, SEGMENT_HEADER_BYTES).subarray(0, SEGMENT_HEADER_BYTES);
  const decoding = decodeSegmentHeader(Buffer.from(bytes));
  return decoding.ok
    ? { window, header: decoding.header, headerProblem: "" }
    : { window, header: null, headerProblem: decoding.reason };
}

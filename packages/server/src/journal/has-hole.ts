import type { FileWindow } from "./file-window.ts";

/**
 * Zeros in a row that are taken for a write that never reached the disk. A whole frame has at most 7 in its integers, none in a
 * JSON payload, and in its hashes so many only once in 2^40 frames or more.
 */
const HOLE_BYTES_MIN = 12;

/** Whether zeros stand in a stretch of a segment where a write was dropped: what lost power leaves before a later write. */
export function hasHole(window: FileWindow, from: number, until: number): boolean {
  let zeros = 0;
  let at = from;
  while (at < until) {
    const bytes = window.view(at, 1);
    const length = Math.min(bytes.length, until - at);
    if (length === 0) return false;
    for (let i = 0; i < length; i++) {
      zeros = bytes[i] === 0 ? zeros + 1 : 0;
      if (zeros >= HOLE_BYTES_MIN) return true;
    }
    at += length;
  }
  return false;
}

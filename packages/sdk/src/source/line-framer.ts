import type { Framed, Framer } from "./framer.ts";
import { OctetBuffer } from "./octet-buffer.ts";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Longest line that is read where an adapter names no other bound. */
export const LINE_OCTETS_MAX = 65_536;

/**
 * Lines that end in LF or CR LF, given out without it; empty ones are passed over. A line longer than the limit is
 * refused as a whole, and reading goes on with the next.
 */
export function createLineFramer(octetsMax: number = LINE_OCTETS_MAX): Framer {
  const held = new OctetBuffer(octetsMax + 1);
  let overlong = false;

  const take = (piece: Uint8Array): void => {
    if (overlong || held.append(piece)) return;
    overlong = true;
    held.clear();
  };
  const finish = (out: Framed[]): void => {
    const line = held.take();
    const length = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
    if (overlong || length > octetsMax)
      out.push({ type: "refused", reason: "line-too-long", detail: `over ${octetsMax} octets` });
    else if (length > 0) out.push({ type: "frame", bytes: line.subarray(0, length) });
    overlong = false;
  };
  return {
    push(chunk) {
      const out: Framed[] = [];
      let from = 0;
      for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
        take(chunk.subarray(from, at));
        finish(out);
        from = at + 1;
      }
      if (from < chunk.length) take(chunk.subarray(from));
      return out;
    },
    end(clean) {
      const out: Framed[] = [];
      if (clean) finish(out);
      else if (overlong || held.length > 0)
        out.push({ type: "refused", reason: "cut-off", detail: "the line broke within a line" });
      held.clear();
      overlong = false;
      return out;
    },
  };
}

import type { Framed, Framer } from "./framer.ts";
import { OctetBuffer } from "./octet-buffer.ts";

const PREFIX_OCTETS = 4;

/**
 * Messages that stand behind their length, four octets, least first, which does not count itself. The length is
 * judged before room is made for it; one that is zero or over the limit leaves the stream lost.
 */
export function createLengthFramer(octetsMax: number): Framer {
  const prefix = new OctetBuffer(PREFIX_OCTETS);
  const body = new OctetBuffer(octetsMax);
  let expected = 0;
  const state = { lost: false };

  /** Takes what it can from the chunk at `from`; returns how many octets. */
  const step = (chunk: Uint8Array, from: number, out: Framed[]): number => {
    const target = expected === 0 ? prefix : body;
    const missing = (expected === 0 ? PREFIX_OCTETS : expected) - target.length;
    const piece = chunk.subarray(from, from + missing);
    target.append(piece);
    if (piece.length < missing) return piece.length;
    if (expected > 0) {
      out.push({ type: "frame", bytes: body.take() });
      expected = 0;
      return piece.length;
    }
    const [a, b, c, d] = prefix.take();
    expected = a + b * 0x100 + c * 0x1_0000 + d * 0x100_0000;
    if (expected === 0 || expected > octetsMax) {
      const detail = `a message of ${expected} octets; at most ${octetsMax} are taken`;
      out.push({ type: "lost", reason: "bad-length", detail });
      state.lost = true;
    }
    return piece.length;
  };
  return {
    push(chunk) {
      const out: Framed[] = [];
      for (let at = 0; at < chunk.length && !state.lost; ) at += step(chunk, at, out);
      return out;
    },
    end() {
      const left = !state.lost && (expected > 0 || prefix.length > 0);
      prefix.clear();
      body.clear();
      expected = 0;
      state.lost = false;
      return left
        ? [{ type: "refused", reason: "cut-off", detail: "the line ended within a message" }]
        : [];
    },
  };
}

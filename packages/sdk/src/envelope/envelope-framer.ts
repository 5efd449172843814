import type { Framed, Framer } from "../source/framer.ts";
import { OctetBuffer } from "../source/octet-buffer.ts";
import { ENVELOPE_MAGIC } from "./encode-envelope.ts";
import { ENVELOPE_LIMITS, SIGNATURE_BYTES } from "./envelope.ts";

const NAMES = 4;
/** Magic and kind, before the names. */
const HEAD_OCTETS = 5;
/** Counters, durations and the length of the content, behind the names. */
const NUMBERS_OCTETS = 32;
const CONTENT_LENGTH_AT = 28;
const HEAD_OCTETS_MAX = HEAD_OCTETS + NAMES * (1 + ENVELOPE_LIMITS.nameBytes) + NUMBERS_OCTETS;
/** The longest envelope that there can be. */
const ENVELOPE_OCTETS_MAX = HEAD_OCTETS_MAX + ENVELOPE_LIMITS.contentBytes + SIGNATURE_BYTES;

/**
 * Envelopes one behind the other, in a stream or a message: each says in its head how long it is, and that is judged before
 * room is made for it. What does not begin as one leaves the stream lost.
 */
export function createEnvelopeFramer(): Framer {
  const body = new OctetBuffer(ENVELOPE_OCTETS_MAX);
  let head = new Uint8Array(0);
  let expected = 0;
  const state = { lost: false };

  /** Takes what it can from the chunk at `from`; returns how many octets. */
  const step = (chunk: Uint8Array, from: number, out: Framed[]): number => {
    if (expected === 0) {
      const piece = chunk.subarray(from, from + HEAD_OCTETS_MAX - head.length);
      const known = joined(head, piece);
      const length = lengthOf(known);
      if (length === "damaged") {
        out.push({ type: "lost", reason: "not-an-envelope", detail: "no envelope begins here" });
        state.lost = true;
        return piece.length;
      }
      if (length === null) {
        head = known;
        return piece.length;
      }
      expected = length;
      body.append(head);
      head = new Uint8Array(0);
    }
    const piece = chunk.subarray(from, from + expected - body.length);
    body.append(piece);
    if (body.length === expected) {
      out.push({ type: "frame", bytes: body.take() });
      expected = 0;
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
      const left = !state.lost && (head.length > 0 || expected > 0);
      head = new Uint8Array(0);
      body.clear();
      expected = 0;
      state.lost = false;
      return left
        ? [{ type: "refused", reason: "cut-off", detail: "the line ended within an envelope" }]
        : [];
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** How long the envelope is that begins here; null where its head is not all there yet. */
function lengthOf(octets: Uint8Array): number | "damaged" | null {
  const seen = Math.min(octets.length, ENVELOPE_MAGIC.length);
  for (let i = 0; i < seen; i++) if (octets[i] !== ENVELOPE_MAGIC[i]) return "damaged";
  let at = HEAD_OCTETS;
  for (let i = 0; i < NAMES; i++) {
    if (at >= octets.length) return null;
    const length = octets[at];
    if (length === 0 || length > ENVELOPE_LIMITS.nameBytes) return "damaged";
    at += 1 + length;
  }
  if (octets.length < at + NUMBERS_OCTETS) return null;
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const content = view.getUint32(at + CONTENT_LENGTH_AT);
  if (content > ENVELOPE_LIMITS.contentBytes) return "damaged";
  return at + NUMBERS_OCTETS + content + SIGNATURE_BYTES;
}

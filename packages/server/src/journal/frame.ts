import { crc32 } from "node:zlib";
import { HASH_BYTES } from "./chain.ts";
import { MAX_PAYLOAD_BYTES } from "./limits.ts";
import { readUint64, writeUint64 } from "./uint64.ts";

/** 0xF7 and 0xF8 occur in no UTF-8 text, so a JSON payload never looks like the start of a frame. */
export const FRAME_MAGIC: Buffer = Buffer.from([0xf7, 0x54, 0x4a, 0xf8]);
export const FRAME_HEAD_BYTES = 24 + 2 * HASH_BYTES;
export const FRAME_OVERHEAD_BYTES = FRAME_HEAD_BYTES + 4;
const MAX_FRAME_BYTES = FRAME_OVERHEAD_BYTES + MAX_PAYLOAD_BYTES;
const FLAG_ERASED = 1;

/** One record as it lies on disk. */
export interface Frame {
  readonly sequence: number;
  readonly type: number;
  /** The payload was taken out; its hash stayed. */
  readonly erased: boolean;
  /** How many records before this one were not known durable when it was written. */
  readonly unsynced: number;
  readonly payloadHash: Uint8Array;
  readonly chain: Uint8Array;
  readonly payload: Uint8Array;
}

export type FrameDecoding =
  | { readonly kind: "frame"; readonly frame: Frame; readonly frameBytes: number }
  | { readonly kind: "more"; readonly neededBytes: number }
  | { readonly kind: "bad"; readonly reason: string; readonly checkedBytes: number };

export const frameBytes = (payloadBytes: number): number => FRAME_OVERHEAD_BYTES + payloadBytes;

/**
 * Writes a frame at `offset` of `target`: magic, length u32, sequence u64, type u16, flags u16, unsynced u32,
 * payload hash, chain, payload, and the CRC-32 of all before it. Integers little-endian. Returns the offset behind it.
 */
export function encodeFrame(target: Buffer, offset: number, frame: Frame): number {
  const end = offset + frameBytes(frame.payload.length);
  target.set(FRAME_MAGIC, offset);
  target.writeUInt32LE(end - offset, offset + 4);
  writeUint64(target, frame.sequence, offset + 8);
  target.writeUInt16LE(frame.type, offset + 16);
  target.writeUInt16LE(frame.erased ? FLAG_ERASED : 0, offset + 18);
  target.writeUInt32LE(Math.min(frame.unsynced, 0xffff_ffff), offset + 20);
  target.set(frame.payloadHash, offset + 24);
  target.set(frame.chain, offset + 24 + HASH_BYTES);
  target.set(frame.payload, offset + FRAME_HEAD_BYTES);
  target.writeUInt32LE(crc32(target.subarray(offset, end - 4)), end - 4);
  return end;
}

/** Reads the frame at the start of `source`. The frame's arrays are views of `source`. Never throws. */
export function decodeFrame(source: Buffer): FrameDecoding {
  if (source.length < 8) return { kind: "more", neededBytes: 8 };
  if (source.compare(FRAME_MAGIC, 0, 4, 0, 4) !== 0) return bad("no record starts here");
  const length = source.readUInt32LE(4);
  if (length < FRAME_OVERHEAD_BYTES || length > MAX_FRAME_BYTES) return bad("impossible length");
  if (source.length < length) return { kind: "more", neededBytes: length };
  const end = length - 4;
  if (crc32(source.subarray(0, end)) !== source.readUInt32LE(end))
    return bad("checksum differs", length);
  const flags = source.readUInt16LE(18);
  if ((flags & ~FLAG_ERASED) !== 0) return bad("unknown flags");
  const sequence = readUint64(source, 8);
  if (!Number.isSafeInteger(sequence) || sequence < 1) return bad("impossible sequence");
  const frame: Frame = {
    sequence,
    type: source.readUInt16LE(16),
    erased: (flags & FLAG_ERASED) !== 0,
    unsynced: source.readUInt32LE(20),
    payloadHash: source.subarray(24, 24 + HASH_BYTES),
    chain: source.subarray(24 + HASH_BYTES, FRAME_HEAD_BYTES),
    payload: source.subarray(FRAME_HEAD_BYTES, end),
  };
  return { kind: "frame", frame, frameBytes: length };
}

const bad = (reason: string, checkedBytes: number = FRAME_MAGIC.length): FrameDecoding => ({
  kind: "bad",
  reason,
  checkedBytes,
});

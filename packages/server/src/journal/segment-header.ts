import { crc32 } from "node:zlib";
import { HASH_BYTES } from "./chain.ts";
import { readUint64, writeUint64 } from "./uint64.ts";

const MAGIC = Buffer.from("TOCSINJ\n", "latin1");
const FORMAT_VERSION = 1;
export const SEGMENT_HEADER_BYTES = 16 + 8 + HASH_BYTES + 16 + 4;

/** Why a segment was begun, by its number on disk. */
export const SEGMENT_CAUSES = [
  "first",
  "full",
  "disk-fault",
  "quarantine",
  "writer-restart",
] as const;
export type SegmentCause = (typeof SEGMENT_CAUSES)[number];

/** A range of sequences, both ends included. */
export interface SequenceRange {
  readonly from: number;
  readonly through: number;
}

export interface SegmentHeader {
  readonly cause: SegmentCause;
  readonly firstSequence: number;
  /** The chain after the record before the first. */
  readonly previousChain: Uint8Array;
  /** Records known to be missing before this segment: the least and greatest of them. */
  readonly lost: SequenceRange | null;
}

/** Magic, version u16, cause u16, reserved u32, first sequence u64, previous chain, lost from and through u64, CRC-32. */
export function encodeSegmentHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
  bytes.set(MAGIC, 0);
  bytes.writeUInt16LE(FORMAT_VERSION, 8);
  bytes.writeUInt16LE(SEGMENT_CAUSES.indexOf(header.cause), 10);
  writeUint64(bytes, header.firstSequence, 16);
  bytes.set(header.previousChain, 24);
  writeUint64(bytes, header.lost?.from ?? 0, 24 + HASH_BYTES);
  writeUint64(bytes, header.lost?.through ?? 0, 32 + HASH_BYTES);
  const end = SEGMENT_HEADER_BYTES - 4;
  bytes.writeUInt32LE(crc32(bytes.subarray(0, end)), end);
  return bytes;
}

export type SegmentHeaderDecoding =
  | { readonly ok: true; readonly header: SegmentHeader }
  | { readonly ok: false; readonly reason: string };

export function decodeSegmentHeader(bytes: Buffer): SegmentHeaderDecoding {
  if (bytes.length < SEGMENT_HEADER_BYTES) return bad("the segment's header is cut short");
  if (bytes.compare(MAGIC, 0, 8, 0, 8) !== 0) return bad("not a journal segment");
  const end = SEGMENT_HEADER_BYTES - 4;
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32LE(end)) {
    return bad("the segment header's checksum differs");
  }
  const version = bytes.readUInt16LE(8);
  if (version !== FORMAT_VERSION) return bad(`format version ${version} is not known here`);
  const cause = SEGMENT_CAUSES[bytes.readUInt16LE(10)];
  if (cause === undefined) return bad("the segment header's cause is not known here");
  const from = readUint64(bytes, 24 + HASH_BYTES);
  const header: SegmentHeader = {
    cause,
    firstSequence: readUint64(bytes, 16),
    previousChain: bytes.subarray(24, 24 + HASH_BYTES),
    lost: from === 0 ? null : { from, through: readUint64(bytes, 32 + HASH_BYTES) },
  };
  return { ok: true, header };
}

const bad = (reason: string): SegmentHeaderDecoding => ({ ok: false, reason });

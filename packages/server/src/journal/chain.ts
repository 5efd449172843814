import { hash } from "node:crypto";
import { writeUint64 } from "./uint64.ts";

export const HASH_BYTES = 32;

/** The chain before the first record of a journal. */
export const CHAIN_START: Buffer = Buffer.alloc(HASH_BYTES);

export const hashPayload = (payload: Uint8Array): Buffer => hash("sha256", payload, "buffer");

export interface ChainLink {
  readonly sequence: number;
  readonly type: number;
  readonly payloadHash: Uint8Array;
}

/**
 * The chain after a record: SHA-256(chain before ‖ sequence u64 ‖ type u16 ‖ SHA-256(payload)), integers
 * little-endian. Only the payload's hash enters, so a payload can be erased and the chain still verifies.
 */
export function nextChain(before: Uint8Array, link: ChainLink): Buffer {
  const bytes = Buffer.allocUnsafe(HASH_BYTES + 10 + HASH_BYTES);
  bytes.set(before, 0);
  writeUint64(bytes, link.sequence, HASH_BYTES);
  bytes.writeUInt16LE(link.type, HASH_BYTES + 8);
  bytes.set(link.payloadHash, HASH_BYTES + 10);
  return hash("sha256", bytes, "buffer");
}

import { hash } from "node:crypto";
import { writeUint64 } from "./uint64.ts";

export const HASH_BYTES = 32;

/** The chain before the first record of a journal. */
export const CHAIN_START: Buffer = Buffer.alloc(HASH_BYTES);

export const hashPayload = (payload: Uint8Array): Buffer => sha256(payload);

/** As text and back: a hash asked for as a buffer has memory of its own outside the heap, which costs more than hashing. */
function sha256(bytes: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(HASH_BYTES);
  out.write(hash("sha256", bytes, "binary"), 0, HASH_BYTES, "latin1");
  return out;
}

/** What is hashed for the link at hand. */
const linkBytes = Buffer.alloc(HASH_BYTES + 10 + HASH_BYTES);

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
  linkBytes.set(before, 0);
  writeUint64(linkBytes, link.sequence, HASH_BYTES);
  linkBytes.writeUInt16LE(link.type, HASH_BYTES + 8);
  linkBytes.set(link.payloadHash, HASH_BYTES + 10);
  return sha256(linkBytes);
}

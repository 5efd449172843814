import { createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import { writeUint64 } from "./uint64.ts";

const PREFIX = Buffer.from("tocsin journal checkpoint 1\n", "latin1");

/** Signs checkpoints with Ed25519. */
export interface CheckpointSigner {
  /** The public key, DER SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** What a checkpoint record says: the chain stood at `chain` after record `sequence`. */
export interface Checkpoint {
  readonly timeUs: number;
  readonly sequence: number;
  /** Hexadecimal. */
  readonly chain: string;
  readonly publicKey: string;
  /** Base64, over the prefix ‖ time u64 ‖ sequence u64 ‖ chain. */
  readonly signature: string;
}

export interface CheckpointContent {
  readonly timeUs: number;
  readonly sequence: number;
  readonly chain: Uint8Array;
}

export function signerOf(privateKey: KeyObject): CheckpointSigner {
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return {
    publicKey: publicKey.toString("base64"),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

export function signCheckpoint(signer: CheckpointSigner, content: CheckpointContent): Checkpoint {
  return {
    timeUs: content.timeUs,
    sequence: content.sequence,
    chain: Buffer.from(content.chain).toString("hex"),
    publicKey: signer.publicKey,
    signature: Buffer.from(signer.sign(signedBytes(content))).toString("base64"),
  };
}

/** True when the checkpoint is signed by the key it names. Whether that key is the right one is the caller's question. */
export function verifyCheckpoint(checkpoint: Checkpoint): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.from(checkpoint.publicKey, "base64"),
      format: "der",
      type: "spki",
    });
    const { timeUs, sequence } = checkpoint;
    const bytes = signedBytes({ timeUs, sequence, chain: Buffer.from(checkpoint.chain, "hex") });
    return verify(null, bytes, key, Buffer.from(checkpoint.signature, "base64"));
  } catch {
    return false;
  }
}

/** Reads a checkpoint record's payload; null when it is none. */
export function parseCheckpoint(payload: Uint8Array): Checkpoint | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(payload).toString("utf8"));
  } catch {
    return null;
  }
  return isCheckpoint(value) ? value : null;
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== "object" || value === null) return false;
  const { timeUs, sequence, chain, publicKey, signature } = value as Partial<Checkpoint>;
  return (
    Number.isSafeInteger(timeUs) &&
    Number.isSafeInteger(sequence) &&
    typeof chain === "string" &&
    /^[0-9a-f]{64}$/.test(chain) &&
    typeof publicKey === "string" &&
    typeof signature === "string"
  );
}

function signedBytes(content: CheckpointContent): Buffer {
  const numbers = Buffer.alloc(16);
  writeUint64(numbers, content.timeUs, 0);
  writeUint64(numbers, content.sequence, 8);
  return Buffer.concat([PREFIX, numbers, content.chain]);
}

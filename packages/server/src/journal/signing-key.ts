import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TocsinError } from "@tocsin/sdk/errors";
import { makeSecretFile } from "../disk/secret-file.ts";
import { type CheckpointSigner, signerOf } from "./checkpoint.ts";

const KEY_FILE = "journal-key.pem";
/** DER of a PKCS #8 Ed25519 private key up to its 32-byte seed (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** The signing key that lies beside the journal, made at first use, readable by its owner only. Throws `JOURNAL_KEY_UNUSABLE` where what lies there is none. */
export function openSigningKey(directory: string): CheckpointSigner {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, KEY_FILE);
  const existing = readIfThere(path);
  if (existing !== null) return signerOf(keyOf(existing, path));
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  return makeSecretFile(path, pem) ? signerOf(privateKey) : openSigningKey(directory);
}

/** The signing key that lies beside a journal; null where none does. Throws as {@link openSigningKey} does. */
export function signingKeyThere(directory: string): CheckpointSigner | null {
  const path = join(directory, KEY_FILE);
  const existing = readIfThere(path);
  return existing === null ? null : signerOf(keyOf(existing, path));
}

function keyOf(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new TocsinError("JOURNAL_KEY_UNUSABLE", { path, detail });
  }
}

/** A key that follows from a 32-byte seed: for simulations, where the same seed must give the same bytes. */
export const signerFromSeed = (seed: Uint8Array): CheckpointSigner =>
  signerOf(
    createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" }),
  );

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

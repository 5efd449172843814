import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  verify,
} from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type MemberSignature, TocsinError } from "@tocsin/sdk";
import { type CheckpointSigner, signerOf } from "../../journal/checkpoint.ts";
import { isPasskeySignature } from "./passkey-signature.ts";

/** Makes a member's key in a new file that only its owner reads, and gives the public part, base64. */
export function makeMemberKey(path: string): string {
  if (existsSync(path))
    throw new TocsinError("CASE_INPUT", {
      path,
      detail: "is there already: no key is written over",
    });
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  writeFileSync(path, pem, { mode: 0o600, flag: "wx", flush: true });
  return signerOf(privateKey).publicKey;
}

export function readMemberKey(path: string): CheckpointSigner {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === "ed25519") return signerOf(key);
  } catch {
    throw new TocsinError("CASE_INPUT", { path, detail: "is no key that can be read" });
  }
  throw new TocsinError("CASE_INPUT", { path, detail: "is no Ed25519 key" });
}

export const signText = (signer: CheckpointSigner, text: string): string =>
  Buffer.from(signer.sign(Buffer.from(text, "utf8"))).toString("base64");

/** Whether a signature over a text is of the public key (DER, base64). */
export function isSigned(text: string, publicKey: string, signature: MemberSignature): boolean {
  const key = keyOf(publicKey);
  if (key === null) return false;
  if (typeof signature !== "string") return isPasskeySignature(text, key, signature);
  if (key.asymmetricKeyType !== "ed25519") return false;
  return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64"));
}

/** SHA-256 of a member's public key, its first half, in groups that two people can read to each other. */
export function memberFingerprint(publicKey: string): string {
  const hex = createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex");
  return (hex.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}

function keyOf(publicKey: string): KeyObject | null {
  try {
    const der = Buffer.from(publicKey, "base64");
    return createPublicKey({ key: der, format: "der", type: "spki" });
  } catch {
    return null;
  }
}

import { createHash, createPrivateKey, generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { TocsinError } from "@tocsin/sdk/errors";
import { type CheckpointSigner, signerOf } from "../../journal/checkpoint.ts";

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

/** SHA-256 of a member's public key, its first half, in groups that two people can read to each other. */
export function memberFingerprint(publicKey: string): string {
  const hex = createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex");
  return (hex.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}

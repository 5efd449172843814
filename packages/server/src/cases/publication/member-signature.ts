import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { MemberSignature } from "@tocsin/sdk";
import { isPasskeySignature } from "./passkey-signature.ts";

/** Whether a signature over a text is of the public key (DER, base64). */
export function isSigned(text: string, publicKey: string, signature: MemberSignature): boolean {
  const key = keyOf(publicKey);
  if (key === null) return false;
  if (typeof signature !== "string") return isPasskeySignature(text, key, signature);
  if (key.asymmetricKeyType !== "ed25519") return false;
  return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64"));
}

function keyOf(publicKey: string): KeyObject | null {
  try {
    const der = Buffer.from(publicKey, "base64");
    return createPublicKey({ key: der, format: "der", type: "spki" });
  } catch {
    return null;
  }
}

import { createHash, type KeyObject, verify } from "node:crypto";
import type { PasskeySignature } from "@tocsin/sdk";
import { MEMBER_PASSKEY_HOST } from "@tocsin/sdk/inquiry";
import { z } from "zod";

/** What a browser says of a signature (Web Authentication, section 5.8.1), as far as it is read. */
const clientDataSchema = z.object({
  type: z.literal("webauthn.get"),
  challenge: z.string(),
  origin: z.url(),
  crossOrigin: z.literal(false).optional(),
});

/** Authenticator data (Web Authentication, section 6.1): 32 octets of the host's hash, one of flags, four of a counter. */
const HOST_HASH_BYTES = 32;
const AUTHENTICATOR_DATA_BYTES_MIN = 37;
const PRESENT_AND_VERIFIED = 0b101;

/**
 * Whether a passkey signed exactly this text, on a page of the own machine, for a person whom the authenticator had recognised. The counter is not
 * looked at: a signature is judged by itself, whenever it is looked at again.
 */
export function isPasskeySignature(
  text: string,
  key: KeyObject,
  { clientDataJSON, authenticatorData, signature }: PasskeySignature,
): boolean {
  const client = Buffer.from(clientDataJSON, "base64url");
  const said = Buffer.from(authenticatorData, "base64url");
  if (!isAbout(client, text) || said.length < AUTHENTICATOR_DATA_BYTES_MIN) return false;
  if (!said.subarray(0, HOST_HASH_BYTES).equals(sha256(MEMBER_PASSKEY_HOST))) return false;
  const flags = said[HOST_HASH_BYTES] ?? 0;
  if ((flags & PRESENT_AND_VERIFIED) !== PRESENT_AND_VERIFIED) return false;
  const isCurve = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
  if (!isCurve && key.asymmetricKeyType !== "ed25519") return false;
  const signed = Buffer.concat([said, sha256(client)]);
  return verify(isCurve ? "sha256" : null, signed, key, Buffer.from(signature, "base64url"));
}

function isAbout(client: Buffer, text: string): boolean {
  const parsed = clientDataSchema.safeParse(jsonOf(client));
  if (!parsed.success) return false;
  const { challenge, origin } = parsed.data;
  return (
    challenge === sha256(text).toString("base64url") &&
    new URL(origin).hostname === MEMBER_PASSKEY_HOST
  );
}

function jsonOf(octets: Buffer): unknown {
  try {
    return JSON.parse(octets.toString("utf8"));
  } catch {
    return null;
  }
}

const sha256 = (of: Buffer | string): Buffer => createHash("sha256").update(of).digest();

import type { MemberSignature } from "@tocsin/sdk";
import { base64Of, octetsOf } from "../../format/base64.ts";
import type { MemberKey } from "./member-passkey.ts";

/** What stands before the 32 octets of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410, section 4). */
const ED25519_HEAD = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/** A key as `tocsin case key` wrote it, read in this window: it is sent nowhere. */
export async function readKeyFile(file: File): Promise<CryptoKey> {
  const body = /-----BEGIN PRIVATE KEY-----([\s\w+/=]+)-----END PRIVATE KEY-----/.exec(
    await file.text(),
  )?.[1];
  if (body === undefined) throw new Error(`${file.name} is no key as tocsin case key makes them.`);
  try {
    const octets = octetsOf(body.replaceAll(/\s/g, ""));
    return await crypto.subtle.importKey("pkcs8", octets, "Ed25519", true, ["sign"]);
  } catch (error) {
    throw new Error(`${file.name} holds no Ed25519 key, or this browser cannot sign with one.`, {
      cause: error,
    });
  }
}

/** The public part of a key, as the case names it. */
export async function publicPartOf(key: CryptoKey): Promise<MemberKey> {
  const { x } = await crypto.subtle.exportKey("jwk", key);
  if (x === undefined) throw new Error("The key has no public part.");
  const octets = Uint8Array.from([...ED25519_HEAD, ...octetsOf(x)]);
  return { publicKey: base64Of(octets), passkey: null };
}

export async function signWithKey(key: CryptoKey, text: string): Promise<MemberSignature> {
  const signed = await crypto.subtle.sign("Ed25519", key, new TextEncoder().encode(text));
  return base64Of(new Uint8Array(signed));
}

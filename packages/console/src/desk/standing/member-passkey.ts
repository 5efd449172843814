import { MEMBER_PASSKEY_HOST, type MemberSignature } from "@tocsin/sdk";
import { base64Of, base64urlOf, octetsOf } from "../../format/base64.ts";
import { givenCredential } from "../../identity/passkey-client.ts";

/** COSE's name of ECDSA on P-256 with SHA-256, which every authenticator has. */
const ES256 = -7;
/** So long somebody may take to touch a key or look into a camera. */
const WAIT_MS = 120_000;
const RANDOM_BYTES = 32;

/** A key of a member: what the case names it by. */
export interface MemberKey {
  /** DER SubjectPublicKeyInfo, base64. */
  readonly publicKey: string;
  /** The id of the passkey, base64url; null of a key in a file. */
  readonly passkey: string | null;
}

/** Has the browser make a passkey for a member of a case. Its private part never leaves the authenticator. */
export async function makePasskey(memberId: string, title: string): Promise<MemberKey> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    challenge: crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)),
    rp: { id: MEMBER_PASSKEY_HOST, name: "Tocsin" },
    user: {
      id: crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)),
      name: memberId,
      displayName: `${memberId}, ${title}`,
    },
    pubKeyCredParams: [{ type: "public-key", alg: ES256 }],
    timeout: WAIT_MS,
    authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
    attestation: "none",
  };
  const { rawId, response } = await givenCredential(navigator.credentials.create({ publicKey }));
  const made =
    response instanceof AuthenticatorAttestationResponse ? response.getPublicKey() : null;
  if (made === null)
    throw new Error("The browser made a passkey, and does not tell its public key.");
  return { publicKey: base64Of(new Uint8Array(made)), passkey: base64urlOf(new Uint8Array(rawId)) };
}

/** Has the browser sign exactly this text with a member's passkey. */
export async function signWithPasskey(passkey: string, text: string): Promise<MemberSignature> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: digest,
    rpId: MEMBER_PASSKEY_HOST,
    timeout: WAIT_MS,
    allowCredentials: [{ type: "public-key", id: octetsOf(passkey) }],
    userVerification: "required",
  };
  const { response } = await givenCredential(navigator.credentials.get({ publicKey }));
  if (!(response instanceof AuthenticatorAssertionResponse))
    throw new Error("The browser gave no signature.");
  const of = (octets: ArrayBuffer): string => base64urlOf(new Uint8Array(octets));
  return {
    clientDataJSON: of(response.clientDataJSON),
    authenticatorData: of(response.authenticatorData),
    signature: of(response.signature),
  };
}

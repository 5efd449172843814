import { assert } from "@tocsin/core";
import {
  type Envelope,
  ENVELOPE_LIMITS,
  type EnvelopeHead,
  ISSUER_KINDS,
  SIGNATURE_BYTES,
} from "./envelope.ts";

/** `TOC` and the version of the format: a signature made for anything else never verifies here. */
export const ENVELOPE_MAGIC = [0x54, 0x4f, 0x43, 0x01] as const;

/**
 * The octets that are signed: magic and version (4), kind of issuer (1), four names (each its length in one octet, then
 * printable ASCII: issuer, key, audience, purpose), epoch, sequence and the milliseconds when it was made (8 each), lifetime in
 * milliseconds (4), length of the content (4) and the content. All numbers are unsigned, most significant octet first. Each field has one form and one
 * place, so no two envelopes share their octets.
 */
export function signedOctets(head: EnvelopeHead, content: Uint8Array): Uint8Array {
  assert(content.length <= ENVELOPE_LIMITS.contentBytes, "the content fits into an envelope");
  const names = [head.issuer, head.keyId, head.audience, head.purpose].map((name) => {
    const octets = Array.from(name, (character) => character.codePointAt(0) ?? 0);
    assert(octets.every(isNameOctet), "a name is of printable ASCII");
    assert(
      octets.length > 0 && octets.length <= ENVELOPE_LIMITS.nameBytes,
      "a name has its length",
    );
    return octets;
  });
  const length = 5 + names.reduce((sum, name) => sum + 1 + name.length, 0) + 32 + content.length;
  const octets = new Uint8Array(length);
  const view = new DataView(octets.buffer);
  octets.set(ENVELOPE_MAGIC);
  octets[4] = ISSUER_KINDS.indexOf(head.issuerKind);
  let at = 5;
  for (const name of names) {
    octets[at] = name.length;
    octets.set(name, at + 1);
    at += 1 + name.length;
  }
  for (const counter of [head.epoch, head.sequence, head.madeMs]) {
    assert(Number.isSafeInteger(counter) && counter >= 0, "a counter is a whole number");
    view.setBigUint64(at, BigInt(counter));
    at += 8;
  }
  for (const duration of [head.lifetimeMs, content.length]) {
    assert(Number.isInteger(duration) && duration >= 0, "a duration is whole milliseconds");
    view.setUint32(at, duration);
    at += 4;
  }
  octets.set(content, at);
  return octets;
}

/** Printable ASCII without the space: every id has one form in it. */
export const isNameOctet = (octet: number): boolean => octet > 0x20 && octet < 0x7f;

/** An envelope as it is sent: what is signed, then the signature. */
export function encodeEnvelope({ head, content, signature }: Envelope): Uint8Array {
  assert(signature.length === SIGNATURE_BYTES, "a signature has 64 octets");
  const signed = signedOctets(head, content);
  const octets = new Uint8Array(signed.length + SIGNATURE_BYTES);
  octets.set(signed);
  octets.set(signature, signed.length);
  return octets;
}

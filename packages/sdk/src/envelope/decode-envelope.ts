import { ENVELOPE_MAGIC, isNameOctet } from "./encode-envelope.ts";
import {
  type Envelope,
  ENVELOPE_LIMITS,
  type EnvelopeHead,
  ISSUER_KINDS,
  SIGNATURE_BYTES,
} from "./envelope.ts";

export type EnvelopeDecoding =
  | {
      readonly ok: true;
      readonly envelope: Envelope;
      /** What the signature covers: a view into what was decoded. */
      readonly signed: Uint8Array;
    }
  | { readonly ok: false; readonly reason: EnvelopeDamage };

export type EnvelopeDamage = "too-short" | "not-an-envelope" | "out-of-range" | "wrong-length";

/** Magic, kind, four names of one octet, counters and durations, signature. */
const LEAST_BYTES = 5 + 4 * 2 + 32 + SIGNATURE_BYTES;

/** Reads an envelope; nothing of it may be believed before its signature was verified. Never throws, and copies nothing. */
export function decodeEnvelope(octets: Uint8Array): EnvelopeDecoding {
  if (octets.length < LEAST_BYTES) return failed("too-short");
  if (ENVELOPE_MAGIC.some((octet, i) => octets[i] !== octet)) return failed("not-an-envelope");
  const issuerKind = ISSUER_KINDS[octets[4]];
  if (issuerKind === undefined) return failed("out-of-range");
  const names: string[] = [];
  let at = 5;
  for (let i = 0; i < 4; i++) {
    const name = readName(octets, at);
    if (typeof name !== "string") return failed(name.reason);
    names.push(name);
    at += 1 + octets[at];
  }
  if (octets.length < at + 32 + SIGNATURE_BYTES) return failed("too-short");
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const counters = [0, 8, 16].map((offset) => Number(view.getBigUint64(at + offset)));
  const [epoch, sequence, madeMs] = counters;
  const [lifetimeMs, length] = [24, 28].map((offset) => view.getUint32(at + offset));
  if (!counters.every((counter) => Number.isSafeInteger(counter))) return failed("out-of-range");
  if (lifetimeMs > ENVELOPE_LIMITS.lifetimeMs || length > ENVELOPE_LIMITS.contentBytes)
    return failed("out-of-range");
  const end = at + 32 + length;
  if (octets.length !== end + SIGNATURE_BYTES) return failed("wrong-length");
  const [issuer, keyId, audience, purpose] = names;
  const head: EnvelopeHead = {
    issuerKind,
    issuer,
    keyId,
    audience,
    purpose,
    epoch,
    sequence,
    lifetimeMs,
    madeMs,
  };
  const content = octets.subarray(at + 32, end);
  const envelope = { head, content, signature: octets.subarray(end) };
  return { ok: true, envelope, signed: octets.subarray(0, end) };
}

function readName(octets: Uint8Array, at: number): string | { readonly reason: EnvelopeDamage } {
  const length = octets[at];
  if (length === undefined || at + 1 + length > octets.length) return { reason: "too-short" };
  if (length === 0 || length > ENVELOPE_LIMITS.nameBytes) return { reason: "out-of-range" };
  const name = octets.subarray(at + 1, at + 1 + length);
  return name.every(isNameOctet) ? String.fromCharCode(...name) : { reason: "out-of-range" };
}

const failed = (reason: EnvelopeDamage): EnvelopeDecoding => ({ ok: false, reason });

import type { EnvelopeHead, IssuerKind } from "./envelope.ts";
import { decodeEnvelope, type EnvelopeDamage } from "./decode-envelope.ts";

/** A key that may sign. */
export interface EnvelopeKey {
  readonly issuerKind: IssuerKind;
  readonly issuer: string;
  /** Raw Ed25519 public key, 32 octets. */
  readonly publicKey: Uint8Array;
}

/** What the judge needs of the outside. */
export interface EnvelopePorts {
  /** The key of that id; null where there is none, or it was revoked. Asked for each envelope. */
  readonly key: (keyId: string) => EnvelopeKey | null;
  readonly verify: (publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array) => boolean;
  /** A clock that only goes forward, milliseconds. */
  readonly nowMs: () => number;
}

export type EnvelopeRefusal =
  | EnvelopeDamage
  | "unknown-key"
  | "wrong-issuer"
  | "wrong-audience"
  | "bad-signature"
  | "replayed"
  | "expired"
  | "too-many-issuers";

export type EnvelopeVerdict =
  | {
      readonly ok: true;
      readonly head: EnvelopeHead;
      readonly content: Uint8Array;
      /** So long it may still be acted on, as far as can be known. */
      readonly leftMs: number;
      /**
       * Whether its age is measured against an earlier envelope of the same epoch. The first of an epoch has none to be
       * measured against: whoever held it back cannot be told from a slow line. Act on it only where that does no harm.
       */
      readonly ageKnown: boolean;
    }
  | { readonly ok: false; readonly reason: EnvelopeRefusal };

/** What is remembered of a key's counter, so that a restart forgets no replay. */
export interface EnvelopeMark {
  readonly keyId: string;
  readonly epoch: number;
  readonly sequence: number;
}

interface Counter extends EnvelopeMark {
  /**
   * The least that the receiver's clock has been seen ahead of the issuer's in this epoch, milliseconds, that is by the
   * envelope that was fastest on its way; null before this receiver saw one.
   */
  aheadMs: number | null;
  /** When that was, by the receiver's clock. */
  seenMs: number;
}

/** Two steady clocks may part by this share of the time that has passed: cheap quartz, doubled. */
const DRIFT = 200e-6;

/** Keys whose counters are remembered; beyond it envelopes of further ones are refused, and it is said. */
export const ENVELOPE_ISSUERS_MAX = 10_000;

/**
 * Judges whether an envelope may be acted on, without a look at any wall clock. Replay is judged by the counter alone: it
 * has to grow within an epoch, and epochs have to grow. Age is judged by two steady clocks: an envelope that took longer on
 * its way than the fastest of its epoch is older by the difference. A wrong clock on either side thus neither mutes an
 * issuer nor revives an old message.
 */
export class EnvelopeJudge {
  readonly #ports: EnvelopePorts;
  readonly #audience: string;
  readonly #counters = new Map<string, Counter>();

  constructor(audience: string, ports: EnvelopePorts, marks: readonly EnvelopeMark[] = []) {
    this.#audience = audience;
    this.#ports = ports;
    for (const mark of marks) this.#counters.set(mark.keyId, { ...mark, aheadMs: null, seenMs: 0 });
  }

  /** Takes an envelope at most once. `receivedMs`: when it arrived, by the ports' clock. */
  judge(octets: Uint8Array, receivedMs: number): EnvelopeVerdict {
    const decoding = decodeEnvelope(octets);
    if (!decoding.ok) return decoding;
    const { head, content, signature } = decoding.envelope;
    const key = this.#ports.key(head.keyId);
    if (key === null) return refused("unknown-key");
    if (key.issuer !== head.issuer || key.issuerKind !== head.issuerKind)
      return refused("wrong-issuer");
    if (head.audience !== this.#audience) return refused("wrong-audience");
    const before = this.#counters.get(head.keyId);
    // Told before the signature is: a copy sent again and again then costs next to nothing.
    if (before !== undefined && !isLater(head, before)) return refused("replayed");
    if (!this.#ports.verify(key.publicKey, decoding.signed, signature))
      return refused("bad-signature");
    if (before === undefined && this.#counters.size >= ENVELOPE_ISSUERS_MAX)
      return refused("too-many-issuers");
    // Also what is too old moves the counter: nothing before it may come again.
    const { counter, lateMs } = follow(before, head, receivedMs);
    this.#counters.set(head.keyId, counter);
    const heldMs = Math.max(0, this.#ports.nowMs() - receivedMs);
    const leftMs = head.lifetimeMs - (lateMs ?? 0) - heldMs;
    if (leftMs <= 0) return refused("expired");
    return { ok: true, head, content, leftMs, ageKnown: lateMs !== null };
  }

  /** What a restart has to be given. */
  marks(): readonly EnvelopeMark[] {
    return [...this.#counters.values()].map(({ keyId, epoch, sequence }) => ({
      keyId,
      epoch,
      sequence,
    }));
  }

  /** To be called when a key was revoked: its counter is of no use any more. */
  forget(keyId: string): void {
    this.#counters.delete(keyId);
  }
}

/** The counter after an envelope, and how much later that came than the fastest would have; null where none is known. */
function follow(
  before: Counter | undefined,
  { keyId, epoch, sequence, madeMs }: EnvelopeHead,
  receivedMs: number,
): { readonly counter: Counter; readonly lateMs: number | null } {
  const aheadMs = receivedMs - madeMs;
  const known = before?.epoch === epoch ? before : null;
  if (known === null || known.aheadMs === null)
    return { counter: { keyId, epoch, sequence, aheadMs, seenMs: receivedMs }, lateMs: null };
  const allowedMs = DRIFT * Math.max(0, receivedMs - known.seenMs);
  const lateMs = Math.max(0, aheadMs - known.aheadMs - allowedMs);
  // The fastest holds; clocks that part are followed as far as they may.
  const next = lateMs === 0 ? { aheadMs, seenMs: receivedMs } : known;
  return {
    counter: { keyId, epoch, sequence, aheadMs: next.aheadMs, seenMs: next.seenMs },
    lateMs,
  };
}

const isLater = (head: EnvelopeHead, mark: EnvelopeMark): boolean =>
  head.epoch > mark.epoch || (head.epoch === mark.epoch && head.sequence > mark.sequence);

const refused = (reason: EnvelopeRefusal): EnvelopeVerdict => ({ ok: false, reason });

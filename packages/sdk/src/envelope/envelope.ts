/** Kinds of what may send an envelope. A key that is enrolled for one speaks for no other. */
export const ISSUER_KINDS = ["sensor", "observer", "siren", "peer", "post"] as const;
export type IssuerKind = (typeof ISSUER_KINDS)[number];

/** What an envelope says about its content, and what the signature covers beside it. */
export interface EnvelopeHead {
  readonly issuerKind: IssuerKind;
  /** Id of the sensor, siren, observer or peer that sends it. */
  readonly issuer: string;
  /** Id of the key that signs it: an issuer may change keys. */
  readonly keyId: string;
  /** Whom it is for; an envelope for another is refused, so that it cannot be passed on. */
  readonly audience: string;
  /** What the content is, such as `look` or `heartbeat`: a content of one kind cannot be taken for another. */
  readonly purpose: string;
  /** Number of the issuer's start: each start of its counter and its steady clock has a greater one. */
  readonly epoch: number;
  /** Grows by at least one with each envelope of an epoch. */
  readonly sequence: number;
  /** So long after it was made the content may be acted on. */
  readonly lifetimeMs: number;
  /** When it was made, by the issuer's steady clock, which runs through an epoch and says nothing of the time of day. */
  readonly madeMs: number;
}

/** A signed message of a device or another post. */
export interface Envelope {
  readonly head: EnvelopeHead;
  readonly content: Uint8Array;
  /** Ed25519 over everything before it; 64 octets. */
  readonly signature: Uint8Array;
}

export const ENVELOPE_LIMITS = {
  contentBytes: 65_536,
  nameBytes: 128,
  lifetimeMs: 600_000,
} as const;
export const SIGNATURE_BYTES = 64;

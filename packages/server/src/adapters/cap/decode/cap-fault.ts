/** Why a document was not taken: few and fixed, for counting. */
export const CAP_REJECT_REASONS = [
  "document-too-long",
  "unknown-encoding",
  "forbidden-markup",
  "not-xml",
  "not-cap-1.2",
  "bad-field",
  "not-signed",
  "bad-signature",
] as const;
export type CapRejectReason = (typeof CAP_REJECT_REASONS)[number];

/** Why a document was not taken, with the element that it is about. */
export interface CapReject {
  readonly ok: false;
  readonly reason: CapRejectReason;
  /** Path of the element, such as `alert/info/expires`; empty: the document. */
  readonly field: string;
  readonly words: string;
}

/** Raised within the decoder, and turned into a {@link CapReject} at its edge. */
export class CapFault extends Error {
  readonly reason: CapRejectReason;
  readonly field: string;

  constructor(reason: CapRejectReason, field: string, words: string) {
    super(words);
    this.reason = reason;
    this.field = field;
  }
}

/** Runs a step of the decoder: what it raises as a fault of the document is a reject. */
export function orReject<T>(step: () => T): { readonly ok: true; readonly value: T } | CapReject {
  try {
    return { ok: true, value: step() };
  } catch (error) {
    if (!(error instanceof CapFault)) throw error;
    return { ok: false, reason: error.reason, field: error.field, words: error.message };
  }
}

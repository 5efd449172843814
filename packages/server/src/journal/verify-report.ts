/** The first place where a journal is not what was written. */
export interface BadPlace {
  readonly segment: string;
  readonly offset: number;
  /** The record concerned, when it can be told. */
  readonly sequence: number | null;
  /** In plain words. */
  readonly reason: string;
}

/** Records that are missing, both ends included. */
export interface JournalGap {
  readonly from: number;
  readonly through: number;
  /** A later record says that they had been durable: damage. Otherwise a power cut may have taken them. */
  readonly wasDurable: boolean;
}

export interface LeftOver {
  readonly segment: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface VerifyReport {
  /** Nothing is missing, changed or wrongly signed. A torn tail alone leaves this true: a crash makes one. */
  readonly ok: boolean;
  readonly records: number;
  readonly segments: number;
  readonly bytes: number;
  readonly firstSequence: number | null;
  readonly lastSequence: number | null;
  /** Every record follows from the one before it. */
  readonly chainOk: boolean;
  /** The chain after the last record, hexadecimal. */
  readonly chain: string | null;
  readonly checkpoints: number;
  /** Records up to this one are covered by a valid signature; 0 when none is. */
  readonly signedThrough: number;
  /** Public keys met, DER base64. */
  readonly publicKeys: readonly string[];
  readonly erased: number;
  readonly firstBad: BadPlace | null;
  /** Number of places that are bad, the first included. */
  readonly badPlaces: number;
  readonly tornTail: LeftOver | null;
  /** What a disk fault left at the end of a segment that was given up; its records are in the next one. */
  readonly leftOvers: readonly LeftOver[];
  readonly quarantined: readonly string[];
  readonly gaps: readonly JournalGap[];
}

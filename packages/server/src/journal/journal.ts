import type { JournalFault } from "./journal-fault.ts";
import type { RecordType } from "./record-type.ts";
import type { RecoveryReport } from "./recover.ts";

/**
 * The record of everything, as the pipeline sees it. `append` never waits for the disk; what must be on the disk before
 * something leaves is waited for with {@link awaitDurable}, for as long as the caller can afford.
 */
export interface Journal {
  /**
   * Takes a copy of `payload` and returns its sequence at once, or null when the record was refused because too much
   * waits for the disk or the writer is gone: then it is counted, a fault holds, and the next record taken is followed
   * by one that says how many are missing.
   */
  append(type: RecordType, payload: Uint8Array): number | null;
  /** Has the records up to `sequence` synced at once and does not wait: whoever waits for them later waits for less. */
  hasten(sequence: number): void;
  /**
   * True once the record `sequence` is on stable storage; false when it is not within `timeoutMs`. While the disk is
   * already late for an earlier record the time counts from then, so that many waits in a row are no longer than one.
   */
  awaitDurable(sequence: number, timeoutMs: number): boolean;
  /** Every record up to this one is on stable storage. */
  durableSequence(): number;
  /** The last sequence given out. */
  lastSequence(): number;
  faults(): readonly JournalFault[];
  /** Calls `listener` when a fault begins or is over; returns what ends that. */
  onFault(listener: (fault: JournalFault) => void): () => void;
  /** What was found when the journal was opened. */
  readonly recovery: RecoveryReport;
  /** The key that signs the checkpoints, DER base64. */
  readonly publicKey: string;
  /** Signs a last checkpoint, makes everything durable and lets the directory go. Rejects when that failed. */
  close(): Promise<void>;
}

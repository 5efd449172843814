/** Everything that can be wrong with a journal. */
export const JOURNAL_FAULT_CODES = [
  /** A crash had cut the last write short; the whole records before it are kept. */
  "JOURNAL_TORN_TAIL",
  /** A segment was damaged in its middle and set aside. */
  "JOURNAL_QUARANTINED",
  /** A write or a sync failed. Active until one succeeds. */
  "JOURNAL_DISK_FAILED",
  /** Records wait for the disk longer than they should. Active until they are durable. */
  "JOURNAL_SLOW",
  /** The writer thread stands still, whether or not records wait. Active until it goes on. */
  "JOURNAL_STILL",
  /** Records were refused, because too many wait for the disk. Active until one is taken. */
  "JOURNAL_FULL",
  /** The writer thread died and was started again. */
  "JOURNAL_WRITER_DIED",
  /** The writer is gone for good: nothing is recorded. */
  "JOURNAL_STOPPED",
] as const;
export type JournalFaultCode = (typeof JOURNAL_FAULT_CODES)[number];

export interface JournalFault {
  readonly code: JournalFaultCode;
  /** When it last happened. */
  readonly timeUs: number;
  readonly detail: string;
  /** Times it happened; for `JOURNAL_FULL` the records refused. */
  readonly count: number;
  /** It still holds. */
  readonly active: boolean;
}

/** The latest of each kind of fault: bounded by the kinds there are. */
export class FaultTable {
  readonly #faults = new Map<JournalFaultCode, JournalFault>();
  readonly #listeners = new Set<(fault: JournalFault) => void>();

  raise(code: JournalFaultCode, at: { timeUs: number; detail: string; active: boolean }): void {
    const before = this.#faults.get(code);
    const fault: JournalFault = { code, ...at, count: (before?.count ?? 0) + 1 };
    this.#faults.set(code, fault);
    if (before?.active !== true) this.#tell(fault);
  }

  /** Marks a fault as over. */
  clear(code: JournalFaultCode): void {
    const fault = this.#faults.get(code);
    if (fault?.active !== true) return;
    const cleared = { ...fault, active: false };
    this.#faults.set(code, cleared);
    this.#tell(cleared);
  }

  isActive(code: JournalFaultCode): boolean {
    return this.#faults.get(code)?.active === true;
  }

  list(): JournalFault[] {
    return [...this.#faults.values()];
  }

  /** Calls `listener` when a fault begins or is over; returns what ends that. */
  listen(listener: (fault: JournalFault) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(fault: JournalFault): void {
    for (const listener of this.#listeners) listener(fault);
  }
}

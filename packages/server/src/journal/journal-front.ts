import { CHECKPOINT_INTERVAL_US, CHECKPOINT_RECORDS } from "./limits.ts";
import { FaultTable, type JournalFaultCode } from "./journal-fault.ts";
import { RECORD_TYPES } from "./record-type.ts";
import type { RecoveryReport } from "./recover.ts";

/** Puts a record, or for a null payload a checkpoint, in line for writing; null when there is no room. */
export type Enqueue = (type: number, payload: Uint8Array | null, timeUs: number) => number | null;

/** What both journals do before a record is in line: when a checkpoint is due, and how refusals are told. */
export class JournalFront {
  readonly faults: FaultTable = new FaultTable();
  readonly #enqueue: Enqueue;
  readonly #nowUs: () => number;
  #recordsSinceCheckpoint = 0;
  #checkpointUs: number;
  #refused = 0;
  #refusedSinceUs = 0;

  constructor(nowUs: () => number, enqueue: Enqueue) {
    this.#nowUs = nowUs;
    this.#enqueue = enqueue;
    this.#checkpointUs = nowUs();
  }

  append(type: number, payload: Uint8Array): number | null {
    const timeUs = this.#nowUs();
    const sequence = this.#enqueue(type, payload, timeUs);
    if (sequence === null) {
      this.#refuse(timeUs);
      return null;
    }
    this.#recordsSinceCheckpoint += 1;
    if (this.#refused > 0) this.#tellRefused(timeUs);
    this.#checkpointWhenDue(timeUs);
    return sequence;
  }

  /** Signs the chain now, unless nothing was recorded since the last time. */
  checkpoint(): void {
    if (this.#recordsSinceCheckpoint === 0) return;
    const timeUs = this.#nowUs();
    if (this.#enqueue(RECORD_TYPES.checkpoint, null, timeUs) === null) return;
    this.#recordsSinceCheckpoint = 0;
    this.#checkpointUs = timeUs;
  }

  raise(code: JournalFaultCode, detail: string, active: boolean): void {
    this.faults.raise(code, { timeUs: this.#nowUs(), detail, active });
  }

  /** Shows and records what opening the journal found wrong. */
  reportRecovery(report: RecoveryReport): void {
    const { tornTail, quarantined, lost } = report;
    if (tornTail !== null) {
      const { segment, offset, bytes } = tornTail;
      this.#note("JOURNAL_TORN_TAIL", `${bytes} bytes cut from ${segment} at byte ${offset}`);
    }
    if (quarantined !== null) {
      const missing =
        lost === null ? "no record is missing" : `records ${lost.from} to ${lost.through}`;
      const detail = `${quarantined.segment}: ${quarantined.reason}; lost: ${missing}`;
      this.#note("JOURNAL_QUARANTINED", detail);
    }
  }

  #note(code: JournalFaultCode, detail: string): void {
    this.raise(code, detail, false);
    this.#record({ timeUs: this.#nowUs(), code, detail });
  }

  #record(note: { timeUs: number; code: JournalFaultCode; detail: string }): boolean {
    const payload = Buffer.from(JSON.stringify(note), "utf8");
    const sequence = this.#enqueue(RECORD_TYPES.journal, payload, note.timeUs);
    if (sequence === null) return false;
    this.#recordsSinceCheckpoint += 1;
    return true;
  }

  #refuse(timeUs: number): void {
    if (this.#refused === 0) this.#refusedSinceUs = timeUs;
    this.#refused += 1;
    const detail = `${this.#refused} records refused: too much waits for the disk`;
    this.faults.raise("JOURNAL_FULL", { timeUs, detail, active: true });
  }

  #tellRefused(timeUs: number): void {
    const detail = `${this.#refused} records refused since ${this.#refusedSinceUs}`;
    if (!this.#record({ timeUs, code: "JOURNAL_FULL", detail })) return;
    this.#refused = 0;
    this.faults.clear("JOURNAL_FULL");
  }

  #checkpointWhenDue(timeUs: number): void {
    const due =
      this.#recordsSinceCheckpoint >= CHECKPOINT_RECORDS ||
      timeUs - this.#checkpointUs >= CHECKPOINT_INTERVAL_US;
    if (due) this.checkpoint();
  }
}

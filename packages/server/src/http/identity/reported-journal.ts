import type { Mode } from "@tocsin/core";
import type { IdentityJournal } from "../../identity/identity-core.ts";
import { encodeIdentityRecord, type IdentityRecord } from "../../identity/identity-record.ts";

/** A record for the journal, on its way from the server's thread to the one that protects. */
export interface RecordReport {
  readonly kind: "record";
  readonly id: number;
  readonly type: number;
  readonly payload: Uint8Array;
  readonly durable: boolean;
}

/** Records that wait for an answer; further ones are not taken. */
export const RECORDS_WAITING_MAX = 64;
/** After so long without an answer a record counts as not taken. */
const ANSWER_WAIT_MS = 10_000;

/** The journal as the server's thread reaches it: by asking the thread that protects, which never waits for it. */
export class ReportedJournal implements IdentityJournal {
  readonly #mode: Mode;
  readonly #report: (record: RecordReport) => void;
  readonly #waiting = new Map<number, (sequence: number | null) => void>();
  #nextId = 1;

  constructor(mode: Mode, report: (record: RecordReport) => void) {
    this.#mode = mode;
    this.#report = report;
  }

  record(record: IdentityRecord, durable: boolean): Promise<number | null> {
    if (this.#waiting.size >= RECORDS_WAITING_MAX) return Promise.resolve(null);
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.answered(id, null), ANSWER_WAIT_MS);
      this.#waiting.set(id, (sequence) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(sequence);
      });
      this.#report({ kind: "record", id, ...encodeIdentityRecord(record, this.#mode), durable });
    });
  }

  answered(id: number, sequence: number | null): void {
    this.#waiting.get(id)?.(sequence);
  }
}

import type { Mode } from "@tocsin/core";
import type { IdentityJournal } from "../../identity/identity-core.ts";
import { encodeIdentityRecord, type IdentityRecord } from "../../identity/identity-record.ts";
import { AskedPost } from "../asked-post.ts";

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
/** The journal as the server's thread reaches it: by asking the thread that protects, which never waits for it. */
export class ReportedJournal implements IdentityJournal {
  readonly #mode: Mode;
  readonly #post: AskedPost<Omit<RecordReport, "kind" | "id">, number>;

  constructor(mode: Mode, report: (record: RecordReport) => void) {
    this.#mode = mode;
    this.#post = new AskedPost(
      (id, record) => report({ kind: "record", id, ...record }),
      RECORDS_WAITING_MAX,
    );
  }

  record(record: IdentityRecord, durable: boolean): Promise<number | null> {
    return this.append(encodeIdentityRecord(record, this.#mode), durable);
  }

  /** Of a type that the thread that protects takes from this one: of identity, or what people say happened. */
  append(
    record: { readonly type: number; readonly payload: Uint8Array },
    durable: boolean,
  ): Promise<number | null> {
    return this.#post.ask({ ...record, durable });
  }

  answered(id: number, sequence: number | null): void {
    this.#post.answered(id, sequence);
  }
}

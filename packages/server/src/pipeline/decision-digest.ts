import { createHash } from "node:crypto";
import { RECORD_TYPES } from "../journal/record-type.ts";
import type { EncodedRecord } from "./encode-record.ts";

/** SHA-256 over the payloads of all decisions and warnings in order, each preceded by its type and length. */
export class DecisionDigest {
  readonly #hash = createHash("sha256");
  #decisions = 0;
  #warnings = 0;

  add(record: EncodedRecord): void {
    if (record.type === RECORD_TYPES.decision) this.#decisions++;
    else if (record.type === RECORD_TYPES.warning) this.#warnings++;
    else return;
    const head = Buffer.alloc(6);
    head.writeUInt16BE(record.type, 0);
    head.writeUInt32BE(record.payload.length, 2);
    this.#hash.update(head).update(record.payload);
  }

  get decisions(): number {
    return this.#decisions;
  }
  get warnings(): number {
    return this.#warnings;
  }
  /** Hexadecimal; may be asked for at any time, and adding goes on. */
  hex(): string {
    return this.#hash.copy().digest("hex");
  }
}

import type { Mode, TimeUs } from "@tocsin/core";
import type { StatedBy } from "@tocsin/sdk";
import { RECORD_TYPES } from "../journal/record-type.ts";
import type { EncodedRecord } from "../pipeline/encode-record.ts";

/** Who has a drill started or ended: a person, or the post by itself. */
export type DrilledBy = Exclude<StatedBy, { kind: "scenario" }> | { readonly kind: "post" };

/** What the journal of a post holds of a drill beside it: its own journal holds the rest. */
export interface DrillRecord {
  readonly change: "started" | "ended";
  readonly id: string;
  readonly timeUs: TimeUs;
  readonly by: DrilledBy;
  readonly scenario: string;
  /** In words: why it was started, or what ended it. */
  readonly reason: string;
  /** What it was to be told over, by name: of one that was started. */
  readonly channels?: readonly string[];
}

/** null: the record is of another type, or its content was erased. */
export function decodeDrill(type: number, payload: Uint8Array): DrillRecord | null {
  if (type !== RECORD_TYPES.drill || payload.length === 0) return null;
  return JSON.parse(Buffer.from(payload).toString("utf8")) as DrillRecord;
}

export const encodeDrill = (record: DrillRecord, mode: Mode): EncodedRecord => ({
  type: RECORD_TYPES.drill,
  payload: Buffer.from(JSON.stringify({ mode, ...record }), "utf8"),
});

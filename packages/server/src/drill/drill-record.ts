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
}

export const encodeDrill = (record: DrillRecord, mode: Mode): EncodedRecord => ({
  type: RECORD_TYPES.drill,
  payload: Buffer.from(JSON.stringify({ mode, ...record }), "utf8"),
});

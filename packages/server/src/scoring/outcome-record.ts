import type { Mode, Outcome, TimeUs } from "@tocsin/core";
import type { OutcomeStatement, StatedBy } from "@tocsin/sdk";
import type { EncodedRecord } from "../pipeline/encode-record.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";

/** What the journal holds of what really happened. */
export interface OutcomeRecord {
  readonly recordedUs: TimeUs;
  readonly by: StatedBy;
  readonly statement: OutcomeStatement | SimulatedTruth;
}

/** All that a scenario had: nothing but this threatened anybody in that stretch. */
export interface SimulatedTruth {
  readonly kind: "simulated";
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  readonly outcomes: readonly Outcome[];
}

export const encodeOutcome = (record: OutcomeRecord, mode: Mode): EncodedRecord => ({
  type: RECORD_TYPES.outcome,
  payload: Buffer.from(JSON.stringify({ mode, ...record }), "utf8"),
});

/** The record that a journal holds; null where it is of another kind, or erased. */
export function decodeOutcome(
  type: number,
  payload: Uint8Array,
): (OutcomeRecord & { readonly mode: Mode }) | null {
  if (type !== RECORD_TYPES.outcome || payload.length === 0) return null;
  return JSON.parse(Buffer.from(payload).toString("utf8")) as OutcomeRecord & {
    readonly mode: Mode;
  };
}

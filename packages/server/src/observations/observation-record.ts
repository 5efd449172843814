import type { Mode, TimeUs } from "@tocsin/core";
import type { ObservationOutcome, ObservationReport, Observer, ObserverCounts } from "@tocsin/sdk";
import { RECORD_TYPES, type RecordType } from "../journal/record-type.ts";

/** What the journal holds of reports: each as it came, and what was found or done later. */
export type ObservationRecord =
  | {
      readonly change: "received";
      readonly observer: Observer;
      readonly report: ObservationReport;
      readonly outcome: ObservationOutcome;
    }
  | {
      readonly change: "withdrawn";
      readonly id: string;
      readonly observer: Observer;
      readonly timeUs: TimeUs;
    }
  | {
      readonly change: "judged";
      readonly id: string;
      readonly observer: Observer;
      readonly verdict: keyof ObserverCounts;
      readonly trackId: string | null;
      readonly timeUs: TimeUs;
    };

export const encodeObservation = (
  record: ObservationRecord,
  mode: Mode,
): { readonly type: RecordType; readonly payload: Uint8Array } => ({
  type: RECORD_TYPES.observation,
  payload: Buffer.from(JSON.stringify({ mode, ...record }), "utf8"),
});

/** Longer than any record of ours: a longer one is none. */
const BYTES_MAX = 16_384;

/** The record that a journal holds; null where it is of another kind, or erased. */
export function decodeObservation(type: number, payload: Uint8Array): ObservationRecord | null {
  if (type !== RECORD_TYPES.observation || payload.length === 0 || payload.length > BYTES_MAX)
    return null;
  return JSON.parse(Buffer.from(payload).toString("utf8")) as ObservationRecord;
}

import type { ObservationOutcome, ObservedSite, Observer } from "@tocsin/sdk";
import type { IncomingReport } from "../../adapters/observers/observer-desk.ts";
import type { ObservationRecord } from "../../observations/observation-record.ts";

/** What the server's thread has to know to take reports. */
export interface ObservationInput {
  readonly dataDir: string;
  readonly journalDirectory: string;
  readonly lastSequence: number;
  readonly site: ObservedSite;
  readonly reportsPerMinute: number;
  /** Of a compass that says nothing of its own error. */
  readonly compassSigmaDeg: number;
}

/** What the server's thread asks the one that protects: to take a report, or to note that one was taken back. */
export type ObservationQuestion =
  | ({ readonly ask: "take" } & IncomingReport)
  | { readonly ask: "withdraw"; readonly id: string; readonly observer: Observer };

/** A question on its way. */
export interface ObservationOrder {
  readonly kind: "observation";
  readonly id: number;
  readonly question: ObservationQuestion;
}

/** What became of it; `sequence` is null where the journal did not confirm it in time. */
export interface ObservationTaken {
  readonly sequence: number | null;
  readonly record: ObservationRecord;
  readonly outcome: ObservationOutcome | null;
}

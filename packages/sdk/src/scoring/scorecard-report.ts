import type { Scorecard, TimeUs } from "@tocsin/core";
import type { OutcomeStatement } from "./outcome-statement.ts";

/** Who said what happened: somebody with an account, whoever may read the data directory, or a scenario. */
export type StatedBy =
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "command-line"; readonly user: string }
  | { readonly kind: "scenario"; readonly name: string };

/** A statement as the record has it. */
export interface ListedStatement {
  /** Sequence number of its record. */
  readonly record: number;
  readonly recordedUs: TimeUs;
  readonly by: StatedBy;
  readonly statement: OutcomeStatement | { readonly kind: "simulated"; readonly objects: number };
  readonly isWithdrawn: boolean;
}

/** `GET /api/sources/{id}/scorecard`, and `tocsin scorecard --json`: how warnings compare with what is known to have happened. */
export interface ScorecardReport {
  /** Only this month was scored; null: all. */
  readonly month: string | null;
  /** One for each mode: a drill is no attack. Of the events the latest, newest first. */
  readonly cards: readonly Scorecard[];
  /** Events that are counted and not listed. */
  readonly eventsLeftOut: number;
  /** The latest, newest first. */
  readonly statements: readonly ListedStatement[];
}

import type { CaseClaim } from "../cases/decided-claims.ts";
import type { Recording } from "./recording.ts";

/** How what is said stands to what was recorded. */
export type RecordVerdict =
  | "supported"
  | "contradicted"
  | "could-not-have-been-seen"
  | "not-comparable";

/** A verdict with what it hangs on. */
export interface Answer {
  readonly verdict: RecordVerdict;
  readonly reason: string;
  /** Sequence numbers in the recording's journal. */
  readonly records: readonly number[];
  /** It hangs on something that is only modelled, though the recording is real. */
  readonly notional?: boolean;
}

/** A claim that is held against a recording. */
export interface Said {
  readonly claim: CaseClaim;
  /** Its exact words. */
  readonly words: string;
  /** From where its speaker says that it came, degrees clockwise from north; null where nobody says. */
  readonly fromDeg: number | null;
}

export type Rule = (said: Said, recording: Recording) => Answer;

export const notComparable = (reason: string, records: readonly number[] = []): Answer => ({
  verdict: "not-comparable",
  reason,
  records,
});

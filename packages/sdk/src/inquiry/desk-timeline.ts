/** When a claim has it that the event was: an interval on the clock of whoever tells it, or of universal time. */
export interface DeskSaidTime {
  readonly claimId: string;
  readonly accountId: string;
  readonly speaker: string;
  /** The words that say so. */
  readonly words: string;
  /** `2026-05-03T18:00`, without a zone. */
  readonly from: string;
  readonly to: string;
  /** Whether these are universal time; else it is not said which zone they are of. */
  readonly utc: boolean;
  readonly hedged: boolean;
}

/** Something that a post recorded, in universal time (ISO 8601). */
export interface DeskRecordedEvent {
  readonly recordingId: string;
  /** The object that it is of, or was decided of; null where it is of none. */
  readonly objectId: string | null;
  readonly kind: "object" | "decision" | "warning" | "engagement" | "outage" | "not-running";
  readonly words: string;
  readonly from: string;
  readonly to: string;
  readonly records: readonly number[];
}

/** The stretch of a recording that was asked about. */
export interface DeskStretch {
  readonly recordingId: string;
  readonly name: string;
  /** It shows what would be recorded if, and not what was. */
  readonly notional: boolean;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  /** When what was tracked there was there; null where nothing that may be meant was tracked. */
  readonly event: { readonly from: string; readonly to: string } | null;
  /** Whole hours by which the sun runs ahead of universal time there; null where the recording does not tell. */
  readonly sunHours: number | null;
}

/** What accounts say of when it was, beside what was recorded. */
export interface DeskTimeline {
  readonly said: readonly DeskSaidTime[];
  readonly stretches: readonly DeskStretch[];
  readonly recorded: readonly DeskRecordedEvent[];
}

/** What the page of a case's desk is given. Ranges are UTF-16 code units of an account's text: from `start`, up to and without `end`. */
export interface DeskCase {
  readonly title: string;
  /** Who works at this desk: the name that decisions are recorded under. */
  readonly by: string;
  readonly accounts: readonly DeskAccount[];
  readonly claims: readonly DeskClaim[];
  readonly facts: readonly DeskFact[];
  readonly origins: readonly DeskOrigin[];
  readonly copies: readonly DeskCopy[];
  readonly hypotheses: readonly DeskHypothesis[];
  /** What a claim can be about. */
  readonly questions: readonly DeskQuestion[];
  readonly speakerKinds: readonly DeskSpeakerKind[];
  /** What taking back would take back; null where nothing was done at this desk, or all was taken back. */
  readonly lastDone: string | null;
  readonly minutes: readonly DeskMinutes[];
}

export interface DeskSpan {
  readonly start: number;
  readonly end: number;
}

export interface DeskAccount {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** ISO date of publication; null where it is not known. */
  readonly published: string | null;
  readonly language: string;
  /** Whether claims are proposed for its language. */
  readonly read: boolean;
  /** Of its text. */
  readonly characters: number;
  readonly furniture: readonly DeskFurniture[];
}

export interface DeskFurniture extends DeskSpan {
  readonly kind: string;
}

export type DeskSpeakerKind =
  | "named"
  | "office"
  | "anonymous"
  | "collective"
  | "narrator"
  | "imagery"
  | "unresolved";

export interface DeskClaim {
  readonly id: string;
  readonly accountId: string;
  readonly span: DeskSpan;
  readonly predicate: string;
  /** As a person reads it: "3 (drone)". */
  readonly says: string;
  readonly value: string;
  readonly least: number | null;
  readonly most: number | null;
  readonly population: string | null;
  readonly speaker: string;
  readonly speakerKind: DeskSpeakerKind;
  /** Through whom it came, nearest the account last. */
  readonly via: readonly string[];
  readonly hedges: readonly string[];
  /** The event that it is about, where that is another than the case's. */
  readonly otherEvent: string | null;
  readonly rule: string;
  readonly status: "proposed" | "accepted" | "rejected" | "by-hand";
  readonly decision: { readonly by: string; readonly reason: string } | null;
  /** What was proposed, where a person changed it: "2 (drone), said by (the account)". */
  readonly proposed: string | null;
  /** How it stands to what posts recorded. */
  readonly held: readonly {
    readonly recording: string;
    readonly verdict: string;
    readonly reason: string;
    /** It rests on what was simulated, and carries no finding. */
    readonly notional: boolean;
  }[];
}

export type DeskVerdict =
  | "equal"
  | "compatible"
  | "contradiction"
  | "drift"
  | "different-population"
  | "corrected";

export interface DeskVersion {
  readonly says: string;
  /** Ids of independent origins. */
  readonly origins: readonly string[];
  readonly claimIds: readonly string[];
}

/** Everything that is said of one thing: the row of a matrix of facts and origins. */
export interface DeskFact {
  readonly question: string;
  readonly population: string | null;
  readonly otherEvent: string | null;
  readonly finding: string;
  readonly versions: readonly DeskVersion[];
  /** Pairs of versions, by their place above. */
  readonly relations: readonly {
    readonly a: number;
    readonly b: number;
    readonly verdict: DeskVerdict;
    readonly reason: string;
  }[];
  /** Null where nothing is counted; `most` null: nobody sets an upper bound. */
  readonly figures: {
    readonly least: number;
    readonly most: number | null;
    readonly conservative: number;
    readonly twoOrigins: number | null;
  } | null;
}

/** Claims that go back to one statement, however many accounts carry them. */
export interface DeskOrigin {
  readonly id: string;
  readonly name: string;
  readonly claimIds: readonly string[];
  readonly accountIds: readonly string[];
  readonly basis: readonly string[];
}

/** What speaks on one side of a hypothesis. */
export interface DeskSide {
  readonly evidence: readonly {
    /** Of a claim, an exhibit or a recording. */
    readonly id: string;
    readonly kind: "claim" | "exhibit" | "recording";
    readonly says: string;
    readonly reason: string;
  }[];
  /** Independent origins, by name. */
  readonly origins: readonly string[];
}

/** One row: what may be so, what speaks for it and against it, and what is concluded. */
export interface DeskHypothesis {
  readonly id: string;
  readonly text: string;
  readonly for: DeskSide;
  readonly against: DeskSide;
  readonly conclusion: {
    readonly verdict: "holds" | "fails" | "open";
    readonly reason: string;
    readonly by: string;
  } | null;
  /** Set where a conclusion rests on fewer than two origins. */
  readonly alarm: string | null;
}

/** What two accounts share. */
export interface DeskCopy {
  readonly a: string;
  readonly b: string;
  readonly passages: readonly {
    readonly a: DeskSpan;
    readonly b: DeskSpan;
    /** Of the words of the shorter one, 0 to 1. */
    readonly share: number;
  }[];
}

export interface DeskQuestion {
  readonly predicate: string;
  readonly question: string;
}

/** How long people took for an account, from its first view to the last decision. */
export interface DeskMinutes {
  readonly accountId: string;
  readonly activeS: number;
  readonly decisions: number;
}

/** What an analyst does at the desk; who and when is added where it is recorded. */
export type DeskAction =
  | {
      readonly kind: "decide";
      readonly claimId: string;
      readonly verdict: "accept" | "reject";
      readonly reason: string;
    }
  | {
      readonly kind: "attribute";
      readonly claimId: string;
      readonly speaker: string;
      readonly speakerKind: DeskSpeakerKind;
      readonly reason: string;
    }
  | {
      readonly kind: "claim";
      readonly accountId: string;
      readonly span: DeskSpan;
      readonly predicate: string;
      readonly value: string;
      readonly least: number | null;
      readonly most: number | null;
      readonly population: string | null;
      readonly speaker: string;
      readonly speakerKind: DeskSpeakerKind;
      readonly reason: string;
    }
  | {
      readonly kind: "edit";
      readonly claimId: string;
      readonly change: {
        readonly value: string;
        readonly interval: { readonly least: number; readonly most: number | null } | null;
        readonly population: string | null;
      };
      readonly reason: string;
    }
  | {
      readonly kind: "split";
      readonly claimId: string;
      readonly parts: readonly { readonly span: DeskSpan }[];
      readonly reason: string;
    }
  | { readonly kind: "take-back" };

/** An action, and how long the person was active on the account since the last one. */
export interface DeskDone {
  readonly action: DeskAction;
  readonly accountId: string;
  readonly activeS: number;
}

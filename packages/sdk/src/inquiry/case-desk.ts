import type { DeskExhibit, DeskExhibitAction } from "./desk-exhibit.ts";
import type { DeskLinkedCase, DeskPublication, DeskRecording } from "./desk-publication.ts";
import type { DeskTimeline } from "./desk-timeline.ts";

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
  readonly originDecisions: readonly DeskOriginDecision[];
  readonly lifted: readonly DeskLifted[];
  readonly sourceGrades: readonly DeskSourceGrade[];
  readonly timeline: DeskTimeline;
  readonly hypotheses: readonly DeskHypothesis[];
  /** Exhibits and recordings of the case. */
  readonly things: readonly DeskThing[];
  readonly exhibits: readonly DeskExhibit[];
  readonly recordings: readonly DeskRecording[];
  readonly publication: DeskPublication;
  readonly linked: readonly DeskLinkedCase[];
  /** How the event that the case is about is called in an edit. */
  readonly mainEvent: string;
  /** What a claim can be about. */
  readonly questions: readonly DeskQuestion[];
  readonly speakerKinds: readonly DeskSpeakerKind[];
  /** What taking back would take back; null where nothing was done at this desk, or all was taken back. */
  readonly lastDone: string | null;
  readonly minutes: readonly DeskMinutes[];
}

/** How far a source is relied on, by a letter from A to F, and who says so. */
export interface DeskSourceGrade {
  readonly of: string;
  readonly kind: "account" | "speaker";
  readonly reliability: string;
  readonly by: string;
  readonly reason: string;
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

/** A range whose label was lifted: it is read as part of the account. */
export interface DeskLifted extends DeskSpan {
  readonly accountId: string;
  readonly by: string;
  readonly reason: string;
}

/** Where people said otherwise than the rules whether statements are one. */
export interface DeskOriginDecision {
  readonly id: string;
  readonly kind: "join" | "part";
  readonly claimIds: readonly string[];
  readonly reason: string;
  readonly by: string;
}

/** What may be weighed besides claims. */
export interface DeskThing {
  readonly id: string;
  readonly kind: "exhibit" | "recording";
  readonly says: string;
  /** It shows what would be recorded if, and bears on no finding. */
  readonly notional: boolean;
}

export type DeskSpeakerKind =
  | "named"
  | "office"
  | "anonymous"
  | "collective"
  | "narrator"
  | "imagery"
  | "unresolved";

export type DeskPolarity = "affirm" | "deny" | "unknown";

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
  readonly polarity: DeskPolarity;
  /** Admiralty grade of the information, 1 to 6; null where nobody gave one. */
  readonly credibility: number | null;
  /** Of whoever says it, or else of the account; null where nobody gave one. */
  readonly reliability: DeskSourceGrade | null;
  /** Claims that stand in its place since it was split or merged. */
  readonly replacedBy: readonly string[];
  /** The event that it is about, where that is another than the case's. */
  readonly otherEvent: string | null;
  readonly rule: string;
  readonly status: "proposed" | "accepted" | "rejected" | "by-hand" | "suggested";
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
  /** Pairs of versions that do not agree, by their place above. */
  readonly relations: readonly {
    readonly a: number;
    readonly b: number;
    readonly verdict: DeskVerdict;
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
  readonly withdrawn: boolean;
  /** How it was put since it was put up, and why; a text of null: it was withdrawn. */
  readonly revisions: readonly {
    readonly text: string | null;
    readonly reason: string;
    readonly by: string;
  }[];
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

/** What an analyst does to a claim. */
export type DeskClaimAction =
  | {
      readonly kind: "decide";
      readonly claimId: string;
      /** `reopen`: it is a proposal again, as it was made. */
      readonly verdict: "accept" | "reject" | "reopen";
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
        readonly value?: string;
        readonly interval?: { readonly least: number; readonly most: number | null } | null;
        readonly population?: string | null;
        readonly polarity?: DeskPolarity;
        readonly hedges?: readonly string[];
        /** The case's own ({@link DeskCase.mainEvent}), else `other: ` and what it is called. */
        readonly event?: string;
      };
      readonly reason: string;
    }
  | {
      readonly kind: "split";
      readonly claimId: string;
      readonly parts: readonly { readonly span: DeskSpan }[];
      readonly reason: string;
    }
  | {
      readonly kind: "merge";
      readonly claimId: string;
      readonly into: string;
      readonly reason: string;
    }
  | {
      readonly kind: "grade-information";
      readonly claimId: string;
      readonly credibility: number | null;
      readonly reason: string;
    };

/** What an analyst says of sources, origins and what was taken for no part of an account. */
export type DeskSourceAction =
  | {
      readonly kind: "grade-source";
      readonly source: { readonly kind: "account" | "speaker"; readonly name: string };
      readonly reliability: string | null;
      readonly reason: string;
    }
  | {
      readonly kind: "lift" | "relabel";
      readonly accountId: string;
      readonly span: DeskSpan;
      readonly reason: string;
    }
  | {
      /** The decision gets its name where it is recorded. */
      readonly kind: "join-origins" | "part-origin";
      readonly claimIds: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: "drop-origin-decision"; readonly decisionId: string; readonly reason: string };

export type DeskEvidence =
  | { readonly kind: "claim"; readonly claimId: string }
  | { readonly kind: "exhibit"; readonly exhibitId: string }
  | { readonly kind: "recording"; readonly recordingId: string };

/** What an analyst makes of it all. */
export type DeskFindingAction =
  /** The hypothesis gets its name where it is recorded. */
  | { readonly kind: "hypothesis"; readonly text: string }
  | {
      readonly kind: "revise-hypothesis";
      readonly hypothesisId: string;
      /** Null: it is withdrawn. */
      readonly text: string | null;
      readonly reason: string;
    }
  | {
      readonly kind: "weigh";
      readonly hypothesisId: string;
      readonly evidence: DeskEvidence;
      readonly bears: "for" | "against" | "neither";
      readonly reason: string;
    }
  | {
      readonly kind: "conclude";
      readonly hypothesisId: string;
      readonly verdict: "holds" | "fails" | "open";
      readonly reason: string;
    };

/** What an analyst does at the desk; who and when is added where it is recorded. */
export type DeskAction =
  | DeskClaimAction
  | DeskSourceAction
  | DeskFindingAction
  | DeskExhibitAction
  | { readonly kind: "take-back" };

/** An action, and how long the person was active on the account since the last one; null: it is about no single account. */
export interface DeskDone {
  readonly action: DeskAction;
  readonly accountId: string | null;
  readonly activeS: number;
}

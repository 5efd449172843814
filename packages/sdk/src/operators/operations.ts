import type { TimeUs } from "@tocsin/core";
import type { WantedCommand } from "./wanted-command.ts";

/** Who did something: the id of an account names the person for good, the name is for people to read. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Who stands in for a second person, by the site file. */
export interface SecondPersonRule {
  readonly standIn: "none" | "remote-supervisor" | "countdown";
  /** How long a countdown is; null where there is none. */
  readonly countdownS: number | null;
}

/** What people can do now, and what waits for a second person: part of each live picture. */
export interface Operations {
  /** Names what commands for the whole site are made on. */
  readonly tag: string;
  readonly automation: boolean;
  readonly posture: PostureShown;
  /** Areas where people are warned, or something is ordered. */
  readonly areas: readonly AreaOperations[];
  /** The same as {@link AreaOperations.tag} for each area that is not among them. */
  readonly quietTag: string;
  /** Open ones, the oldest first. */
  readonly proposals: readonly ShownProposal[];
  /** Those that ended in the last half minute, the latest first. */
  readonly ended: readonly ClosedProposal[];
  readonly secondPerson: SecondPersonRule;
  /** A site file that two people have to agree to; null where none waits. */
  readonly site: WaitingSite | null;
}

/** A site file that was read at the start and that two people have not agreed to: part of each live picture while it waits. */
export interface WaitingSite {
  /** Names what commands about it are made on. */
  readonly tag: string;
  /** Of the file, octet for octet; hexadecimal. */
  readonly sha256: string;
  /** Whether the post protects with it all the same: what was accepted before could not be read, so nothing could be compared. */
  readonly inForce: boolean;
  /** What it lowers, one plain sentence each: at most {@link SITE_CHANGES_SHOWN_MAX}. */
  readonly lowers: readonly string[];
  /** How much it lowers in all, and how much else it changes. */
  readonly lowersCount: number;
  readonly elseCount: number;
  /** When two people agreed to it: it is in force from the next start on. null: they have not. */
  readonly agreedUs: TimeUs | null;
}

/** A list that is longer cannot be read by a person who is to agree to it on a screen; `tocsin site status` has all of it. */
export const SITE_CHANGES_SHOWN_MAX = 50;

export interface PostureShown {
  readonly level: "normal" | "heightened";
  /** Where a heightened one comes from; null where it is normal. */
  readonly source: string | null;
  readonly untilUs: TimeUs | null;
}

export interface AreaOperations {
  readonly id: string;
  /** Names what commands for this area are made on: it changes with the alarm, its threats, an inhibit and a sweep. */
  readonly tag: string;
  /** Until then people there are not warned; null: they are. */
  readonly inhibitedUntilUs: TimeUs | null;
  /** The all-clear of this area waits for a sweep. */
  readonly sweepNeeded: boolean;
}

/** What lowers protection and waits for a second person. */
export interface ShownProposal {
  readonly id: string;
  readonly command: WantedCommand;
  /** What it would do, in plain words. */
  readonly text: string;
  readonly reason: string;
  readonly by: Person;
  readonly proposedUs: TimeUs;
  /** When it lapses, or with `countdown` takes effect unless somebody stops it. */
  readonly untilUs: TimeUs;
  readonly countdown: boolean;
  /** What people would be told, in each language of the site; null where they are told nothing. */
  readonly message: readonly ProposedText[] | null;
}

export interface ProposedText {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly headline: string;
  readonly instruction: string;
}

/** How a proposal ended. */
export type ProposalEnd =
  /** A second person agreed: it took effect. */
  | "seconded"
  /** Nobody stopped its countdown: it took effect. */
  | "counted-down"
  | "refused"
  | "withdrawn"
  | "lapsed"
  /** What it was made on has changed. */
  | "overtaken"
  /** The engine did not take it. */
  | "not-taken";

export interface ClosedProposal extends ShownProposal {
  readonly end: ProposalEnd;
  readonly endedUs: TimeUs;
  /** Who ended it; null: time did. */
  readonly endedBy: Person | null;
}

/** `GET /api/proposals`. */
export interface ProposalList {
  readonly open: readonly ShownProposal[];
  /** The latest first. */
  readonly closed: readonly ClosedProposal[];
}

/** What a command or an answer to a proposal comes to. */
export interface CommandAnswer {
  /** `done`: it took effect. `proposed`: it waits for a second person. `closed`: a proposal ended without effect. */
  readonly outcome: "done" | "proposed" | "closed";
  /** null: it needed no second person. */
  readonly proposal: ShownProposal | ClosedProposal | null;
}

import type { SpeakerKind } from "../attribution/attribution.ts";
import type { Span } from "../text/span.ts";
import type { Count } from "./count.ts";

/** What a claim is about. Each predicate has one form of value, so that two claims of one predicate can be held against each other. */
export const PREDICATES = [
  "attack.date",
  "attack.intent",
  "attack.motive",
  "attack.occurred",
  "attack.outcome",
  "attack.place",
  "attack.target",
  "casualties.injured",
  "casualties.killed",
  "clash.initiator",
  "damage",
  "defence.activated",
  "defence.inactive-reason",
  "election.rigged",
  "evidence.recovered",
  "explosion.count",
  "launch.determined",
  "launch.place",
  "person.condition",
  "person.hospitalised",
  "reaction.condemned",
  "responsibility.accused",
  "responsibility.claimed",
  "responsibility.known",
  "weapon.count",
  "weapon.hit",
  "weapon.intercepted",
  "weapon.type",
  "witness.sound",
] as const;

export type Predicate = (typeof PREDICATES)[number];

/** `deny`: the author says that it is not so. `unknown`: the author says that it is not known. */
export const POLARITIES = ["affirm", "deny", "unknown"] as const;
export type Polarity = (typeof POLARITIES)[number];

/** Who speaks, as far as the account shows it. */
export interface Speaker {
  readonly kind: SpeakerKind;
  /** As people would name them; "(the account)" for its own narration. */
  readonly name: string;
  /** Where the name stands; null for narration and where nobody is named. */
  readonly span: Span | null;
  /** Through whom it came ("told Reuters", "released by state media"), nearest the account last. */
  readonly via: readonly string[];
}

/** What a rule found, before it is known who says it. */
export interface Fact {
  readonly predicate: Predicate;
  readonly span: Span;
  /** What is said, in normal form: "drone", "protesters", "2021-11-07", "yes". */
  readonly value: string;
  readonly count: Count | null;
  /** Of whom or of what the count is. */
  readonly population: string | null;
  readonly polarity: Polarity;
  /** The words that weaken it. */
  readonly hedges: readonly string[];
  /** Which rule proposes it, so that a person can judge the proposal. */
  readonly rule: string;
}

/** One thing that one account has somebody say about one event. */
export interface Claim extends Fact {
  /** Stable within the account: account, place, predicate. */
  readonly id: string;
  readonly accountId: string;
  readonly speaker: Speaker;
  readonly quotation: "direct" | "indirect" | "mixed" | "none";
  readonly event: string;
  /** Other places where the same speaker says the same. */
  readonly repeats: readonly Span[];
}

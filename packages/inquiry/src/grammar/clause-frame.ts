import type { NounPhrase } from "./noun-phrases.ts";
import type { VerbGroup } from "./verb-groups.ts";

/** Who or what a verb is said of, by the parting of its sentence into clauses. */
export interface Governed {
  /** The nearest phrase of the subject: of "a man and two boys" the boys, of "six of the guards" the six, of "who" whom it stands for. */
  readonly subject: NounPhrase | null;
  /** Where the subject begins: of "a man and two boys" the man. */
  readonly first: NounPhrase | null;
  /** The verb that it goes on from: of "might explode and kill" the first. */
  readonly lead: VerbGroup | null;
  /** What a relative pronoun stands for that is the verb's object: "the house that the shell hit". */
  readonly object: NounPhrase | null;
  /** A participle without an auxiliary that describes its noun: "the two killed on Monday were brothers". */
  readonly reduced: boolean;
  /** The word that its clause begins with: "whether", "when"; null: none. */
  readonly under: string | null;
}

/** A clause that is being read. */
export interface Frame {
  readonly kind: "main" | "relative" | "subordinate" | "soft" | "aside";
  subject: NounPhrase | null;
  /** Of a relative clause: what its pronoun stands for. */
  readonly antecedent: NounPhrase | null;
  /** Whether its pronoun is still to be subject or object. */
  open: boolean;
  verb: VerbGroup | null;
  /** The last phrase after the verb that no preposition governs, and whether a mark or "and" stands before it. */
  last: NounPhrase | null;
  /** The one before it, where a comma stands between them. */
  earlier: NounPhrase | null;
  /** Where the list that ends with it begins. */
  start: NounPhrase | null;
  parted: boolean;
  /** Whether the last mark or "and" was a comma. */
  comma: boolean;
  /** Commas since the last phrase. */
  marks: number;
  /** The word that it begins with. */
  under: string | null;
  /** What "and" adds to the subject. */
  joined: NounPhrase | null;
  joinedBefore: NounPhrase | null;
}

/** A clause of which nothing is read yet; of a relative one what its pronoun stands for. */
export const frame = (kind: Frame["kind"], antecedent: NounPhrase | null = null): Frame => ({
  kind,
  subject: null,
  antecedent,
  open: antecedent !== null,
  verb: null,
  last: null,
  earlier: null,
  start: null,
  parted: false,
  comma: false,
  marks: 0,
  under: null,
  joined: null,
  joinedBefore: null,
});

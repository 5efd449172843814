import type { Predicate } from "../claim.ts";

/**
 * Kinds of words that together say something, in whatever order and construction: "where", "fired" and "anybody's guess". Of every group one must
 * stand in the clause; an entry is a word as written or in its basic form, or two or three words in a row.
 */
export interface Meeting {
  readonly predicate: Predicate;
  /** What people read as the reason of a proposal. */
  readonly says: string;
  /** The value; null: the clause's words. */
  readonly value: string | null;
  readonly polarity?: "unknown";
  readonly groups: readonly string[];
  /** With one of these within the words that meet, or just before, it says nothing of the kind. */
  readonly unless?: string;
  /** Words from the first that meets to the last, at most; 14 unless said. */
  readonly within?: number;
  /** Only right after it was told that a defence did nothing. */
  readonly idle?: true;
}

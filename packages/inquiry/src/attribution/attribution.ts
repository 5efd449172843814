import type { Span } from "../text/span.ts";

/** Who is said to speak: what an account lets be known, never more. */
export const SPEAKER_KINDS = [
  "named",
  "office",
  "anonymous",
  "collective",
  "narrator",
  "imagery",
  "unresolved",
] as const;
export type SpeakerKind = (typeof SPEAKER_KINDS)[number];

/** One "who says what", with the places that show it. */
export interface Attribution {
  /** Null where the account names nobody ("reportedly") or it cannot be told. */
  readonly source: Span | null;
  readonly cue: Span;
  /** What is reported, in pieces where the cue stands in the middle. */
  readonly contents: readonly Span[];
  /** The account says in the same sentence that what is reported is not so. */
  readonly denies?: true;
  /** It stands in somebody else's quotation. */
  readonly within?: true;
  /** The lemma of the cue's verb or noun, or "according to". */
  readonly lemma: string;
}

import { z } from "zod";
import { speakerKindOf } from "../attribution/speaker.ts";
import type { SpeakerKind } from "../attribution/attribution.ts";
import { POLARITIES, type Polarity, PREDICATES, type Predicate } from "../claims/claim.ts";
import { literalPattern } from "../text/literal-pattern.ts";
import type { Span } from "../text/span.ts";
import type { Passage } from "./passage.ts";

/** One claim as somebody who is not believed says it: words of the passage, and what they are said to say. */
const suggestionSchema = z.object({
  quote: z.string().min(1).max(600),
  predicate: z.enum(PREDICATES),
  value: z.string().trim().min(1).max(300),
  least: z.int().min(0).nullish(),
  most: z.int().min(0).nullish(),
  population: z.string().trim().min(1).max(100).nullish(),
  polarity: z.enum(POLARITIES).nullish(),
  speaker: z.string().trim().min(1).max(300).nullish(),
});

/** What is left of a suggestion when everything that can be checked was. */
export interface Suggestion {
  readonly span: Span;
  readonly predicate: Predicate;
  readonly value: string;
  readonly least: number | null;
  readonly most: number | null;
  readonly population: string | null;
  readonly polarity: Polarity;
  readonly speaker: string;
  readonly speakerKind: SpeakerKind;
}

export type CheckedSuggestion = { readonly suggestion: Suggestion } | { readonly refused: string };

/** Suggestions of one answer that are looked at. */
export const SUGGESTIONS_MAX = 200;

/**
 * A suggestion about a passage, checked: the passage says these very words, at a place that we find ourselves; the kind of fact is one that we know;
 * its bounds are in order; who is said to speak stands in the passage. Whom it does not name is `unresolved`, and what kind of speaker that is, our own
 * rule says.
 */
export function checkSuggestion(passage: Passage, given: unknown): CheckedSuggestion {
  const parsed = suggestionSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { refused: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is not valid"}` };
  }
  const { quote, predicate, value, population, polarity, speaker } = parsed.data;
  const [least, most] = [parsed.data.least ?? null, parsed.data.most ?? null];
  if (most !== null && (least === null || least > most))
    return { refused: `bounds ${least ?? "none"} to ${most}` };
  const span = placeIn(passage, quote);
  if (span === null) return { refused: `the account does not say “${quote}”` };
  const named = speaker !== null && speaker !== undefined && placeIn(passage, speaker) !== null;
  return {
    suggestion: {
      span,
      predicate,
      value,
      least,
      most,
      population: population ?? null,
      polarity: polarity ?? "affirm",
      speaker: named ? speaker : "(not named)",
      speakerKind: named ? speakerKindOf(speaker, "say") : "unresolved",
    },
  };
}

/** The first place of some words, whatever white space is between them; null where they do not stand there. */
function placeIn({ text, start }: Passage, words: string): Span | null {
  const parts = words.trim().split(/\s+/).map(literalPattern);
  const found = new RegExp(parts.join(String.raw`\s+`), "u").exec(text);
  if (found === null || found[0] === "") return null;
  return { start: start + found.index, end: start + found.index + found[0].length };
}

import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordsOf } from "../clause-facts.ts";
import { type Filled, filled } from "./argument.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

/** What a day, a number or a mark of time is: no place and no party. */
export const TIME =
  /^(?:.*day|days|morning|evening|night|afternoon|dawn|noon|midnight|dusk|hours?|minutes?|seconds?|weeks?|months?|years?|time|moment|start|beginning|end|january|february|march|april|may|june|july|august|september|october|november|december|times|\d.*)$/;

export const PLAIN =
  "it|they|them|this|that|he|she|we|i|you|these|those|one|others?|both|all|itself|themselves|me|us|him|her|who|which|what|where|how|there|here";

export const NOBODY = "no|nobody|none|neither|any|anyone|anybody|nothing";

/** "the area of the town of Isker": with the phrases that "of" joins to it. */
export function withOf(
  { tokens, nouns }: ParsedSentence,
  phrase: NounPhrase,
): { readonly from: number; readonly to: number } {
  let { to } = phrase;
  for (;;) {
    const next = tokens[to]?.lower === "of" ? startingAt(nouns, to + 1) : undefined;
    if (next === undefined) return { from: phrase.from, to };
    ({ to } = next);
  }
}

/** A range by its words, without an article. */
export function byWords(
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
): Filled {
  const article = sentence.tokens[range.from]?.pos === "DET" && range.to - range.from > 1 ? 1 : 0;
  return filled(range, wordsOf(sentence, range.from + article, range.to));
}

/** "no siren", "not a siren". */
export const isNone = ({ tokens }: ParsedSentence, { from }: NounPhrase): boolean =>
  isOneOf(tokens[from]?.lower, "no|none|neither|zero") ||
  isOneOf(tokens[from - 1]?.lower, "not|without");

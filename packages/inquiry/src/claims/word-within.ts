import type { ParsedSentence } from "../grammar/parsed-sentence.ts";

/** The first token from one on, and at most `within` further, whose small letters match; -1 where there is none. */
export function wordWithin(
  tokens: ParsedSentence["tokens"],
  from: number,
  within: number,
  word: RegExp,
): number {
  return tokens.findIndex(({ lower }, i) => i >= from && i <= from + within && word.test(lower));
}

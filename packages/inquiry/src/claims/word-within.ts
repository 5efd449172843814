import type { ParsedSentence } from "../grammar/parsed-sentence.ts";

/** The first token from one on, and at most `within` further, whose small letters match; -1 where there is none. */
export function wordWithin(
  tokens: ParsedSentence["tokens"],
  from: number,
  within: number,
  word: RegExp,
): number {
  for (let at = Math.max(0, from); at <= from + within && at < tokens.length; at++)
    if (word.test(tokens[at]?.lower ?? "")) return at;
  return -1;
}

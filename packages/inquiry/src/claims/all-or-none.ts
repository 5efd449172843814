import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { hasOne } from "../grammar/places.ts";
import { isOneOf } from "../text/one-of.ts";
import { partitiveOf } from "./clause-facts.ts";
import { type Count, countOf, NONE } from "./count.ts";

/** "every one of the five drones": five; "not a single one of the rockets": none. Null for any other number. */
export function everyOrNone(sentence: ParsedSentence, phrase: NounPhrase): Count | null {
  const { tokens } = sentence;
  const [before, first] = [tokens[phrase.from - 1]?.lower, tokens[phrase.from]?.lower];
  const words = tokens.slice(phrase.from, phrase.to);
  if ((before === "not" || first === "not") && hasOne(words, "single")) return NONE;
  const whole = isOneOf(first, "every|each") ? partitiveOf(sentence, phrase) : null;
  const all = whole === null ? null : countOf(tokens, whole.from, whole.to, whole.head);
  return all === null || all.weak ? null : all;
}

/** "all but two of the twelve". */
export function isAllBut({ tokens }: ParsedSentence, { from }: NounPhrase): boolean {
  const outside =
    isOneOf(tokens[from - 1]?.lower, "but|except") && isOneOf(tokens[from - 2]?.lower, "all|every");
  return (
    outside ||
    (isOneOf(tokens[from]?.lower, "all|every") && isOneOf(tokens[from + 1]?.lower, "but|except"))
  );
}

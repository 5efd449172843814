import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { NounPhrase } from "../grammar/noun-phrases.ts";
import { isOneOf } from "../text/one-of.ts";

/** "Juan Lopez, 34": a number alone after a name and a comma. */
export function isAge(tokens: ParsedSentence["tokens"], { from, to }: NounPhrase): boolean {
  const age = to - from === 1 && tokens[from]?.pos === "NUM";
  // "Two brothers aged 9 and 13", "a boy of 12".
  let first = from - 1;
  while (tokens[first]?.pos === "NUM" || isOneOf(tokens[first]?.lower, ",|and|between")) first--;
  const alike = age || first === from - 1;
  if (alike && tokens[first]?.lower === "aged" && tokens[from]?.pos === "NUM") return true;
  if (age && tokens[from - 1]?.lower === "of" && isYoung(tokens[from - 2]?.lower ?? ""))
    return true;
  return (
    to - from === 1 &&
    tokens[from]?.pos === "NUM" &&
    tokens[from - 1]?.text === "," &&
    (tokens[from - 2]?.pos === "PROPN" || isOnesAge(tokens, from))
  );
}

const isYoung = (word: string): boolean => isOneOf(word, "boy|girl|child|man|woman|youth|lad");

/** "a woman, 72, and her grandson". */
function isOnesAge(tokens: ParsedSentence["tokens"], at: number): boolean {
  const before = tokens[at - 2];
  return (
    before?.pos === "NOUN" &&
    before.lower === before.lemma &&
    isOneOf(tokens[at + 1]?.text ?? ".", "[,.)]")
  );
}

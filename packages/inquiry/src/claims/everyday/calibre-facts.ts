import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { rangeOf, wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { isOneOf } from "../../text/one-of.ts";

const UNIT = "mm|millimet(?:er|re)s?";
const WHOLE = /^\d{2,3}-?(?:mm|millimet(?:er|re)s?)$/;
/** Inches of rain and widths of pipes are measured so, too. */
const OTHER = "rain|rainfall|thick|wide|long|pipe|pipes|snow|film|camera|lens|deep|steel";

/** "mostly 122-millimetre", "of 82 mm calibre", "two rounds of 152 mm": a weapon by its calibre, where nothing else told its kind. */
export function calibreFacts(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const { tokens, words } = sentence;
  if (![...words].some((word) => word.includes("m") && (isOneOf(word, UNIT) || WHOLE.test(word))))
    return [];
  return tokens.flatMap(({ lower }, at) => {
    const dash = tokens[at + 1]?.text === "-" ? 1 : 0;
    const apart = /^\d{2,3}$/.test(lower) && isOneOf(tokens[at + 1 + dash]?.lower, UNIT);
    if (!apart && !WHOLE.test(lower)) return [];
    const to = apart ? at + 2 + dash : at + 1;
    const near = tokens.slice(to, to + 3);
    if (near.some((word) => isOneOf(word.lower, OTHER))) return [];
    const span = rangeOf(sentence, at, to);
    if (told.some((other) => other.predicate === "weapon.type" && overlaps(other.span, span)))
      return [];
    const value = wordsOf(sentence, at, to);
    return [
      factOf(sentence, {
        predicate: "weapon.type",
        from: at,
        to,
        value,
        rule: "everyday words: a calibre",
      }),
    ];
  });
}

import { hasWord, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { Fact } from "./claim.ts";
import { isOneOf } from "../text/one-of.ts";

/** What people are hurt and things are broken by, and is no attack. */
const CAUSES: ReadonlySet<string> = new Set(
  "flood flooding earthquake quake storm hurricane cyclone tornado typhoon avalanche landslide mudslide accident collision stampede drought epidemic outbreak pandemic cholera flu influenza match road traffic game final championship tournament shipwreck overdose".split(
    " ",
  ),
);
/** Words from what was done to its cause, at most. */
const WITHIN = 6;

/** "destroyed in the flood of 2011", "treated for flu", "killed in last year's war games": harm of another cause, by the words right after it. */
export function isOfOtherCause(sentence: ParsedSentence, { predicate, span }: Fact): boolean {
  if (!/^(?:damage$|casualties\.)/.test(predicate) || !hasWord(sentence, CAUSES)) return false;
  const { tokens, nouns, verbs } = sentence;
  const end = tokens.findLastIndex((token) => token.end <= span.end) + 1;
  return nouns.some(({ from, to, head }) => {
    const cause = CAUSES.has(tokens[head]?.lemma ?? "");
    if (!cause || to < end || from > end + WITHIN) return false;
    const between = tokens.slice(Math.min(end, from - 1), from);
    const led = isOneOf(between.at(-1)?.lower, "in|by|during|from|for|of|to");
    const apart =
      between.some(({ pos }) => pos === "PUNCT" || pos === "CCONJ") ||
      verbs.some((verb) => verb.from >= end && verb.to <= from);
    return led && !apart;
  });
}

import { hasWord, type ParsedSentence } from "../grammar/parsed-sentence.ts";
import { type Count, countOf } from "./count.ts";
import type { Fact } from "./claim.ts";
import { factOf } from "./fact.ts";
import { isOneOf } from "../text/one-of.ts";
import { startingAt } from "../grammar/places.ts";

/** Who gives another number of what was just told, in a clause without a verb: "…, the two officials seven". Token indices; `to` after the last. */
export interface RivalNumber {
  readonly who: { readonly from: number; readonly to: number };
  readonly from: number;
  readonly to: number;
  readonly count: Count;
}

/** Without one of these nobody sets a number beside another. */
const SAYS: ReadonlySet<string> = new Set(
  "say says said speak speaks spoke count counts counted report reports reported put puts insist insists insisted according give gives gave list lists".split(
    " ",
  ),
);

/** Every number that somebody sets beside the one before: behind a comma or "and", a speaker and a number alone. */
export function rivalNumbers(sentence: ParsedSentence): readonly RivalNumber[] {
  if (!hasWord(sentence, SAYS)) return [];
  const { tokens, nouns } = sentence;
  return tokens.flatMap((token, at) => {
    if (!isOneOf(token.text, "[,;]")) return [];
    const start = isOneOf(tokens[at + 1]?.lower, "and|while|but|whereas") ? at + 2 : at + 1;
    const phrase = startingAt(nouns, start);
    if (phrase === undefined || tokens[start]?.pos === "NUM") return [];
    // The tagger may have the number in the phrase: "the two officials seven".
    let number = phrase.to;
    if (tokens[phrase.to - 1]?.pos === "NUM") number = phrase.to - 1;
    while (isOneOf(tokens[number]?.lower, "only|just|at|least|up|to|about|some")) number++;
    const last = tokens[number + 1];
    const ends = last === undefined || isOneOf(last.text, "[.,;]");
    const body = tokens[number - 1];
    if (tokens[number]?.pos !== "NUM" || !ends || number <= start) return [];
    if (!isOneOf(body?.pos, "NOUN|PROPN")) return [];
    const count = countOf(tokens, number, number + 1, number);
    const who = { from: start, to: Math.min(phrase.to, number) };
    return count === null
      ? []
      : [{ who, from: number, to: number + 1, count: { ...count, weak: false } }];
  });
}

/** "Security sources say six guards were injured, the two officials seven": seven guards, too. */
export function rivalFacts(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  return rivalNumbers(sentence).flatMap(({ who, from, to, count }) => {
    const start = sentence.tokens[who.from]?.start ?? 0;
    const before = told.findLast(
      (fact) => fact.count !== null && fact.span.end <= start && COUNTED.test(fact.predicate),
    );
    if (before === undefined) return [];
    const fact = factOf(sentence, {
      predicate: before.predicate,
      from,
      to,
      value: before.value,
      population: before.population,
      count,
      rule: "another's number",
    });
    return [fact];
  });
}

const COUNTED = /^(?:casualties|weapon|explosion)\./;

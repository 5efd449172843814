import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact } from "../claim.ts";
import { countOf } from "../count.ts";
import { casualty } from "./casualty-fact.ts";

/** "One resident was killed in Olm, two in Keld": a number and a place, of whom the verb before is said. */
export function casualtiesByGap(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap(({ from, to, head }) => {
    const bare = to - from === 1 && tokens[from]?.pos === "NUM";
    const link = tokens[from - 1]?.lower ?? "";
    const place = nouns.find((phrase) => phrase.from === to + 1);
    const led = /^(?:in|at|on|near|outside)$/.test(tokens[to]?.lower ?? "");
    if (!bare || !/^(?:,|and)$/.test(link) || !led || place === undefined) return [];
    if (tokens[place.head]?.pos !== "PROPN" || !ENDS.test(tokens[place.to]?.lower ?? "."))
      return [];
    const start = tokens[from]?.start ?? 0;
    const before = told.findLast(({ span }) => span.end <= start);
    const end = tokens.findLastIndex((token) => token.end <= (before?.span.end ?? 0)) + 1;
    // In between only where it was.
    const between = tokens.slice(end, from - 1);
    const near = between.every(({ pos }) => /^(?:ADP|DET|NOUN|PROPN|ADJ|PUNCT|NUM)$/.test(pos));
    const count = countOf(tokens, from, to, head);
    if (before === undefined || !near || between.length > BETWEEN || count === null) return [];
    if (before.count === null || before.count.weak || before.count.max === 0) return [];
    const range = { from, to: place.to };
    return [casualty(sentence, before.predicate, range, count, null, "by verb")];
  });
}

const ENDS = /^(?:[.,;]|and|while|but)$/;
/** Words between what was told and its number without a verb, at most. */
const BETWEEN = 8;

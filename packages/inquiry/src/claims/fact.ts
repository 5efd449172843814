import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { Fact, Polarity, Predicate } from "./claim.ts";
import { hedgesIn, rangeOf } from "./clause-facts.ts";
import type { Count } from "./count.ts";
import { isOneOf } from "../text/one-of.ts";

/** A fact without a number, affirmed unless its value is "no", that a word anywhere before it in its sentence may weaken. */
export function plainFact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
): Fact {
  const polarity = value === "no" ? "deny" : "affirm";
  return factOf(sentence, { predicate, from, to, value, rule, polarity, hedgesWithin: from });
}

/** A fact without a number over a range, affirmed unless said. */
export function rangeFact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
): Fact {
  return factOf(sentence, { predicate, from, to, value, rule, polarity });
}

/** How many words before a fact may weaken it. */
const HEDGES_WITHIN = 3;

/**
 * A fact over a range of a sentence's tokens (`to`: the one after the last), without the mark that ends the sentence. What is left out is not said:
 * no count, nobody in particular, affirmed.
 */
export function factOf(
  sentence: ParsedSentence,
  fact: {
    readonly predicate: Predicate;
    readonly from: number;
    readonly to: number;
    readonly value: string;
    readonly rule: string;
    readonly count?: Count | null;
    readonly population?: string | null;
    readonly polarity?: Polarity;
    /** How many words before it are asked for hedges. */
    readonly hedgesWithin?: number;
  },
): Fact {
  const { predicate, value, rule } = fact;
  // Where who does it stands behind the verb: from the verb on.
  const turned = fact.to <= fact.from;
  const from = turned ? Math.max(0, fact.to - 1) : fact.from;
  let end = turned ? fact.from + 1 : fact.to;
  while (end > from + 1 && isOneOf(sentence.tokens[end - 1]?.text, "[.,;:]")) end--;
  return {
    predicate,
    span: rangeOf(sentence, from, end),
    value,
    count: fact.count ?? null,
    population: fact.population ?? null,
    polarity: fact.polarity ?? "affirm",
    hedges: hedgesIn(sentence, from - (fact.hedgesWithin ?? HEDGES_WITHIN), end),
    rule,
  };
}

import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { Fact, Polarity, Predicate } from "./claim.ts";
import { hedgesIn, rangeOf } from "./clause-facts.ts";
import type { Count } from "./count.ts";
import { isOneOf } from "../text/one-of.ts";
import { overlaps } from "../text/span.ts";

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

/** Those that lie over none of the others. */
export const clearOf = (facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] =>
  facts.filter((fact) => !others.some(({ span }) => overlaps(span, fact.span)));

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
  const first = turned ? Math.max(0, fact.to - 1) : fact.from;
  // "At least five": its bound stands whole.
  const from = boundBefore(sentence, first);
  let end = turned ? fact.from + 1 : fact.to;
  while (end > from + 1 && isOneOf(sentence.tokens[end - 1]?.text, "[.,;:]")) end--;
  // "the port of Senne early on Monday": when, and no part of where.
  if (predicate === "attack.place" && isOneOf(sentence.tokens[end - 1]?.lower, "early|late"))
    end = Math.max(from + 1, end - 1);
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

/** Where the bound of a number begins: "At least five", "four and possibly five". */
function boundBefore({ tokens }: ParsedSentence, from: number): number {
  const perhaps =
    isOneOf(tokens[from]?.lower, "possibly|perhaps|maybe") &&
    isOneOf(tokens[from - 1]?.lower, "and|or") &&
    tokens[from - 2]?.pos === "NUM";
  const number = perhaps ? from - 2 : from;
  const first = perhaps && isOneOf(tokens[number - 1]?.lower, "least|most") ? number - 1 : number;
  const bound = isOneOf(tokens[first]?.lower, "least|most");
  return bound && tokens[first - 1]?.lower === "at" ? first - 1 : first;
}

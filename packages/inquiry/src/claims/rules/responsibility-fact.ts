import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Polarity, Predicate } from "../claim.ts";
import { factOf } from "../fact.ts";

/** Who did it, in whose words: from the word `from` to before `to`; `value` names whom it is about. */
export function responsibilityFact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
): Fact {
  return factOf(sentence, { predicate, from, to, value, rule, polarity, hedgesWithin: 8 });
}

/** Somebody is said to have done it, or denies it. */
export const accusedFact = (
  sentence: ParsedSentence,
  range: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
): Fact => responsibilityFact(sentence, "responsibility.accused", range, value, rule, polarity);

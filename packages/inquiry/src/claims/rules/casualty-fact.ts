import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Predicate } from "../claim.ts";
import type { Count } from "../count.ts";
import { factOf } from "../fact.ts";

/** What a rule says of people harmed: words from `from` to before `to`, how many, and of whom (null: people); `how` names the rule. */
export function casualty(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  count: Count,
  population: string | null,
  how: string,
): Fact {
  const value = population ?? "people";
  const rule = `casualties ${how}`;
  return factOf(sentence, { predicate, from, to, value, count, population, rule, hedgesWithin: 4 });
}

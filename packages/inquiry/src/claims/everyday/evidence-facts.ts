import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { partitiveOf, wordsOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";

/** Of phrases that name what was found, a fact each, but of those that were told already: `as` says what it is evidence of, by its name without an article. */
export function evidenceFacts(
  sentence: ParsedSentence,
  told: readonly Fact[],
  phrases: readonly NounPhrase[],
  { as, rule }: { readonly as: (name: string) => string; readonly rule: string },
): readonly Fact[] {
  const known = told.filter(({ predicate }) => predicate === "evidence.recovered");
  const found: Fact[] = [];
  for (const phrase of phrases) {
    const to = partitiveOf(sentence, phrase)?.to ?? phrase.to;
    const fact = factOf(sentence, {
      predicate: "evidence.recovered",
      from: phrase.from,
      to,
      value: as(wordsOf(sentence, phrase.from, to).replace(/^(?:an?|the|some) /i, "")),
      rule,
    });
    if (![...known, ...found].some((other) => overlaps(other.span, fact.span))) found.push(fact);
  }
  return found;
}

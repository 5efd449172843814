import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { startingAt } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact } from "../claim.ts";
import { rangeOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { damaged } from "../rules/damage.ts";
import { thingOf } from "../rules/thing-name.ts";

/**
 * What a sentence adds to a thing that it tells was damaged: "to the crane and to the block", "along with a store", "as was the door", and the list
 * behind "have been damaged:", past brackets and where each stands.
 */
export function damageLists(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const known = told.filter(
    ({ predicate, polarity }) => predicate === "damage" && polarity === "affirm",
  );
  const found: Fact[] = [];
  for (const { span } of known) {
    const end = sentence.tokens.findLastIndex((token) => token.end <= span.end) + 1;
    for (const phrase of addedFrom(sentence, end)) {
      const thing = damaged(sentence, phrase);
      const own = rangeOf(sentence, phrase.from, phrase.to);
      if (thing === null || [...told, ...found].some((fact) => isAbout(fact, own))) continue;
      found.push(
        factOf(sentence, {
          predicate: "damage",
          from: phrase.from,
          to: phrase.to,
          value: thingOf(sentence, thing.head),
          rule: "everyday words: damaged as well",
        }),
      );
    }
  }
  return found;
}

const isAbout = ({ predicate, span }: Fact, own: Fact["span"]): boolean =>
  (predicate === "damage" || predicate.startsWith("casualties.")) && overlaps(span, own);

/** The phrases that go on from a token: nothing where the sentence says something else of them. */
function addedFrom(sentence: ParsedSentence, end: number): readonly NounPhrase[] {
  const { tokens } = sentence;
  const found: NounPhrase[] = [];
  let at = pastWhere(sentence, end);
  let sure = tokens.slice(0, end).some(({ text }) => text === ":");
  for (let steps = 0; steps < LIST_MAX; steps++) {
    const lead = leadAt(sentence, at);
    const phrase = lead === null ? undefined : startingAt(sentence.nouns, lead.to);
    if (lead === null || phrase === undefined || isToldOf(sentence, phrase)) break;
    sure ||= lead.sure;
    found.push(phrase);
    at = pastWhere(sentence, phrase.to);
  }
  return sure ? found : [];
}
/** Things that one list adds, at most. */
const LIST_MAX = 8;

/** What leads to the next thing, and whether it can only add one: ",", "and", "and to", "along with", ", as was". */
function leadAt(
  { tokens }: ParsedSentence,
  from: number,
): { readonly to: number; readonly sure: boolean } | null {
  let at = from;
  while (isOneOf(tokens[at]?.text, "[,;]")) at++;
  const [word, next, third] = [tokens[at], tokens[at + 1], tokens[at + 2]].map(
    (token) => token?.lower ?? "",
  );
  if (isOneOf(`${word} ${next}`, "along with|together with")) return { to: at + 2, sure: true };
  if (word === "as" && next === "well" && third === "as") return { to: at + 3, sure: true };
  if (word === "as" && isOneOf(next, "was|were|is|are|did|had|has|have"))
    return { to: at + 2, sure: true };
  const and = isOneOf(word, "and|plus");
  if (and) at++;
  if (at > from && isOneOf(tokens[at]?.lower, "to|also")) at++;
  return at === from ? null : { to: at, sure: and };
}

/** Past brackets, and past where a thing stands or what it is of: "the depot (eight buses burnt)", "the bakery in Mill Street". */
function pastWhere({ tokens, nouns }: ParsedSentence, from: number): number {
  let at = from;
  for (let steps = 0; steps < LIST_MAX; steps++) {
    const place = isOneOf(tokens[at]?.lower, "in|on|of|at|near|behind|beside|outside|opposite")
      ? startingAt(nouns, at + 1)
      : undefined;
    const close =
      tokens[at]?.text === "(" ? tokens.findIndex(({ text }, i) => i > at && text === ")") : -1;
    if (place !== undefined) at = place.to;
    else if (close !== -1) at = close + 1;
    else break;
  }
  return at;
}

/** "and a barn burned", "and some minutes later": it goes on with something else. */
const isToldOf = (sentence: ParsedSentence, { from, to, head }: NounPhrase): boolean => {
  const next = sentence.tokens[pastWhere(sentence, to)];
  return (
    sentence.verbs.some(
      (verb) => verb.to === from && sentence.tokens[verb.from - 1]?.lower !== "as",
    ) ||
    isOneOf(sentence.tokens[head]?.lemma, "minute|hour|second|day|week|plume|smoke|fire") ||
    (next !== undefined &&
      !isOneOf(next.text, '[.,;)”"—–-]') &&
      !isOneOf(next.lower, "and|which|where|that|['’]s"))
  );
};

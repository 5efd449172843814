import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { subjectOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { peopleOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { isOneOf } from "../../text/one-of.ts";
import { casualty } from "./casualty-fact.ts";
import { startingAt } from "../../grammar/places.ts";

const HOW = "by echo";

/** "He was not hurt. Six of his guards were.", "So were two of her pupils.": what the sentence before told, said of others by an auxiliary alone. */
export function casualtiesByEcho(sentence: ParsedSentence, { toll }: Scene): readonly Fact[] {
  if (toll === null) return [];
  return sentence.verbs.flatMap((verb) => {
    if (verb.lemma !== "be" || verb.negated || verb.main !== verb.to - 1) return [];
    return [...soWere(sentence, verb, toll), ...theyWere(sentence, verb, toll)];
  });
}

/** "So, I was told later, were six of his workers and a guard". */
function soWere(sentence: ParsedSentence, verb: VerbGroup, toll: Predicate): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const opens = tokens.findIndex(({ pos }) => pos !== "PUNCT");
  const mark = tokens[verb.from - 1];
  if (tokens[opens]?.lower !== "so") return [];
  if (verb.from !== opens + 1 && !(mark?.text === "," && tokens[opens + 1]?.text === ","))
    return [];
  const first = startingAt(nouns, verb.to);
  if (first === undefined) return [];
  return coordinatedWith(sentence, { phrase: first, side: "after", negated: false }).flatMap(
    (each) => counted(sentence, each, { from: each.from, to: each.to }, toll),
  );
}

/** "Six or more of his guards were, none of them badly". */
function theyWere(sentence: ParsedSentence, verb: VerbGroup, toll: Predicate): readonly Fact[] {
  const { tokens } = sentence;
  const alone = isOneOf(tokens[verb.to]?.text ?? ".", "[,.;!—–]");
  const subject = alone ? subjectOf(sentence, verb) : null;
  if (subject === null || subject.to > verb.from || subject.from > 1) return [];
  if (peopleOf(sentence, subject, "numbered") === null) return [];
  return counted(sentence, subject, { from: subject.from, to: verb.to }, toll);
}

function counted(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  { from, to }: { readonly from: number; readonly to: number },
  toll: Predicate,
): readonly Fact[] {
  const people = peopleOf(sentence, phrase, "listed");
  if (
    people === null ||
    people.count.weak ||
    people.one ||
    isOneOf(sentence.tokens[phrase.from]?.lower, "the|these|those")
  )
    return [];
  const range = { from, to: Math.max(to, people.to) };
  return [casualty(sentence, toll, range, people.count, people.population, HOW)];
}

import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { isUnreal, subjectOf } from "../clause-facts.ts";
import { countOf } from "../count.ts";
import { casualty } from "./casualty-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { startingAt } from "../../grammar/places.ts";

const COUNTED: ReadonlySet<string> = new Set(
  "number toll count tally total figure figures".split(" "),
);
const RISES =
  "rise|climb|reach|stand|increase|pass|top|hit|grow|go|fall|drop|jump|exceed|be|total|approach";

/** "the number of people killed by shelling since the truce has reached 58": whatever stands between the number's name and its verb. */
export function casualtiesByRise(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, COUNTED)) return [];
  const { tokens, nouns } = sentence;
  return sentence.verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, RISES) || verb.negated || isUnreal(sentence, verb)) return [];
    const subject = subjectOf(sentence, verb);
    if (subject === null) return [];
    if (!COUNTED.has(tokens[subject.head]?.lemma ?? "")) return beyondRelative(sentence, verb);
    const of = subject.head + 1;
    const predicate = named(tokens, subject) ?? stateIn(sentence, of, verb);
    const number = nouns.find(
      ({ from, head }) =>
        from >= verb.to && from <= verb.to + NUMBER_WITHIN && tokens[head]?.pos === "NUM",
    );
    const count =
      number === undefined ? null : countOf(tokens, number.from, number.to, number.head);
    if (predicate === null || number === undefined || count === null || count.weak) return [];
    const range = { from: subject.from, to: number.to };
    return [casualty(sentence, predicate, range, count, null, "by toll")];
  });
}

/** "The number of people known to have died when the block fell climbed to 23": past the clauses that say who they are. */
function beyondRelative(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, CLIMBS) || verb.form !== "finite" || verb.passive) return [];
  const subject = nouns.find(
    ({ head, to }) => COUNTED.has(tokens[head]?.lemma ?? "") && tokens[to]?.lower === "of",
  );
  if (subject === undefined || subject.to > verb.from) return [];
  const predicate = stateIn(sentence, subject.to, verb);
  const led = isOneOf(tokens[verb.to]?.lower, "to|at|past") ? 1 : 0;
  const number = startingAt(nouns, verb.to + led);
  if (predicate === null || number === undefined || tokens[number.head]?.pos !== "NUM") return [];
  const count = countOf(tokens, number.from, number.to, number.head);
  const range = { from: subject.from, to: number.to };
  return count === null || count.weak
    ? []
    : [casualty(sentence, predicate, range, count, null, "by toll")];
}

const CLIMBS = "rise|climb|reach|stand|increase|grow|exceed";

/** "the death toll from last night's attack", "the injury count": the harm that it is of by its own words. */
function named(
  tokens: ParsedSentence["tokens"],
  { from, head }: { readonly from: number; readonly head: number },
): Predicate | null {
  const words = tokens.slice(from, head).map(({ lemma }) => lemma);
  if (words.some((word) => isOneOf(word, "injury|injured|wounded|casualty")))
    return "casualties.injured";
  const deaths = words.some((word) => isOneOf(word, "death|fatality|dead"));
  return deaths || tokens[head]?.lemma === "toll" ? "casualties.killed" : null;
}

/** Words between such a verb and its number, at most. */
const NUMBER_WITHIN = 3;

/** What is counted: the first word of death or injury between the number's name and its verb. */
function stateIn(
  { tokens }: ParsedSentence,
  from: number,
  { from: to }: VerbGroup,
): Predicate | null {
  if (tokens[from]?.lower !== "of") return null;
  for (const { lower } of tokens.slice(from + 1, Math.min(to, from + STATE_WITHIN))) {
    if (isOneOf(lower, "killed|dead|deaths|died|life|lives|fatalities|perished|fallen|martyrs"))
      return "casualties.killed";
    if (isOneOf(lower, "injured|wounded|hurt|injuries|treated|hospitalised|hospitalized"))
      return "casualties.injured";
  }
  return tokens[from + 1]?.lower === "victims" || tokens[from + 2]?.lower === "victims"
    ? "casualties.killed"
    : null;
}

/** Words after "the number of" in which it is said of what, at most. */
const STATE_WITHIN = 12;

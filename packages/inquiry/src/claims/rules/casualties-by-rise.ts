import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { isUnreal, subjectOf } from "../clause-facts.ts";
import { countOf } from "../count.ts";
import { casualty } from "./casualty-fact.ts";
import { isOneOf } from "../../text/one-of.ts";

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
    if (subject === null || !COUNTED.has(tokens[subject.head]?.lemma ?? "")) return [];
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
    if (isOneOf(lower, "killed|dead|deaths|died|fatalities|perished|fallen|martyrs"))
      return "casualties.killed";
    if (isOneOf(lower, "injured|wounded|hurt|injuries|treated|hospitalised|hospitalized"))
      return "casualties.injured";
  }
  return tokens[from + 1]?.lower === "victims" || tokens[from + 2]?.lower === "victims"
    ? "casualties.killed"
    : null;
}

/** Words after "the number of" in which it is said of what, at most. */
const STATE_WITHIN = 8;

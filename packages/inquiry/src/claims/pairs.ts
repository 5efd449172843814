import type { NounPhrase } from "../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import { type Count, ONE } from "./count.ts";
import { isAge } from "./age.ts";
import { isBareKin, isKin } from "./kin.ts";
import { peopleOf } from "./people.ts";
import { isOneOf } from "../text/one-of.ts";
import { endingAt } from "../grammar/places.ts";

/**
 * "a woman and her grandson", "He and his colleague", "a driver, a nurse and a cook": those who are told of one by one, and are counted together.
 * Null for any others: of those that are counted or are of a group of their own each is told of alone.
 */
export function togetherIn(
  sentence: ParsedSentence,
  phrases: readonly NounPhrase[],
): { readonly from: number; readonly to: number; readonly count: Count } | null {
  const { tokens } = sentence;
  const all = phrases.toSorted((a, b) => a.from - b.from);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined || all.length < 2 || isAge(tokens, first))
    return null;
  const named = siblingsIn(sentence, all);
  if (named !== null) return named;
  const alike = all.every(
    (phrase, i) =>
      // "his wife and a neighbour".
      (i === 0 &&
        isKin(tokens, phrase) &&
        all.slice(1).every((each) => isAnybody(sentence, each))) ||
      (i > 0 && (isKin(tokens, phrase) || (isKin(tokens, first) && isBareKin(tokens, phrase)))) ||
      (i === 0 && all.length === 2 && isKin(tokens, first) && isBareKin(tokens, last)) ||
      isAnybody(sentence, phrase) ||
      (i === 0 && all.length === 2 && isKin(tokens, last)),
  );
  const between = all.slice(1).flatMap((phrase, i) => tokens.slice(all[i]?.to ?? 0, phrase.from));
  const linked = between.every(
    ({ pos, lower }) => pos === "NUM" || isOneOf(lower, ",|and|aged|of"),
  );
  if (!alike || !linked || !between.some(({ lower }) => lower === "and")) return null;
  const ones = all.every(
    (phrase) => isOneOf(tokens[phrase.head]?.lower, "he|she") || isOne(sentence, phrase),
  );
  const count = { ...ONE, min: all.length, max: all.length };
  return ones ? { from: first.from, to: last.to, count } : null;
}

/** "the brothers Ivo and Jan Kral", "sisters Ana, Mira and Eva": as many as are named; null for others. */
function siblingsIn(
  { tokens }: ParsedSentence,
  all: readonly NounPhrase[],
): { readonly from: number; readonly to: number; readonly count: Count } | null {
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return null;
  const words = tokens.slice(first.from, first.to);
  const at = words.findIndex(({ lower }) => isOneOf(lower, SIBLINGS));
  const names = all.every(({ head }) => tokens[head]?.pos === "PROPN");
  const between = tokens.slice(first.to, last.from);
  const linked = between.every(({ lower, pos }) => pos === "PROPN" || isOneOf(lower, ",|and"));
  if (at === -1 || at === words.length - 1 || !names || !linked) return null;
  return { from: first.from, to: last.to, count: { ...ONE, min: all.length, max: all.length } };
}

const SIBLINGS =
  "brothers|sisters|twins|siblings|cousins|spouses|friends|neighbours|neighbors|colleagues|prisoners|pupils|classmates|flatmates|roommates";

/** "a man", "a nurse": of no group that is counted by itself, as officers are. */
function isAnybody(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const opens = isOneOf(sentence.tokens[phrase.from]?.lower, "an?|another|one");
  const people = opens ? peopleOf(sentence, phrase, "listed") : null;
  return (
    people !== null &&
    (people.population === null || isOneOf(people.population, "men|women|children|people"))
  );
}

/** "two people, a man and a woman": those after the first are who the first are. */
export function withoutExplanation(
  sentence: ParsedSentence,
  phrases: readonly NounPhrase[],
): readonly NounPhrase[] {
  const { tokens } = sentence;
  const [first, second, ...more] = phrases;
  if (first === undefined || second === undefined || second.from < first.to) return phrases;
  const generic = isOneOf(tokens[first.head]?.lower, ANYBODY);
  if (!generic || !isOneOf(tokens[first.to]?.text, "[,:–—-]")) return phrases;
  const sizes = [first, second, ...more].map(
    (phrase) => peopleOf(sentence, phrase, "anyone")?.count,
  );
  const [whole, ...parts] = sizes.map((count) =>
    count?.min === count?.max ? (count?.min ?? 0) : 0,
  );
  const sum = parts.reduce((total, part) => total + part, 0);
  return whole !== undefined && whole > 1 && sum === whole ? [first] : phrases;
}

const ANYBODY =
  "people|persons|civilians|residents|villagers|locals|victims|others|workers|employees|passengers|members|inhabitants|patients|men|women|children|relatives|colleagues|casualties|siblings|brothers|sisters";

function isOne(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const people = peopleOf(sentence, phrase, "anyone");
  return people !== null && people.count.min === 1 && people.count.max === 1;
}

/** "No mother or baby", "no staff, patients or visitors": the token where "no" stands; null where the phrase is joined to none. */
export function noneOr({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): number | null {
  let [from, joined] = [phrase.from, false];
  for (;;) {
    const link = tokens[from - 1]?.lower ?? "";
    if (!isOneOf(link, "or|nor|,")) return null;
    joined = joined || link !== ",";
    const before = endingAt(nouns, from - 1);
    if (before === undefined || !joined) return null;
    if (isOneOf(tokens[before.from]?.lower, "no|neither")) return before.from;
    if (tokens[before.from - 1]?.lower === "neither") return before.from - 1;
    from = before.from;
  }
}

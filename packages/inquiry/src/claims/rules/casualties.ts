import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { partitiveOf, undergoerOf } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { type Count, countOf } from "../count.ts";
import {
  CASUALTY_NOUNS,
  DEATH_NOUNS,
  INJURE_VERBS,
  INJURY_NOUNS,
  KILL_VERBS,
  PEOPLE_OF_RANK,
  POPULATIONS,
} from "../lexicon.ts";

const NONE: Count = { min: 0, max: 0, approximate: false, weak: false };

/** Killed and injured, of whom and how many: by verb in any voice, by noun, by "leaving … injured". */
export function casualtyFacts(sentence: ParsedSentence): readonly Fact[] {
  return [...byVerb(sentence), ...byResult(sentence), ...byNoun(sentence), ...byToll(sentence)];
}

function predicateOf(lemma: string): Predicate | null {
  if (INJURE_VERBS.has(lemma)) return "casualties.injured";
  return KILL_VERBS.has(lemma) ? "casualties.killed" : null;
}

function byVerb(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    const predicate = predicateOf(verb.lemma);
    if (
      predicate === null ||
      verb.form === "infinitive" ||
      (verb.modal !== null && verb.modal !== "may")
    )
      return [];
    const intransitive = verb.lemma === "die" || verb.lemma === "perish";
    const phrase = undergoerOf(sentence, verb, intransitive || isReducedPassive(sentence, verb));
    if (phrase === null) return [];
    return coordinated(sentence, verb, phrase).flatMap((each) => {
      const people = peopleOf(sentence, each);
      if (people === null) return [];
      const count = verb.negated ? NONE : single(people.count);
      const from = Math.min(each.from, verb.from);
      const to = Math.max(people.to, each.to, verb.to);
      return [fact(sentence, predicate, { from, to }, count, people.population, "verb")];
    });
  });
}

/** "a protester was killed" tells of one. */
function single(count: Count | null): Count | null {
  return count !== null && count.weak && count.min === 1
    ? { min: 1, max: 1, approximate: false, weak: false }
    : count;
}

/** "120 people wounded": a participle without an auxiliary after its noun. */
function isReducedPassive({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  const word = tokens[verb.main]?.lower ?? "";
  if (verb.to - verb.from !== 1 || !/(?:ed|hurt|slain)$/.test(word)) return false;
  // "killed at least five": an object follows its bound.
  if (tokens.slice(verb.to + 1, verb.to + 4).some(({ pos }) => pos === "NUM")) return false;
  const next = tokens[verb.to];
  return next === undefined || !["NUM", "DET", "NOUN", "PROPN", "ADJ", "PRON"].includes(next.pos);
}

/** "one officer and two soldiers were wounded": each has a count of its own. */
function coordinated(
  { tokens, nouns }: ParsedSentence,
  verb: VerbGroup,
  phrase: NounPhrase,
): readonly NounPhrase[] {
  const found = [phrase];
  if (verb.passive || phrase.to <= verb.from) {
    for (let first = phrase; ; ) {
      const link = tokens[first.from - 1];
      const before = nouns.find(({ to }) => to === first.from - 1);
      if (
        before === undefined ||
        (link?.lower !== "and" && link?.text !== ",") ||
        !isNumbered(tokens, before)
      )
        break;
      found.unshift(before);
      first = before;
    }
    return found;
  }
  for (let last = phrase; ; ) {
    const link = tokens[last.to];
    const after = nouns.find(({ from }) => from === last.to + 1);
    if (
      after === undefined ||
      (link?.lower !== "and" && link?.text !== ",") ||
      !isNumbered(tokens, after)
    )
      break;
    found.push(after);
    last = after;
  }
  return found;
}

function isNumbered(tokens: ParsedSentence["tokens"], { from, to }: NounPhrase): boolean {
  return tokens
    .slice(from, to)
    .some(({ pos, lower }) => pos === "NUM" || lower === "a" || lower === "an");
}

/** "leaving six security guards injured". */
function byResult(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "leave") return [];
    const phrase = nouns.find(({ from }) => from >= verb.to && from <= verb.to + 2);
    if (phrase === undefined) return [];
    const at = tokens.findIndex(
      ({ lower }, i) =>
        i >= phrase.from && i <= phrase.to + 3 && /^(?:injured|wounded|hurt|dead)$/.test(lower),
    );
    if (at === -1) return [];
    const predicate = tokens[at]?.lower === "dead" ? "casualties.killed" : "casualties.injured";
    const people = peopleOf(sentence, phrase);
    return people === null
      ? []
      : [
          fact(
            sentence,
            predicate,
            { from: verb.from, to: at + 1 },
            people.count,
            people.population,
            "result",
          ),
        ];
  });
}

/** "several injuries for officers", "the deaths of almost 600 protesters", "no casualties". */
function byNoun(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (head === undefined || tokens[phrase.to]?.lower === "toll") return [];
    const denies =
      tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "no") ||
      tokens[phrase.from - 1]?.lower === "without";
    const none = denies && CASUALTY_NOUNS.has(head.lemma);
    const of = ["of", "for", "to", "among"].includes(tokens[phrase.to]?.lower ?? "")
      ? nouns.find(({ from }) => from >= phrase.to + 1 && from <= phrase.to + 3)
      : undefined;
    const people = of === undefined ? null : peopleOf(sentence, of);
    if (none) {
      const range = { from: phrase.from, to: phrase.to };
      return (["casualties.killed", "casualties.injured"] as const).map((predicate) =>
        fact(sentence, predicate, range, NONE, null, "noun"),
      );
    }
    const predicate =
      DEATH_NOUNS.has(head.lemma) && head.lemma !== "toll"
        ? "casualties.killed"
        : INJURY_NOUNS.has(head.lemma)
          ? "casualties.injured"
          : null;
    if (predicate === null) return [];
    const own = denies ? NONE : countOf(tokens, phrase.from, phrase.to, phrase.head);
    const counted = people?.count ?? null;
    const count =
      own !== null && !own.weak ? own : counted !== null && !counted.weak ? counted : null;
    if (count === null) return [];
    return [
      fact(
        sentence,
        predicate,
        { from: phrase.from, to: people?.to ?? phrase.to },
        count,
        people?.population ?? null,
        "noun",
      ),
    ];
  });
}

/** "put the death toll at four". */
function byToll(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lemma }, at) => {
    if (lemma !== "toll") return [];
    const number = nouns.find(
      ({ from, to }) =>
        from > at && from <= at + 5 && tokens.slice(from, to).some(({ pos }) => pos === "NUM"),
    );
    const count =
      number === undefined ? null : countOf(tokens, number.from, number.to, number.head);
    if (number === undefined || count === null) return [];
    const start = tokens.findLastIndex(({ lower }, i) => i <= at && lower === "the");
    return [
      fact(
        sentence,
        "casualties.killed",
        { from: start === -1 ? at : start, to: number.to },
        count,
        null,
        "toll",
      ),
    ];
  });
}

interface People {
  readonly count: Count | null;
  readonly population: string | null;
  readonly to: number;
}

/** Whom a phrase counts; null for a single person of rank or by name, whose condition is a claim of another kind, and for things. */
function peopleOf(sentence: ParsedSentence, phrase: NounPhrase): People | null {
  const { tokens } = sentence;
  const part = partitiveOf(sentence, phrase);
  const head = tokens[phrase.head];
  if (head === undefined) return null;
  const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
  const group = part === null ? null : populationOf(tokens, part);
  const own = populationOf(tokens, phrase);
  const nobody = /^(?:nobody|none|no)$/.test(tokens[phrase.from]?.lower ?? "");
  if (nobody) return { count: NONE, population: own ?? group, to: part?.to ?? phrase.to };
  if (PEOPLE_OF_RANK.has(head.lemma) && own === null && count === null) return null;
  const bareNumber =
    head.pos === "NUM" ||
    /^(?:others?|dozens?|scores|hundreds|several|some|many)$/.test(head.lower);
  if (own === null && group === null && !bareNumber) return null;
  if (count === null) return null;
  return { count, population: group ?? own, to: part?.to ?? phrase.to };
}

function populationOf(tokens: ParsedSentence["tokens"], { from, to }: NounPhrase): string | null {
  for (let at = to - 1; at >= from; at--) {
    const token = tokens[at];
    const known =
      token === undefined
        ? undefined
        : (POPULATIONS.get(token.lemma) ?? POPULATIONS.get(token.lower));
    if (known !== undefined) return known;
  }
  return null;
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  count: Count | null,
  population: string | null,
  how: string,
): Fact {
  const value = population ?? "people";
  return factOf(sentence, {
    predicate,
    from,
    to,
    value,
    count,
    population,
    rule: `casualties by ${how}`,
    hedgesWithin: 4,
  });
}

import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import {
  coordinatedWith,
  isUnreal,
  subjectOf,
  type Undergoer,
  undergoerOf,
} from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import { type Count, NONE } from "../count.ts";
import { CARE_VERBS, DYING_VERBS, INJURE_VERBS, KILL_VERBS } from "../lexicon.ts";
import { peopleOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { casualtiesByNoun } from "./casualties-by-noun.ts";
import { casualtiesInHospital } from "./casualties-in-hospital.ts";
import { casualtyParts, woundEnd } from "./casualty-parts.ts";

/** Killed and injured, of whom and how many: by verb in any voice, by what became of them, by noun. */
export function casualtyFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const whole = [
    ...byVerb(sentence),
    ...byState(sentence),
    ...byCare(sentence),
    ...casualtiesByNoun(sentence, scene),
    ...casualtiesInHospital(sentence),
  ];
  return [...whole, ...casualtyParts(sentence, scene, whole)];
}

function predicateOf({ tokens }: ParsedSentence, verb: VerbGroup): Predicate | null {
  if (INJURE_VERBS.has(verb.lemma)) return "casualties.injured";
  const shotDead =
    verb.lemma === "shoot" &&
    tokens.slice(verb.to, verb.to + 3).some(({ lower }) => /^(?:dead|death)$/.test(lower));
  const gunned = verb.lemma === "gun" && tokens[verb.to]?.lower === "down";
  if (KILL_VERBS.has(verb.lemma) || shotDead || gunned) return "casualties.killed";
  // "the caretaker was hit by splinters".
  const struck =
    /^(?:hit|strike|cut)$/.test(verb.lemma) &&
    verb.passive &&
    tokens[verb.to]?.lower === "by" &&
    tokens
      .slice(verb.to + 1, verb.to + 4)
      .some(({ lemma }) => /^(?:splinter|shrapnel|fragment|debris|glass|bullet)$/.test(lemma));
  if (struck) return "casualties.injured";
  if (verb.lemma === "shoot" && verb.passive && tokens[verb.to]?.lower !== "down")
    return "casualties.injured";
  return verb.lemma === "lose" && /^(?:life|lives)$/.test(tokens[verb.to + 1]?.lower ?? "")
    ? "casualties.killed"
    : null;
}

function byVerb(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    const predicate = predicateOf(sentence, verb);
    if (predicate === null || isUnreal(sentence, verb)) return [];
    // "retaliated for a strike that killed the general": an earlier deed.
    const answered = sentence.tokens
      .slice(0, verb.from)
      .some(({ lower }) =>
        /^(?:retaliation|retaliated|retaliating|revenge|avenge|avenging|avenged)$/.test(lower),
      );
    if (answered) return [];
    // "patients already wounded by earlier attacks".
    const earlier =
      verb.to - verb.from === 1 && sentence.tokens[verb.from - 1]?.lower === "already";
    if (earlier) return [];
    const intransitive = DYING_VERBS.has(verb.lemma) || verb.lemma === "lose";
    const found = undergoerOf(sentence, verb, intransitive);
    if (found === null) return [];
    const who = coordinatedWith(sentence, found);
    // Whom the verb is said of first, whether or not "and" adds somebody between.
    const first = { ...found, phrase: who[0] ?? found.phrase };
    return [...who, ...alongWith(sentence, verb, who)].flatMap((each) =>
      told(sentence, predicate, verb, first, each),
    );
  });
}

/** "was killed near the mill, along with two of his guards": who stands further on in the sentence. */
function alongWith(
  sentence: ParsedSentence,
  verb: VerbGroup,
  known: readonly NounPhrase[],
): readonly NounPhrase[] {
  const { tokens, nouns, verbs } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      i >= verb.to && /^(?:along|together)$/.test(lower) && tokens[i + 1]?.lower === "with",
  );
  if (
    at === -1 ||
    verbs.some(({ from, to, form }) => from >= verb.to && to <= at && form === "finite")
  )
    return [];
  const others = nouns.find(({ from }) => from === at + 2);
  const numbered =
    others !== undefined &&
    tokens
      .slice(others.from, others.to)
      .some(({ pos, lower }) => pos === "NUM" || /^an?$/.test(lower));
  return others === undefined || !numbered || known.includes(others) ? [] : [others];
}

function told(
  sentence: ParsedSentence,
  predicate: Predicate,
  verb: VerbGroup,
  { negated, phrase: first }: Undergoer,
  phrase: NounPhrase,
): readonly Fact[] {
  // Whoever is killed is somebody: the verb says so, and no list of people is asked. "Hurt" is said of things, too, and so is what "and" adds.
  const anyone = phrase === first && !/^(?:hurt|hit|strike|cut)$/.test(verb.lemma);
  const people = peopleOf(sentence, phrase, anyone ? "anyone" : "listed");
  // "he was shot": and nobody says whether he lived.
  if (
    verb.lemma === "shoot" &&
    predicate === "casualties.injured" &&
    people?.population === null &&
    people.one
  )
    return [];
  // "they are killing and wounding civilians": what is done again and again.
  const goesOn =
    people?.count.weak === true &&
    (sentence.tokens[verb.main]?.lower ?? "").endsWith("ing") &&
    sentence.tokens
      .slice(Math.max(0, verb.from - GOES_ON_WITHIN), verb.main)
      .some(({ lower }) => /^(?:is|are|keeps?|continues?)$/.test(lower));
  if (goesOn) return [];
  // That one person was not hurt is said of how that person is.
  if (people === null || (negated && (people.one || people.count.max === 1))) return [];
  const from = Math.min(phrase.from, verb.from);
  const to = Math.max(people.to, phrase.to, verb.to);
  const count = negated ? NONE : people.count;
  return [fact(sentence, predicate, { from, to }, count, people.population, "verb")];
}

/** Words before a verb in which it is said that the deed goes on. */
const GOES_ON_WITHIN = 4;

/** What somebody lies, is left or is found as. */
const STATES: ReadonlyMap<string, Predicate> = new Map([
  ["dead", "casualties.killed"],
  ["killed", "casualties.killed"],
  ["injured", "casualties.injured"],
  ["wounded", "casualties.injured"],
  ["hurt", "casualties.injured"],
]);

/** "six dead and 20 wounded", "two wounded soldiers", "17 people lay dead", "left the mayor dead": a state of whoever is counted or named beside it. */
function byState(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return tokens.flatMap((token, at) => {
    const predicate = STATES.get(token.lower);
    if (predicate === undefined || verbs.some(({ from, to }) => from <= at && at < to)) return [];
    const within = nouns.find(({ from, to }) => from <= at && at < to);
    // "the two other wounded nuns": of whom it was told before.
    const known =
      within !== undefined &&
      tokens[within.from]?.lower === "the" &&
      tokens.slice(within.from, at).some(({ lower }) => lower === "other");
    if (known) return [];
    if (within !== undefined && within.from < at) {
      const people = peopleOf(sentence, within, "numbered");
      return people === null
        ? []
        : [
            fact(
              sentence,
              predicate,
              { from: within.from, to: people.to },
              people.count,
              people.population,
              "state",
            ),
          ];
    }
    const lead = verbs.findLast(({ to }) => to <= at);
    const near = nouns.findLast(({ to }) => to <= at && to >= at - STATE_WITHIN);
    // "the leader, who had been missing for a week, was found dead".
    const subject = lead?.passive === true && lead.to === at ? subjectOf(sentence, lead) : null;
    const phrase = subject ?? near;
    if (lead === undefined || phrase === undefined || isUnreal(sentence, lead)) return [];
    const lies =
      (/^(?:lie|be|die|drop)$/.test(lead.lemma) ||
        (lead.passive && /^(?:find|leave|declare|pronounce)$/.test(lead.lemma))) &&
      lead.from >= phrase.to;
    const left = /^(?:leave|find)$/.test(lead.lemma) && lead.to <= phrase.from;
    // "dozens feared dead": nobody says that they are.
    const feared = /^(?:fear|presume|believe|report)$/.test(lead.lemma) && lead.to === at;
    const people =
      lies || left || (feared && lead.from === phrase.to)
        ? peopleOf(sentence, phrase, feared ? "numbered" : lies ? "anyone" : "listed")
        : null;
    if (people === null) return [];
    const from = left ? lead.from : phrase.from;
    const count = lead.negated ? NONE : people.count;
    const found = fact(
      sentence,
      predicate,
      { from, to: at + 1 },
      count,
      people.population,
      "state",
    );
    const word = tokens[lead.main]?.lower ?? lead.lemma;
    return [feared ? { ...found, hedges: [...new Set([...found.hedges, word])] } : found];
  });
}

/** Words between whom it is about and a state, at most. */
const STATE_WITHIN = 3;

/** What people suffer who are hurt. */
const HURTS =
  /^(?:injur(?:y|ies)|wounds?|burns?|fractures?|cuts?|bruises?|concussions?|scratch(?:es)?|contusions?|trauma|shock|lacerations?)$/;

/** "15 were taken to hospital", "two firefighters were treated for smoke inhalation": counted people who need care are injured. */
function byCare(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    // "of the injured, three were airlifted to the capital".
    const moved =
      /^(?:airlift|evacuate|transfer|fly)$/.test(verb.lemma) &&
      tokens.slice(0, verb.from).some(({ lower }) => /^(?:injured|wounded|patients)$/.test(lower));
    const examined =
      /^(?:evaluate|examine|assess)$/.test(verb.lemma) &&
      tokens[verb.to]?.lower === "for" &&
      woundEnd(sentence, verb.to + 1) !== null;
    const medically = tokens.slice(verb.from, verb.to).some(({ lower }) => lower === "medically");
    const care =
      moved ||
      medically ||
      examined ||
      (CARE_VERBS.has(verb.lemma) &&
        (/^(?:hospitali[sz]e|treat)$/.test(verb.lemma) ||
          tokens
            .slice(verb.to, verb.to + 4)
            .some(({ lower }) => /^(?:hospitals?|clinics?|infirmary)$/.test(lower))));
    const suffers =
      /^(?:suffer|sustain|receive)$/.test(verb.lemma) &&
      tokens
        .slice(verb.to, verb.to + 4)
        .some(({ lemma, lower }) => HURTS.test(lemma) || /^(?:broken|fractured)$/.test(lower));
    // "we have treated 17 patients".
    const takes =
      verb.lemma === "receive" &&
      tokens
        .slice(verb.to, verb.to + 5)
        .some(({ lower }) => /^(?:patients|casualties|wounded|injured)$/.test(lower));
    const treats = (care || takes) && !verb.passive && /^(?:treat|admit|receive)$/.test(verb.lemma);
    if ((!care || !verb.passive) && !suffers && !treats) return [];
    if (isUnreal(sentence, verb)) return [];
    const object = treats ? sentence.nouns.find(({ from }) => from === verb.to) : undefined;
    if (treats && object === undefined) return [];
    const found: Undergoer | null =
      object === undefined
        ? undergoerOf(sentence, verb, true)
        : { phrase: object, side: "after", negated: verb.negated };
    if (found === null) return [];
    const all = coordinatedWith(sentence, found);
    const forHurt = tokens[verb.to]?.lower === "for" && woundEnd(sentence, verb.to + 1) !== null;
    return all.flatMap((phrase) => {
      // "two nurses and a driver were treated": among several there may be one. "One man, a driver," are not two.
      const joined =
        all.length > 1 &&
        sentence.tokens
          .slice(Math.min(...all.map(({ from }) => from)), Math.max(...all.map(({ to }) => to)))
          .some(({ pos }) => pos === "CCONJ");
      const people =
        peopleOf(sentence, phrase, suffers || forHurt ? "listed" : "numbered") ??
        (joined ? peopleOf(sentence, phrase, "listed") : null);
      const wound = HURTS.test(sentence.tokens[phrase.head]?.lemma ?? "");
      if (people === null || found.negated || wound) return [];
      const to = suffers ? verb.to + 1 : verb.to;
      return [
        fact(
          sentence,
          "casualties.injured",
          {
            from: Math.min(phrase.from, verb.from),
            to: Math.max(people.to, phrase.to, treats ? people.to : to),
          },
          people.count,
          people.population,
          "care",
        ),
      ];
    });
  });
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  count: Count,
  population: string | null,
  how: string,
): Fact {
  const value = population ?? "people";
  const rule = `casualties by ${how}`;
  return factOf(sentence, { predicate, from, to, value, count, population, rule, hedgesWithin: 4 });
}

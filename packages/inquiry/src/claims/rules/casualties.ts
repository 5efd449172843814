import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { overlaps } from "../../text/span.ts";
import type { Fact, Predicate } from "../claim.ts";
import { isUnreal, subjectOf, type Undergoer, undergoerOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { type Count, NONE } from "../count.ts";
import { DYING_VERBS, INJURE_VERBS, KILL_VERBS, OF_CASUALTIES, WEAPONS } from "../lexicon.ts";
import { peopleOf } from "../people.ts";
import { noneOr, togetherIn, withoutExplanation } from "../pairs.ts";
import type { Scene } from "../scene.ts";
import { casualtiesByNoun } from "./casualties-by-noun.ts";
import { BODY, casualtiesByCare } from "./casualties-by-care.ts";
import { casualtiesByList } from "./casualties-by-list.ts";
import { casualtiesInHospital } from "./casualties-in-hospital.ts";
import { casualtiesByEcho } from "./casualties-by-echo.ts";
import { casualtiesByFate } from "./casualties-by-fate.ts";
import { casualtiesByFigure } from "./casualties-by-figure.ts";
import { casualtiesByRise } from "./casualties-by-rise.ts";
import { casualtyParts } from "./casualty-parts.ts";
import { clearOf } from "../fact.ts";
import { casualty } from "./casualty-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasLemma, hasOne, lastUpTo, startingAt } from "../../grammar/places.ts";

/** Killed and injured, of whom and how many: by verb in any voice, by what became of them, by noun. */
export function casualtyFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (scene.toll === null && !hasWord(sentence, OF_CASUALTIES)) return [];
  const whole = [
    ...byVerb(sentence),
    ...byState(sentence),
    ...casualtiesByCare(sentence),
    ...casualtiesByNoun(sentence, scene),
    ...casualtiesInHospital(sentence),
    ...casualtiesByList(sentence),
    ...casualtiesByFate(sentence),
    ...casualtiesByEcho(sentence, scene),
  ];
  const risen = casualtiesByRise(sentence).filter(
    (fact) =>
      !whole.some(
        ({ predicate, span }) => predicate === fact.predicate && overlaps(span, fact.span),
      ),
  );
  const known = [...whole, ...risen].map((fact) => boundedBefore(sentence, fact, whole));
  const figures = clearOf(casualtiesByFigure(sentence, scene, known), known);
  const all = [...known, ...figures, ...casualtyParts(sentence, scene, [...whole, ...risen])];
  return all.map((fact) => asFeared(sentence, fact));
}

/** "It is feared that thirty miners are dead": nobody says that they are. */
function asFeared({ tokens, verbs, words }: ParsedSentence, fact: Fact): Fact {
  if (!words.has("fear")) return fact;
  const fear = verbs.find(({ lemma }) => lemma === "fear");
  const at = fear === undefined ? undefined : tokens[fear.main];
  return at === undefined || at.start > fact.span.start || fact.hedges.includes(at.lower)
    ? fact
    : { ...fact, hedges: [...fact.hedges, at.lower] };
}

/** "At least 23 people killed and 70 injured": at least 70, too, where the number stands alone. */
function boundedBefore({ tokens }: ParsedSentence, fact: Fact, all: readonly Fact[]): Fact {
  const { count, span } = fact;
  const at = tokens.findIndex(({ start }) => start === span.start);
  const alone =
    tokens[at]?.pos === "NUM" && isOneOf(tokens[at + 1]?.lower, "injured|wounded|hurt|dead|killed");
  if (!alone || count === null || count.max !== count.min || tokens[at - 1]?.lower !== "and")
    return fact;
  const before = all.find((each) => each.span.end === tokens[at - 2]?.end);
  const first = tokens.findIndex(({ end }) => end > (before?.span.start ?? 0));
  const least = tokens
    .slice(Math.max(0, first - 1), first + 2)
    .some(({ lower }) => lower === "least");
  return before?.count?.max === null && least ? { ...fact, count: { ...count, max: null } } : fact;
}

function predicateOf({ tokens }: ParsedSentence, verb: VerbGroup): Predicate | null {
  if (INJURE_VERBS.has(verb.lemma))
    return isFatal(tokens, verb) ? "casualties.killed" : "casualties.injured";
  const shotDead =
    verb.lemma === "shoot" && hasOne(tokens.slice(verb.to, verb.to + 3), "dead|death");
  // "three drones were sent up, and two had been gunned down": of the drones.
  const gunned =
    verb.lemma === "gun" &&
    tokens[verb.to]?.lower === "down" &&
    !(tokens[verb.from - 1]?.pos === "NUM" && tokens.some(({ lemma }) => WEAPONS.has(lemma)));
  const wiped = verb.lemma === "wipe" && tokens[verb.to]?.lower === "out";
  if (isToDeath(tokens, verb)) return "casualties.killed";
  if (verb.lemma === "pass" && tokens[verb.to]?.lower === "away") return "casualties.killed";
  if (isMaimed(tokens, verb)) return "casualties.injured";
  if (verb.lemma === "kill" && tokens[verb.to]?.lower === "off") return null;
  // "the fire died down".
  if (verb.lemma === "die" && isOneOf(tokens[verb.to]?.lower, "down|out|away|off")) return null;
  if (KILL_VERBS.has(verb.lemma) || shotDead || gunned || wiped) return "casualties.killed";
  // "five militants were eliminated": of people, and of weapons it is told as stopped.
  if (isOneOf(verb.lemma, "eliminate|liquidate")) return "casualties.killed";
  // "nine of his men fell": of soldiers, where nobody says into what.
  const ends = isOneOf(tokens[verb.to]?.lower ?? ".", "[,.;]|and|in");
  const inBattle =
    tokens[verb.to]?.lower !== "in" ||
    hasOne(tokens.slice(verb.to + 1, verb.to + 3), "battle|action|combat|line|fighting");
  if (verb.lemma === "fall" && ends && inBattle && isOfFighters(tokens, verb))
    return "casualties.killed";
  // "the caretaker was hit by splinters".
  const onBody = verb.passive && isOneOf(verb.lemma, "cut|hit|strike") && isOnBody(tokens, verb.to);
  if (onBody) return "casualties.injured";
  const struck =
    isOneOf(verb.lemma, "hit|strike|cut") &&
    verb.passive &&
    tokens[verb.to]?.lower === "by" &&
    hasLemma(
      tokens.slice(verb.to + 1, verb.to + 4),
      "splinter|shrapnel|fragment|debris|glass|bullet",
    );
  if (struck) return "casualties.injured";
  const stopped = isOneOf(tokens[verb.to]?.lower, "down|out");
  if (verb.lemma === "shoot" && verb.passive && !stopped) return "casualties.injured";
  return verb.lemma === "lose" && isOneOf(tokens[verb.to + 1]?.lower, "life|lives")
    ? "casualties.killed"
    : null;
}

/** "was concussed", "were badly burned", "was blinded in one eye": done to somebody who lives. */
function isMaimed(tokens: ParsedSentence["tokens"], verb: VerbGroup): boolean {
  if (!verb.passive) return false;
  const badly = hasOne(
    tokens.slice(verb.from, verb.to),
    "badly|severely|seriously|lightly|slightly",
  );
  return (
    isOneOf(verb.lemma, "concuss|blind|paraly[sz]e|disfigure|lacerate|deafen") ||
    (badly && isOneOf(verb.lemma, "burn|scald|bruise|cut"))
  );
}

/** "was fatally injured", "fatally wounded two porters", "was wounded fatally". */
function isFatal(tokens: ParsedSentence["tokens"], verb: VerbGroup): boolean {
  return hasOne(tokens.slice(Math.max(0, verb.from - 1), verb.to + 1), "fatally|mortally");
}

/** What somebody died of, after "of". */
function tokensAfter(tokens: ParsedSentence["tokens"], { to }: VerbGroup): readonly string[] {
  return isOneOf(tokens[to]?.lower, "of|from")
    ? tokens.slice(to + 1, to + 4).map(({ lower }) => lower)
    : [];
}

/** "on the forehead", "in both legs". */
function isOnBody(tokens: ParsedSentence["tokens"], at: number): boolean {
  return (
    isOneOf(tokens[at]?.lower, "in|on|across|above") && hasOne(tokens.slice(at + 1, at + 4), BODY)
  );
}

function isOfFighters(tokens: ParsedSentence["tokens"], verb: VerbGroup): boolean {
  // "two of our own have fallen".
  if (tokens[verb.from - 1]?.lower === "own" && tokens[verb.from - 2]?.lower === "our") return true;
  return isOneOf(
    tokens[verb.from - 1]?.lower,
    "(?:soldier|mercenary|mercenaries|fighter|officer|trooper|guard|martyr|comrade|sailor|conscript)s?",
  );
}

function byVerb(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    const predicate = predicateOf(sentence, verb);
    if (predicate === null || isUnreal(sentence, verb)) return [];
    if (isAside(sentence, verb)) return [];
    const intransitive =
      DYING_VERBS.has(verb.lemma) ||
      isOneOf(verb.lemma, "lose|fall|pass") ||
      isToDeath(sentence.tokens, verb);
    // "wiped out a family": past the word that belongs to the verb.
    const whole = verb.lemma === "wipe" ? { ...verb, to: verb.to + 1 } : verb;
    const found = undergoerOf(sentence, whole, intransitive);
    if (found === null) return [];
    // "including nine children, and 71 injured": the number alone.
    const alone =
      found.side === "before" &&
      verb.to - verb.from === 1 &&
      found.phrase.to === verb.from &&
      found.phrase.to - found.phrase.from === 1 &&
      sentence.tokens[found.phrase.from]?.pos === "NUM";
    // "No mother or baby was hurt": neither.
    const neither = found.side === "before" ? noneOr(sentence, found.phrase) : null;
    if (neither !== null) {
      const range = { from: neither, to: verb.to };
      return found.negated ? [] : [casualty(sentence, predicate, range, NONE, null, "by verb")];
    }
    const all = alone ? [found.phrase] : coordinatedWith(sentence, found);
    const who = withoutExplanation(sentence, all);
    // Whom the verb is said of first, whether or not "and" adds somebody between.
    const first = { ...found, phrase: who[0] ?? found.phrase };
    const together = found.negated ? null : togetherIn(sentence, who);
    if (together !== null) {
      const range = {
        from: Math.min(together.from, verb.from),
        to: Math.max(together.to, verb.to),
      };
      return [casualty(sentence, predicate, range, together.count, null, "by verb")];
    }
    return [...who, ...alongWith(sentence, verb, who)].flatMap((each) =>
      told(sentence, predicate, verb, first, each),
    );
  });
}

/** What is said of those who were told of before, of other deeds and other deaths. */
function isAside({ tokens }: ParsedSentence, verb: VerbGroup): boolean {
  const bare = verb.to - verb.from === 1;
  const before = tokens[verb.from - 1]?.lower ?? "";
  // "two of the injured": those of whom it was told.
  if (bare && before === "the" && tokens[verb.from - 2]?.lower === "of") return true;
  // "the number of injured rose to 11", "number of injured up to 11": of a number.
  const ofNumber =
    tokens[verb.from - 1]?.lower === "of" && tokens[verb.from - 2]?.lower === "number";
  if (bare && ofNumber) return true;
  // "information about dead and injured".
  const joined =
    bare &&
    isOneOf(before, "and|or") &&
    tokens[verb.from - 2]?.lower === "dead" &&
    tokens[verb.from - 3]?.pos === "ADP";
  if (joined) return true;
  // "Killed: 6": a heading.
  if (bare && isOneOf(tokens[verb.to]?.text, "[:–—=-]") && tokens[verb.to + 1]?.pos === "NUM")
    return true;
  // "patients already wounded by earlier attacks".
  if (bare && before === "already") return true;
  // "retaliated for a strike that killed the general": an earlier deed.
  const answered = hasOne(
    tokens.slice(0, verb.from),
    "retaliation|retaliated|retaliating|revenge|avenge|avenging|avenged",
  );
  if (answered) return true;
  // "died of a heart attack".
  return (
    verb.lemma === "die" &&
    tokensAfter(tokens, verb).some((word) =>
      isOneOf(word, "heart|cancer|natural|illness|stroke|age"),
    )
  );
}

/** "was crushed to death", "bled to death". */
function isToDeath(tokens: ParsedSentence["tokens"], { lemma, to }: VerbGroup): boolean {
  return (
    isOneOf(lemma, "crush|burn|bleed|choke|beat|freeze|suffocate|trample|scald|stab|hack") &&
    tokens[to]?.lower === "to" &&
    tokens[to + 1]?.lower === "death"
  );
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
      i >= verb.to && isOneOf(lower, "along|together") && tokens[i + 1]?.lower === "with",
  );
  if (
    at === -1 ||
    verbs.some(({ from, to, form }) => from >= verb.to && to <= at && form === "finite")
  )
    return [];
  const others = startingAt(nouns, at + 2);
  const numbered =
    others !== undefined &&
    tokens
      .slice(others.from, others.to)
      .some(({ pos, lower }) => pos === "NUM" || isOneOf(lower, "an?"));
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
  const anyone =
    phrase === first &&
    !isOneOf(
      verb.lemma,
      "hurt|hit|strike|cut|burn|scald|bruise|blind|deafen|crush|eliminate|liquidate",
    );
  const people = peopleOf(sentence, phrase, anyone ? "anyone" : "listed");
  // "he was shot": and nobody says whether he lived.
  if (
    verb.lemma === "shoot" &&
    predicate === "casualties.injured" &&
    people?.population === null &&
    people.one
  )
    return [];
  // "died two hours after having been shot": one death, and nobody else who was hurt.
  if (verb.lemma === "shoot" && predicate === "casualties.injured" && people?.one === true) {
    const died = sentence.verbs.some(
      (other) => DYING_VERBS.has(other.lemma) && subjectOf(sentence, other) === phrase,
    );
    if (died) return [];
  }
  // "they are killing and wounding civilians": what is done again and again.
  const goesOn =
    people?.count.weak === true &&
    (sentence.tokens[verb.main]?.lower ?? "").endsWith("ing") &&
    hasOne(
      sentence.tokens.slice(Math.max(0, verb.from - GOES_ON_WITHIN), verb.main),
      "is|are|keeps?|continues?",
    );
  if (goesOn) return [];
  // "no one was seriously hurt": somebody may be, and not badly.
  const badly = hasOne(
    sentence.tokens.slice(verb.from, verb.to),
    "seriously|badly|severely|critically|gravely",
  );
  if (badly && (negated || people?.count.max === 0)) return [];
  // "injured his knee": a part of whoever did.
  const own = isOneOf(sentence.tokens[phrase.from]?.lower, "his|her|its|their|my|our|both");
  if (own && isOneOf(sentence.tokens[phrase.head]?.lower, BODY)) return [];
  // That one person was not hurt is said of how that person is.
  if (people === null || (negated && (people.one || people.count.max === 1))) return [];
  const from = Math.min(phrase.from, verb.from);
  const to = Math.max(people.to, phrase.to, verb.to);
  const count = negated ? NONE : people.count;
  return [casualty(sentence, predicate, { from, to }, count, people.population, "by verb")];
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
    // "4 hurt none dead".
    const none = tokens.findLastIndex(
      ({ lower }, i) => i >= (within?.from ?? at) && i < at && i > 0 && isOneOf(lower, "none|no"),
    );
    if (none !== -1 && within !== undefined && none > within.from)
      return [casualty(sentence, predicate, { from: none, to: at + 1 }, NONE, null, "by state")];
    const members = leftMembers(sentence, within, at);
    if (members !== null) return [casualty(sentence, predicate, ...members, "by state")];
    if (within !== undefined && within.from < at) {
      // "leaves an officer dead".
      const left = verbs.some(({ to, lemma }) => lemma === "leave" && to === within.from);
      const people = peopleOf(sentence, within, left ? "listed" : "numbered");
      return people === null
        ? []
        : [
            casualty(
              sentence,
              predicate,
              { from: within.from, to: people.to },
              people.count,
              people.population,
              "by state",
            ),
          ];
    }
    const lead = lastUpTo(verbs, at);
    const near = nouns.findLast(({ to }) => to <= at && to >= at - STATE_WITHIN);
    // "the leader, who had been missing for a week, was found dead".
    // "all five who were in the house are dead".
    const said = lead?.passive === true || isOneOf(lead?.lemma, "be|lie|drop");
    const subject = lead !== undefined && said && lead.to === at ? subjectOf(sentence, lead) : null;
    const phrase = subject ?? near;
    if (lead === undefined || phrase === undefined || isUnreal(sentence, lead)) return [];
    const lies =
      (isOneOf(lead.lemma, "lie|be|die|drop") ||
        (lead.passive && isOneOf(lead.lemma, "find|leave|declare|pronounce|confirm|certify"))) &&
      lead.from >= phrase.to;
    const left = isOneOf(lead.lemma, "leave|find") && lead.to <= phrase.from;
    // "dozens feared dead": nobody says that they are.
    const feared = isOneOf(lead.lemma, "fear|presume|believe|report") && lead.to === at;
    // "his radio had been dead".
    const own =
      isOneOf(tokens[phrase.from]?.lower, "his|her|its|their|my|our") &&
      tokens[phrase.head]?.pos === "NOUN";
    const people =
      lies || left || (feared && lead.from === phrase.to)
        ? peopleOf(sentence, phrase, feared ? "numbered" : lies && !own ? "anyone" : "listed")
        : null;
    if (people === null) return [];
    const from = left ? lead.from : phrase.from;
    const count = lead.negated ? NONE : people.count;
    const found = casualty(
      sentence,
      predicate,
      { from, to: at + 1 },
      count,
      people.population,
      "by state",
    );
    const word = tokens[lead.main]?.lower ?? lead.lemma;
    return [feared ? { ...found, hedges: [...new Set([...found.hedges, word])] } : found];
  });
}

/** "left five members of the security forces dead": those who are counted. */
function leftMembers(
  sentence: ParsedSentence,
  within: NounPhrase | undefined,
  at: number,
): readonly [{ readonly from: number; readonly to: number }, Count, string | null] | null {
  const { tokens, nouns, verbs } = sentence;
  if (within?.to !== at + 1 || tokens[within.from - 1]?.lower !== "of") return null;
  const counted = endingAt(nouns, within.from - 1);
  const left = verbs.some(({ to, lemma }) => isOneOf(lemma, "leave|find") && to === counted?.from);
  const people = counted === undefined || !left ? null : peopleOf(sentence, counted, "numbered");
  return people === null || counted === undefined
    ? null
    : [{ from: counted.from, to: at + 1 }, people.count, people.population];
}

/** Words between whom it is about and a state, at most. */
const STATE_WITHIN = 3;

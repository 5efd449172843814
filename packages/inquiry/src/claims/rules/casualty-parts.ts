import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { wordWithin } from "../word-within.ts";
import type { Fact, Predicate } from "../claim.ts";
import { countOf } from "../count.ts";
import { subjectOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { factOf } from "../fact.ts";
import { isPersonWord, peopleOf, populationOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

/** Who was among those that were killed or injured: parts of a toll that stands in the same sentence or in the one before. */
export function casualtyParts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  const those = wereAmong(sentence);
  return [
    ...ofThem(sentence, [...told, ...those]),
    ...inCondition(sentence),
    ...among(sentence, told),
    ...those,
    ...theyAre(sentence, scene),
    ...ofTheState(sentence),
    ...ofTheFirst(sentence),
    ...ofWhomSome(sentence, told),
    ...afterColon(sentence, told),
  ];
}

/** How badly. */
const GRAVELY =
  "critical|serious|seriously|severely|critically|badly|gravely|lightly|slightly|fatally";

/** "six were hurt, one of them seriously", "eleven died, two of them children". */
function ofThem(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return tokens.flatMap((token, at) => {
    const [of, them] = [tokens[at + 1]?.lower ?? "", tokens[at + 2]?.lower ?? ""];
    const badly = alone(sentence, at, told);
    if (badly !== null) return [badly];
    if (token.pos !== "NUM" || of !== "of" || !isOneOf(them, "them|whom")) return [];
    const predicate = lastTold(told, token.start);
    const count = countOf(tokens, at, at + 1, at);
    const next = tokens[at + 3];
    // "one of them, a boy of six, with a head injury".
    const close =
      next?.text === ","
        ? tokens.findIndex(({ text }, i) => i > at + 3 && i <= at + APART_WITHIN && text === ",")
        : -1;
    const led = close === -1 ? at + 3 : close + 1;
    const hurt = tokens[led]?.lower === "with" ? woundEnd(sentence, led + 1) : null;
    if (hurt !== null && count !== null)
      return [part(sentence, "casualties.injured", { from: at, to: hurt }, count)];
    if (predicate === null || count === null || next === undefined) return [];
    // "nine of them because of falling debris".
    if (isOneOf(next.lower, "because|by|from|through|after|at|in|on|near|inside|outside|under"))
      return [part(sentence, predicate, { from: at, to: at + 3 }, count)];
    if (isOneOf(next.lower, GRAVELY)) {
      const fatal = next.lower === "fatally";
      return [
        part(sentence, fatal ? "casualties.killed" : predicate, { from: at, to: at + 4 }, count),
      ];
    }
    const is = sentence.verbs.find(({ from, lemma }) => from === at + 3 && lemma === "be");
    // "two of whom were still in their pyjamas".
    if (is !== undefined && !is.negated && is.main === is.to - 1)
      return [part(sentence, predicate, { from: at, to: is.to }, count, ownOf(sentence, is))];
    // "five of whom belonged to one family": what they did is no harm.
    const did = startingAt(sentence.verbs, at + 3);
    const harmless =
      them === "whom" &&
      did !== undefined &&
      !did.passive &&
      !did.negated &&
      isOneOf(
        did.lemma,
        "belong|come|live|work|hold|have|serve|study|attend|own|carry|wear|hail|stem|descend",
      );
    if (harmless) return [part(sentence, predicate, { from: at, to: did.to }, count)];
    const start = is?.to ?? at + 3;
    const phrase = nouns.find(({ from, to }) => from <= start && start < to);
    const who = phrase === undefined ? null : peopleOf(sentence, phrase, "listed");
    const own = phrase === undefined ? null : populationIn(sentence, phrase);
    // "twelve of whom were patients": whatever people are.
    const some = phrase !== undefined && isOfSome(sentence, phrase);
    if (phrase === undefined || (who === null && own === null && !some)) return [];
    // A verb of its own: "three of them were killed" is told by that.
    if (is === undefined && startingAt(sentence.verbs, at + 3) !== undefined) return [];
    return [part(sentence, predicate, { from: at, to: phrase.to }, count, own)];
  });
}

/** Words after "one of them" within which who that is ends, at most. */
const APART_WITHIN = 10;

/** Of whom a part of a toll is told to be: "were children". */
function ownOf(sentence: ParsedSentence, { to }: VerbGroup): string | null {
  const phrase = startingAt(sentence.nouns, to);
  return phrase === undefined ? null : populationIn(sentence, phrase);
}

/** "nine people, of whom four were children", "26 injured, of whom five are nurses". */
function ofWhomSome(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower, start }, at) => {
    const whom = lower === "of" && isOneOf(tokens[at + 1]?.lower, "whom|these|them");
    const number = tokens[at + 2];
    if (!whom || number?.pos !== "NUM") return [];
    const is = verbs.find(
      ({ from, to, main, lemma }) => from === at + 3 && main === to - 1 && lemma === "be",
    );
    const predicate = lastTold(told, start);
    const count = countOf(tokens, at + 2, at + 3, at + 2);
    if (is === undefined || is.negated || predicate === null || count === null) return [];
    const what = startingAt(sentence.nouns, is.to);
    const range = { from: at + 2, to: what?.to ?? is.to };
    return [part(sentence, predicate, range, count, ownOf(sentence, is))];
  });
}

/** "patients", "local", "elderly": what people are, and neither a weapon nor a place nor a time. */
function isOfSome(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const head = sentence.tokens[phrase.head];
  const described = head?.pos === "ADJ" || (head?.pos === "NOUN" && head.lower !== head.lemma);
  return (
    described &&
    weaponIn(sentence, phrase) === null &&
    !isOneOf(head?.lower, "hours?|minutes?|days?|times?|lives|homes?|houses?|legs?|arms?")
  );
}

/** "Five civilians were killed: two women and three men": what they come to. */
function afterColon(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const at = tokens.findIndex(({ text }) => isOneOf(text, "[:–—(]"));
  const start = tokens[at]?.start ?? 0;
  // "Ten civilians (six men and four women) were killed".
  const fact = at === -1 ? undefined : told.findLast(({ span }) => span.start < start);
  const predicate = fact?.predicate ?? null;
  const whole = fact?.count;
  if (predicate === null || whole === undefined || whole === null || whole.max !== whole.min)
    return [];
  const first = startingAt(nouns, at + 1);
  if (first === undefined) return [];
  const all = coordinatedWith(sentence, { phrase: first, side: "after", negated: false });
  const found = all.flatMap((each) => {
    const people = peopleOf(sentence, each, "numbered") ?? peopleOf(sentence, each, "listed");
    return people === null || people.count.weak ? [] : [{ each, people }];
  });
  const sum = found.reduce((total, { people }) => total + people.count.min, 0);
  const last = all.at(-1);
  const follows = verbs.some(({ from }) => last !== undefined && from === last.to);
  // "two people: a driver and an officer" are who the two are.
  const several = found.every(({ each }) => tokens[each.from]?.pos === "NUM");
  if (sum !== whole.min || found.length < 2 || found.length !== all.length) return [];
  if (follows || !several) return [];
  return found.map(({ each, people }) =>
    part(sentence, predicate, { from: each.from, to: people.to }, people.count, people.population),
  );
}

/** "four were injured, one seriously", "nineteen patients are on the wards, five in intensive care". */
function alone(sentence: ParsedSentence, at: number, told: readonly Fact[]): Fact | null {
  const { tokens } = sentence;
  const before = tokens[at - 1];
  const token = tokens[at];
  const next = tokens[at + 1];
  if (
    token?.pos !== "NUM" ||
    next === undefined ||
    !/^(?:,|and|including|-|–|—|\()$/.test(before?.lower ?? "")
  )
    return null;
  const count = countOf(tokens, at, at + 1, at);
  const predicate = lastTold(told, token.start);
  if (count === null || predicate === null) return null;
  const badly =
    isOneOf(next.lower, GRAVELY) && /^(?:[,.;)]|and|or)$/.test(tokens[at + 2]?.lower ?? ".");
  const cared = next.lower === "in" ? careEnd(tokens, at + 2) : null;
  if (!badly && cared === null) return null;
  const fatal = next.lower === "fatally";
  return part(
    sentence,
    fatal ? "casualties.killed" : "casualties.injured",
    { from: at, to: cared ?? at + 2 },
    count,
  );
}

/** "intensive care", "a critical condition", "surgery": the token after it; null where it is none. */
function careEnd(tokens: ParsedSentence["tokens"], from: number): number | null {
  const at = wordWithin(tokens, from, 2, /^(?:care|condition|surgery|coma)$/);
  const word = tokens[at - 1]?.lower ?? "";
  if (at === -1) return null;
  const grave = isOneOf(word, "intensive|serious|critical|grave");
  return grave || isOneOf(tokens[at]?.lower, "surgery|coma") ? at + 1 : null;
}

/** "life-threatening injuries", "burns": the token after what is suffered; null where it is none. */
export function woundEnd({ tokens }: ParsedSentence, from: number): number | null {
  const at = wordWithin(tokens, from, 4, WOUNDS);
  const apart = tokens
    .slice(from, at)
    .some(({ pos, text }) => pos === "VERB" && /^\p{Ll}+ed$/u.test(text));
  return at === -1 || apart ? null : at + 1;
}

const WOUNDS =
  /^(?:injur(?:y|ies)|wounds?|burns?|fractures?|cuts|bruises|concussions?|shock|lacerations?|inhalation|contusions?|abrasions?|trauma|amputations?|sprains?|poisoning)$/;

/** Without one of these the rule below finds nothing. */
const CONDITIONS: ReadonlySet<string> = new Set("condition state".split(" "));

/** "two of them were in a critical condition". */
function inCondition(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, CONDITIONS)) return [];
  const { tokens } = sentence;
  const at = tokens.findIndex(
    ({ lower }, i) =>
      isOneOf(lower, "condition|state") &&
      isOneOf(tokens[i - 1]?.lower, "serious|critical|grave|stable"),
  );
  const number = tokens.findLastIndex(
    ({ pos }, i) =>
      i < at &&
      pos === "NUM" &&
      tokens[i + 1]?.lower === "of" &&
      isOneOf(tokens[i + 2]?.lower, "them|these|those"),
  );
  const count = number === -1 ? null : countOf(tokens, number, number + 1, number);
  return at === -1 || count === null
    ? []
    : [part(sentence, "casualties.injured", { from: number, to: at + 1 }, count)];
}

/** Without one of these the rule below finds nothing. */
const AMONG: ReadonlySet<string> = new Set(
  "among including dead killed fatalities victims injured wounded hurt martyrs fallen deceased".split(
    " ",
  ),
);

/** "…, among them a nurse and two boys", "the dead include a nurse", "among the injured were three boys". */
function among(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  if (!hasWord(sentence, AMONG)) return [];
  const { tokens } = sentence;
  return tokens.flatMap((token, at) => {
    const [second, third] = [tokens[at + 1]?.lower ?? "", tokens[at + 2]?.lower ?? ""];
    if (token.lower === "among" && isOneOf(second, "them|whom")) {
      const predicate = lastTold(told, token.start);
      return predicate === null ? [] : listed(sentence, predicate, at + 2);
    }
    if (token.lower === "including" && !token.text.startsWith("I")) {
      const predicate = lastTold(told, token.start);
      return predicate === null ? [] : listed(sentence, predicate, at + 1);
    }
    // "the 14 dead include".
    const counted = token.lower === "the" && tokens[at + 1]?.pos === "NUM" ? third : second;
    const state = stateOf(token.lower === "among" ? third : counted);
    const opens = token.lower === "among" ? isOneOf(second, "the|those") : token.lower === "the";
    if (!opens || state === null) return [];
    const verb = sentence.verbs.find(
      ({ from, lemma }) =>
        from >= at + 2 && from <= at + 4 && isOneOf(lemma, "be|include|comprise"),
    );
    const includes = verb !== undefined && (token.lower === "among" || verb.lemma !== "be");
    return includes ? listed(sentence, state, verb.to) : [];
  });
}

/** "six members of the brigade were among the dead". */
function wereAmong(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const words = tokens.slice(verb.to, verb.to + 3).map(({ lower }) => lower);
    const state =
      words[0] === "among" && isOneOf(words[1], "the|those") ? stateOf(words[2] ?? "") : null;
    const subject =
      state === null || verb.lemma !== "be" || verb.negated ? null : subjectOf(sentence, verb);
    const named =
      tokens[subject?.head ?? -1]?.pos === "PROPN" ||
      isOneOf(tokens[subject?.from ?? -1]?.lower, "an?|his|her|their|my|our");
    const people =
      subject === null
        ? null
        : (peopleOf(sentence, subject, "numbered") ??
          (named ? peopleOf(sentence, subject, "listed") : null));
    if (state === null || subject === null || people === null || people.count.weak) return [];
    const all = coordinatedWith(sentence, { phrase: subject, side: "before", negated: false });
    return all.flatMap((each) => {
      const who = each === subject ? people : peopleOf(sentence, each, "numbered");
      return who === null || who.count.weak
        ? []
        : [part(sentence, state, { from: each.from, to: verb.to + 3 }, who.count, who.population)];
    });
  });
}

/** "Of the 21 injured, six are children". */
function ofTheFirst(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (tokens[0]?.lower !== "of" || tokens[1]?.lower !== "the") return [];
  const comma = tokens.findIndex(({ text }) => text === ",");
  const states = tokens.slice(2, Math.max(2, Math.min(comma, OPENING_WITHIN)));
  const state = states.map(({ lower }) => stateOf(lower)).find((each) => each !== null) ?? null;
  const number = startingAt(nouns, comma + 1);
  const verb = startingAt(verbs, number?.to);
  if (state === null || number === undefined || verb?.lemma !== "be" || verb.negated) return [];
  const count = countOf(tokens, number.from, number.to, number.head);
  const what = startingAt(nouns, verb.to);
  const population = what === undefined ? null : populationIn(sentence, what);
  if (tokens[number.head]?.pos !== "NUM" || count === null || what === undefined) return [];
  return population === null
    ? []
    : [part(sentence, state, { from: number.from, to: what.to }, count, population)];
}

/** Words in which a sentence says of whom it goes on to tell, at most. */
const OPENING_WITHIN = 8;

/** "Six of the wounded are children". */
function ofTheState(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const number = phrase.to - phrase.from === 1 && tokens[phrase.from]?.pos === "NUM";
    const the =
      tokens[phrase.to]?.lower === "of" && isOneOf(tokens[phrase.to + 1]?.lower, "the|those");
    const state = number && the ? stateOf(tokens[phrase.to + 2]?.lower ?? "") : null;
    const verb = verbs.find(
      ({ from, to, lemma, negated }) =>
        from === phrase.to + 3 && to - from === 1 && lemma === "be" && !negated,
    );
    if (state === null || verb === undefined) return [];
    const what = startingAt(nouns, verb.to);
    const population = what === undefined ? null : populationIn(sentence, what);
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    return population === null || count === null || what === undefined
      ? []
      : [part(sentence, state, { from: phrase.from, to: what.to }, count, population)];
  });
}

/** "They include a midwife and two infants.", "Two are children; one was our driver": of those whom the sentence before told of. */
function theyAre(sentence: ParsedSentence, { toll }: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const opens = tokens.findIndex(({ pos }) => pos !== "PUNCT");
  if (toll === null || opens === -1) return [];
  return verbs.flatMap((verb) => {
    const subject = endingAt(nouns, verb.from);
    if (verb.negated || subject === undefined) return [];
    if (subject.from !== opens && tokens[subject.from - 1]?.text !== ";") return [];
    const first = tokens[subject.from];
    if (verb.lemma === "include" && isOneOf(first?.lower, "they|these"))
      return listed(sentence, toll, verb.to);
    return numberWas(sentence, verb, subject, toll);
  });
}

/** "Three were relatives of patients": whoever they were, where it is said of a number alone. */
function numberWas(
  sentence: ParsedSentence,
  verb: VerbGroup,
  subject: NounPhrase,
  toll: Predicate,
): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const number = tokens[subject.from]?.pos === "NUM" && subject.to - subject.from === 1;
  if (!number || verb.lemma !== "be" || verb.to - verb.from > 1) return [];
  const phrase = startingAt(nouns, verb.to);
  const population = populationIn(
    sentence,
    phrase ?? { from: verb.to, to: verb.to + 1, head: verb.to },
  );
  const people =
    phrase !== undefined &&
    tokens.slice(phrase.from, phrase.to).some(({ lemma }) => isPersonWord(lemma));
  const count = countOf(tokens, subject.from, subject.to, subject.head);
  if (count === null || (population === null && !people)) return [];
  const range = { from: subject.from, to: phrase?.to ?? verb.to + 1 };
  return [part(sentence, toll, range, count, population)];
}

/** Each counted or single person of a list that begins at or just after a token. */
function listed(sentence: ParsedSentence, predicate: Predicate, at: number): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const found: Fact[] = [];
  let edge = at;
  for (;;) {
    const next = nouns.find(({ from }) => from >= edge && from <= edge + 2);
    const between = tokens
      .slice(edge, next?.from ?? edge)
      .map(({ lower }) => lower)
      .join(" ");
    // "including nine children, and 71 injured": those are told of by themselves.
    const apart =
      next !== undefined &&
      (next.to - next.from === 1 || found.length > 0) &&
      isOneOf(tokens[next.to]?.lower, "injured|wounded|hurt|dead|killed|missing");
    const other = next !== undefined && found.length > 0 && isApart(tokens, next);
    if (next === undefined || apart || other || !isOneOf(between, "|,|and|, and|at|also"))
      return found;
    const people = peopleOf(sentence, next, "anyone");
    if (people === null || people.count.weak) return found;
    // "the deputy commander, Major Otto Lenz": one person, and who that is.
    const before = endingAt(nouns, edge);
    const explains =
      between === "," &&
      before !== undefined &&
      before.from >= at &&
      tokens[before.head]?.pos === "NOUN" &&
      isOneOf(tokens[before.from]?.lower, "an?|the") &&
      tokens[next.head]?.pos === "PROPN" &&
      tokens[next.from]?.pos !== "DET";
    if (explains) {
      edge = next.to;
      continue;
    }
    // "seven of their relatives", "five members of the corps": past those of whom they are.
    const some = tokens[next.head]?.pos === "NUM" || isOneOf(tokens[next.head]?.lower, "members?");
    const range = { from: next.from, to: some ? people.to : next.to };
    found.push(part(sentence, predicate, range, people.count, people.population));
    edge = range.to;
  }
}

/** "…, he said", "and 14 wounded": no more of the list. */
const isApart = (tokens: ParsedSentence["tokens"], { head, to }: NounPhrase): boolean =>
  tokens[head]?.pos === "PRON" ||
  isOneOf(tokens[to - 1]?.lower, "injured|wounded|hurt|dead|killed|missing");

/** What was told last before a place. */
function lastTold(told: readonly Fact[], before: number): Predicate | null {
  const earlier = told.filter(({ span, count }) => span.start < before && count?.max !== 0);
  const [first, ...more] = earlier;
  // The nearest before it, whatever rule found it.
  return (
    more.reduce((near, fact) => (fact.span.start >= (near?.span.start ?? 0) ? fact : near), first)
      ?.predicate ?? null
  );
}

function stateOf(word: string): Predicate | null {
  if (isOneOf(word, "dead|killed|fatalities|victims|martyrs|fallen|deceased"))
    return "casualties.killed";
  return isOneOf(word, "injured|wounded|hurt") ? "casualties.injured" : null;
}

function populationIn({ tokens }: ParsedSentence, phrase: NounPhrase): string | null {
  return populationOf(tokens, phrase);
}

function part(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  count: Fact["count"],
  population: string | null = null,
): Fact {
  return factOf(sentence, {
    predicate,
    from,
    to,
    value: population ?? "people",
    count,
    population,
    rule: "part of a toll",
    hedgesWithin: 4,
  });
}

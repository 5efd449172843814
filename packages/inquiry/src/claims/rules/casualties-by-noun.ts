import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { countOf, NONE } from "../count.ts";
import { coordinatedWith } from "../coordination.ts";
import { CASUALTY_NOUNS, DEATH_NOUNS, INJURY_NOUNS, KILLING_NOUNS } from "../lexicon.ts";
import { type People, peopleOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { casualty } from "./casualty-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne, lastUpTo, startingAt } from "../../grammar/places.ts";

/** "some injuries among the nurses", "the deaths of nearly forty sailors", "the murder of the mayor", "no casualties", "the toll". */
export function casualtiesByNoun(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...byNoun(sentence),
    ...byBody(sentence),
    ...byLives(sentence),
    ...byToll(sentence),
    ...byRevision(sentence, scene),
    ...byNumber(sentence, scene),
  ];
}

/** "had spoken of 17 dead and revised that to 29", "raised the figure to 29": of whom was told before. */
function byRevision(sentence: ParsedSentence, { toll }: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, "revise|raise|lower|increase|update|correct|reduce") || verb.negated)
      return [];
    if (verb.form === "infinitive" || verb.modal !== null) return [];
    const to = tokens.findIndex(
      ({ lower }, i) =>
        i >= verb.to && i <= verb.to + 4 && lower === "to" && tokens[i + 1]?.pos === "NUM",
    );
    const words = tokens.slice(verb.to, to).map(({ lower }) => lower);
    const it = words.every((word) =>
      isOneOf(word, "it|that|this|the|its|figures?|number|count|estimate|down|up"),
    );
    const number = nouns.find(({ from }) => to !== -1 && from === to + 1);
    if (to === -1 || !it || number === undefined || number.to - number.from > 1) return [];
    const killed = hasOne(tokens.slice(0, verb.from), "dead|deaths?|killed|fatalities");
    const predicate = killed ? "casualties.killed" : toll;
    const count = countOf(tokens, number.from, number.to, number.head);
    return predicate === null || count === null
      ? []
      : [casualty(sentence, predicate, { from: verb.from, to: number.to }, count, null, "by toll")];
  });
}

/** "had earlier given a figure of 11", "officials spoke of nine", "others put it at seven": where those who were hurt are what is told of. */
function byNumber(sentence: ParsedSentence, { toll }: Scene): readonly Fact[] {
  if (toll === null) return [];
  return sentence.verbs.flatMap((verb) => {
    if (verb.negated || verb.form === "infinitive" || verb.modal !== null) return [];
    const said = figureOf(sentence, verb);
    const count =
      said === undefined ? null : countOf(sentence.tokens, said.from, said.to, said.head);
    if (said === undefined || count === null || count.weak || said.to - said.from > 2) return [];
    const words = startingAt(sentence.nouns, verb.to) ?? said;
    return [casualty(sentence, toll, { from: words.from, to: said.to }, count, null, "by toll")];
  });
}

/** The number alone that a verb of telling leads to: "the number at seven", "a figure of 11", "of nine". */
function figureOf({ tokens, nouns }: ParsedSentence, verb: VerbGroup): NounPhrase | undefined {
  const object = startingAt(nouns, verb.to);
  const words = tokens.slice(object?.from ?? 0, object?.to ?? 0).map(({ lower }) => lower);
  const phrase = words.join(" ");
  const after = (at: number): NounPhrase | undefined =>
    nouns.find(
      ({ from, to }) =>
        from > at && from <= at + 3 && to - from <= 2 && tokens[to - 1]?.pos === "NUM",
    );
  if (verb.lemma === "put" && object !== undefined) {
    const figure = isOneOf(phrase, "(?:the|their|its) (?:number|figure|count|total|toll)|it");
    return figure && tokens[object.to]?.lower === "at" ? after(object.to) : undefined;
  }
  if (isOneOf(verb.lemma, "give|cite|quote|release|report|announce|publish|mention")) {
    const figure = /(?:^| )(?:figure|number|count|total|toll|tally)$/.test(phrase);
    if (object === undefined || !figure) return undefined;
    return tokens[object.to]?.lower === "of" ? after(object.to) : undefined;
  }
  const speaks = isOneOf(verb.lemma, "speak|talk") && tokens[verb.to]?.lower === "of";
  const counted = speaks ? after(verb.to) : undefined;
  // "spoke of 16", and not of 16 of anything.
  return counted !== undefined && counted.to - counted.from === 1 && endsThere(tokens[counted.to])
    ? counted
    : undefined;
}

const endsThere = (token: ParsedSentence["tokens"][number] | undefined): boolean =>
  token === undefined || isOneOf(token.lower, "[.,;:]|and|but|dead");

function byNoun(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    if (head === undefined || tokens[phrase.to]?.lower === "toll" || isTried(sentence, phrase))
      return [];
    // "we would expect some 100 deaths".
    const lead = lastUpTo(sentence.verbs, phrase.from);
    const supposed =
      lead?.modal !== undefined &&
      lead.modal !== null &&
      isOneOf(lead.modal, "would|could|might|should") &&
      tokens[lead.from + 1]?.lower !== "have";
    if (supposed) return [];
    if (isRetracted(sentence, phrase)) return [];
    // "in retaliation for the killing of the commander": an earlier deed.
    const answered = hasOne(
      tokens.slice(Math.max(0, phrase.from - 4), phrase.from),
      "retaliation|revenge|response|avenge|avenging|vengeance",
    );
    if (answered) return [];
    const denies = isDenied(sentence, phrase);
    const range = { from: phrase.from, to: phrase.to };
    // "no reports of injuries": nobody told of any, which is less than that there were none.
    // "is not aware of any casualties".
    const unaware =
      tokens[phrase.from - 1]?.lower === "of" &&
      tokens[phrase.from - 2]?.lower === "aware" &&
      isOneOf(tokens[phrase.from]?.lower, "any|no") &&
      hasOne(tokens.slice(Math.max(0, phrase.from - 4), phrase.from - 2), "not|n['’]t");
    const unreported =
      unaware ||
      (tokens[phrase.from - 1]?.lower === "of" &&
        isOneOf(tokens[phrase.from - 2]?.lower, "reports?|word|indications?") &&
        tokens
          .slice(Math.max(0, phrase.from - 4), phrase.from - 2)
          .some(({ lower }) => lower === "no"));
    const none = (predicate: Predicate): Fact => {
      const found = casualty(sentence, predicate, range, NONE, null, "by noun");
      return unreported ? { ...found, hedges: ["no reports"] } : found;
    };
    const losses =
      head.lemma === "loss" && isOneOf(tokens[phrase.head - 1]?.lower, "human|personnel");
    const leaves =
      isOneOf(tokens[phrase.from - 1]?.lemma, "leave|cause") &&
      tokens[phrase.from - 2]?.lower === "without";
    if (losses && leaves) return (["casualties.killed", "casualties.injured"] as const).map(none);
    if (CASUALTY_NOUNS.has(head.lemma) || losses)
      return denies || unreported
        ? (["casualties.killed", "casualties.injured"] as const).map(none)
        : [];
    const predicate = predicateOf(head.lemma);
    // "two bullet wounds" are of one person.
    const bodily = isOneOf(head.lower, "wounds?") && tokens[phrase.head - 1]?.pos === "NOUN";
    if (predicate === null || bodily) return [];
    if (unreported) return [none(predicate)];
    const people = ofWhom(sentence, phrase);
    if (denies)
      return [casualty(sentence, predicate, range, NONE, people?.population ?? null, "by noun")];
    const own = countOf(tokens, phrase.from, phrase.to, phrase.head);
    const counted = people !== null && !people.count.weak ? people.count : null;
    const count = own !== null && !own.weak && !KILLING_NOUNS.has(head.lemma) ? own : counted;
    if (count === null) return [];
    const to = people?.to ?? phrase.to;
    const population = people?.population ?? null;
    const whole = { from: phrase.from, to };
    const told = casualty(sentence, predicate, whole, count, population, "by noun");
    return [told, ...others(sentence, predicate, phrase)];
  });
}

/** "no deaths", "without injuries", "neither deaths nor injuries", "did not cause casualties". */
function isDenied(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens } = sentence;
  return (
    hasOne(tokens.slice(phrase.from, phrase.head), "no|zero|neither|nil") ||
    isOneOf(tokens[phrase.from - 1]?.lower, "without|no|zero|neither") ||
    isJoinedToNone(sentence, phrase) ||
    causesNone(sentence, phrase) ||
    isDisowned(sentence, phrase)
  );
}

/** "The ministry denied that there had been any casualties", "denied any losses". */
function isDisowned({ tokens, verbs }: ParsedSentence, { from }: NounPhrase): boolean {
  if (tokens[from]?.lower !== "any") return false;
  const [lead, last] = verbs.filter(({ to }) => to <= from).slice(-2);
  const denies = last ?? lead;
  const there = last?.lemma === "be" ? lead : denies;
  return there?.lemma === "deny" && !there.negated && !there.passive;
}

/** "Initial reports of 30 deaths proved exaggerated." */
function isRetracted({ tokens }: ParsedSentence, { from, to }: NounPhrase): boolean {
  const told = hasOne(
    tokens.slice(Math.max(0, from - 3), from),
    "reports?|claims?|rumou?rs?|talk|word",
  );
  return (
    told &&
    hasOne(
      tokens.slice(to, to + RETRACTED_WITHIN),
      "exaggerated|false|wrong|untrue|unfounded|incorrect|inaccurate",
    )
  );
}

/** Words between a figure and that it was wrong, at most. */
const RETRACTED_WITHIN = 5;

/** "no damage or injuries", "neither damage nor casualties", "no deaths, injuries or damage". */
function isJoinedToNone({ tokens, nouns }: ParsedSentence, { from, to }: NounPhrase): boolean {
  let [at, joined] = [from, false];
  // "no deaths, injuries or damage": the list is joined further on.
  const more = nouns.find((phrase) => phrase.from === to + 1);
  if (tokens[from - 1]?.text === "," && isOneOf(tokens[to]?.lower, "or|nor") && more !== undefined)
    joined = true;
  for (;;) {
    const link = tokens[at - 1]?.lower ?? "";
    if (!isOneOf(link, "or|nor|,")) return false;
    joined = joined || link !== ",";
    const before = nouns.find((phrase) => phrase.to === at - 1);
    if (before === undefined || !joined || !isHarm(tokens[before.head]?.lemma ?? "")) return false;
    const none = [before.from, before.from - 1].some((place) =>
      isOneOf(tokens[place]?.lower, "no|neither|without|zero|nil"),
    );
    if (none) return true;
    at = before.from;
  }
}

const isHarm = (lemma: string): boolean =>
  isOneOf(lemma, "damage|loss|harm|life|fire") ||
  CASUALTY_NOUNS.has(lemma) ||
  DEATH_NOUNS.has(lemma) ||
  INJURY_NOUNS.has(lemma);

/** "without causing any casualties", "did not cause any injuries", "did not result in deaths". */
function causesNone({ tokens, verbs }: ParsedSentence, { from }: NounPhrase): boolean {
  const verb = verbs.findLast(({ to }) => to <= from && to >= from - 1);
  if (verb === undefined || !isOneOf(verb.lemma, "cause|result|lead|leave|inflict|produce"))
    return false;
  const link = tokens.slice(verb.to, from);
  if (!link.every(({ lower }) => isOneOf(lower, "in|to"))) return false;
  return verb.negated || tokens[verb.from - 1]?.lower === "without";
}

/** "the killing of a judge, an officer and two guards": whom "of" leads to after the first. */
function others(
  sentence: ParsedSentence,
  predicate: Predicate,
  phrase: NounPhrase,
): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (tokens[phrase.to]?.lower !== "of") return [];
  const of = startingAt(nouns, phrase.to + 1);
  if (of === undefined) return [];
  const [, ...rest] = coordinatedWith(sentence, { phrase: of, side: "after", negated: false });
  return rest.flatMap((each) => {
    const people = peopleOf(sentence, each, "listed");
    return people === null || people.count.weak
      ? []
      : [
          casualty(
            sentence,
            predicate,
            { from: each.from, to: people.to },
            people.count,
            people.population,
            "by noun",
          ),
        ];
  });
}

function predicateOf(lemma: string): Predicate | null {
  if (lemma === "toll") return null;
  if (DEATH_NOUNS.has(lemma) || KILLING_NOUNS.has(lemma)) return "casualties.killed";
  return INJURY_NOUNS.has(lemma) ? "casualties.injured" : null;
}

/** "attempted murder", "the assassination attempt", "a plan for the murder of": what was only meant. */
function isTried({ tokens }: ParsedSentence, { from, to }: NounPhrase): boolean {
  return tokens
    .slice(Math.max(0, from - 3), to + 1)
    .some(({ lemma }) =>
      /^(?:attempt|attempted|failed|try|plot|plan|threat|threaten|aim|possible|intent)/.test(lemma),
    );
}

/** Whose death: "of" and its like with whoever follows, or a name before it. */
function ofWhom(sentence: ParsedSentence, phrase: NounPhrase): People | null {
  const { tokens, nouns } = sentence;
  const head = tokens[phrase.head]?.lemma ?? "";
  const owns = tokens.findIndex(
    ({ lower }, i) => i > phrase.from && i < phrase.head && isOneOf(lower, "['’]s?"),
  );
  if (owns !== -1) {
    const owner = peopleOf(sentence, { from: phrase.from, to: owns, head: owns - 1 }, "listed");
    return owner === null ? null : { ...owner, to: phrase.to };
  }
  const link = tokens[phrase.to]?.lower ?? "";
  if (!isOneOf(link, "of|for|to|among")) return null;
  const of = nouns.find(({ from }) => from >= phrase.to + 1 && from <= phrase.to + 3);
  if (of === undefined) return null;
  const murdered = KILLING_NOUNS.has(head) || head === "death";
  return peopleOf(sentence, of, murdered && link === "of" ? "anyone" : "listed");
}

/** Without one of these the rule below finds nothing. */
const LIVES: ReadonlySet<string> = new Set("lives life victims".split(" "));

/** "the raid claimed 21 lives". */
function byLives(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, LIVES)) return [];
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const verb = verbs.find(({ to }) => to === phrase.from || to === phrase.from - 2);
    const head = tokens[phrase.head]?.lower ?? "";
    const victims = head === "victims" && verb?.lemma === "claim";
    // "cost one life".
    const life = head === "life" && tokens[phrase.from]?.pos === "NUM";
    if ((head !== "lives" && !victims && !life) || verb === undefined || verb.negated) return [];
    if (
      !isOneOf(verb.lemma, "claim|cost|take") ||
      verb.form === "infinitive" ||
      verb.modal !== null
    )
      return [];
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    return count === null || count.weak
      ? []
      : [
          casualty(
            sentence,
            "casualties.killed",
            { from: verb.from, to: phrase.to },
            count,
            null,
            "lives",
          ),
        ];
  });
}

/** Without one of these the rule below finds nothing. */
const BODIES: ReadonlySet<string> = new Set("body bodies corpse corpses remains".split(" "));

/** "28 bodies were found", "the body of a driver was pulled out of the river". */
function byBody(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, BODIES)) return [];
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head]?.lower ?? "";
    if (!isOneOf(head, "body|bodies|corpses?|remains")) return [];
    const of = tokens[phrase.to]?.lower === "of" ? startingAt(nouns, phrase.to + 1) : undefined;
    // "the remains of six people"; of a drone they are evidence.
    if (head === "remains" && (of === undefined || peopleOf(sentence, of, "listed") === null))
      return [];
    const edge = of?.to ?? phrase.to;
    const verb = verbs.find(({ from }) => from >= edge && from <= edge + 1);
    const found =
      verb !== undefined &&
      verb.passive &&
      !verb.negated &&
      isOneOf(verb.lemma, "find|recover|discover|pull|retrieve|bring|identify|count|char|burn");
    const dug = verbs.some(
      ({ to, lemma, passive }) =>
        to === phrase.from &&
        !passive &&
        isOneOf(lemma, "find|recover|discover|pull|retrieve|count|see|carry|load"),
    );
    // "at least 15 bodies lying in the street".
    const lies =
      verb !== undefined &&
      verb.lemma === "lie" &&
      !verb.negated &&
      !verb.passive &&
      verb.from === edge;
    if (!found && !dug && !lies) return [];
    const own = countOf(tokens, phrase.from, phrase.to, phrase.head);
    const who = of === undefined ? null : peopleOf(sentence, of, "listed");
    const count = own !== null && !own.weak ? own : (who?.count ?? null);
    if (count === null || count.weak) return [];
    const range = { from: phrase.from, to: found && verb !== undefined ? verb.to : edge };
    return [
      casualty(sentence, "casualties.killed", range, count, who?.population ?? null, "by body"),
    ];
  });
}

/** Without one of these the rule below finds nothing. */
const TOLLS: ReadonlySet<string> = new Set("toll number".split(" "));

/** "gave the toll as nine", "the count of the dead went up to twelve". */
function byToll(sentence: ParsedSentence): readonly Fact[] {
  if (!hasWord(sentence, TOLLS)) return [];
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lemma }, at) => {
    const predicate = tollOf(sentence, at);
    if (predicate === null) return [];
    // "toll now 12": one phrase with its number.
    const numbers = nouns
      .map((phrase) => (phrase.from <= at && at < phrase.to ? { ...phrase, from: at + 1 } : phrase))
      .filter(
        ({ from, to }) => from > at && tokens.slice(from, to).some(({ pos }) => pos === "NUM"),
      );
    // "the number of wounded in the attack rose to 11": past where it was.
    const reach = numbers.some(({ from }) => isOneOf(tokens[from - 1]?.lower, "to|at"))
      ? TOLL_WITHIN * 2
      : TOLL_WITHIN;
    const [first] = numbers.filter(({ from }) => from <= at + reach);
    // "first put at four, was revised to two": the number that holds now.
    const former = hasOne(tokens.slice(at, first?.from), FORMERLY);
    const number =
      revisedTo(sentence, at) ??
      (former
        ? numbers.find(({ from }) => from > (first?.from ?? at) && tokens[from - 1]?.lower === "to")
        : first);
    const count =
      number === undefined ? null : countOf(tokens, number.from, number.to, number.head);
    if (number === undefined || count === null) return [];
    // "Fire chief Toll: four craters": a name, and a number of something else.
    if (/^\p{Lu}/u.test(tokens[at]?.text ?? "") && at > 0 && tokens[at - 1]?.pos !== "PUNCT") {
      const counted = tokens[number.head];
      if (counted?.pos === "NOUN" && peopleOf(sentence, number, "listed") === null) return [];
    }
    // "number of injured up to 11": it rose to that.
    const rose =
      count.min === 0 && count.max !== null && tokens[number.from - 2]?.lower === "up"
        ? { ...count, min: count.max }
        : count;
    const start = tokens.findLastIndex(({ lower }, i) => i <= at && lower === "the");
    const from = start === -1 || lemma === "" ? at : start;
    return [casualty(sentence, predicate, { from, to: number.to }, rose, null, "by toll")];
  });
}

const FORMERLY = "first|initially|originally|previously|earlier";

/** "lowered the number of people killed from 19 to 16": the second is what is said. */
function revisedTo({ tokens }: ParsedSentence, at: number): NounPhrase | undefined {
  const from = tokens.findIndex(
    ({ lower }, i) =>
      i > at &&
      i <= at + REVISED_WITHIN &&
      lower === "from" &&
      tokens[i + 1]?.pos === "NUM" &&
      tokens[i + 2]?.lower === "to" &&
      tokens[i + 3]?.pos === "NUM",
  );
  return from === -1 ? undefined : { from: from + 3, to: from + 4, head: from + 3 };
}

/** Words between a toll and the figures that it was revised from and to, at most. */
const REVISED_WITHIN = 16;

/** Words between a toll and its number, at most. */
const TOLL_WITHIN = 6;

/** "the toll", "the death toll", "the number of injured", "the number of dead". */
function tollOf({ tokens }: ParsedSentence, at: number): Predicate | null {
  const [lemma, next, after] = [tokens[at]?.lemma, tokens[at + 1]?.lower, tokens[at + 2]];
  if (lemma === "toll") return "casualties.killed";
  if (lemma !== "number" || next !== "of" || after === undefined) return null;
  const word = isOneOf(after.lower, "the|those") ? tokens[at + 3] : after;
  const done = tokens[(word === after ? at + 2 : at + 3) + 1]?.lower ?? "";
  if (
    isOneOf(word?.lower, "people|civilians|victims|those|persons|residents|soldiers|guards") &&
    isOneOf(done, "killed|injured|wounded")
  )
    return done === "killed" ? "casualties.killed" : "casualties.injured";
  // "victims who were injured".
  if (isOneOf(done, "who|whom|that")) return null;
  if (isOneOf(word?.lower, "dead|deaths|killed|fatalities")) return "casualties.killed";
  return isOneOf(word?.lower, "injured|wounded|injuries") ? "casualties.injured" : null;
}

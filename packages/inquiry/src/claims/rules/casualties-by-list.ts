import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { Fact, Predicate } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { countOf, NONE } from "../count.ts";
import { togetherIn } from "../pairs.ts";
import { peopleOf, populationOf } from "../people.ts";
import { wordWithin } from "../word-within.ts";
import { casualty } from "./casualty-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, startingAt } from "../../grammar/places.ts";

const HOW = "listed";

/** Who was killed or injured, told by a heading and a number, by a list after "were", or by a pronoun for anybody. */
export function casualtiesByList(sentence: ParsedSentence): readonly Fact[] {
  const { words } = sentence;
  // Most sentences have none of the words.
  return [
    ...(hasWord(sentence, HEADINGS) ? [...labelled(sentence), ...inverted(sentence)] : []),
    ...(words.has("lives") ? ofLives(sentence) : []),
    ...(words.has("loss") ? noLoss(sentence) : []),
    ...nobodyAtAll(sentence),
    ...(words.has("or") || words.has("nor") ? neitherOf(sentence) : []),
    ...(words.has("survive") || words.has("make") ? didNotSurvive(sentence) : []),
    ...(words.has("harm") ? noHarm(sentence) : []),
    ...(words.has("hospital") || words.has("hospitals") ? lying(sentence) : []),
    ...(words.has("lose") ? lost(sentence) : []),
    ...(words.has("kia") || words.has("wia") ? inAction(sentence) : []),
    ...(hasWord(sentence, DEAD) ? ordinal(sentence) : []),
  ];
}

const DEAD: ReadonlySet<string> = new Set(["victim", "fatality", "death"]);

const LABELS: ReadonlyMap<string, Predicate> = new Map([
  ["dead", "casualties.killed"],
  ["killed", "casualties.killed"],
  ["deaths", "casualties.killed"],
  ["fatalities", "casualties.killed"],
  ["kia", "casualties.killed"],
  ["injured", "casualties.injured"],
  ["wounded", "casualties.injured"],
  ["injuries", "casualties.injured"],
  ["hurt", "casualties.injured"],
  ["wia", "casualties.injured"],
]);

const HEADINGS: ReadonlySet<string> = new Set([...LABELS.keys(), "casualties", "victims"]);

/** "Dead: six", "wounded – 11": a heading and its number, and nothing that is counted after it but people. */
function labelled(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    // "Casualties: none."
    if (
      isOneOf(lower, "casualties|victims") &&
      tokens[at + 1]?.text === ":" &&
      isOneOf(tokens[at + 2]?.lower, "none|nil")
    )
      return (["casualties.killed", "casualties.injured"] as const).map((each) =>
        casualty(sentence, each, { from: at, to: at + 3 }, NONE, null, HOW),
      );
    const predicate = LABELS.get(lower);
    const before = tokens[at - 1];
    const opens = before === undefined || isOneOf(before.text, "[:;,.(*•–-]|and");
    if (predicate === undefined || !opens || !isOneOf(tokens[at + 1]?.text, "[:–—=-]")) return [];
    const phrase = nouns.find(({ from, to }) => from <= at + 2 && at + 2 < to) ?? {
      from: at + 2,
      to: at + 3,
      head: at + 2,
    };
    const none = isOneOf(tokens[at + 2]?.lower, "none|nil|nobody|zero|0");
    const number = { ...phrase, from: at + 2 };
    const count = none ? NONE : countOf(tokens, number.from, number.to, number.head);
    if (count === null || count.weak) return [];
    return [
      casualty(
        sentence,
        predicate,
        { from: at, to: number.to },
        count,
        populationOf(tokens, number),
        HOW,
      ),
    ];
  });
}

/** "Among those killed in the attack were two nurses", "Killed were a woman and her two sons", "The dead were a driver and three children". */
function inverted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const start = isOneOf(tokens[0]?.lower, "among|also") ? 1 : 0;
  const article = isOneOf(tokens[start]?.lower, "the|those");
  const at = article ? start + 1 : start;
  const predicate = LABELS.get(tokens[at]?.lower ?? "");
  // "The injured were taken to hospital" lists nobody; "Among the dead were" is told elsewhere.
  if (predicate === undefined) return [];
  const verb = verbs.find(
    ({ from, to, lemma, negated }) =>
      from > at && lemma === "be" && !negated && to - from === 1 && from <= at + LIST_WITHIN,
  );
  if (verb === undefined || (!article && start === 0 && at !== 0)) return [];
  if (verb.from === at + 1 && start === 1 && article) return [];
  if (tokens.slice(at + 1, verb.from).some(({ text }) => isOneOf(text, "[,;:]"))) return [];
  const first = startingAt(nouns, verb.to);
  const follows = verbs.some(({ from }) => first !== undefined && from === first.to);
  if (first === undefined || follows) return [];
  const all = coordinatedWith(sentence, { phrase: first, side: "after", negated: false });
  const together = togetherIn(sentence, all);
  if (together !== null)
    return [casualty(sentence, predicate, together, together.count, null, HOW)];
  return all.flatMap((phrase) => {
    const people = peopleOf(sentence, phrase, "listed");
    return people === null || people.count.max === 0 || (people.count.weak && people.count.min > 1)
      ? []
      : [
          casualty(
            sentence,
            predicate,
            { from: phrase.from, to: people.to },
            people.count,
            people.population,
            HOW,
          ),
        ];
  });
}

/** Words between those who are listed and "were", at most. */
const LIST_WITHIN = 10;

/** "claimed the lives of six people". */
function ofLives(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const verb = endingAt(verbs, phrase.from);
    const lives = tokens[phrase.head]?.lower === "lives" && tokens[phrase.to]?.lower === "of";
    if (!lives || verb === undefined || verb.negated || isUnreal(sentence, verb)) return [];
    if (!isOneOf(verb.lemma, "claim|cost|take|end")) return [];
    const of = nouns.find(({ from }) => from >= phrase.to + 1 && from <= phrase.to + 3);
    const people = of === undefined ? null : peopleOf(sentence, of, "anyone");
    if (people === null) return [];
    const range = { from: verb.from, to: people.to };
    return [casualty(sentence, "casualties.killed", range, people.count, people.population, HOW)];
  });
}

/** "no loss of life", "without loss of life". */
function noLoss(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    // "no loss of civilian life".
    const end = wordWithin(tokens, at + 2, 2, /^(?:life|lives)$/);
    const life = end !== -1;
    const none = tokens
      .slice(Math.max(0, at - 2), at)
      .some(({ lower: word }) => isOneOf(word, "no|without"));
    return lower === "loss" && tokens[at + 1]?.lower === "of" && life && none
      ? [casualty(sentence, "casualties.killed", { from: at - 1, to: end + 1 }, NONE, null, HOW)]
      : [];
  });
}

/** "did not kill anyone", "neither of the two guards was hurt". */
function nobodyAtAll(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const predicate = isOneOf(verb.lemma, "kill")
      ? "casualties.killed"
      : isOneOf(verb.lemma, "hurt|injure|wound|harm")
        ? "casualties.injured"
        : null;
    if (predicate === null || isUnreal(sentence, verb)) return [];
    const anyone = verb.negated && isOneOf(tokens[verb.to]?.lower, "anyone|anybody");
    if (anyone)
      return [casualty(sentence, predicate, { from: verb.from, to: verb.to + 1 }, NONE, null, HOW)];
    const neither = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && i >= verb.from - NEITHER_WITHIN && lower === "neither",
    );
    if (neither === -1 || !verb.passive || tokens[neither + 1]?.lower !== "of") return [];
    const of = startingAt(sentence.nouns, neither + 2);
    const population = of === undefined ? null : populationOf(tokens, of);
    return [casualty(sentence, predicate, { from: neither, to: verb.to }, NONE, population, HOW)];
  });
}

const NEITHER_WITHIN = 6;

/** "no dead or wounded", "neither dead nor injured", "no loss of life or injury". */
function neitherOf(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const hurt = isOneOf(lower, "wounded|injured|hurt|injury|injuries");
    if (!hurt || !isOneOf(tokens[at - 1]?.lower, "or|nor")) return [];
    const words = tokens
      .slice(Math.max(0, at - NEITHER_WITHIN), at - 1)
      .map((token) => token.lower);
    const none = words.findLastIndex((word) => isOneOf(word, "no|neither|without"));
    const dead = words.slice(none + 1).join(" ");
    return none !== -1 && /^(?:dead|killed|deaths?|loss of (?:\S+ )?(?:life|lives))$/.test(dead)
      ? [casualty(sentence, "casualties.injured", { from: at, to: at + 1 }, NONE, null, HOW)]
      : [];
  });
}

/** "six people did not survive". */
function didNotSurvive(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    // "two of them did not make it"; not "to the shelter".
    const made =
      verb.lemma === "make" &&
      sentence.tokens[verb.to]?.lower === "it" &&
      isOneOf(sentence.tokens[verb.to + 1]?.lower ?? ".", "[.,;]|and|but|out");
    if ((verb.lemma !== "survive" && !made) || !verb.negated || isUnreal(sentence, verb)) return [];
    const subject = subjectOf(sentence, verb);
    const people = subject === null ? null : peopleOf(sentence, subject, "listed");
    if (subject === null || people === null || people.count.max === 0) return [];
    const range = { from: subject.from, to: verb.to };
    return [casualty(sentence, "casualties.killed", range, people.count, people.population, HOW)];
  });
}

/** "no one had come to any harm", "nobody came to harm". */
function noHarm(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const words = tokens.slice(verb.to, verb.to + 3).map(({ lower }) => lower);
    if (verb.lemma !== "come" || words[0] !== "to" || !words.includes("harm")) return [];
    const none = tokens.findLastIndex(
      ({ lower }, i) => i < verb.from && i >= verb.from - 4 && isOneOf(lower, "no|nobody|none"),
    );
    const to = verb.to + words.indexOf("harm") + 1;
    return none === -1
      ? []
      : [casualty(sentence, "casualties.injured", { from: none, to }, NONE, null, HOW)];
  });
}

const ORDINALS =
  "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );

/** "becoming the twelfth victim of the attack": so many have died. */
function ordinal(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const word = /^(\d{1,3})(?:st|nd|rd|th)$/.exec(lower)?.[1];
    const value = word === undefined ? ORDINALS.indexOf(lower) + 3 : Number(word);
    const dead = isOneOf(tokens[at + 1]?.lower, "victim|fatality|death");
    const becomes = verbs.some(({ to, lemma }) => to === at - 1 && isOneOf(lemma, "become|be"));
    if (value < 3 || !dead || !becomes || tokens[at - 1]?.lower !== "the") return [];
    const count = { min: value, max: value, approximate: false, weak: false };
    return [
      casualty(sentence, "casualties.killed", { from: at - 1, to: at + 2 }, count, null, HOW),
    ];
  });
}

/** "2 x WIA", "0 KIA": as sitreps have it. */
function inAction(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    if (!isOneOf(lower, "kia|wia")) return [];
    const number = tokens[at - 1]?.pos === "NUM" ? at - 1 : at - 2;
    const times = number === at - 1 || tokens[at - 1]?.lower === "x";
    const count =
      tokens[number]?.pos === "NUM" && times ? countOf(tokens, number, number + 1, number) : null;
    const predicate = lower === "kia" ? "casualties.killed" : "casualties.injured";
    return count === null
      ? []
      : [casualty(sentence, predicate, { from: number, to: at + 1 }, count, null, HOW)];
  });
}

/** "the army said it had lost two soldiers". */
function lost(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (verb.lemma !== "lose" || verb.passive || verb.negated || isUnreal(sentence, verb))
      return [];
    const whom = startingAt(nouns, verb.to);
    // "we lost two of our own".
    const of = whom === undefined ? null : partitiveOf(sentence, whom);
    const ours =
      of !== null &&
      isOneOf(tokens[of.from]?.lower, "our|its|their|my") &&
      isOneOf(tokens[of.to - 1]?.lower, "own|men|colleagues|comrades|soldiers|friends|people|crew");
    const soldiers =
      ours ||
      isOneOf(
        tokens[whom?.head ?? -1]?.lower,
        "(?:soldier|sailor|fighter|policeman|policemen|officer|guard|man|men|comrade|pilot|conscript|member|employee|worker|colleague|firefighter|paramedic|volunteer|fireman|firemen|servicemen|marine|miner|nurse|doctor|driver)s?",
      );
    const people = whom === undefined || !soldiers ? null : peopleOf(sentence, whom, "numbered");
    if (people === null || people.count.weak) return [];
    return [
      casualty(
        sentence,
        "casualties.killed",
        { from: verb.from, to: people.to },
        people.count,
        people.population,
        HOW,
      ),
    ];
  });
}

/** "she has three dead and fourteen people in hospital": who is counted there, whatever leads to it. */
function lying(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    // "Three workers died: two at the scene and one in hospital": where one died.
    const died = verbs.some(
      ({ lemma, to }) =>
        to <= phrase.from && isOneOf(lemma, "die|perish|succumb") && tokens[to]?.text === ":",
    );
    if (died) return [];
    const beside =
      tokens[phrase.to]?.lower === "in" && isOneOf(tokens[phrase.to + 1]?.lower, "hospitals?");
    const told = startingAt(verbs, phrase.to + 2) !== undefined;
    const people = beside && !told ? peopleOf(sentence, phrase, "listed") : null;
    // Of one by name or rank it is told how that person is.
    return people === null || people.one || people.count.weak || people.count.max === 0
      ? []
      : [
          casualty(
            sentence,
            "casualties.injured",
            { from: phrase.from, to: phrase.to + 2 },
            people.count,
            people.population,
            HOW,
          ),
        ];
  });
}

import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasOneOf, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf } from "../clause-facts.ts";
import { type Count, countOf, NONE, ONE } from "../count.ts";
import { KIN_WORD } from "../kin.ts";
import { isPersonWord, peopleOf, populationOf } from "../people.ts";
import { casualty } from "./casualty-fact.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

const HOW = "by fate";

/** Who is told of by what became of them: fighting for their lives, declared dead, lost to somebody, buried. */
export function casualtiesByFate(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...sentence.verbs.flatMap((verb) =>
      isUnreal(sentence, verb) || verb.negated
        ? []
        : [
            ...fighting(sentence, verb),
            ...bereft(sentence, verb),
            ...buried(sentence, verb),
            ...senseless(sentence, verb),
            ...broughtIn(sentence, verb),
          ],
    ),
    ...costLives(sentence),
    ...allUnhurt(sentence),
    ...noLifeLost(sentence),
    ...declaredDead(sentence),
    ...deadSoFar(sentence),
  ];
}

/** "one was fighting for his life", "two of the wounded are clinging to life". */
function fighting(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  const words = tokens.slice(verb.to, verb.to + 3).map(({ lower }) => lower);
  const forLife = isOneOf(verb.lemma, "fight|battle|struggle") && words[0] === "for";
  const toLife = isOneOf(verb.lemma, "cling|hang") && isOneOf(words[0], "to|on");
  const at = words.findIndex((word) => isOneOf(word, "life|lives|survival"));
  if ((!forLife && !toLife) || at < 1) return [];
  return bySubject(sentence, verb, "casualties.injured", verb.to + at + 1);
}

/** "was knocked unconscious", "lost consciousness", "were left with burns". */
function senseless(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens } = sentence;
  const next = tokens[verb.to]?.lower ?? "";
  const out =
    (isOneOf(verb.lemma, "knock|leave|render") && verb.passive && next === "unconscious") ||
    (verb.lemma === "lose" && isOneOf(next, "consciousness|limbs|hearing"));
  const left =
    verb.lemma === "leave" &&
    verb.passive &&
    next === "with" &&
    hasOne(
      tokens.slice(verb.to + 1, verb.to + 4),
      "injuries|wounds|burns|fractures|concussions?|cuts",
    );
  return out || left
    ? bySubject(sentence, verb, "casualties.injured", verb.to + (left ? 2 : 1))
    : [];
}

/** Whoever is the subject: counted, or one by an article or a word for a person. */
function bySubject(
  sentence: ParsedSentence,
  verb: VerbGroup,
  predicate: Predicate,
  to: number,
): readonly Fact[] {
  const subject = subjectOf(sentence, verb);
  const people =
    subject === null
      ? null
      : (peopleOf(sentence, subject, "numbered") ?? peopleOf(sentence, subject, "listed"));
  if (subject === null || people === null || people.count.max === 0) return [];
  if (people.one || (people.count.weak && people.count.min > 1)) return [];
  return [
    casualty(sentence, predicate, { from: subject.from, to }, people.count, people.population, HOW),
  ];
}

/** "She lost both her sons in the strike", "who lost his wife and two daughters". */
function bereft(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  if (verb.lemma !== "lose" || verb.passive) return [];
  const { tokens, nouns } = sentence;
  // "lost his son to cancer", "lost her father in 2014", "lost her brother years ago".
  const elsewhere = tokens
    .slice(verb.to, verb.to + BEREFT_WITHIN)
    .some(
      ({ lower }, i, words) =>
        isOneOf(
          lower,
          "cancer|illness|covid|accident|crash|ago|divorce|custody|custodies|election|job",
        ) ||
        (lower === "in" && /^(?:19|20)\d\d$/.test(words[i + 1]?.lower ?? "")),
    );
  if (elsewhere) return [];
  const found: { readonly from: number; readonly to: number; readonly count: Count }[] = [];
  let at = verb.to;
  for (;;) {
    const both = tokens[at]?.lower === "both" ? 1 : 0;
    const phrase = nouns.find(
      ({ from, to }) => from >= at && from <= at + LINKED_WITHIN && to > at + both,
    );
    const between = tokens
      .slice(at, phrase?.from ?? at)
      .map(({ lower }) => lower)
      .join(" ");
    const linked =
      /^(?:|both|all|,|and|, and|(?:and |, |, and )?(?:both|all|two of|three of|both of|all of))$/;
    const count =
      phrase === undefined || !linked.test(between) ? null : kinCount(sentence, phrase, between);
    if (phrase === undefined || count === null || count.max === null) break;
    found.push({ from: found.length === 0 ? verb.from : phrase.from, to: phrase.to, count });
    at = phrase.to;
  }
  // "her husband and both her sons" are three; "his wife and two daughters" are counted one by one.
  const numbered = tokens.slice(verb.to, at).some(({ pos }) => pos === "NUM");
  const total = found.reduce((sum, { count }) => sum + count.min, 0);
  const count = { ...ONE, min: total, max: total };
  const told = numbered || total === 0 ? found : [{ from: verb.from, to: at, count }];
  return told.map((each) => casualty(sentence, "casualties.killed", each, each.count, null, HOW));
}

/** Words that join those who are lost, at most: ", and two of". */
const LINKED_WITHIN = 4;

/** Words after "lost" in which it may be said that it was another loss. */
const BEREFT_WITHIN = 9;

/** "both her sons", "his wife", "three of her children", "two daughters"; null where nobody says how many, or it is no kin. */
function kinCount(
  sentence: ParsedSentence,
  { from, to, head }: NounPhrase,
  before: string,
): Count | null {
  const { tokens } = sentence;
  const noun = tokens[head]?.lower ?? "";
  if (!KIN_WORD.test(noun)) return null;
  const counted = countOf(tokens, from, to, head);
  if (counted !== null && !counted.weak) return counted;
  const exact = (value: number): Count => ({ ...ONE, min: value, max: value });
  const both = /\bboth\b/.test(before) || tokens[from]?.lower === "both";
  if (both) return exact(2);
  const some = /\b(two|three) of$/.exec(before)?.[1];
  if (some !== undefined) return exact(some === "two" ? 2 : 3);
  const plural = /(?:s|children)$/.test(noun);
  const owned = isOneOf(tokens[from]?.lower, "his|her|their|my|our|an?");
  return !plural && owned ? ONE : null;
}

/** "cost two firefighters their lives": the tagger takes the verb for a noun. */
function costLives(sentence: ParsedSentence): readonly Fact[] {
  if (!hasOneOf(sentence, "cost|costing")) return [];
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    if (
      !isOneOf(lower, "cost|costing") ||
      isOneOf(tokens[at - 1]?.lower, "could|would|might|may|can|to|not")
    )
      return [];
    const whom = startingAt(nouns, at + 1);
    const people = whom === undefined ? null : peopleOf(sentence, whom, "anyone");
    const lives = tokens
      .slice(whom?.to ?? at, (whom?.to ?? at) + 2)
      .map((token) => token.lower)
      .join(" ");
    if (people === null || !isOneOf(lives, "(?:his|her|their) (?:life|lives)")) return [];
    const range = { from: at, to: people.to + 2 };
    return [casualty(sentence, "casualties.killed", range, people.count, people.population, HOW)];
  });
}

/** "we buried two of our neighbours", "eleven people were buried on Monday"; not "buried under the rubble". */
function buried(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (!isOneOf(verb.lemma, "bury|inter")) return [];
  // "a cemetery where 40 soldiers are buried": nobody says when they died.
  const where = hasOne(tokens.slice(0, verb.from), "where|which");
  if (where || (verb.passive && isOneOf(tokens[verb.from]?.lower, "is|are"))) return [];
  const whom = verb.passive ? subjectOf(sentence, verb) : (startingAt(nouns, verb.to) ?? null);
  const people = whom === null ? null : peopleOf(sentence, whom, "listed");
  if (whom === null || people === null || people.count.weak || people.count.max === 0) return [];
  if (people.one) return [];
  const rubble = hasOne(
    tokens.slice(Math.min(whom.from, verb.from), Math.max(people.to, verb.to) + BURIED_WITHIN),
    "under|beneath|rubble|debris|ruins|alive|below|years?|ago",
  );
  const range = { from: Math.min(whom.from, verb.from), to: Math.max(people.to, verb.to) };
  return rubble
    ? []
    : [casualty(sentence, "casualties.killed", range, people.count, people.population, HOW)];
}

/** Words after whom is buried in which it may be said that it was by rubble. */
const BURIED_WITHIN = 5;

/** "Ambulances took nine people to hospital". */
function broughtIn(sentence: ParsedSentence, verb: VerbGroup): readonly Fact[] {
  const { tokens, nouns } = sentence;
  if (
    verb.passive ||
    !isOneOf(verb.lemma, "take|rush|bring|carry|transport|airlift|evacuate|ferry")
  )
    return [];
  const whom = startingAt(nouns, verb.to);
  const people = whom === undefined ? null : peopleOf(sentence, whom, "numbered");
  if (people === null || people.count.weak || people.count.max === 0) return [];
  const words = tokens.slice(people.to, people.to + 4).map(({ lower }) => lower);
  const at = words.findIndex((word) => isOneOf(word, "hospitals?|clinics?|infirmary"));
  if (at === -1 || words[0] !== "to") return [];
  const range = { from: verb.from, to: people.to + at + 1 };
  return [casualty(sentence, "casualties.injured", range, people.count, people.population, HOW)];
}

/** "Three people were pronounced dead at the scene", where the tagger has the participle for an adjective. */
function declaredDead(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    if (
      lower !== "dead" ||
      !isOneOf(tokens[at - 1]?.lower, "pronounced|declared|certified|confirmed")
    )
      return [];
    const verb = endingAt(verbs, at - 1);
    if (verb === undefined || verb.lemma !== "be" || verb.negated || isUnreal(sentence, verb))
      return [];
    return bySubject(sentence, verb, "casualties.killed", at + 1);
  });
}

const STATES = "dead|killed|hurt|wounded|injured";
const SO_FAR = "so|already|now|yet|as|here";

/** "two dead so far and 15 wounded", "Six dead already": as people say it who count on. */
function deadSoFar(sentence: ParsedSentence): readonly Fact[] {
  if (!hasOneOf(sentence, STATES) || !hasOneOf(sentence, SO_FAR)) return [];
  const { tokens, nouns } = sentence;
  return tokens.flatMap(({ lower, pos }, at) => {
    if (!isOneOf(lower, STATES) || pos === "VERB") return [];
    if (!isOneOf(tokens[at + 1]?.lower, SO_FAR)) return [];
    const phrase = endingAt(nouns, at);
    const count =
      phrase === undefined || tokens[phrase.to - 1]?.pos !== "NUM"
        ? null
        : countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (phrase === undefined || count === null || count.weak) return [];
    const predicate = isOneOf(lower, "dead|killed") ? "casualties.killed" : "casualties.injured";
    return [casualty(sentence, predicate, { from: phrase.from, to: at + 1 }, count, null, HOW)];
  });
}

/** "No one lost their life", where the tagger takes the verb for a noun. */
function noLifeLost(sentence: ParsedSentence): readonly Fact[] {
  if (!hasOneOf(sentence, "lost") || !hasOneOf(sentence, "life|lives")) return [];
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    const life =
      lower === "lost" &&
      isOneOf(tokens[at + 1]?.lower, "his|her|their") &&
      isOneOf(tokens[at + 2]?.lower, "life|lives");
    const who = tokens[at - 1]?.lower ?? "";
    const one = who === "one" && tokens[at - 2]?.lower === "no";
    if (!life || (!one && !isOneOf(who, "nobody|none"))) return [];
    const range = { from: one ? at - 2 : at - 1, to: at + 3 };
    return [casualty(sentence, "casualties.killed", range, NONE, null, HOW)];
  });
}

/** "Everyone escaped unhurt", "all 118 employees are safe", "two of our staff are unhurt": nobody of them was hurt. */
function allUnhurt(sentence: ParsedSentence): readonly Fact[] {
  if (!hasOneOf(sentence, UNHURT)) return [];
  const { tokens, verbs } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    if (!isOneOf(lower, UNHURT)) return [];
    const verb = verbs.findLast(({ from, to }) => from < at && at - to <= 1);
    const links =
      verb !== undefined &&
      !verb.negated &&
      isOneOf(verb.lemma, "be|escape|emerge|remain|survive|get");
    const subject = links ? subjectOf(sentence, verb) : null;
    if (subject === null || verb === undefined || isUnreal(sentence, verb)) return [];
    const whole = partitiveOf(sentence, subject) ?? subject;
    const everyone = isOneOf(tokens[subject.from]?.lower, "everyone|everybody");
    // "safe" is said of places, too.
    const firm = lower !== "safe" || isOneOf(tokens[subject.from]?.lower, "all|both");
    if (!everyone && (!firm || !areSeveral(sentence, subject))) return [];
    const noun = tokens[whole.head]?.lower ?? "";
    const own = populationOf(tokens, whole) ?? noun;
    const population = everyone || isOneOf(noun, "people|them|us") ? null : own;
    const range = { from: subject.from, to: at + 1 };
    return [casualty(sentence, "casualties.injured", range, NONE, population, HOW)];
  });
}

/** Several people, and no one of whom somebody asks how he is: "everyone", "all guests", "our staff", "two of the guards". */
export function areSeveral(sentence: ParsedSentence, subject: NounPhrase): boolean {
  const { tokens } = sentence;
  if (isOneOf(tokens[subject.from]?.lower, "everyone|everybody")) return true;
  const whole = partitiveOf(sentence, subject) ?? subject;
  const noun = tokens[whole.head];
  if (noun === undefined || noun.pos === "PRON") return false;
  const own = whole === subject ? "" : (tokens[subject.head]?.lower ?? "");
  // "its crew of 22".
  const crowd = isOneOf(noun.lower, CROWD) || (isOneOf(own, CROWD) && noun.pos === "NUM");
  return (
    crowd || (noun.lower.endsWith("s") && noun.lower !== noun.lemma && isPersonWord(noun.lemma))
  );
}

const CROWD = "staff|crew|personnel|people|children|men|women|police|family|team|garrison";
const UNHURT = "unharmed|unhurt|unscathed|uninjured|safe";

import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import { hasOneOf, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { wordWithin } from "../word-within.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Polarity } from "../claim.ts";
import { isUnreal, partitiveOf, subjectOf, undergoerOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { isHull, weaponIn } from "../weapon-in.ts";
import { factOf } from "../fact.ts";
import { harmedThings } from "./damage-by-fire.ts";
import { markedThings } from "./damage-by-mark.ts";
import { SAYING } from "../../attribution/cue-lexicon.ts";
import { DAMAGE_VERBS, REMAINS } from "../lexicon.ts";
import { isPersonWord, populationOf } from "../people.ts";
import { thingOf, wholeThingOf } from "./thing-name.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

/** "causing damage to the residence", "a damaged vehicle", "two houses were destroyed", "set a tank on fire", "lay in ruins". */
export function damageFacts(sentence: ParsedSentence): readonly Fact[] {
  return [
    ...byNoun(sentence),
    ...byVerb(sentence),
    ...byHits(sentence),
    ...byLoss(sentence),
    ...byHole(sentence),
    ...gone(sentence),
    ...byLimit(sentence),
    ...byFire(sentence),
    ...notHit(sentence),
  ];
}

/** "No command bunker was hit." */
function notHit(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    const subject = endingAt(sentence.nouns, verb.from);
    const none = subject !== undefined && isNone(sentence, subject) && subject.from <= 1;
    if (!none || !verb.passive || !isOneOf(verb.lemma, "hit|strike") || isUnreal(sentence, verb))
      return [];
    const thing = damaged(sentence, subject);
    if (thing === null) return [];
    const range = { from: subject.from, to: verb.to };
    return [fact(sentence, range, thingOf(sentence, thing.head), "nothing hit", "deny")];
  });
}

/** "caught fire", "put out of action": what burns or no longer works. */
function byFire(sentence: ParsedSentence): readonly Fact[] {
  return [...harmedThings(sentence), ...markedThings(sentence)].flatMap(
    ({ phrase, from, to, denied, rule }) => {
      const thing = damaged(sentence, phrase);
      if (thing === null) return [];
      const joined = phrase.from === from ? joinedTo(sentence, phrase.from) : undefined;
      const other = joined === undefined ? null : damaged(sentence, joined);
      const polarity = denied ? "deny" : "affirm";
      return [
        ...(other === null
          ? []
          : [fact(sentence, other, thingOf(sentence, other.head), rule, polarity)]),
        fact(sentence, { from, to }, wholeThingOf(sentence, phrase, thing), rule, polarity),
      ];
    },
  );
}

/** "cuts from broken glass", "hit by flying tiles": what somebody was hurt with. */
const isWhatCuts = (
  { tokens }: ParsedSentence,
  { from }: Pick<VerbGroup, "from">,
  { head }: NounPhrase,
): boolean =>
  isOneOf(tokens[head]?.lemma, "glass|tile|splinter|brick") &&
  isOneOf(tokens[from - 1]?.lower, "from|by|with|of");

/** What is broken, burnt or brought down: neither a weapon, which is stopped, nor people. */
function byVerb(sentence: ParsedSentence): readonly Fact[] {
  return sentence.verbs.flatMap((verb) => {
    const end = damageEnd(sentence, verb);
    if (end === null || isUnreal(sentence, verb)) return [];
    // "BREAKING: rockets hit the yard": a heading.
    if (verb.from === 0 && sentence.tokens[verb.to]?.text === ":") return [];
    const found = undergoerOf(sentence, verb, isOfItself(sentence, verb));
    if (found === null) return [];
    const phrase = pastRelative(sentence, verb, found.phrase);
    const part = damaged(sentence, phrase);
    if (part === null || isWhatCuts(sentence, verb, part)) return [];
    // "the roof of the school was torn off": the roof.
    const thing = isOneOf(verb.lemma, "tear|rip|blow") ? phrase : part;
    const to = Math.max(thing.to, end);
    const from = Math.min(phrase.from, verb.from);
    const polarity = found.negated || isNone(sentence, phrase) ? "deny" : "affirm";
    // "destroyed two houses, a shop and a car": each of them.
    const others = found.side === "after" ? coordinatedWith(sentence, found).slice(1) : [];
    return [
      ...others.flatMap((each) =>
        damaged(sentence, each) === null || polarity === "deny"
          ? []
          : [fact(sentence, each, thingOf(sentence, each.head), "thing damaged")],
      ),
      // "a school and a clinic were hit": each of them.
      ...listedBefore(sentence, phrase, verb).map((each) =>
        fact(sentence, each, thingOf(sentence, each.head), "thing damaged", polarity),
      ),
      fact(
        sentence,
        { from: phrase.to <= verb.from ? ownerFrom(sentence, from) : from, to },
        wholeThingOf(sentence, phrase, thing),
        "thing damaged",
        polarity,
      ),
    ];
  });
}

/** "a kindergarten that has stood empty since spring was damaged": the kindergarten. */
function pastRelative(sentence: ParsedSentence, verb: VerbGroup, phrase: NounPhrase): NounPhrase {
  const { tokens, nouns, verbs } = sentence;
  if (!verb.passive || phrase.to > verb.from) return phrase;
  const thing = nouns.findLast(
    ({ to }) => to < phrase.from && isOneOf(tokens[to]?.lower, "that|which"),
  );
  const within = verbs.filter(({ from }) => from > (thing?.to ?? 0) && from < verb.from);
  return thing !== undefined && within.length === 1 && within[0]?.to === phrase.from
    ? thing
    : phrase;
}

/** "a school and a water point were wrecked": what "and" joins to the thing before a verb. */
function joinedTo({ tokens, nouns }: ParsedSentence, from: number): NounPhrase | undefined {
  const last = tokens[from - 1]?.lower === "and" ? endingAt(nouns, from - 1) : undefined;
  // "the glazing of the laboratory and a pipe": the glazing.
  const whole =
    last !== undefined && tokens[last.from - 1]?.lower === "of"
      ? endingAt(nouns, last.from - 1)
      : undefined;
  const joined = whole !== undefined && tokens[whole.head]?.pos === "NOUN" ? whole : last;
  // "reduced to rubble and two boats sank", "by midday and": what belongs to the clause before.
  const led = isOneOf(tokens[(joined?.from ?? 0) - 1]?.lower, "to|by|with|from|at|for|into");
  return joined !== undefined &&
    !led &&
    isOneOf(tokens[joined.head]?.pos, "NOUN|PROPN") &&
    (tokens[joined.from - 1]?.pos !== "VERB" || SAYING.has(tokens[joined.from - 1]?.lemma ?? ""))
    ? joined
    : undefined;
}

/** "houses on three streets, a gas pipe and a kindergarten were damaged": all that a list adds before its last thing, in order. */
function listedTo(sentence: ParsedSentence, from: number): readonly NounPhrase[] {
  const { tokens, nouns } = sentence;
  const last = joinedTo(sentence, from);
  if (last === undefined) return [];
  const found = [last];
  for (let edge = last; found.length < LISTED_MAX; ) {
    const beside = tokens[edge.from - 1]?.text === "," ? endingAt(nouns, edge.from - 1) : undefined;
    // "houses on three streets": the houses.
    const led = beside !== undefined && tokens[beside.from - 1]?.pos === "ADP";
    const whole = led ? endingAt(nouns, beside.from - 1) : beside;
    if (whole === undefined || tokens[whole.head]?.pos !== "NOUN") break;
    if (tokens[whole.from - 1]?.pos === "VERB" || damaged(sentence, whole) === null) break;
    found.unshift(whole);
    edge = whole;
  }
  return found;
}

/** Things of one list that are told of, at most. */
const LISTED_MAX = 6;

function listedBefore(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  verb: VerbGroup,
): readonly NounPhrase[] {
  return phrase.to > verb.from
    ? []
    : listedTo(sentence, phrase.from).filter((each) => damaged(sentence, each) !== null);
}

/** The token after the words of a verb that tells of damage, with the word that belongs to it ("blown out", "on fire", "in ruins"); null for others. */
function damageEnd({ tokens, nouns }: ParsedSentence, verb: VerbGroup): number | null {
  const within = (words: RegExp, reach: number): number => {
    const at = wordWithin(tokens, verb.to, reach, words);
    return at === -1 || tokens.slice(verb.to, at).some(({ pos }) => pos === "PUNCT") ? -1 : at;
  };
  const particle = within(/^(?:out|in|off|apart|open|away|up|down)$/, DOWN_WITHIN);
  const object = startingAt(nouns, verb.to);
  const after = tokens[object?.to ?? -1]?.lower ?? "";
  if (
    isOneOf(verb.lemma, "blow|rip|tear|knock") &&
    isOneOf(after, "out|off|apart|open|away|down|in")
  )
    return (object?.to ?? verb.to) + 1;
  // "cut in half".
  const half = verb.lemma === "cut" && tokens[verb.to]?.lower === "in";
  if (half && isOneOf(tokens[verb.to + 1]?.lower, "half|two")) return verb.to + 2;
  if (DAMAGE_VERBS.has(verb.lemma)) return particle === verb.to ? verb.to + 1 : verb.to;
  // "knocked out a pump": what was knocked out stands behind.
  const beyond =
    particle !== -1 &&
    !verb.passive &&
    tokens[particle]?.lower === "out" &&
    startingAt(nouns, particle + 1) !== undefined;
  if (isOneOf(verb.lemma, "blow|rip|tear|knock|burn") && particle !== -1)
    return beyond && isOneOf(verb.lemma, "knock|blow") ? null : particle + 1;
  if (verb.lemma === "set") {
    const alight = within(/^(?:fire|ablaze|alight|flames)$/, FIRE_WITHIN);
    if (alight !== -1) return alight + 1;
  }
  if (isOneOf(verb.lemma, "lie|be|leave|reduce|stand|turn")) {
    const ruined = within(/^(?:ruins?|rubble|ashes|pieces|scrap|wreck|cinders|splinters)$/, 3);
    if (ruined !== -1) return ruined + 1;
  }
  return null;
}

/** Words between a verb and its particle, and between a verb and the fire, at most. */
const DOWN_WITHIN = 1;
const FIRE_WITHIN = 6;

/** Verbs that need nobody who does it: "a boat sank", "two trams are burning". */
const OF_ITSELF = "collapse|crumble|sink|burn|shatter|burst|lie|be|catch|go|stand";

function isOfItself({ tokens, nouns }: ParsedSentence, verb: VerbGroup): boolean {
  if (verb.lemma === "collapse") return true;
  // "with serious burns": a noun that reads as a verb.
  if (isOneOf(tokens[verb.from - 1]?.pos, "ADJ|DET|NUM")) return false;
  const object = startingAt(nouns, verb.to) !== undefined;
  if (!isOneOf(verb.lemma, OF_ITSELF) || object) return false;
  const bound = isOneOf(tokens[verb.to]?.lower, "more|up|some|about");
  const least = isOneOf(tokens[verb.to + 1]?.lower, "least|most");
  return !(bound || least) || verb.lemma === "sink";
}

/** The thing of a phrase that can be damaged: of "parts of the roof" the roof. Null for people, weapons and their remains. */
export function damaged(sentence: ParsedSentence, phrase: NounPhrase): NounPhrase | null {
  const { tokens } = sentence;
  const head = tokens[phrase.head];
  const part = partitiveOf(sentence, phrase);
  if (head === undefined) return null;
  const thing = part !== null && isOneOf(head.lemma, PARTS) ? part : phrase;
  if (thing === phrase && !isOneOf(head.pos, "NOUN|PROPN")) return null;
  if (weaponIn(sentence, thing) !== null || isOneOf(head.lemma, "fire|one|all")) return null;
  const word = tokens[thing.head]?.lemma ?? "";
  // "parts of which collapsed".
  if (tokens[thing.head]?.pos === "PRON") return null;
  if (isOneOf(word, NO_THING) || (ABSTRACT.test(word) && !isOneOf(word, BUILT_SO))) return null;
  if (isPersonWord(word)) return null;
  return populationOf(tokens, thing) !== null || REMAINS.has(tokens[thing.head]?.lower ?? "")
    ? null
    : thing;
}

const PARTS =
  "parts?|number|dozens|several|most|many|some|all|half|much|windows?|roof|wall|front|façade|facade|glass|glazing";

/** What breaks and burns in words only. */
const NO_THING =
  "following|latter|former|monday|tuesday|wednesday|thursday|friday|saturday|sunday|price|journey|claim|assessment|blast|explosion|bang|sound|gunfire|volley|strike|attack|raid|neighbou?rhood|met(?:er|re)|kilomet(?:er|re)|mile|yard|percent|team|player|corpse|body|ceasefire|truce|silence|law|rule|promise|record|news|hope|talk|deal|agreement|heart|hell|siege|committee|monopoly|career|faith|trust|economy|image|life|democracy|myth|balance|peace|process|morale|case|argument|story|reputation|dream|idea|party|business|family|marriage|target|round|projectile|leg|arm|hand|foot|finger|head|face|eye|rib|bone|skull|jaw|hip|shoulder|neck|back|nose|knee|pelvis|collarbone|spine|thigh|femur|tooth|thumb|coffin|casket|grave|tomb|clothes|clothing|shirt|trousers|sleeve|hair|ash|soot|credit|ankle|wrist|eardrum|will|spirit|culture|nation|country|world|area|size";

/** Endings of what can be damaged in words only, and what ends so and stands on the ground. */
const ABSTRACT = /(?:ity|ism|ness|ship|[ae]nce|tion|sion|acy)$/;
const BUILT_SO =
  "station|substation|power station|installation|fortification|plantation|residence|fence|entrance|ambulance|section|junction|foundation|facility|city|university|electricity|workshop|ship|warship|battleship|township|mansion|pension|extension|vegetation|population|conveyance|appliance";

/** "no house", "not a single window"; "no fewer than forty houses" are many. */
function isNone({ tokens }: ParsedSentence, { from }: NounPhrase): boolean {
  if (tokens[from]?.lower === "no") return !isOneOf(tokens[from + 1]?.lower, "fewer|less|more");
  return tokens[from - 1]?.lower === "not" || tokens[from]?.lower === "not";
}

/** "the windows of the school were broken": with the windows. */
function ownerFrom({ tokens, nouns }: ParsedSentence, from: number): number {
  return (
    nouns.find((each) => each.to === from - 1 && tokens[from - 1]?.lower === "of")?.from ?? from
  );
}

/** "two frigates took direct hits". */
function byHits(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return sentence.verbs.flatMap((verb) => {
    const hits = startingAt(nouns, verb.to);
    if (!isOneOf(verb.lemma, "take|receive|sustain|suffer") || hits === undefined) return [];
    const told =
      isOneOf(tokens[hits.head]?.lower, "hits?|damage") &&
      tokens[hits.to]?.lower !== "to" &&
      !verb.negated &&
      verb.modal === null;
    const thing = told ? subjectOf(sentence, verb) : null;
    if (thing === null || damaged(sentence, thing) === null) return [];
    // "took a direct hit on its annex": the annex.
    if (
      isOneOf(tokens[hits.to]?.lower, "on|in|to") &&
      isOneOf(tokens[hits.to + 1]?.lower, "its|their|the")
    ) {
      const part = startingAt(nouns, hits.to + 1);
      if (
        part !== undefined &&
        tokens[part.head]?.pos === "NOUN" &&
        damaged(sentence, part) !== null
      )
        return [
          fact(
            sentence,
            { from: thing.from, to: part.to },
            `${thingOf(sentence, part.head)} of ${thingOf(sentence, thing.head)}`,
            "took hits",
          ),
        ];
    }
    const range = { from: thing.from, to: hits.to };
    const none = tokens[hits.from]?.lower === "no";
    return [
      fact(sentence, range, thingOf(sentence, thing.head), "took hits", none ? "deny" : "affirm"),
    ];
  });
}

/** "the building lost its roof". */
function byLoss(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return sentence.verbs.flatMap((verb) => {
    if (verb.lemma !== "lose" || verb.negated || verb.passive || isUnreal(sentence, verb))
      return [];
    const object = startingAt(nouns, verb.to);
    const subject = subjectOf(sentence, verb);
    const lost = tokens[object?.head ?? -1]?.lemma ?? "";
    // "has lost part of its roof".
    const piece =
      object !== undefined && isOneOf(lost, "part|half|most|much")
        ? partitiveOf(sentence, object)
        : null;
    if (piece !== null && subject !== null && isOneOf(tokens[piece.head]?.lemma, BUILT)) {
      const value = `${tokens[piece.head]?.lemma ?? ""} of ${thingOf(sentence, subject.head)}`;
      return [fact(sentence, { from: subject.from, to: piece.to }, value, "thing lost")];
    }
    if (object === undefined || subject === null || !isOneOf(lost, BUILT)) return [];
    // "the clinic lost its windows": both.
    const whose = damaged(sentence, subject);
    const value = whose === null ? lost : `${lost} of ${thingOf(sentence, whose.head)}`;
    return [fact(sentence, { from: subject.from, to: object.to }, value, "thing lost")];
  });
}

/** "tearing a hole in the quay wall". */
function byHole(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return verbs.flatMap((verb) => {
    const there = verb.lemma === "be" && tokens[verb.from - 1]?.lower === "there" && !verb.negated;
    const seen = isOneOf(verb.lemma, "show|reveal|see") && !verb.negated && verb.modal === null;
    if (!there && !seen && !isOneOf(verb.lemma, "tear|rip|blow|punch|blast|leave|open|gouge|knock"))
      return [];
    const hole = tokens[startingAt(nouns, verb.to)?.head ?? -1]?.lower ?? "";
    if (!isOneOf(hole, "(?:hole|gap|crater|gash)s?") || isUnreal(sentence, verb)) return [];
    const at = wordWithin(tokens, verb.to, HOLE_WITHIN, /^(?:in|into|through|on)$/);
    const thing = nouns.find(({ from }) => at !== -1 && from === at + 1);
    const place = thing === undefined ? null : damaged(sentence, thing);
    if (place === null) return [];
    const range = { from: verb.from, to: place.to };
    return [fact(sentence, range, thingOf(sentence, place.head), "hole in")];
  });
}

/** Words between a verb and where the hole is, at most. */
const HOLE_WITHIN = 8;

/** "my window is gone". */
function gone(sentence: ParsedSentence): readonly Fact[] {
  if (!hasOneOf(sentence, "gone")) return [];
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head]?.lemma ?? "";
    const verb = startingAt(verbs, phrase.to);
    if (!isOneOf(head, BUILT) || verb === undefined || verb.negated || isUnreal(sentence, verb))
      return [];
    const beside = verb.lemma === "be" && tokens[verb.to]?.lower === "gone";
    if (!beside && tokens[verb.main]?.lower !== "gone") return [];
    const to = beside ? verb.to + 1 : verb.to;
    // "an SUV with its windows gone": both.
    const owner =
      tokens[phrase.from - 1]?.lower === "with" && isOneOf(tokens[phrase.from]?.lower, "its|their")
        ? nouns.find((each) => each.to === phrase.from - 1)
        : undefined;
    if (owner !== undefined)
      return [
        fact(
          sentence,
          { from: owner.from, to },
          `${head} of ${thingOf(sentence, owner.head)}`,
          "is gone",
        ),
      ];
    return [fact(sentence, { from: phrase.from, to }, head, "is gone")];
  });
}

/** "the material damage was limited to a water tank". */
function byLimit(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  return nouns.flatMap((phrase) => {
    const verb = startingAt(verbs, phrase.to);
    const told = tokens[phrase.head]?.lemma === "damage" && verb !== undefined && !verb.negated;
    if (!told || isUnreal(sentence, verb)) return [];
    const to = wordWithin(tokens, verb.from, verb.to + 1 - verb.from, /^to$/);
    const limited = hasOne(
      tokens.slice(verb.from, Math.max(to, verb.from)),
      "limited|confined|restricted",
    );
    const thing = startingAt(nouns, to + 1);
    if (!limited || thing === undefined) return [];
    // "to a fence and two parked cars": each of them.
    return coordinatedWith(sentence, { phrase: thing, side: "after", negated: false }).map((each) =>
      fact(
        sentence,
        { from: each === thing ? phrase.from : each.from, to: each.to },
        thingOf(sentence, each.head),
        "limited to",
      ),
    );
  });
}

const BUILT =
  "roof|wall|window|wing|floor|facade|façade|front|tower|mast|chimney|gate|door|ceiling|balcony|porch|spire|dome|glass";

/** "damage to the house", "a damaged car", "not a single broken window". */
function byNoun(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const head = tokens[phrase.head];
    const harm = head?.lower === "harm" && head.pos === "NOUN";
    if ((head?.lemma === "damage" || harm) && tokens[phrase.to]?.lower === "to") {
      const object = startingAt(nouns, phrase.to + 1);
      const whole =
        object !== undefined && tokens[object.to]?.lower === "of"
          ? startingAt(nouns, object.to + 1)
          : object;
      if (whole === undefined || (harm && damaged(sentence, whole) === null)) return [];
      // "no casualties or damage to the building".
      const joined = isOneOf(tokens[phrase.from - 1]?.lower, "or|nor");
      const before = endingAt(nouns, phrase.from - 1);
      const none = joined && isOneOf(tokens[before?.from ?? -1]?.lower, "no|any|neither");
      const negated =
        none || tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "no");
      return [
        fact(
          sentence,
          { from: phrase.from, to: whole.to },
          thingOf(sentence, whole.head),
          "damage to",
          negated ? "deny" : "affirm",
        ),
      ];
    }
    const broken = hasOne(
      tokens.slice(phrase.from, phrase.head),
      "damaged|broken|shattered|burnt|burned|burnt-out|burned-out|gutted|wrecked|collapsed|charred|scorched|blackened|mangled|crushed|ruined|smashed|bombed-out",
    );
    const cuts = isWhatCuts(sentence, phrase, phrase);
    if (!broken || cuts || isHull(tokens, phrase.head) || damaged(sentence, phrase) === null)
      return [];
    const none = isNone(sentence, phrase);
    return [
      fact(
        sentence,
        { from: none ? phrase.from - 1 : phrase.from, to: phrase.to },
        thingOf(sentence, phrase.head),
        "damaged thing",
        none ? "deny" : "affirm",
      ),
    ];
  });
}

function fact(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
): Fact {
  return factOf(sentence, {
    predicate: "damage",
    from: Math.max(0, from),
    to,
    value,
    rule,
    polarity,
  });
}

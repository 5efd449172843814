import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Polarity, Predicate } from "../claim.ts";
import { isUnreal, objectOf, partitiveOf, subjectOf, weaponIn } from "../clause-facts.ts";
import { factOf } from "../fact.ts";
import {
  ATTACK_NOUNS,
  ATTACK_VERBS,
  DAMAGE_VERBS,
  HIT_VERBS,
  INJURE_VERBS,
  KILL_VERBS,
  PEOPLE_OF_RANK,
  WEAPONS,
} from "../lexicon.ts";
import { populationOf } from "../people.ts";
import type { Scene } from "../scene.ts";
import { occurrenceFacts } from "./occurrence.ts";
import { isAttackPhrase } from "./weapons.ts";

const PLACE_WORDS =
  /^(?:residence|home|house|palace|compound|embassy|base|airport|zone|building|headquarters|camp|hospital|school|city|town|village|camp|facility|refinery|port)$/;
const WEEKDAY = /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;

/** Whether it took place, with what outcome, on what, where and when. */
export function attackFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...occurrenceFacts(sentence),
    ...outcome(sentence),
    ...target(sentence),
    ...place(sentence, scene),
    ...date(sentence, scene),
    ...intent(sentence),
  ];
}

/** "failed assassination attempt", "tried to target": what is said of the attempt is not said of the impact. */
function outcome(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns)
    if (
      isAttackPhrase(sentence, phrase) &&
      tokens.slice(phrase.from, phrase.head).some(({ lower }) => lower === "failed")
    )
      found.push(fact(sentence, "attack.outcome", phrase, "failed", "failed attempt"));
  for (const verb of verbs) {
    const next = verbs.find(({ from }) => from === verb.to);
    if (
      verb.lemma === "try" &&
      next !== undefined &&
      /^(?:target|hit|strike|attack)$/.test(next.lemma)
    ) {
      const object = nouns.find(({ from }) => from >= next.to && from < next.to + 3);
      found.push(
        fact(
          sentence,
          "attack.outcome",
          { from: verb.from, to: object?.to ?? next.to },
          "attempted",
          "tried to",
          "affirm",
        ),
      );
    }
  }
  return found;
}

/** "attack on the residence", "targeted his residence". */
function target(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns) {
    if (
      !isAttackPhrase(sentence, phrase) ||
      !/^(?:on|against)$/i.test(tokens[phrase.to]?.lower ?? "")
    )
      continue;
    const object = nouns.find(({ from }) => from === phrase.to + 1);
    const named =
      object === undefined
        ? undefined
        : (targetName(sentence, object.from, object.to) ?? thingNamed(sentence, object));
    if (object !== undefined && named !== undefined)
      found.push(
        fact(
          sentence,
          "attack.target",
          { from: phrase.from, to: object.to },
          named,
          "attack on",
          "affirm",
        ),
      );
  }
  return [...found, ...targeted(sentence)];
}

/** "targeted the gas field", "the depot was attacked": a place on the ground. */
function targeted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  return verbs.flatMap((verb) => {
    if (!/^(?:target|attack|raid)$/.test(verb.lemma) || verb.negated || isUnreal(sentence, verb))
      return [];
    const object = verb.passive ? subjectOf(sentence, verb) : objectPast(sentence, verb);
    const noun = tokens[object?.head ?? -1];
    // Somebody's house is told as where it was.
    if (object === null || noun === undefined || !SITE.test(noun.lemma)) return [];
    const range = { from: Math.min(object.from, verb.from), to: Math.max(object.to, verb.to) };
    const name = /^barracks?$/.test(noun.lemma) ? noun.lower : noun.lemma;
    return [fact(sentence, "attack.target", range, name, "target of")];
  });
}

/** "targeted, at dawn today, the base": past what stands between commas. */
function objectPast(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, nouns, verbs } = sentence;
  if (tokens[verb.to]?.text !== ",") return objectOf(sentence, verb);
  const next = verbs.find(({ from }) => from > verb.to)?.from ?? tokens.length;
  const close = tokens.findLastIndex(({ text }, i) => i > verb.to && i < next && text === ",");
  return nouns.find(({ from }) => from === close + 1 && close !== -1) ?? null;
}

/** Places that are attacked. */
const SITE =
  /^(?:field|hub|station|substation|depot|plant|terminal|warehouse|bridge|dam|pipeline|pipelines|tanker|vessel|mosque|church|clinic|checkpoint|outpost|runway|hangar|consulate|mission|barracks?|airfield|airbase|base|airport|refinery|port|harbou?r|compound|facility|complex|installation|factory|mine|court|prison|tower|hotel|convoy)$/;

function targetName({ tokens }: ParsedSentence, from: number, to: number): string | undefined {
  return tokens
    .slice(from, to)
    .find(({ lemma }) => PLACE_WORDS.test(lemma))
    ?.lemma.replace(/^(?:home|house|palace)$/, "residence");
}

/** Whatever else is attacked that is a thing: an airbase, a convoy, a clinic. Neither people, whom casualties tell of, nor what is attacked in words. */
function thingNamed({ tokens }: ParsedSentence, phrase: NounPhrase): string | undefined {
  const noun = tokens[phrase.head];
  const deed = tokens[phrase.from - 2]?.lemma ?? "";
  // "his attacks on the moderator" are made in words.
  if (/^(?:his|her|their|my|your|our)$/.test(tokens[phrase.from - 3]?.lower ?? ""))
    return undefined;
  if (!/^(?:attack|strike|raid|assault|bombing|airstrike|shelling|bombardment)$/.test(deed))
    return GROUND.test(noun?.lemma ?? "") ? noun?.lemma : undefined;
  if (noun === undefined || noun.pos !== "NOUN" || populationOf(tokens, phrase) !== null)
    return undefined;
  const thing = !NO_TARGET.test(noun.lemma) && !WEEKDAY.test(noun.lower);
  if (!thing || PEOPLE_OF_RANK.has(noun.lemma)) return undefined;
  // "the barracks", "the works": one place by a plural.
  return /^(?:barracks|headquarters|works|premises)$/.test(noun.lower) ? noun.lower : noun.lemma;
}

/** What is attacked in words, or stands after "on" for a day. */
const NO_TARGET =
  /^(?:life|lives|state|nation|country|democracy|freedom|sovereignty|right|rights|people|family|way|behalf|morning|evening|night|afternoon|day|month|week|front|scale|order|orders|person|.*ist|.*er|.*less)$/;

const IN = /^(?:in|inside|near|at|within|outside|over|around|into)$/;
/** Nouns that a place is named by after "on": "on the outskirts of the city". */
const GROUND =
  /^(?:outskirts?|edge|street|road|square|island|coast|bank|border|hill|city|town|village|district|suburb|quarter|neighbou?rhood|area|market|airport|airbase|base|port|harbou?r|barracks|refinery|centre|center|province|region)$/;

/** Where the sentence speaks of the attack: what it calls it, and what the weapon or its user does. */
function anchorsIn(sentence: ParsedSentence, scene: Scene): readonly number[] {
  const { tokens, verbs } = sentence;
  const armed =
    scene.attack || tokens.some(({ lemma, lower }) => WEAPONS.has(lemma) || WEAPONS.has(lower));
  // "mining operations", "a writer-in-residence".
  const nouns = tokens.flatMap(({ lemma, lower, pos }, i) =>
    (ATTACK_NOUNS.has(lemma) && pos !== "VERB" && (armed || lemma !== "operation")) ||
    (/^(?:residence|targeted)$/.test(lower) && tokens[i - 1]?.text !== "-") ||
    isFire(sentence, i)
      ? [i]
      : [],
  );
  const attacked = verbs.filter(
    (verb) =>
      /^(?:attack|bomb|shell)$/.test(verb.lemma) && verb.passive && !isUnreal(sentence, verb),
  );
  if (!armed) return [...nouns, ...attacked.map(({ main }) => main)];
  const deeds = verbs.filter(
    (verb) =>
      (ATTACK_VERBS.has(verb.lemma) ||
        HIT_VERBS.has(verb.lemma) ||
        KILL_VERBS.has(verb.lemma) ||
        INJURE_VERBS.has(verb.lemma) ||
        isComing(sentence, verb)) &&
      !isUnreal(sentence, verb),
  );
  return [...nouns, ...deeds.map(({ main }) => main)];
}

/** "two drones crossed the fence": a weapon that comes. */
function isComing(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const subject = sentence.nouns.findLast(({ to }) => to === verb.from);
  return (
    /^(?:cross|enter|approach|fly|appear|penetrate|come|race)$/.test(verb.lemma) &&
    subject !== undefined &&
    weaponIn(sentence, subject) !== null
  );
}

/** "rocket fire", "mortar fire", "shellfire". */
function isFire({ tokens }: ParsedSentence, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (token?.lower === "shellfire") return true;
  const armed =
    before !== undefined &&
    (WEAPONS.has(before.lemma) || /^(?:artillery|tank|incoming)$/.test(before.lower));
  const aimed = /^(?:indirect|hostile)$/.test(before?.lower ?? "");
  return token?.lower === "fire" && (armed || aimed);
}

/** Whether somebody says something between two tokens: what follows is then when and where it was said. */
function isSaidBetween({ verbs }: ParsedSentence, from: number, to: number): boolean {
  return verbs.some(
    ({ main, lemma, form }) =>
      main > from && main < to && form !== "infinitive" && SAYING.has(lemma),
  );
}

/** Whether another deed stands between the attack and a place, or from where it came: "a car parked in the garage", "fired from a hill in the north". */
function isElsewhere({ tokens, verbs }: ParsedSentence, from: number, to: number): boolean {
  const other = verbs.some(
    ({ main, lemma }) =>
      main > from && main < to && !/^(?:take|carry|happen|occur|be|have)$/.test(lemma),
  );
  return other || tokens.slice(from, to).some(({ lower }) => lower === "from");
}

/** Where: a named place after "in", in a clause about the attack or the attacked house. */
function place(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const anchors = anchorsIn(sentence, scene);
  const found: Fact[] = [];
  let last = -1;
  for (const phrase of nouns) {
    const before = tokens[phrase.from - 1];
    if (before === undefined) continue;
    const ground = GROUND.test(tokens[phrase.head]?.lemma ?? "");
    const of = partitiveOf(sentence, phrase);
    const isTarget =
      before.lower === "on" && ATTACK_NOUNS.has(tokens[phrase.from - 2]?.lemma ?? "");
    const shelled =
      before.lower === "of" &&
      /^(?:shelling|bombing|bombardment)$/.test(tokens[phrase.from - 2]?.lemma ?? "");
    const hit = before.lower === "of" && isHitThing(sentence, phrase.from - 2);
    if (!IN.test(before.lower) && !(/^(?:on|at)$/.test(before.lower) && ground) && !shelled && !hit)
      continue;
    const name =
      properName(sentence, phrase.from, phrase.to) ??
      (of === null || !ground ? null : properName(sentence, of.from, of.to));
    const anchor =
      anchors.findLast((at) => at < phrase.from && at >= phrase.from - PLACE_WITHIN) ??
      openingAnchor(sentence, phrase, anchors);
    // "in the Russian attack": what happened, and not where.
    const deed = ATTACK_NOUNS.has(tokens[phrase.head]?.lemma ?? "");
    if (name === null || anchor === undefined || isTarget || deed) continue;
    // "her Red Zone house" is where it was, whatever else is told of it.
    const house = /^(?:residence|home|house|palace)$/.test(tokens[phrase.head]?.lower ?? "");
    if (!house && anchor < phrase.from && isElsewhere(sentence, anchor, phrase.from)) continue;
    // "the Old Port in Ardal" is one place.
    const within = last === phrase.from - 1;
    const to = of !== null && ground ? of.to : phrase.to;
    last = to;
    if (within) continue;
    found.push(
      fact(sentence, "attack.place", { from: phrase.from - 1, to }, name, "place of the attack"),
    );
  }
  return found;
}

/** "In Tamsk a house was destroyed and four people died": a place that opens the sentence, where nobody speaks there. */
function openingAnchor(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  anchors: readonly number[],
): number | undefined {
  const verb = sentence.verbs.find(({ from }) => from >= phrase.to);
  const opens = phrase.from <= 1 && sentence.tokens[0]?.lower === "in";
  if (!opens || verb === undefined || SAYING.has(verb.lemma)) return undefined;
  const harm = DAMAGE_VERBS.has(verb.lemma) && !isUnreal(sentence, verb) ? verb.main : undefined;
  return anchors.find((at) => at > phrase.to && at <= phrase.to + PLACE_WITHIN) ?? harm;
}

/** "slammed into the grain terminal of Velmor": what a weapon hit, as it is named by its place. */
function isHitThing(sentence: ParsedSentence, at: number): boolean {
  const { verbs, nouns } = sentence;
  const thing = nouns.find(({ from, to }) => from <= at && at < to);
  const verb = verbs.findLast(({ to }) => thing !== undefined && to <= thing.from);
  if (thing === undefined || verb === undefined || !HIT_VERBS.has(verb.lemma)) return false;
  const weapon = nouns.findLast(({ to }) => to <= verb.from);
  return (
    thing.from - verb.to <= 1 &&
    weapon !== undefined &&
    weaponIn(sentence, weapon) !== null &&
    !isUnreal(sentence, verb)
  );
}

/** Words between what is said of the attack and its place, at most. */
const PLACE_WITHIN = 12;

/** A quarter that is named by a colour, however it is written: reports translate the second word. */
const ZONE = /\b(green|red|blue|yellow|white) (?:zone|area)\b/;

/** The capitalised words of a phrase, or the colour that names a zone. */
function properName({ tokens }: ParsedSentence, from: number, to: number): string | null {
  const words = tokens.slice(from, to);
  const text = words.map(({ lower }) => lower).join(" ");
  const colour = ZONE.exec(text)?.[1];
  if (colour !== undefined) return `${colour.slice(0, 1).toUpperCase()}${colour.slice(1)} Zone`;
  const verb = words.findIndex(({ pos }, i) => pos === "VERB" && i > 0);
  const proper = words
    .slice(0, verb === -1 ? words.length : verb)
    .filter(({ pos, text: word }) => pos === "PROPN" && /^\p{Lu}/u.test(word));
  // "a major U.S. base": whose it is.
  if (proper.every(({ text: word }) => /^(?:US|U\.S\.?|USA|NATO|UN|U\.N\.?|EU|UK)$/.test(word)))
    return null;
  if (
    proper.length === 0 ||
    words.some(({ lower }) => WEEKDAY.test(lower) || /^(?:chief|command)$/.test(lower))
  )
    return null;
  return proper.map(({ text: word }) => word).join(" ");
}

/** "Sunday's attack", "attack … on Sunday", "fell on the town last night": resolved against the account's date elsewhere. */
function date(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens } = sentence;
  const anchors = anchorsIn(sentence, scene);
  // "hurt in Friday's strike died overnight": the day of the strike stands beside it.
  const dated = anchors.some((i) => ownedDay(tokens, i));
  return tokens.flatMap((token, at) => {
    const day = dayAndMonth(sentence, at);
    if (day !== null) {
      const near = anchors.some((i) => Math.abs(i - at) <= DATE_WITHIN);
      const before = anchors.findLast((i) => i < at) ?? -1;
      return near && !isSaidBetween(sentence, before, at)
        ? [fact(sentence, "attack.date", day, day.value, "day of the attack")]
        : [];
    }
    const lead = tokens[at - 1]?.lower ?? "";
    const partOfDay =
      /^(?:morning|afternoon|evening|night)$/.test(token.lower) && /^(?:last|this)$/.test(lead);
    if (!WEEKDAY.test(token.lower) && !partOfDay && !/^(?:yesterday|overnight)$/.test(token.lower))
      return [];
    const owns = /^['’]s$/.test(tokens[at + 1]?.text ?? "");
    // "the Thursday market" is no day on which anything happened.
    const next = tokens[at + 1];
    const named =
      WEEKDAY.test(token.lower) &&
      next?.pos === "NOUN" &&
      !/^(?:morning|afternoon|evening|night|noon|dawn|dusk)s?$/.test(next.lower) &&
      !ATTACK_NOUNS.has(next.lemma);
    if (named) return [];
    const owned = owns ? anchors.find((i) => i > at && i <= at + 5) : undefined;
    const before = anchors.findLast((i) => i < at && at - i <= DATE_WITHIN);
    // Before anything is done in the sentence: "At about 04:20 this morning one shell fell".
    const first = sentence.verbs[0]?.from ?? 0;
    const led =
      at <= 2 ||
      tokens[0]?.pos === "ADP" ||
      /^(?:shortly|just|late|early)$/.test(tokens[0]?.lower ?? "");
    const opens = at <= OPENS_WITHIN && led && at < first && anchors.some((i) => i > at);
    const leads = next?.pos !== "PUNCT" && /^(?:when|as|after)$/.test(next?.lower ?? "");
    // "two rockets on Sunday fell".
    const directly = anchors.some(
      (i) => i > at && i <= at + 2 && sentence.verbs.some(({ main }) => main === i),
    );
    const clause = sentence.verbs.find(({ from, form }) => from > at + 1 && form === "finite");
    const then =
      leads &&
      clause !== undefined &&
      anchors.includes(clause.main) &&
      clause.from <= at + THEN_WITHIN;
    if (
      owned === undefined &&
      (dated || (before === undefined && !opens && !then && !directly) || owns)
    )
      return [];
    const since = before ?? -1;
    if (
      owned === undefined &&
      (isSaidBetween(sentence, since, at) ||
        tokens.slice(since, at).some(({ text }) => text === ";"))
    )
      return [];
    const from = partOfDay || lead === "last" ? at - 1 : at;
    const value = partOfDay ? `${lead} ${token.lower}` : token.text;
    const range = { from, to: owned === undefined ? at + 1 : owned + 1 };
    return [fact(sentence, "attack.date", range, value, "day of the attack")];
  });
}

/** "Friday's strike", "last Friday's rocket strike". */
function ownedDay(tokens: ParsedSentence["tokens"], anchor: number): boolean {
  return tokens
    .slice(Math.max(0, anchor - 4), anchor)
    .some(
      ({ lower, end }) =>
        WEEKDAY.test(lower) &&
        tokens.some(({ start, text }) => start === end && /^['’]s$/.test(text)),
    );
}

/** "12 June", "June 12", "the night of 8 to 9 August", with the year where it is said. */
function dayAndMonth(
  { tokens }: ParsedSentence,
  at: number,
): { readonly from: number; readonly to: number; readonly value: string } | null {
  const token = tokens[at];
  if (token === undefined || !MONTH.test(token.lower) || !/^\p{Lu}/u.test(token.text)) return null;
  const [last, after] = [tokens[at - 1]?.lower ?? "", tokens[at + 1]?.lower ?? ""];
  // "the 14th of March".
  if (last === "of" && /^\d{1,2}(?:st|nd|rd|th)$/.test(tokens[at - 2]?.lower ?? ""))
    return { from: at - 2, to: at + 1, value: `${tokens[at - 2]?.text} ${token.text}` };
  const before = last;
  if (!DAY.test(before) && !DAY.test(after)) return null;
  // "PORT SELIM, 4 March (Northern Wire) -": when it was sent.
  const sent = tokens
    .slice(at, at + DATELINE_WITHIN)
    .some(({ text }) => /^[(–—-]$|^--$/.test(text));
  if (at < DATELINE_WITHIN && sent) return null;
  let from = DAY.test(before) ? at - 1 : at;
  let to = DAY.test(before) ? at + 1 : at + 2;
  if (/^(?:between|since|until|from)$/.test(tokens[from - 1]?.lower ?? "")) return null;
  const ranged = DAY.test(before) && /^(?:to|and|-|–|\/)$/.test(tokens[from - 1]?.lower ?? "");
  if (ranged && DAY.test(tokens[from - 2]?.lower ?? "")) from -= 2;
  const comma = tokens[to]?.text === "," ? 1 : 0;
  if (/^(?:19|20)\d{2}$/.test(tokens[to + comma]?.lower ?? "")) to += comma + 1;
  const value = tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(" ");
  return { from, to, value };
}

/** Words of a dateline, at most. */
const DATELINE_WITHIN = 8;
const MONTH =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)$/;
const DAY = /^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$/;

/** Words before a day that opens a sentence, at most. */
const OPENS_WITHIN = 6;

/** Words between a day and the verb of the clause that says what was then, at most. */
const THEN_WITHIN = 8;

/** Words between what is said of the attack and its day, at most. */
const DATE_WITHIN = 16;

/** What an attack is aimed at doing. */
const HARM =
  /^(?:assassinat|kill|murder|destroy|hit|strik|harm|injur|terrori|disrupt|disabl|captur|seiz|silenc|intimidat|destabili|weaken|provok|spread|sow|caus|inflict|cut|sabotag|punish|aveng)/;

/** "in order to kill the mayor". */
function intent(sentence: ParsedSentence): readonly Fact[] {
  const { tokens } = sentence;
  return tokens.flatMap(({ lower }, at) => {
    if (!/^(?:aim|intention|purpose|goal)$/.test(lower) || tokens[at + 1]?.lower !== "of")
      return [];
    const verb = tokens[at + 2];
    if (verb === undefined || verb.pos !== "VERB") return [];
    if (!HARM.test(verb.lemma)) return [];
    const from = tokens[at - 2]?.lower === "with" ? at - 2 : at;
    return [
      fact(
        sentence,
        "attack.intent",
        { from, to: at + 4 },
        /assassinat|kill/.test(verb.lemma) ? "assassination" : verb.lemma,
        "aim of",
        "affirm",
      ),
    ];
  });
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
  polarity: Polarity = "affirm",
): Fact {
  return factOf(sentence, { predicate, from, to, value, rule, polarity });
}

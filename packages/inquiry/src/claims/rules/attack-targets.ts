import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isWeekday } from "../../text/calendar-words.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, objectOf, partitiveOf, subjectOf } from "../clause-facts.ts";
import { weaponIn } from "../weapon-in.ts";
import { factOf } from "../fact.ts";
import { PEOPLE_OF_RANK } from "../lexicon.ts";
import { populationOf } from "../people.ts";
import { isRulersHome, SITE, siteWords } from "./attack-sites.ts";
import { isAttackPhrase } from "./weapons.ts";
import { isOneOf } from "../../text/one-of.ts";
import { endingAt, hasOne, startingAt } from "../../grammar/places.ts";

const PLACE_WORDS =
  "residence|home|house|palace|compound|embassy|base|airport|zone|building|headquarters|camp|hospital|school|city|town|village|facility|refinery|port";

/** "attack on the residence", "targeted his residence". */
export function attackTargets(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const found: Fact[] = [];
  for (const phrase of nouns) {
    if (
      !isAttackPhrase(sentence, phrase) ||
      isOfMany(sentence, phrase) ||
      isUnconfirmed(sentence, phrase) ||
      !/^(?:on|against)$/i.test(tokens[phrase.to]?.lower ?? "")
    )
      continue;
    const object = startingAt(nouns, phrase.to + 1);
    const named =
      object === undefined
        ? undefined
        : (targetName(sentence, object.from, object.to) ?? thingNamed(sentence, object));
    if (object !== undefined && named !== undefined && !isNamed(sentence, object))
      found.push(
        fact(
          sentence,
          { from: phrase.from, to: object.to },
          named + nameOfTown(sentence, object),
          "attack on",
        ),
      );
  }
  return [...found, ...targeted(sentence)];
}

/** "the railway town of Ombra": with its name. */
function nameOfTown({ tokens, nouns }: ParsedSentence, { head, to }: NounPhrase): string {
  if (!isOneOf(tokens[head]?.lemma, "town|city|village|port")) return "";
  const name = tokens[to]?.lower === "of" ? startingAt(nouns, to + 1) : undefined;
  const words = tokens.slice(name?.from ?? 0, name?.to ?? 0);
  return words.length > 0 && words.every(({ pos }) => pos === "PROPN")
    ? ` of ${words.map(({ text }) => text).join(" ")}`
    : "";
}

/** "an attack on Port Idris": a place by its name, and told as where it was. */
function isNamed({ tokens }: ParsedSentence, { from, to }: NounPhrase): boolean {
  return (
    to - from > 1 &&
    tokens
      .slice(from, to)
      .every(({ pos, text }) => pos === "PROPN" && /^\p{Lu}\p{Ll}/u.test(text)) &&
    !isOneOf(tokens[to - 1]?.lower, SITE)
  );
}

/** "all attacks on water works", "the deadliest assault on the city": of many, and not of this one. */
export function isOfMany({ tokens }: ParsedSentence, { from, to, head }: NounPhrase): boolean {
  const words = tokens.slice(from, to);
  const noun = tokens[head];
  const plural = noun !== undefined && noun.lower !== noun.lemma && noun.lower.endsWith("s");
  const general = words.every(
    ({ pos, lower }, i) =>
      i === words.length - 1 ||
      isOneOf(
        lower,
        "all|any|such|many|most|other|repeated|previous|earlier|past|frequent|regular",
      ) ||
      pos === "ADJ",
  );
  return (
    (plural && general) ||
    // "the fourth such raid on the harbour since August".
    words.some(({ lower }) => lower === "such") ||
    words.some(({ lower }) => isOneOf(lower, "deadliest|worst|heaviest|biggest|bloodiest|largest"))
  );
}

/** "no confirmation of a strike on the depot", "denied reports of an attack on the port": nobody says that it was. */
function isUnconfirmed({ tokens }: ParsedSentence, { from }: NounPhrase): boolean {
  const words = tokens
    .slice(Math.max(0, from - 3), from)
    .map(({ lower }) => lower)
    .join(" ");
  return /\bno (?:confirmation|evidence|sign|signs|report|reports|record|indication) of$/.test(
    words,
  );
}

/** "targeted the gas field", "the depot was attacked": a place on the ground. */
function targeted(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, verbs } = sentence;
  const under = verbs.flatMap((verb) => {
    if (verb.lemma !== "come" || verb.negated) return [];
    // "the base came under a rocket attack".
    const fire = startingAt(sentence.nouns, verb.to + 1);
    const came = tokens[verb.to]?.lower === "under";
    const attacked =
      fire !== undefined && (isAttackPhrase(sentence, fire) || tokens[fire.head]?.lower === "fire");
    const own = came && attacked && !isUnreal(sentence, verb) ? subjectOf(sentence, verb) : null;
    const subject = own === null ? null : meantBy(sentence, own);
    const noun = tokens[subject?.head ?? -1];
    return subject === null ||
      fire === undefined ||
      noun === undefined ||
      !(isOneOf(noun.lemma, SITE) || isOneOf(noun.lemma, RIDDEN))
      ? []
      : [
          fact(
            sentence,
            { from: subject.from, to: fire.to },
            siteWords(tokens, subject.head),
            "came under attack",
          ),
        ];
  });
  const deeds = verbs.flatMap((verb) => {
    if (!isOneOf(verb.lemma, AIMED) || verb.negated) return [];
    // "earlier attacks targeted bases".
    const doer = endingAt(sentence.nouns, verb.from);
    const earlier = hasOne(
      tokens.slice(doer?.from ?? 0, doer?.to ?? 0),
      "earlier|previous|past|such",
    );
    if (earlier) return [];
    // "a unit of the brigade struck the naval base": whoever does it is no weapon.
    const armed =
      doer !== undefined &&
      weaponIn(sentence, doer) === null &&
      (isOneOf(verb.lemma, "strike|bomb|shell|bombard|pound") ||
        (verb.lemma === "hit" && tokens[doer.head]?.lower === "something")) &&
      isOneOf(tokens[doer.head]?.pos, "NOUN|PROPN|PRON") &&
      !isAttackPhrase(sentence, doer);
    if (
      (!(armed && !verb.passive) && !isOneOf(verb.lemma, "target|attack|raid|assault")) ||
      verb.negated ||
      isUnreal(sentence, verb)
    )
      return [];
    const first = verb.passive ? subjectOf(sentence, verb) : objectPast(sentence, verb);
    // "bombarded the ministry of the interior's camp".
    const of = first === null || verb.passive ? null : partitiveOf(sentence, first);
    const whole =
      of === null ||
      first === null ||
      isOneOf(tokens[first.head]?.lemma, SITE) ||
      isRulersHome(sentence, first);
    const object = whole ? first : of;
    const noun = tokens[object?.head ?? -1];
    // "bombed its own bazaar".
    if (tokens.slice(object?.from ?? 0, object?.head ?? 0).some(({ lower }) => lower === "own"))
      return [];
    if (object === null || noun === undefined) return [];
    const range = { from: Math.min(object.from, verb.from), to: Math.max(object.to, verb.to) };
    // The house of anybody else is told as where it was.
    if (isRulersHome(sentence, object) && !isInPassing(sentence, verb))
      return [fact(sentence, range, "residence", "target of")];
    if (!isOneOf(noun.lemma, SITE)) return [];
    const single = isOneOf(noun.lemma, "barracks?") ? noun.lower : noun.lemma;
    return [fact(sentence, range, siteWords(tokens, object.head, single), "target of")];
  });
  return [...under, ...deeds];
}

/** "were travelling in a convoy when it came under fire": of "it" what rides or sails, where the sentence names one. */
function meantBy({ tokens, nouns }: ParsedSentence, phrase: NounPhrase): NounPhrase {
  if (tokens[phrase.head]?.lower !== "it") return phrase;
  const named = nouns.filter(
    ({ to, head }) => to <= phrase.from && isOneOf(tokens[head]?.lemma, RIDDEN),
  );
  return named.at(-1) ?? phrase;
}

const RIDDEN =
  "convoy|column|bus|minibus|ferry|train|ship|vessel|boat|tanker|freighter|trawler|ambulance|truck|lorry|motorcade|patrol|procession";

/** What is done to a place on the ground, by a weapon or by whoever has it. */
const AIMED = "target|attack|raid|assault|strike|bomb|shell|bombard|pound|hit";

/**
 * "drones that targeted his residence", "which tried to target it": told in passing, as where it was. A clause that is read as a sentence of its own has
 * lost its "that", and the gap shows.
 */
export function isInPassing(sentence: ParsedSentence, { from, form, lemma }: VerbGroup): boolean {
  const { tokens, verbs } = sentence;
  const [before, first] = [tokens[from - 1], tokens[from]];
  const left = before !== undefined && first !== undefined && first.start - before.end > 1;
  // "A drone tried to target his residence": what was tried is what is said.
  const aimed = form === "infinitive" && isOneOf(lemma, "target|attack|bomb|assault|storm");
  const tried = aimed ? endingAt(verbs, from) : undefined;
  if (tried?.form === "finite" && isOneOf(tried.lemma, "try|attempt|seek|want"))
    return isInPassing(sentence, tried);
  // "Who attacked his residence is not known": that somebody did is.
  const asked =
    before?.lower === "who" &&
    (from === 1 || isOneOf(tokens[from - 2]?.lower, "unknown|unclear|clear|known|know|knows|say"));
  return form === "infinitive" || left || (isOneOf(before?.lower, "that|which|who") && !asked);
}

/** "targeted, at dawn today, the base": past what stands between commas. */
function objectPast(sentence: ParsedSentence, verb: VerbGroup): NounPhrase | null {
  const { tokens, nouns, verbs } = sentence;
  if (tokens[verb.to]?.text !== ",") return objectOf(sentence, verb);
  const next = verbs.find(({ from }) => from > verb.to)?.from ?? tokens.length;
  const close = tokens.findLastIndex(({ text }, i) => i > verb.to && i < next && text === ",");
  return nouns.find(({ from }) => from === close + 1 && close !== -1) ?? null;
}

function targetName({ tokens }: ParsedSentence, from: number, to: number): string | undefined {
  // "a school bus".
  const last = tokens[to - 1]?.lemma ?? "";
  if (isOneOf(last, "bus|car|truck|train|van|boat|ship|convoy|ambulance|tanker|ferry")) return last;
  // The last such word: "his Green Zone house".
  return tokens
    .slice(from, to)
    .findLast(({ lemma }) => isOneOf(lemma, PLACE_WORDS))
    ?.lemma.replace(/^(?:home|house|palace)$/, "residence");
}

/** Whatever else is attacked that is a thing: an airbase, a convoy, a clinic. Neither people, whom casualties tell of, nor what is attacked in words. */
function thingNamed({ tokens }: ParsedSentence, phrase: NounPhrase): string | undefined {
  const noun = tokens[phrase.head];
  const deed = tokens[phrase.from - 2]?.lemma ?? "";
  // "his attacks on the moderator" are made in words.
  if (isOneOf(tokens[phrase.from - 3]?.lower, "his|her|their|my|your|our")) return undefined;
  if (!isOneOf(deed, "attack|strike|raid|assault|bombing|airstrike|shelling|bombardment"))
    return isOneOf(noun?.lemma, GROUND) ? noun?.lemma : undefined;
  if (noun === undefined || noun.pos !== "NOUN" || populationOf(tokens, phrase) !== null)
    return undefined;
  const built = /^(?:center|shelter|bunker|tower|tanker|cruiser|trawler|freighter|transformer)$/;
  const thing = built.test(noun.lemma) || (!NO_TARGET.test(noun.lemma) && !isWeekday(noun.lower));
  if (!thing || PEOPLE_OF_RANK.has(noun.lemma)) return undefined;
  // "the barracks", "the works": one place by a plural.
  if (isOneOf(noun.lower, "barracks|headquarters|works|premises")) return noun.lower;
  return siteWords(tokens, phrase.head);
}

/** What is attacked in words, or stands after "on" for a day. */
const NO_TARGET =
  /^(?:radio|television|news|telephone|phone|internet|web|channel|movement|group|government|army|militia|party|enemy|life|lives|state|nation|country|democracy|freedom|sovereignty|right|rights|people|family|way|behalf|morning|evening|night|afternoon|day|month|week|front|scale|order|orders|person|.*ist|.*er|.*less)$/;

/** Nouns that a place is named by after "on": "on the outskirts of the city". */
export const GROUND =
  "outskirts?|edge|street|road|square|island|coast|bank|border|hill|city|town|village|district|suburb|quarter|neighbou?rhood|area|market|airport|airbase|base|port|harbou?r|barracks|refinery|centre|center|province|region";

function fact(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  rule: string,
): Fact {
  return factOf(sentence, { predicate: "attack.target", from, to, value, rule });
}

import type { NounPhrase } from "../../grammar/noun-phrases.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import type { Fact, Predicate } from "../claim.ts";
import { hasAttack, isUnreal, objectOf, partitiveOf, subjectOf } from "../clause-facts.ts";
import { coordinatedWith } from "../coordination.ts";
import { weaponIn } from "../weapon-in.ts";
import { factOf } from "../fact.ts";
import { type Count, countOf } from "../count.ts";
import {
  ATTACK_NOUNS,
  ATTACK_VERBS,
  DAMAGE_VERBS,
  HIT_VERBS,
  INJURE_VERBS,
  KILL_VERBS,
  INTERCEPT_VERBS,
  REMAINS,
  WEAPONS,
} from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { briefFates } from "./weapon-fates-brief.ts";
import { isInterception, pastDown, weaponFates } from "./weapon-fates.ts";
import { weaponOrigins } from "./weapon-origins.ts";
import { isLikeness, weaponTypes } from "./weapon-types.ts";
import { isOneOf } from "../../text/one-of.ts";
import { lastUpTo, startingAt } from "../../grammar/places.ts";

/** How many weapons, of what kind, how many were intercepted and how many hit. */
export function weaponFacts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  return [
    ...counts(sentence, scene),
    ...numbered(sentence),
    ...answered(sentence, scene),
    ...launchesCounted(sentence, scene),
    ...weaponTypes(sentence),
    ...weaponOrigins(sentence),
    ...weaponFates(sentence, scene),
    ...briefFates(sentence, scene),
  ];
}

/** A count of weapons, where the sentence is about an attack and the phrase is neither remains nor what a defence is built against. */
function counts(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns } = sentence;
  const there = tokens[0]?.lower === "there" || tokens[1]?.lower === "there";
  const general = isAboutAttack(sentence) || there;
  return nouns.flatMap((phrase) => {
    const known = countedAgain(sentence, phrase, scene);
    if (known !== null) return [known];
    const kind = weaponIn(sentence, phrase) ?? ofOurs(sentence, phrase);
    if (kind === null || isOfSomethingElse(sentence, phrase) || isPart(sentence, phrase)) return [];
    if (isTakenFor(sentence, phrase) || isKept(sentence, phrase)) return [];
    const about = general || doesHarm(sentence, phrase) || comes(sentence, phrase);
    const count =
      countOf(tokens, phrase.from, phrase.to, phrase.head) ?? pluralAlone(sentence, phrase);
    if (isRest(sentence, phrase, count, scene)) return [];
    if (count === null || (!about && (count.weak || !scene.attack))) return [];
    if (partOfLarger(sentence, phrase) || followsPurpose(sentence, phrase)) return [];
    return [fact(sentence, "weapon.count", phrase, kind, count, "weapons counted")];
  });
}

/** "unmanned aircraft were used": more than one, though the word does not show it. */
function pluralAlone({ tokens, verbs }: ParsedSentence, { from, head }: NounPhrase): Count | null {
  const many =
    tokens[head]?.lower === "aircraft" &&
    !isOneOf(tokens[from]?.pos, "DET|PRON") &&
    verbs.some((verb) => verb.from > head && isOneOf(tokens[verb.from]?.lower, "were|are"));
  return many ? { min: 2, max: null, approximate: false, weak: true } : null;
}

/** "two of our drones": so many came, however many there are. */
function ofOurs(sentence: ParsedSentence, phrase: NounPhrase): string | null {
  const { tokens } = sentence;
  const alone = phrase.to - phrase.from === 1 && tokens[phrase.from]?.pos === "NUM";
  const part = alone ? partitiveOf(sentence, phrase) : null;
  return part !== null && isOneOf(tokens[part.from]?.lower, "our|its|their|his")
    ? weaponIn(sentence, part)
    : null;
}

/** "eight of them were counted": of the weapons that were told of. */
function countedAgain(sentence: ParsedSentence, phrase: NounPhrase, scene: Scene): Fact | null {
  const { tokens, verbs } = sentence;
  const them =
    tokens[phrase.to]?.lower === "of" && isOneOf(tokens[phrase.to + 1]?.lower, "them|these|those");
  const verb = startingAt(verbs, phrase.to + 2);
  if (!them || scene.weapon === null || verb === undefined || verb.negated || !verb.passive)
    return null;
  const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
  if (count === null || !isOneOf(verb.lemma, "count|register|record|launch|fire|see")) return null;
  const range = { from: phrase.from, to: verb.to };
  return fact(sentence, "weapon.count", range, scene.weapon, count, "weapons counted");
}

/** "two drones reached the base", of 14 that were told of: those that came through. */
function isRest(
  sentence: ParsedSentence,
  phrase: NounPhrase,
  count: Count | null,
  { kinds: named, weapons }: Scene,
): boolean {
  const same = named.includes(weaponIn(sentence, phrase) ?? "");
  const part =
    same && count !== null && weapons !== null && count.max !== null && count.max < weapons.min;
  return (
    part && sentence.verbs.some((verb) => verb.from === phrase.to && HIT_VERBS.has(verb.lemma))
  );
}

/** "a third drone", "incoming drones", "the other two rockets", "no missile", and what a defence stopped: no number of all that came. */
function isPart(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  const { tokens, verbs } = sentence;
  const part =
    /^(?:incoming|such|other|another|first|second|third|fourth|fifth|sixth|last|remaining|further|more)$/;
  const words = tokens.slice(phrase.from, phrase.to);
  if (words.some(({ lower }, i) => part.test(lower) && words[i - 1]?.lower !== "or")) return true;
  // "hits by one missile and four drones": those that came through.
  const hits = tokens.findIndex(
    ({ lower }, i) => isOneOf(lower, "hits|impacts") && tokens[i + 1]?.lower === "by",
  );
  if (hits !== -1 && hits < phrase.from) return true;
  const none = words[0]?.lower === "no";
  if (none) return startingAt(verbs, phrase.to) !== undefined;
  return verbs.some(
    (verb) =>
      isInterception(sentence, verb) &&
      (verb.passive ? isSubject(sentence, verb, phrase) : isObject(sentence, verb, phrase)),
  );
}

/** "the army has 400 drones", "the factory builds 30 missiles a month": none of them came. */
function isKept({ tokens, verbs }: ParsedSentence, { from }: NounPhrase): boolean {
  const verb = lastUpTo(verbs, from);
  if (verb === undefined || verb.passive || verb.to < from - KEPT_WITHIN) return false;
  const between = tokens.slice(verb.to, from);
  const has = verb.lemma === "have" && tokens[verb.main]?.pos === "VERB";
  return (
    (has || isOneOf(verb.lemma, KEEPING)) &&
    between.every(({ pos }) => isOneOf(pos, "ADV|DET|NUM|ADP"))
  );
}

/** Words between such a verb and what is kept, at most. */
const KEPT_WITHIN = 3;
const KEEPING =
  "own|possess|build|make|manufacture|produce|order|buy|purchase|store|stock|stockpile|display|exhibit|paint|sell|deliver|supply|export|import|develop|test|follow|need|want|acquire|assemble|smuggle";

/** "mistaken for an American drone": another one. */
function isTakenFor({ tokens }: ParsedSentence, { from }: NounPhrase): boolean {
  return (
    isLikeness(tokens, from) ||
    (isOneOf(tokens[from - 1]?.lower, "for|with") &&
      isOneOf(tokens[from - 2]?.lower, "mistaken|mistook|confused|taken"))
  );
}

/** The object of what stops it, or what "and" joins to it. */
function isObject(sentence: ParsedSentence, verb: VerbGroup, phrase: NounPhrase): boolean {
  const object = objectOf(sentence, pastDown(sentence, verb));
  if (object === null || object === phrase) return object === phrase;
  return coordinatedWith(sentence, { phrase: object, side: "after", negated: false }).includes(
    phrase,
  );
}

/** The subject of a passive, or what "and" joins to it. */
function isSubject(sentence: ParsedSentence, verb: VerbGroup, phrase: NounPhrase): boolean {
  const subject = subjectOf(sentence, verb);
  if (subject === null || subject === phrase) return subject === phrase;
  // "three rockets and all of them were stopped": all that came are told of before.
  if (weaponIn(sentence, subject) === null) return false;
  if (sentence.tokens[subject.from - 1]?.lower !== "and") return false;
  return coordinatedWith(sentence, { phrase: subject, side: "before", negated: false }).includes(
    phrase,
  );
}

/** "drones set the silos on fire", "a drone came down on the depot": the weapon itself does something. */
function doesHarm(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  return sentence.verbs.some(
    (verb) =>
      verb.from === phrase.to &&
      !verb.passive &&
      (HIT_VERBS.has(verb.lemma) ||
        DAMAGE_VERBS.has(verb.lemma) ||
        INJURE_VERBS.has(verb.lemma) ||
        KILL_VERBS.has(verb.lemma) ||
        isOneOf(verb.lemma, "set|leave|wake|rock|shake")),
  );
}

/** "two drones entered our airspace", "were seen over the port": they came, whatever became of them. */
function comes(sentence: ParsedSentence, phrase: NounPhrase): boolean {
  return sentence.verbs.some(
    (verb) =>
      !verb.negated &&
      !isUnreal(sentence, verb) &&
      // "I counted three drones".
      ((verb.from === phrase.to && (verb.passive ? SEEN : COMING).test(verb.lemma)) ||
        (verb.to === phrase.from && !verb.passive && isOneOf(verb.lemma, WATCHED))),
  );
}

const COMING =
  /^(?:enter|approach|cross|penetrate|appear|arrive|fly|head|reach|pass|circle|hover|buzz|swoop|dive)$/;
const WATCHED = "count|film";
const SEEN = /^(?:see|spot|sight|detect|track|observe|register|record|identify|pick)$/;

/** "put the number of drones at 12", "the number of rockets was nine". */
function numbered(sentence: ParsedSentence): readonly Fact[] {
  const { tokens, nouns } = sentence;
  return nouns.flatMap((phrase) => {
    const kind = weaponIn(sentence, phrase);
    const number = tokens[phrase.from - 2]?.lower === "number";
    if (kind === null || !number || tokens[phrase.from - 1]?.lower !== "of") return [];
    if (!isOneOf(tokens[phrase.to]?.lower, "at|was|is|to")) return [];
    const said = nouns.find(({ from }) => from > phrase.to && from <= phrase.to + NUMBER_WITHIN);
    const count = said === undefined ? null : countOf(tokens, said.from, said.to, said.head);
    if (said === undefined || count === null || count.weak) return [];
    const range = { from: phrase.from - 2, to: said.to };
    return [fact(sentence, "weapon.count", range, kind, count, "weapons counted")];
  });
}

/** "counted about 30 launches", "eleven rocket launches were registered". */
function launchesCounted(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  if (!scene.attack && !scene.about) return [];
  return nouns.flatMap((phrase) => {
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    const named = tokens
      .slice(phrase.from, phrase.head)
      .map(({ lemma }) => WEAPONS.get(lemma))
      .find((kind) => kind !== undefined);
    const kind = named ?? scene.weapon;
    if (tokens[phrase.head]?.lemma !== "launch" || count === null || count.weak) return [];
    const registers = verbs.some(
      (verb) =>
        (verb.to <= phrase.from || verb.from === phrase.to) &&
        !verb.negated &&
        isOneOf(
          verb.lemma,
          "count|register|record|detect|track|identify|log|observe|report|spot|see",
        ),
    );
    return kind === null || !registers
      ? []
      : [fact(sentence, "weapon.count", phrase, kind, count, "launches counted")];
  });
}

/** "The police say ten.", "I saw two", "there were five", where it was asked how many rockets there were. */
function answered(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  const { tokens, nouns, verbs } = sentence;
  // "told us that he had seen only one", right after how many there were.
  const seen = verbs.some(({ lemma, to }) => lemma === "see" && tokens[to]?.lower === "only");
  const asked = scene.asked ?? (seen ? scene.just : null);
  if (asked === null) return [];
  return nouns.flatMap((phrase) => {
    const bare = tokens
      .slice(phrase.from, phrase.to)
      .every(
        ({ pos, lower }) => pos === "NUM" || isOneOf(lower, "about|around|some|only|perhaps|maybe"),
      );
    const verb = lastUpTo(verbs, phrase.from);
    const told = verb !== undefined && isOneOf(verb.lemma, ANSWERS) && !isUnreal(sentence, verb);
    const between = tokens.slice(verb?.to ?? 0, phrase.from);
    const near = between.every(({ lower }) => isOneOf(lower, BOUNDS));
    const ends = isOneOf(tokens[phrase.to]?.pos ?? "PUNCT", "PUNCT|CCONJ");
    const count = countOf(tokens, phrase.from, phrase.to, phrase.head);
    if (!bare || verb === undefined || !told || !near || !ends || count === null) return [];
    return [fact(sentence, "weapon.count", phrase, asked, count, "weapons asked for")];
  });
}

const ANSWERS = "say|see|count|show|be|hear|report|claim|speak|record|register";
const BOUNDS =
  "at|least|most|no|not|fewer|less|more|than|about|around|up|to|of|between|only|nearly|almost";

/** Words between a number's verb and the number, at most. */
const NUMBER_WITHIN = 4;

function isAboutAttack(sentence: ParsedSentence): boolean {
  return (
    hasAttack(sentence) ||
    sentence.verbs.some(
      (verb) =>
        ATTACK_VERBS.has(verb.lemma) ||
        isInterception(sentence, verb) ||
        isOneOf(verb.lemma, "involve|send|dispatch|employ"),
    )
  );
}

/** "the remains of a drone", "to lose a drone", "two of the vehicles" count something else. */
function isOfSomethingElse({ tokens, verbs }: ParsedSentence, { from, to }: NounPhrase): boolean {
  const before = tokens[from - 1];
  // "four of the six missiles": the six are all of them.
  const counted = tokens
    .slice(from, to)
    .some(({ pos }, i) => pos === "NUM" && !isCalibre(tokens, from + i));
  if (before?.lower === "from" && REMAINS.has(tokens[from - 2]?.lower ?? "")) return true;
  // "the remains of one drone": it is found, and counts none of those that came.
  const left = before?.lower === "of" ? tokens[from - 2] : undefined;
  if (left !== undefined && (REMAINS.has(left.lemma) || REMAINS.has(left.lower))) return true;
  if (before?.lower === "of" && !counted) {
    const noun = tokens[from - 2];
    if (
      noun !== undefined &&
      (REMAINS.has(noun.lemma) || REMAINS.has(noun.lower) || noun.pos === "NUM")
    )
      return true;
    if (noun?.lower === "point" || noun?.lower === "use" || noun?.lower === "range") return true;
  }
  // "a plane loaded with bombs", "each carrying a projectile": what it brings.
  const load = tokens[from - 2]?.lower;
  if (isOneOf(before?.lower, "with|of|by|in") && isOneOf(load, LOADED)) return true;
  if (isOneOf(before?.lower, "carrying|bearing|holding|transporting")) return true;
  const verb = verbs.find((each) => each.to === from);
  return (
    verb !== undefined &&
    ["lose", "detect", "use", "find", "have"].includes(verb.lemma) &&
    verb.form === "infinitive"
  );
}

const LOADED = "loaded|packed|filled|stuffed|crammed|rigged|fitted|equipped|charged|laden|armed";

/** "122mm", "122-millimetre": a number that counts nothing. */
function isCalibre(tokens: ParsedSentence["tokens"], at: number): boolean {
  const next = tokens[at + 1]?.text === "-" ? tokens[at + 2] : tokens[at + 1];
  return isOneOf(next?.lower, "mm|millimet(?:er|re)s?");
}

/** "made to find and stop shells and rockets on their way": what a defence is built against. */
function followsPurpose({ tokens, verbs }: ParsedSentence, { from }: NounPhrase): boolean {
  const purpose = verbs.findLast(({ to, form }) => to <= from && form === "infinitive");
  if (purpose === undefined || (!INTERCEPT_VERBS.has(purpose.lemma) && purpose.lemma !== "detect"))
    return false;
  return !tokens.slice(purpose.to, from).some(({ text }) => isOneOf(text, "[,.;]"));
}

/** "two of which": a part of what another phrase counted. */
function partOfLarger({ tokens }: ParsedSentence, { to }: NounPhrase): boolean {
  return tokens[to]?.lower === "of" && tokens[to + 1]?.lower === "which";
}

function fact(
  sentence: ParsedSentence,
  predicate: Predicate,
  { from, to }: { readonly from: number; readonly to: number },
  value: string,
  count: Count | null,
  rule: string,
): Fact {
  return factOf(sentence, { predicate, from, to, value, count, rule });
}

/** Whether a noun phrase is an attack. */
export function isAttackPhrase({ tokens }: ParsedSentence, { head }: NounPhrase): boolean {
  return ATTACK_NOUNS.has(tokens[head]?.lemma ?? "");
}

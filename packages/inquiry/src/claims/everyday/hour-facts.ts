import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import type { VerbGroup } from "../../grammar/verb-groups.ts";
import { isUnreal, objectOf, subjectOf, wordsOf } from "../clause-facts.ts";
import type { Fact } from "../claim.ts";
import { type DayRange, HOURS, isClock, isSpokenHour, wholeDay } from "../day-range.ts";
import { factOf } from "../fact.ts";
import { anchorsIn, isSaidBetween } from "../rules/attack-anchors.ts";
import { FIND_VERBS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { weaponIn } from "../weapon-in.ts";
import { isOfHarm } from "./harm-words.ts";
import { hasLemma, hasOne } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";
import type { Token } from "../../text/tokens.ts";

/** Before an hour at which something was: "by 9 a.m." and "until noon" it had been, or went on. */
const AT =
  "at|about|around|approximately|between|after|before|past|circa|~|near|nearly|almost|towards?";
/** What comes, begins or is told of with its hour, where harm is its subject. */
const HAPPENS =
  "begin|start|come|fall|land|arrive|occur|happen|last|open|follow|erupt|sound|go|fly|appear|cross|approach|ring|resound|resume|continue|end|stop|cease|subside|be";

/** The hour of what a clause tells of the attack, where its sentence has no day: "at 04:10", "between 2130 and midnight", "a little after 5pm". */
export function hourFacts(
  sentence: ParsedSentence,
  scene: Scene,
  told: readonly Fact[],
): readonly Fact[] {
  if (told.some(({ predicate }) => predicate === "attack.date")) return [];
  const { tokens } = sentence;
  for (const [at, token] of tokens.entries()) {
    const named = isOneOf(token.lower, HOURS) && isOneOf(tokens[at - 1]?.lower, AT);
    if (!named && !isHourInFigures(tokens, at) && !isSpokenHour(tokens, at)) continue;
    // "out by half past nine": until when.
    if (hasOne(tokens.slice(Math.max(0, at - UNTIL_WITHIN), at), "by|until|till|since")) continue;
    const hour = { from: at, to: at + 1 };
    if (!isHourOfAttack(sentence, scene, hour)) continue;
    const range = wholeDay(sentence, hour);
    return [
      factOf(sentence, {
        predicate: "attack.date",
        ...range,
        value: wordsOf(sentence, range.from, range.to),
        rule: "everyday words: an hour beside what was done",
      }),
    ];
  }
  return [];
}

/** Words of an hour before its last, at most: "by a quarter past". */
const UNTIL_WITHIN = 3;

/** "at 04:10", "2130 hours"; not "about 1200 people". */
function isHourInFigures(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !isClock(token)) return false;
  const next = tokens[at + 1];
  if (isOneOf(next?.lower, "a[.]m[.]|p[.]m[.]|am|pm|local|hours|hrs|gmt|utc")) return true;
  const counts = /^\d{4}$/.test(token.lower) && isOneOf(next?.pos, "NOUN|PROPN|ADJ");
  return !counts && (isOneOf(tokens[at - 1]?.lower, AT) || isSaidToBe(tokens, at));
}

/** "It was 15:30": the hour itself is told. */
const isSaidToBe = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 2]?.lower === "it" && isOneOf(tokens[at - 1]?.lower, "was|is");

function isHourOfAttack(sentence: ParsedSentence, scene: Scene, hour: DayRange): boolean {
  const { tokens, verbs } = sentence;
  const { from, to } = hour;
  const left = tokens.findLastIndex(({ text }, i) => i < from && isOneOf(text, MARKS)) + 1;
  const mark = tokens.findIndex(({ text }, i) => i >= to && isOneOf(text, MARKS));
  const right = mark === -1 ? tokens.length : mark;
  const within = verbs.filter(
    ({ main, form }) => main >= left && main < right && form !== "infinitive",
  );
  const prior = within.findLast((verb) => verb.to <= from);
  const verb = prior ?? within.find((each) => each.from >= to);
  // "Another salvo at 04:10.": no verb.
  if (verb === undefined) return tokens.slice(left, right).some(isOfBlow);
  if (verb.negated || isUnreal(sentence, verb) || isSaidBetween(sentence, verb.from - 1, from))
    return false;
  if (SAYING.has(verb.lemma) && !isNoted(sentence, verb)) return false;
  // "It was ten past four when the windows came in": then it was.
  const then = verb === prior ? whenAfter(sentence, hour) : null;
  return (
    isNoted(sentence, verb) ||
    isOfAttack(sentence, scene, verb) ||
    (then !== null && isOfAttack(sentence, scene, then))
  );
}

/** Whether what a verb tells is the attack: what comes down, begins or is heard of it. */
function isOfAttack(sentence: ParsedSentence, scene: Scene, verb: VerbGroup): boolean {
  const { tokens, nouns } = sentence;
  const beside = nouns.findLast((each) => each.to <= verb.from && each.to >= verb.from - WITHIN);
  const subjects = [beside, subjectOf(sentence, verb)].flatMap((each) =>
    each === undefined || each === null ? [] : tokens.slice(each.from, each.to),
  );
  // "the sirens sounded at 16.02": when they did.
  if (hasLemma(subjects, "siren|alarm|alert|warning|order")) return false;
  // "the shelling began", "the first blast came".
  const comes = isOneOf(verb.lemma, HAPPENS) && subjects.some(isOfHarm);
  return comes || isSending(sentence, verb) || anchorsIn(sentence, scene).includes(verb.main);
}

/** "let loose six missiles", "put up three drones": whatever is done with a weapon in the active, but for what is done with one that lies there. */
function isSending(sentence: ParsedSentence, verb: VerbGroup): boolean {
  const object = verb.passive ? null : objectOf(sentence, verb);
  return (
    object !== null &&
    weaponIn(sentence, object) !== null &&
    !FIND_VERBS.has(verb.lemma) &&
    !isOneOf(verb.lemma, HANDLES)
  );
}

const HANDLES =
  "have|be|see|show|display|photograph|film|remove|defuse|destroy|examine|collect|hold|need|want|buy|supply|identify|track|lack|know|name|call|condemn";

/** "heard three bangs", "reported detonations", "woken by a roar": a blow that somebody notes. */
function isNoted({ tokens }: ParsedSentence, { lemma, to }: VerbGroup): boolean {
  return (
    isOneOf(
      lemma,
      "hear|feel|see|count|witness|note|notice|film|register|detect|log|record|report|wake|rouse|startle|shake",
    ) && tokens.slice(to, to + NOTED_WITHIN).some(isOfBlow)
  );
}

/** Words between what is noted and the verb, at most. */
const NOTED_WITHIN = 7;

/** What strikes, or how that sounds and looks. */
const isOfBlow = (token: Token): boolean =>
  (isOfHarm(token) && !isOneOf(token.lemma, "siren|alarm|target|victim|casualty|dead|death")) ||
  isOneOf(token.lemma, "flash|bang|boom|thud|roar|crack|buzzing|noise|rumble|whistle|crash");

/** The verb of what is told to have been at an hour: "it was ten past four when the windows came in". */
function whenAfter({ tokens, verbs }: ParsedSentence, { to }: DayRange): VerbGroup | null {
  const at = tokens.findIndex(
    ({ lower }, i) => i >= to && i <= to + WHEN_WITHIN && lower === "when",
  );
  return at === -1 ? null : (verbs.find(({ from }) => from > at) ?? null);
}

/** Words of an hour behind its first, at most. */
const WHEN_WITHIN = 5;

/** Words between who does it and the verb, at most. */
const WITHIN = 3;
const MARKS = '[;:()–—“”"]';

import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isUnreal, wordsOf } from "../clause-facts.ts";
import type { Fact } from "../claim.ts";
import { type DayRange, HOURS, isClock, isSpokenHour, wholeDay } from "../day-range.ts";
import { factOf } from "../fact.ts";
import { anchorsIn, isSaidBetween } from "../rules/attack-anchors.ts";
import type { Scene } from "../scene.ts";
import { isOfHarm } from "./harm-words.ts";
import { hasLemma } from "../../grammar/places.ts";
import { isOneOf } from "../../text/one-of.ts";
import type { Token } from "../../text/tokens.ts";

/** Before an hour at which something was: "by 9 a.m." and "until noon" it had been, or went on. */
const AT = "at|about|around|approximately|between|after|before|past|circa|~|near";
/** What comes, begins or is told of with its hour, where harm is its subject. */
const HAPPENS =
  "begin|start|come|fall|land|arrive|occur|happen|last|open|follow|erupt|sound|go|fly|appear|cross|approach|ring|resound|be";

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

/** "at 04:10", "2130 hours"; not "about 1200 people". */
function isHourInFigures(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !isClock(token)) return false;
  const next = tokens[at + 1];
  if (isOneOf(next?.lower, "a[.]m[.]|p[.]m[.]|am|pm|local|hours|hrs|gmt|utc")) return true;
  const counts = /^\d{4}$/.test(token.lower) && isOneOf(next?.pos, "NOUN|PROPN|ADJ");
  return !counts && isOneOf(tokens[at - 1]?.lower, AT);
}

function isHourOfAttack(sentence: ParsedSentence, scene: Scene, { from, to }: DayRange): boolean {
  const { tokens, verbs, nouns } = sentence;
  const left = tokens.findLastIndex(({ text }, i) => i < from && isOneOf(text, MARKS)) + 1;
  const mark = tokens.findIndex(({ text }, i) => i >= to && isOneOf(text, MARKS));
  const right = mark === -1 ? tokens.length : mark;
  const within = verbs.filter(
    ({ main, form }) => main >= left && main < right && form !== "infinitive",
  );
  const prior = within.findLast((verb) => verb.to <= from);
  const verb = prior ?? within.find((each) => each.from >= to);
  if (verb === undefined) return false;
  if (verb.negated || isUnreal(sentence, verb) || isSaidBetween(sentence, verb.from - 1, from))
    return false;
  if (SAYING.has(verb.lemma)) return false;
  const subject = nouns.findLast((each) => each.to <= verb.from && each.to >= verb.from - WITHIN);
  const words = subject === undefined ? [] : tokens.slice(subject.from, subject.to);
  // "the sirens sounded at 16.02": when they did.
  if (hasLemma(words, "siren|alarm|alert|warning|order")) return false;
  // "the shelling began", "the first blast came".
  const comes = isOneOf(verb.lemma, HAPPENS) && words.some(isOfHarm);
  return comes || anchorsIn(sentence, scene).includes(verb.main);
}

/** Words between who does it and the verb, at most. */
const WITHIN = 3;
const MARKS = '[;:()–—“”"]';

import { SAYING } from "../../attribution/cue-lexicon.ts";
import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isMonth, isWeekday, MONTH, WEEKDAY } from "../../text/calendar-words.ts";
import type { Fact } from "../claim.ts";
import { isUnreal, wordsOf } from "../clause-facts.ts";
import { type DayRange, wholeDay } from "../day-range.ts";
import { factOf } from "../fact.ts";
import { isAftermath } from "../rules/attack-anchors.ts";
import { isOfHarm } from "./harm-words.ts";
import { isOneOf } from "../../text/one-of.ts";
import { opensWithDigit } from "../../text/letters.ts";

/** A day of a month, or two. */
const NUMBER = /^(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?:[-–](?:[12]?\d|3[01]))?$/;
/** A day of a month that another sentence has named. */
const ORDINAL = /^(?:[12]?\d|3[01])(?:st|nd|rd|th)$/;
/** A day in figures alone. */
const FIGURES = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}([/.])\d{1,2}\1(?:\d{2}|\d{4}))$/;
/** A day of feasts, by its first word. */
const FEAST = "christmas|easter|eid|ramadan|nowruz|ashura|passover|diwali";
const PART = "morning|afternoon|evening|night|day";
/** Each day is found by one of these, or by its figures. */
const DAYS = `${WEEKDAY}|${PART}|${FEAST}|${MONTH}|yesterday|today|tonight|overnight|week|weekend|ago|last`;
const AGAIN = "last|this|previous|same|following";

/** The day in a clause that speaks of harm, where no rule found any in its sentence: told by the verb that stands nearest, or by the noun that has it. */
export function dayFacts(sentence: ParsedSentence, told: readonly Fact[]): readonly Fact[] {
  if (told.some(({ predicate }) => predicate === "attack.date")) return [];
  const days = daysIn(sentence).filter((day) => isWhenItWas(sentence, day, told));
  return days.slice(0, 1).map(({ from, to }) =>
    factOf(sentence, {
      predicate: "attack.date",
      ...wholeDay(sentence, { from, to }),
      value: wordsOf(sentence, from, to),
      rule: "everyday words: a day beside what was done",
    }),
  );
}

function daysIn({ tokens }: ParsedSentence): readonly DayRange[] {
  return tokens.flatMap(({ lower, text }, at): readonly DayRange[] => {
    if (!isOneOf(lower, DAYS) && !opensWithDigit(lower)) return [];
    const before = tokens[at - 1]?.lower ?? "";
    // "today, Monday": by its name.
    if (lower === "today" && tokens[at + 1]?.text === "," && isWeekday(tokens[at + 2]?.lower))
      return [];
    // "Night to Sunday: …".
    if (isWeekday(lower) && before === "to" && tokens[at - 2]?.lower === "night")
      return [{ from: at - 2, to: at + 1 }];
    if (isWeekday(lower)) return [{ from: at, to: at + 1 }];
    if (isOneOf(lower, "yesterday|today|tonight|overnight")) return [{ from: at, to: at + 1 }];
    if (lower === "week" && before === "last") return [{ from: at - 1, to: at + 1 }];
    if (isOneOf(lower, PART) && isOneOf(before, AGAIN))
      return [{ from: tokens[at - 2]?.lower === "the" ? at - 2 : at - 1, to: at + 1 }];
    if (FIGURES.test(lower)) return [{ from: at, to: at + 1 }];
    // "two nights ago", "the night before last".
    if (lower === "ago" && isOneOf(before, "day|days|night|nights|week|weeks"))
      return [{ from: Math.max(0, at - 2), to: at + 1 }];
    if (lower === "last" && before === "before" && isOneOf(tokens[at - 2]?.lower ?? "", PART))
      return [{ from: at - 2, to: at + 1 }];
    const opening = tokens[at - (before === "the" ? 2 : 1)]?.lower ?? "";
    // "the weekend drone attack".
    const ofDeed = isOfHarm(tokens[at + 1]) || isOfHarm(tokens[at + 2]);
    if (lower === "weekend" && (ofDeed || isOneOf(opening, "at|over|during|on|this|last")))
      return [{ from: at, to: at + 1 }];
    if (isOneOf(lower, FEAST) && isOneOf(before, "on|at|during|over|before")) {
      const parted = isOneOf(tokens[at + 1]?.lower ?? "", "eve|day|morning|night");
      return [{ from: at, to: parted ? at + 2 : at + 1 }];
    }
    // "on the night of the 14th".
    if (ORDINAL.test(lower) && before === "the" && isOneOf(tokens[at - 3]?.lower, PART))
      return [{ from: at, to: at + 1 }];
    if (!isMonth(lower) || !/^\p{Lu}/u.test(text)) return [];
    const next = tokens[at + 1]?.lower ?? "";
    if (before === "of" && NUMBER.test(tokens[at - 2]?.lower ?? ""))
      return [{ from: at - 2, to: at + 1 }];
    if (NUMBER.test(before)) return [{ from: at - 1, to: at + 1 }];
    return NUMBER.test(next) ? [{ from: at, to: at + 2 }] : [];
  });
}

/** What is done with a weapon that stands before it. */
const DEEDS = "raid|strike|attack|assault|barrage|salvo|bombardment";

/** Where a clause begins or ends. */
const SPLITS =
  "[;:()–—]|that|which|who|whose|where|how|but|because|although|though|since|until|till|by|before";

function isWhenItWas(
  sentence: ParsedSentence,
  { from, to }: DayRange,
  told: readonly Fact[],
): boolean {
  const { tokens, verbs } = sentence;
  const label = isOneOf(tokens[0]?.lower, "date|when|time") && from <= LABEL_WITHIN;
  if (label && isOneOf(tokens[from - 1]?.text ?? tokens[1]?.text, "[:?]")) return true;
  // "in the small hours of Tuesday", "on the evening of 7 February".
  const of = tokens[from - 1]?.lower === "the" ? from - 2 : from - 1;
  const partOf =
    tokens[of]?.lower === "of" &&
    isOneOf(tokens[of - 1]?.lower, "hours|night|evening|morning|afternoon");
  if (
    !partOf &&
    isOneOf(tokens[from - 1]?.lower, "by|until|till|since|of|from") &&
    !isOwner(sentence, to)
  )
    return isOfNoun(sentence, from);
  // "before dawn on Sunday": an hour and no clause.
  const splits = ({ lower }: { readonly lower: string }, i: number): boolean =>
    isOneOf(lower, SPLITS) &&
    !/^(?:dawn|noon|midnight|dusk|sunrise|sunset|daybreak|midday|nightfall|\d.*)$/.test(
      tokens[i + 1]?.lower ?? "",
    );
  const left = tokens.findLastIndex((token, i) => i < from && splits(token, i)) + 1;
  const next = tokens.findIndex((token, i) => i >= to && splits(token, i));
  // "Wednesday morning: two impacts": what a heading is of.
  const right = next === -1 || tokens[next]?.text === ":" ? tokens.length : next;
  if (isOwner(sentence, to)) return isOfHarm(tokens[to + 1]) || isOfHarm(tokens[to + 2]);
  // "a Friday prayer", "the Thursday market".
  const thing = tokens[to];
  // "a weekend drone raid": when what it describes was.
  const kind = isOfHarm(tokens[to]) || isOneOf(tokens[to]?.lower, "air|night|dawn|border");
  if (tokens[to]?.pos === "NOUN" && kind && isOneOf(tokens[to + 1]?.lower, DEEDS)) return true;
  const beside = isOneOf(tokens[from]?.lower, "today|yesterday|tonight");
  if (thing?.pos === "NOUN" && !beside && !isOneOf(thing.lower, PART) && !isOfHarm(thing))
    return isStruckOnItsDay(sentence, to, told);
  const within = verbs.filter(({ main }) => main >= left && main < right);
  const prior = within.findLast(({ to: end }) => end <= from);
  const later = within.find(({ from: start }) => start >= to);
  const opens = from - left <= OPENS_WITHIN && prior === undefined;
  // "and over the weekend revised that": the verb that the day leads to.
  const leads = opens || later?.from === to;
  const verb = leads ? (later ?? prior) : (prior ?? later);
  if (verb !== undefined) {
    // "yesterday there was talk of an explosion".
    const talk = tokens.slice(verb.to, verb.to + 3);
    if (talk.some(({ lower }) => isOneOf(lower, "talks?|rumou?rs?|speculation|word"))) return false;
    // "At 10.05 today officers reported detonations": then it was.
    const noted =
      isOneOf(verb.lemma, "report|record|register|log") &&
      tokens.slice(verb.to, verb.to + 3).some(isOfHarm);
    if (noted) return true;
    // "over the weekend revised that to 29": when the figure changed.
    if (isOneOf(verb.lemma, "revise|correct|amend|update")) return false;
    if (SAYING.has(verb.lemma) || isAftermath(verb.lemma) || isUnreal(sentence, verb)) return false;
    if (
      verb.negated ||
      (isOneOf(verb.lemma, "want|plan|hold|open|come|go|be|treat") &&
        !isBeside(sentence, verb.main))
    )
      return false;
  }
  // "the blast on Friday": the noun that the day follows.
  const end = opens ? right : from;
  const start = opens ? to : left;
  return (
    tokens.slice(start, end).some(isOfHarm) || (verb !== undefined && isOfHarm(tokens[verb.main]))
  );
}

/** "Shells fell on Osterby's Friday market": what is held on one day of the week was struck on it. */
function isStruckOnItsDay({ tokens }: ParsedSentence, to: number, told: readonly Fact[]): boolean {
  const at = isOneOf(tokens[to]?.lower, HELD) ? to : to + 1;
  const { start, end } = tokens[at] ?? { start: 0, end: 0 };
  return (
    isOneOf(tokens[at]?.lower, HELD) &&
    told.some(
      ({ predicate, polarity, span }) =>
        isOneOf(predicate, "attack[.]target|attack[.]place|weapon[.]hit|damage") &&
        polarity === "affirm" &&
        span.start < end &&
        span.end >= start,
    )
  );
}

const HELD = "market|prayers?|mass|service|fair|bazaar|auction|surgery|clinic|parade|rally";

/** "there were two explosions", "the defences were active", "a rocket came": harm stands beside a verb that says little. */
const isBeside = ({ tokens }: ParsedSentence, at: number): boolean =>
  tokens.slice(Math.max(0, at - BESIDE), at + BESIDE).some(isOfHarm);

/** "footage of the impact of Sunday", "video from Saturday": where what the day belongs to is of harm. */
const isOfNoun = ({ tokens }: ParsedSentence, from: number): boolean =>
  isOneOf(tokens[from - 1]?.lower, "of|from") && isOfHarm(tokens[from - 2]);

const isOwner = ({ tokens }: ParsedSentence, to: number): boolean =>
  isOneOf(tokens[to]?.lower, "['’]s") ||
  (isOneOf(tokens[to]?.lower, PART) && isOneOf(tokens[to + 1]?.lower, "['’]s"));

/** Words of a label before its day, at most. */
const LABEL_WITHIN = 3;
/** Words of a clause before a day that opens it, at most. */
const OPENS_WITHIN = 7;
/** Words beside a verb that are asked for harm. */
const BESIDE = 6;

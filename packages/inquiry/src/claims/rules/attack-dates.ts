import { SAYING } from "../../attribution/cue-lexicon.ts";
import { hasWord, type ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { isMonth, isWeekday } from "../../text/calendar-words.ts";
import type { Fact } from "../claim.ts";
import { factOf } from "../fact.ts";
import { type DayRange, wholeDay } from "../day-range.ts";
import { ATTACK_NOUNS, WEAPONS } from "../lexicon.ts";
import type { Scene } from "../scene.ts";
import { anchorsIn, isSaidBetween } from "./attack-anchors.ts";
import { isOneOf } from "../../text/one-of.ts";
import { hasOne, startingAt } from "../../grammar/places.ts";

/** Without one of these the rule below finds nothing. */
const DAYS: ReadonlySet<string> = new Set(
  "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. morning afternoon evening night week month yesterday overnight today".split(
    " ",
  ),
);

/** "Sunday's attack", "attack … on Sunday", "fell on the town last night": resolved against the account's date elsewhere. */
export function attackDates(sentence: ParsedSentence, scene: Scene): readonly Fact[] {
  if (!hasWord(sentence, DAYS)) return [];
  const { tokens } = sentence;
  const anchors = anchorsIn(sentence, scene);
  const heading = datedEntry(sentence, scene);
  if (heading !== null) return [heading];
  // "hurt in Friday's strike died overnight": the day of the strike stands beside it.
  const dated = anchors.some((i) => ownedDay(tokens, i));
  return tokens.flatMap((token, at) => {
    const day = dayAndMonth(sentence, at);
    if (day !== null) {
      const near = anchors.some((i) => Math.abs(i - at) <= DATE_WITHIN);
      const before = anchors.findLast((i) => i < at) ?? -1;
      // "Monday, 18 August": one day.
      const again = weekdayBefore(tokens, day.from);
      return near && !again && !isSaidBetween(sentence, before, at)
        ? [dayFact(sentence, day, day.value)]
        : [];
    }
    const lead = tokens[at - 1]?.lower ?? "";
    const partOfDay =
      (isOneOf(token.lower, "morning|afternoon|evening|night") && isOneOf(lead, "last|this")) ||
      (isOneOf(token.lower, "week|month") &&
        lead === "last" &&
        /^['’]/.test(tokens[at + 1]?.text ?? ""));
    if (!isWeekday(token.lower) && !partOfDay && !isOneOf(token.lower, "yesterday|overnight|today"))
      return [];
    // "overnight Saturday to Sunday", "Saturday night into Sunday": one night.
    const second = secondDay(tokens, at);
    if (isSecondDay(tokens, at)) return [];
    // "in a statement on Monday": when it was said.
    const on = isOneOf(lead, "on|late|early") ? at - 2 : at - 1;
    if (isOneOf(tokens[on]?.lower, SAID_IN)) return [];
    // "nobody had claimed it by Sunday": until when.
    if (isOneOf(lead, "by|until|till|since")) return [];
    // "which on Tuesday denied any role": when it was said.
    const then = startingAt(sentence.verbs, at + 1);
    if (
      then !== undefined &&
      (SAYING.has(then.lemma) || isOneOf(then.lemma, "deny|reject|dismiss|condemn"))
    )
      return [];
    // "today, Tuesday": the day by its name.
    const again = tokens[at + 1]?.text === "," && isWeekday(tokens[at + 2]?.lower);
    if (token.lower === "today" && again) return [];
    const owns = isOneOf(tokens[at + 1]?.text, "['’]s");
    // "the Thursday market" is no day on which anything happened.
    const next = tokens[at + 1];
    const named =
      isWeekday(token.lower) &&
      next?.pos === "NOUN" &&
      !WEAPONS.has(next.lemma) &&
      !isOneOf(next.lower, "(?:morning|afternoon|evening|night|noon|dawn|dusk)s?") &&
      !ATTACK_NOUNS.has(next.lemma);
    if (named) return [];
    const owned = owns ? anchors.find((i) => i > at && i <= at + 5) : undefined;
    const before = anchors.findLast((i) => i < at && at - i <= DATE_WITHIN);
    const stands = before !== undefined || leadsOn(sentence, at, anchors);
    if (owned === undefined && (dated || !stands || owns)) return [];
    const since = before ?? -1;
    if (
      owned === undefined &&
      (isSaidBetween(sentence, since, at) ||
        tokens.slice(since, at).some(({ text }) => text === ";"))
    )
      return [];
    const from = partOfDay || lead === "last" ? at - 1 : at;
    const date = dateAfter(sentence, at);
    const end = owned === undefined ? at + 1 : owned + 1;
    const range = { from, to: Math.max(second + 1, end, date?.to ?? 0) };
    const value = partOfDay ? `${lead} ${token.lower}` : dayValue(tokens, at, second);
    return [dayFact(sentence, range, `${value} ${date?.value ?? ""}`.trim())];
  });
}

/** Whether a day of the week stands before a date: "Monday, 18 August", "Saturday 6 December". */
function weekdayBefore(tokens: ParsedSentence["tokens"], from: number): boolean {
  const at = tokens[from - 1]?.text === "," ? from - 2 : from - 1;
  return isWeekday(tokens[at]?.lower);
}

/** The date that follows a day of the week; null where none does. */
function dateAfter(
  sentence: ParsedSentence,
  at: number,
): { readonly to: number; readonly value: string } | null {
  if (!isWeekday(sentence.tokens[at]?.lower)) return null;
  const start = sentence.tokens[at + 1]?.text === "," ? at + 2 : at + 1;
  for (const month of [start, start + 1]) {
    const date = dayAndMonth(sentence, month);
    if (date !== null && date.from === start) return date;
  }
  return null;
}

/** "14 January.": the day that heads an entry of a chronology. */
function datedEntry(sentence: ParsedSentence, scene: Scene): Fact | null {
  const { tokens } = sentence;
  if (!scene.about && !scene.attack) return null;
  const words = tokens.filter(({ pos, text }) => pos !== "PUNCT" && !isOneOf(text, "[.,:]"));
  const at = tokens.findIndex(({ lower }) => isMonth(lower));
  if (at === -1 || words.length > 3) return null;
  const day = dayAndMonth(sentence, at);
  const [first, last] = [words[0], words.at(-1)];
  const whole = day !== null && tokens[day.from] === first && tokens[day.to - 1] === last;
  return whole ? dayFact(sentence, day, day.value) : null;
}

const SAID_IN =
  "statement|interview|conference|briefing|tweet|post|speech|report|message|letter|announcement|meeting|address|telecast|broadcast";

/** Whether what was done on a day is told after it: at the sentence's beginning, before the verb, or in the clause that the day leads to. */
function leadsOn(sentence: ParsedSentence, at: number, anchors: readonly number[]): boolean {
  const { tokens, verbs } = sentence;
  // Before anything is done in the sentence: "At about 04:20 this morning one shell fell".
  const first = verbs[0]?.from ?? 0;
  const led =
    at <= 2 || tokens[0]?.pos === "ADP" || isOneOf(tokens[0]?.lower, "shortly|just|late|early");
  // "On Monday, a week after the strike, the mayor thanked them": long since.
  const since = (i: number): boolean =>
    i < first && hasOne(tokens.slice(Math.max(at, i - SINCE_WITHIN), i), "after|since|following");
  const done = anchors.some((i) => i > at && !since(i));
  if (at <= OPENS_WITHIN && led && at < first && done) return true;
  // "Dear residents, last night our town was shelled".
  const start = isOneOf(tokens[at - 1]?.lower, "last|this") ? at - 1 : at;
  const next = verbs.find(({ from }) => from > at);
  const apart = tokens[start - 1]?.text === "," && tokens[at + 1]?.pos !== "PUNCT";
  if (apart && next !== undefined && next.from <= at + THEN_WITHIN && anchors.includes(next.main))
    return true;
  // "two rockets on Sunday fell".
  if (anchors.some((i) => i > at && i <= at + 2 && verbs.some(({ main }) => main === i)))
    return true;
  // "an overnight drone raid".
  if (isOfNoun(tokens, at, anchors)) return true;
  // "yesterday when a drone loaded with explosives crashed into it".
  return (
    isOneOf(tokens[at + 1]?.lower, "when|as|after") &&
    verbs.some(
      ({ from, main }) => from > at + 1 && from <= at + THEN_WITHIN && anchors.includes(main),
    )
  );
}

/** "an overnight drone raid", "the Friday missile strike": the day describes what was done. */
function isOfNoun(
  tokens: ParsedSentence["tokens"],
  at: number,
  anchors: readonly number[],
): boolean {
  const noun = anchors.find((i) => i > at && i <= at + DESCRIBES_WITHIN) ?? -1;
  return (
    noun !== -1 &&
    tokens[noun]?.pos !== "VERB" &&
    tokens.slice(at + 1, noun).every(({ pos }) => isOneOf(pos, "NOUN|ADJ|PROPN"))
  );
}

/** Words between a day and the noun that it describes, at most, and that noun. */
const DESCRIBES_WITHIN = 3;

/** "Sunday", "last Sunday", "Saturday to Sunday". */
function dayValue(tokens: ParsedSentence["tokens"], at: number, second: number): string {
  const day = tokens[at]?.text ?? "";
  if (second !== -1) return `${day} to ${tokens[second]?.text}`;
  return tokens[at - 1]?.lower === "last" ? `last ${day}` : day;
}

/** The second of two days that one night joins; -1 where there is none. */
function secondDay(tokens: ParsedSentence["tokens"], at: number): number {
  const link = tokens[at + 1]?.lower === "night" ? at + 2 : at + 1;
  const joined = isWeekday(tokens[at]?.lower) && isOneOf(tokens[link]?.lower, "to|into");
  return joined && isWeekday(tokens[link + 1]?.lower) ? link + 1 : -1;
}

function isSecondDay(tokens: ParsedSentence["tokens"], at: number): boolean {
  return [at - 2, at - 3].some((first) => first >= 0 && secondDay(tokens, first) === at);
}

/** "Friday's strike", "last Friday's rocket strike". */
function ownedDay(tokens: ParsedSentence["tokens"], anchor: number): boolean {
  return tokens
    .slice(Math.max(0, anchor - 4), anchor)
    .some(
      ({ lower, end }) =>
        (isWeekday(lower) || isOneOf(lower, "week|month|night")) &&
        tokens.some(({ start, text }) => start === end && isOneOf(text, "['’]s")),
    );
}

/** "12 June", "June 12", "the night of 8 to 9 August", with the year where it is said. */
function dayAndMonth(
  { tokens }: ParsedSentence,
  at: number,
): { readonly from: number; readonly to: number; readonly value: string } | null {
  const token = tokens[at];
  if (token === undefined || !isMonth(token.lower) || !/^\p{Lu}/u.test(token.text)) return null;
  const [before, after] = [tokens[at - 1]?.lower ?? "", tokens[at + 1]?.lower ?? ""];
  // "the 14th of March".
  if (before === "of" && /^\d{1,2}(?:st|nd|rd|th)$/.test(tokens[at - 2]?.lower ?? ""))
    return { from: at - 2, to: at + 1, value: `${tokens[at - 2]?.text} ${token.text}` };
  if (!DAY.test(before) && !DAY.test(after)) return null;
  // "PORT SELIM, 4 March (Northern Wire) -": when it was sent.
  const sent = tokens
    .slice(at, at + DATELINE_WITHIN)
    .some(({ text }) => /^[(–—-]$|^--$/.test(text));
  if (at < DATELINE_WITHIN && sent) return null;
  let from = DAY.test(before) ? at - 1 : at;
  let to = DAY.test(before) ? at + 1 : at + 2;
  if (isOneOf(tokens[from - 1]?.lower, "between|since|until|from")) return null;
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
const DAY = /^(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?:[-–](?:[12]?\d|3[01]))?$/;

/** Words before a day that opens a sentence, at most. */
const OPENS_WITHIN = 6;

/** Words between "after" and what happened before, at most. */
const SINCE_WITHIN = 3;

/** Words between a day and the verb of the clause that says what was then, at most. */
const THEN_WITHIN = 8;

/** Words between what is said of the attack and its day, at most. */
const DATE_WITHIN = 16;

function dayFact(sentence: ParsedSentence, range: DayRange, value: string): Fact {
  return factOf(sentence, {
    predicate: "attack.date",
    ...wholeDay(sentence, range),
    value,
    rule: "day of the attack",
  });
}

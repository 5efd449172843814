import { MONTHS } from "../text/calendar-words.ts";
import type { Token } from "../text/tokens.ts";
import { isOneOf } from "../text/one-of.ts";

/** How many, as an account says it: at least `min`, at most `max` (null: nothing said). */
export interface Count {
  readonly min: number;
  readonly max: number | null;
  /** "about", "almost": the bounds are a tenth to either side. */
  readonly approximate: boolean;
  /** "a drone", "drones": the grammar says it, not the author's counting. */
  readonly weak: boolean;
}

/** Nobody, and one. */
export const NONE: Count = { min: 0, max: 0, approximate: false, weak: false };
export const ONE: Count = { min: 1, max: 1, approximate: false, weak: false };

const WORDS: ReadonlyMap<string, number> = new Map([
  ..."zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ")
    .map((word, value) => [word, value] as const),
  ..."thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, i) => [word, (i + 3) * 10] as const),
  ["hundred", 100],
  ["thousand", 1000],
  ["both", 2],
  ["dozen", 12],
]);

const GROUPS = "salvo|barrage|volley|swarm|wave|hail|series|string|handful";

const ORDINALS: ReadonlySet<string> = new Set([
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "another",
  "1st",
  "2nd",
  "3rd",
  "4th",
]);

/** "a lone drone". */
const LONE = "lone|single|sole|solitary";

/** Words for a number that nobody counted: no fewer than. */
const VAGUE: ReadonlyMap<string, number> = new Map([
  ["several", 2],
  ["few", 2],
  ["some", 2],
  ["many", 3],
  ["multiple", 2],
  ["numerous", 3],
  ["couple", 2],
  ["various", 2],
  ["dozens", 24],
  ["scores", 40],
  ["hundreds", 200],
  ["thousands", 2000],
  ["series", 2],
  ["volley", 2],
  ["swarm", 2],
  ["barrage", 2],
  ["salvo", 2],
  ["handful", 2],
  ["wave", 2],
  ["string", 2],
  ["hail", 2],
  ["tens", 20],
]);

const SEVERAL = 2;

const AT_LEAST =
  /(?:at least|upwards of|no fewer than|no less than|not less than|not fewer than|a minimum of)\s*["“]?$/;
const AT_MOST =
  /(?:at most|no more than|not more than|(?<!\b(?:go|goes|gone|going|went|crept|jumped) )up to|as many as|a maximum of)\s*["“]?$/;
const MORE_THAN =
  /(?:more than|(?<!\b(?:bowled|knocked|ran|run|fell|rolled|blown|tipped|pushed) )over|above|in excess of)\s*["“]?$/;
const FEWER_THAN = /(?:fewer than|less than|under|below)\s*["“]?$/;
const ABOUT =
  /(?:about|around|almost|nearly|approximately|roughly|some|an estimated|(?:close|closer|near|nearer)(?: to)?|getting on for|something like|in the region of)\s*["“]?$/;

const SPOKEN_OF =
  /\b(?:speaks?|spoke|spoken|speaking|talks?|talked|talking|tells?|told) about\s*["“]?$/;

const TENTH = 0.1;

/** Numbers that nobody rounds, at most. */
const LEAST_ROUND = 2;

/**
 * How many a noun phrase stands for, from its own words and up to four before it; null where it says nothing ("the drone" names one that is
 * known already and counts none). Token indices.
 */
export function countOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  head: number,
): Count | null {
  const range =
    rangeIn(tokens, from, to) ?? perhapsMore(tokens, from, to) ?? perhapsFewer(tokens, from, to);
  if (range !== null) return range;
  // "not one was stopped", "a pair of missiles".
  if (tokens[from - 1]?.lower === "not" && tokens[from]?.lower === "one") return NONE;
  const paired = tokens[from - 1]?.lower === "of" && tokens[from - 2]?.lower === "pair";
  if (paired && weakCount(tokens, from, head)?.weak === true) return counted(2, 2);
  const number = numberIn(tokens, from, to);
  if (number !== null) {
    // "two or more shells", "ten or so".
    // "fifty people or more".
    if (tokens[to]?.lower === "or" && tokens[to + 1]?.lower === "more")
      return counted(number.value, null);
    const [link, more] = [tokens[number.at + 1]?.lower, tokens[number.at + 2]?.lower];
    if (link === "or" && more === "more") return counted(number.value, null);
    return link === "or" && more === "so"
      ? about(number.value)
      : bounded(tokens, number.at, number.value);
  }
  for (let at = from; at < to; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (token.lower === "no" || token.lower === "nobody" || token.lower === "none")
      return counted(0, 0);
    // "a first salvo of rockets": more than one.
    if (ORDINALS.has(token.lower) && at < head + 1)
      return isOneOf(tokens[head]?.lower, GROUPS) ? counted(2, null) : counted(1, 1);
    if (isOneOf(token.lower, LONE) && at > from && at < head && tokens[from]?.pos === "DET")
      return tokens[from - 1]?.lower === "not" ? NONE : bounded(tokens, at, 1);
    if (token.lower === "pair" && at === head) return counted(2, 2);
    // "so many children": an outcry, and no number.
    const outcry = token.lower === "many" && isOneOf(tokens[at - 1]?.lower, "so|too");
    if (outcry) return null;
    // "a number of guards", and not "the number of guards".
    const some = token.lower === "number" && isOneOf(tokens[at - 1]?.lower, "an?");
    const vague = some && tokens[at + 1]?.lower === "of" ? SEVERAL : VAGUE.get(token.lower);
    // One bound is no middle that the number lies about.
    if (vague !== undefined) return counted(vague, null);
  }
  return weakCount(tokens, from, head);
}

/** "between 15 and 20", "15 to 20", "six or seven", "15-20". */
function rangeIn(tokens: readonly Token[], from: number, to: number): Count | null {
  for (let at = from; at < to; at++) {
    const whole = /^(\d{1,5})[-–](\d{1,5})$/.exec(tokens[at]?.lower ?? "");
    const [link, second] = [tokens[at + 1]?.lower ?? "", tokens[at + 2]?.lower ?? ""];
    const linked =
      at + 2 < to &&
      (isOneOf(link, "to|or|–") ||
        (link === "-" && /^\d+$/.test(second)) ||
        (link === "and" && tokens[at - 1]?.lower === "between"));
    const [least, most] =
      whole === null
        ? [valueOf(tokens[at]?.lower ?? ""), linked ? valueOf(second) : null]
        : [Number(whole[1]), Number(whole[2])];
    if (least !== null && most !== null && least < most) return counted(least, most);
  }
  return null;
}

/** "three mortar bombs, possibly four", "two drones, or perhaps three". */
function perhapsMore(tokens: readonly Token[], from: number, to: number): Count | null {
  if (!isOneOf(tokens[to]?.text, "[,(–—]")) return null;
  let at = to + 1;
  while (at < to + 4 && isOneOf(tokens[at]?.lower, "or|possibly|perhaps|maybe|probably|if|not"))
    at++;
  // "four drones, not five".
  const most =
    at === to + 1 || tokens[to + 1]?.lower === "not" ? null : valueOf(tokens[at]?.lower ?? "");
  const ends = isOneOf(tokens[at + 1]?.pos ?? "PUNCT", "PUNCT|VERB|AUX");
  const least = most === null || !ends ? null : numberIn(tokens, from, to);
  return least !== null && most !== null && least.value < most ? counted(least.value, most) : null;
}

/** "at least four and possibly five drones", "three or perhaps four": from the first to the second. */
function perhapsFewer(tokens: readonly Token[], from: number, to: number): Count | null {
  const most = numberIn(tokens, from, to);
  if (most === null) return null;
  const perhaps = isOneOf(tokens[most.at - 1]?.lower, "possibly|perhaps|maybe|probably|even");
  const link = isOneOf(tokens[most.at - 2]?.lower, "and|or|,");
  const least = perhaps && link ? valueOf(tokens[most.at - 3]?.lower ?? "") : null;
  return least !== null && least < most.value ? counted(least, most.value) : null;
}

/** "a drone" is one or more; bare "drones" are two or more; "the drones" count nothing. */
function weakCount(tokens: readonly Token[], from: number, head: number): Count | null {
  const first = tokens[from];
  const noun = tokens[head];
  if (first === undefined || noun === undefined) return null;
  const plural =
    (noun.lower !== noun.lemma && noun.lower.endsWith("s")) ||
    /(?:(?:^|[^u])men|people|children)$/.test(noun.lower);
  if (first.lower === "a" || first.lower === "an") return { ...counted(1, null), weak: true };
  if (first.pos === "DET" || first.pos === "PRON") return null;
  return plural ? { ...counted(2, null), weak: true } : null;
}

function counted(min: number, max: number | null): Count {
  return { min, max, approximate: false, weak: false };
}

/** The first number written in words or digits; "two dozen" and "three hundred" are multiplied. Years and ordinals are none. */
function numberIn(
  tokens: readonly Token[],
  from: number,
  to: number,
): { readonly value: number; readonly at: number } | null {
  for (let at = from; at < to; at++) {
    const value = valueOf(tokens[at]?.lower ?? "");
    if (value === null) continue;
    const next = tokens[at + 1]?.lower ?? "";
    if (isDayOrMark(tokens, at) || isNameOf(tokens, at)) continue;
    // "half a dozen"; "a dozen" is the word itself.
    if (value === 12 && tokens[at - 2]?.lower === "half") return { value: 6, at: at - 2 };
    // "two-storey", "one-way": part of a word, unless both are numbers.
    const hyphen = next === "-" || next === "–";
    const joined = tokens[at + 2];
    if (hyphen && joined !== undefined && joined.start === tokens[at + 1]?.end) {
      const part = valueOf(joined.lower);
      if (part === null && !isOneOf(joined.lower, "strong")) continue;
    }
    const age =
      next.startsWith("-") && /^-?years?/.test(tokens[next === "-" ? at + 2 : at + 1]?.lower ?? "");
    if (age) continue;
    if (
      /^(?:percent|%|am|pm|a\.m\.|p\.m\.|o'clock|mm|cm|millimet(?:er|re)s?|kg|kilograms?|tons?|tonnes|km|kilometers?|kilometres?|miles?|meters?|metres?|years?|minutes?|hours?|days?|weeks?|months?)$/.test(
        next,
      )
    )
      return null;
    // "the shelling of 2 July": a day. "On 2 July two people were killed": two.
    if (MONTHS.includes(next)) continue;
    if (value >= 1900 && value <= 2100 && /^\d{4}$/.test(tokens[at]?.lower ?? "")) return null;
    const ones = next === "-" ? valueOf(tokens[at + 2]?.lower ?? "") : null;
    if (ones !== null && ones > 0 && ones < 10 && value % 10 === 0)
      return { value: value + ones, at };
    // "three 122-mm rockets": what is multiplied by is a word.
    const scale = at + 1 < to && isOneOf(next, "dozen|hundred|thousand") ? valueOf(next) : null;
    // "one hundred and forty".
    const added = at + 3 < to && tokens[at + 2]?.lower === "and" ? restOf(tokens, at + 3) : 0;
    return { value: scale === null ? value : value * scale + added, at };
  }
  return null;
}

/** "and forty", "and twenty-three": less than a hundred, in words; 0 where it is none. */
function restOf(tokens: readonly Token[], at: number): number {
  const word = tokens[at]?.lower ?? "";
  const value = /^\d/.test(word) ? null : valueOf(word);
  const ones = tokens[at + 1]?.text === "-" ? valueOf(tokens[at + 2]?.lower ?? "") : null;
  const rest = (value ?? 0) + (ones !== null && ones < 10 ? ones : 0);
  return rest < 100 ? rest : 0;
}

const SHORT_MONTH = /^(?:jan|feb|mar|apr|june?|july?|aug|sept?|oct|nov|dec)\.?$/;

/** "the Feb. 13 death", "February 28 two drones": a day. "3/ the other two", "2) a man": the mark of an item in a list. */
function isDayOrMark(tokens: readonly Token[], at: number): boolean {
  const stop = tokens[at - 1]?.text === "." ? 1 : 0;
  const lead = tokens[at - 1 - stop]?.lower ?? "";
  const digits = /^\d{1,2}$/.test(tokens[at]?.text ?? "");
  // "in March 12 people were killed".
  const within = isOneOf(tokens[at - 2]?.lower, "in|since|during|by|last|this");
  if (digits && !within && (SHORT_MONTH.test(lead) || MONTHS.includes(lead))) return true;
  const next = tokens[at + 1]?.text;
  return at === 0 && digits && (next === "/" || next === ")") && !/^\d/.test(tokens[2]?.text ?? "");
}

/** What is told apart by numbers. */
const NUMBERED =
  "truck|lorry|bus|tram|train|wagon|car|vehicle|platform|gate|pier|berth|quay|dock|terminal|runway|hangar|building|block|house|flat|apartment|room|ward|floor|reactor|unit|turbine|tank|pump|track|line|route|road|highway|sector|zone|district|checkpoint|post|shelter|bunker|shaft|kilomet(?:er|re)|km|no|number|nr|witness|boat|tower|pylon|substation";

/** "the driver of truck 4", "at gate 3": which, and not how many. */
function isNameOf(tokens: readonly Token[], at: number): boolean {
  const [token, next] = [tokens[at], tokens[at + 1]];
  return (
    /^\d{1,4}$/.test(token?.text ?? "") &&
    isOneOf(tokens[at - 1]?.lower, NUMBERED) &&
    !isOneOf(tokens[at - 2]?.pos, "DET|NUM") &&
    (!isOneOf(next?.pos, "NOUN|PROPN") || isOneOf(next?.lower, "dead|wounded|injured|killed")) &&
    next?.text !== "%"
  );
}

function valueOf(word: string): number | null {
  if (/^\d/.test(word)) {
    if (/^\d{1,3}(?:,\d{3})+$/.test(word)) return Number(word.replaceAll(",", ""));
    if (/^\d{1,6}$/.test(word)) return Number(word);
  }
  const [tens, ones] = word.split("-");
  if (ones !== undefined && tens !== undefined) {
    const [a, b] = [WORDS.get(tens), WORDS.get(ones)];
    return a !== undefined && b !== undefined ? a + b : null;
  }
  return WORDS.get(word) ?? fused(word);
}

/** "thirtythree", without its hyphen. */
function fused(word: string): number | null {
  if (word.length < 9) return null;
  const match =
    /^(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(one|two|three|four|five|six|seven|eight|nine)$/.exec(
      word,
    );
  const [a, b] = [WORDS.get(match?.[1] ?? ""), WORDS.get(match?.[2] ?? "")];
  return a !== undefined && b !== undefined ? a + b : null;
}

/** A number with the words before it that bound it. */
function bounded(tokens: readonly Token[], at: number, value: number): Count {
  const before = tokens
    .slice(Math.max(0, at - 4), at)
    .map(({ lower }) => lower)
    .join(" ")
    // "more than a dozen", "nearly a hundred".
    .replace(/ an?$/, "");
  if (AT_LEAST.test(before)) return counted(value, null);
  if (AT_MOST.test(before)) return counted(0, value);
  if (MORE_THAN.test(before)) return counted(value + 1, null);
  if (FEWER_THAN.test(before)) return counted(0, Math.max(0, value - 1));
  // "information about two dead": nobody takes two for a round number.
  // "speaks about a sole drone".
  return ABOUT.test(before) &&
    !SPOKEN_OF.test(before) &&
    (value > LEAST_ROUND || !before.endsWith("about"))
    ? about(value)
    : counted(value, value);
}

function about(value: number): Count {
  const slack = Math.max(1, Math.round(value * TENTH));
  return { min: value - slack, max: value + slack, approximate: true, weak: false };
}

/** "It was three, says the ministry, and all of them …": the three. */
export function saidBefore(tokens: readonly Token[], from: number): Count | null {
  const at = tokens.findIndex(
    ({ pos }, i) =>
      i < from &&
      pos === "NUM" &&
      isOneOf(tokens[i - 1]?.lower, "was|were") &&
      isOneOf(tokens[i - 2]?.lower, "it|there") &&
      tokens[i + 1]?.pos === "PUNCT",
  );
  return at === -1 ? null : countOf(tokens, at, at + 1, at);
}

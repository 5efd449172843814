import type { ParsedSentence } from "../grammar/parsed-sentence.ts";
import type { Token } from "../text/tokens.ts";
import { isMonth } from "../text/calendar-words.ts";
import { opensWithDigit } from "../text/letters.ts";
import { isOneOf } from "../text/one-of.ts";

/** A day or an hour as it is said, by its tokens. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** "04:10", "6.20", "0312", "5pm", "16h30". */
const CLOCK =
  /^(?:(?:[01]?\d|2[0-4])[:.h][0-5]\d|(?:[01]\d|2[0-3])[0-5]\d|\d{1,2}(?=[ap]))(?:[ap]\.?m\.?|hrs|h|z)?\.?$/;

/** Whether a word is an hour in figures; four figures alone may be a year or a number. */
export const isClock = (token: Token | undefined): boolean =>
  token !== undefined && opensWithDigit(token.lower) && CLOCK.test(token.lower);

/** Parts of the day, and what they are told from. */
export const HOURS =
  "dawn|daybreak|sunrise|sunset|dusk|nightfall|noon|midday|midnight|lunchtime|first light";
const PARTS = `${HOURS}|morning|afternoon|evening|night|lunch|hours|time`;
const LINKS =
  "on|at|in|the|of|whit|good|easter|palm|about|around|approximately|approx[.]|approx|circa|shortly|just|soon|right|early|late|small|little|a|before|after|between|and|to|local|past|half|quarter|o'clock|o’clock|a[.]m[.]|p[.]m[.]|am|pm|gmt|utc|hrs|hours|[,]";
/** What a range does not begin with. */
const LEADS = "on|at|in|the|of|a|and|to|after|before|between|[,]|little|time|local";
const HOUR_WORDS =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|twenty-five";

/**
 * The whole of a day as it is said: "on the night of 8 July", "at 03:15 local time on 22 May", "half past one this afternoon", "Sunday at 6.20 a.m.",
 * "Saturday 6 December". What is said of the hour belongs to the place of a claim, and not to its value.
 */
export function wholeDay({ tokens }: ParsedSentence, { from, to }: DayRange): DayRange {
  let start = from;
  while (start > 0 && from - start < BEFORE && isOfTime(tokens, start - 1)) start--;
  while (start < from && isOneOf(tokens[start]?.lower, LEADS)) start++;
  let end = to;
  while (end < tokens.length && end - to < AFTER && isOfTime(tokens, end)) end++;
  while (end > to && isOneOf(tokens[end - 1]?.lower, `${LEADS}|about|around|shortly|just|early`))
    end--;
  const told = tokens.slice(start, from).some((token, i) => isHour(tokens, start + i, token));
  // "Whit Monday", "Good Friday".
  const feast = isOneOf(tokens[from - 1]?.lower, "whit|good|easter|ash|palm|maundy|boxing");
  return { from: told ? start : feast ? from - 1 : from, to: end };
}

/** Words before and after a day that may belong to it, at most. */
const BEFORE = 9;
const AFTER = 6;

const isHour = (tokens: readonly Token[], at: number, { lower }: Token): boolean =>
  isClock(tokens[at]) ||
  isOneOf(lower, PARTS) ||
  isOneOf(lower, "early|late|half|quarter|past") ||
  isSpokenHour(tokens, at);

/** "half past one", "a quarter to two", "at ten o'clock", "ten at night". */
export function isSpokenHour(tokens: readonly Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1]?.lower, tokens[at + 1]?.lower];
  return (
    isOneOf(tokens[at]?.lower, HOUR_WORDS) &&
    (isOneOf(before, "past|to") ||
      isOneOf(after, "o'clock|o’clock|a[.]m[.]|p[.]m[.]|am|pm|to|past") ||
      (after === "at" && tokens[at + 2]?.lower === "night") ||
      // "five in the morning".
      (after === "in" &&
        tokens[at + 2]?.lower === "the" &&
        isOneOf(tokens[at + 3]?.lower, "morning|afternoon|evening")))
  );
}

function isOfTime(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  const { lower } = token;
  return (
    isOneOf(lower, LINKS) ||
    isOneOf(lower, PARTS) ||
    isClock(token) ||
    isSpokenHour(tokens, at) ||
    (isMonth(lower) && /^\d/.test(tokens[at - 1]?.text)) ||
    (/^\d{1,2}(?:st|nd|rd|th)?$/.test(lower) && isMonth(tokens[at + 1]?.lower))
  );
}

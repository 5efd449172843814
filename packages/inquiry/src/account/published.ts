import { MONTH_NAME, MONTHS, WEEKDAYS } from "../text/calendar-words.ts";
import type { Furniture } from "./furniture.ts";
import { isOneOf } from "../text/one-of.ts";
import { sifted } from "../text/sifted.ts";

/** `3 May 2026`, `3rd of May, 2026`, `03-May-2026`. */
const DAY_FIRST = new RegExp(
  String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of )?(${MONTH_NAME})[.,]*[\s-]+(\d{4})(?!\d)`,
  "i",
);
/** `May 3, 2026`. */
const MONTH_FIRST = new RegExp(
  String.raw`\b(${MONTH_NAME})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)`,
  "i",
);
const YEAR_FIRST = /(?<!\d)(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/;
const IN_FIGURES = /(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)/;
const YEARS = { first: 1900, last: 2099 };

/** The date of an account, ISO, from a line of its furniture that gives day, month and year; null where there is none. */
export function publishedOf(text: string, furniture: readonly Furniture[]): string | null {
  for (const { start, end, kind } of furniture) {
    const dated = kind === "message-head" && SENT.test(text.slice(start, end));
    if (!dated && kind !== "byline" && kind !== "dateline" && kind !== "page-mark") continue;
    const date = dateIn(text.slice(start, end));
    if (date !== null) return date;
  }
  return null;
}

/** The field of a mail that says when it was sent. */
const SENT = /^(?:Date|Sent):/m;

/** A date of a line, where its day, month and year are certain: `03/05/2026` is the third of May to some, and the fifth of March to others. */
function dateIn(line: string): string | null {
  const year = YEAR_FIRST.exec(line);
  if (year !== null) return calendarDate(year[1], Number(year[2]), year[3]);
  const day = DAY_FIRST.exec(line);
  if (day !== null) return calendarDate(day[3], monthNamed(day[2]), day[1]);
  const month = MONTH_FIRST.exec(line);
  if (month !== null) return calendarDate(month[3], monthNamed(month[1]), month[2]);
  const figures = IN_FIGURES.exec(line);
  if (figures === null) return null;
  const [first, second] = [Number(figures[1]), Number(figures[2])];
  if (first > 12) return calendarDate(figures[3], second, first);
  if (second > 12 || first === second) return calendarDate(figures[3], first, second);
  return null;
}

/** 1 to 12, by its first three letters. */
function monthNamed(word: string | undefined): number {
  const letters = (word ?? "").slice(0, 3).toLowerCase();
  return MONTHS.findIndex((month) => month.startsWith(letters)) + 1;
}

/** ISO; null where no calendar has such a day. */
function calendarDate(
  yearText: string | undefined,
  month: number,
  dayText: string | number | undefined,
): string | null {
  const [year, day] = [Number(yearText), Number(dayText)];
  if (!(year >= YEARS.first && year <= YEARS.last)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return isoDate(year, month, day);
}

const DAY_MS = 86_400_000;

/** "12 June", "March 3", "7 OCT 2025", "14th of March", with the year where it is said. */
const DAY_THEN_MONTH = sifted(
  MONTH_NAME,
  new RegExp(
    String.raw`^(?:(\d{1,2})(?:st|nd|rd|th)?\s*(?:to|and|-|–|/)\s*)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of )?(${MONTH_NAME})\.?(?:,?\s+(\d{4}))?$`,
    "i",
  ),
);
const MONTH_THEN_DAY = sifted(
  MONTH_NAME,
  new RegExp(
    String.raw`^(${MONTH_NAME})\.?\s+(?:(\d{1,2})\s*(?:to|and|-|–|/)\s*)?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$`,
    "i",
  ),
);
const DAY = `(${WEEKDAYS.join("|")})`;
const TWO_NIGHTS = new RegExp(`${DAY}(?: night)? (?:to|into) ${DAY}$`, "i");

/**
 * The date that words of time mean in an account of a day: the last such weekday or date up to that day, never one to come. The words themselves
 * where the account's date is not known.
 */
export function dayMeant(words: string, published: string | null): string {
  if (published === null) return words;
  const written = new Date(`${published}T00:00:00Z`);
  const word = words.toLowerCase();
  const daysBack = (days: number): string => {
    const day = new Date(written.getTime() - days * DAY_MS);
    return isoDate(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  };
  if (word === "last night" || word === "overnight") return `the night before ${published}`;
  if (word === "yesterday") return daysBack(1);
  if (isOneOf(word, "today|tonight|this (?:morning|afternoon|evening)")) return published;
  // "Saturday to Sunday": the night before the second.
  const second = TWO_NIGHTS.exec(word)?.[2];
  if (second !== undefined) return `the night before ${dayMeant(second, published)}`;
  const last = word.startsWith("last ");
  const weekday = WEEKDAYS.indexOf(last ? word.slice(5) : word);
  if (weekday !== -1) {
    const back = (written.getUTCDay() - weekday + 7) % 7;
    return daysBack(last && back === 0 ? 7 : back);
  }
  return dateMeant(words, written) ?? words;
}

/** A day of a month, in the year of the account or the one before; of two days that follow each other, the night between them. */
function dateMeant(words: string, written: Date): string | null {
  const a = DAY_THEN_MONTH.exec(words);
  const b = a === null ? MONTH_THEN_DAY.exec(words) : null;
  const [first, day, month, year] =
    a === null ? [b?.[2], b?.[3], b?.[1], b?.[4]] : [a[1], a[2], a[3], a[4]];
  if (day === undefined || month === undefined) return null;
  const own = calendarDate(year ?? `${written.getUTCFullYear()}`, monthNamed(month), day);
  if (own === null) return null;
  const later = year === undefined && Date.parse(own) > written.getTime();
  const date = later
    ? calendarDate(`${written.getUTCFullYear() - 1}`, monthNamed(month), day)
    : own;
  return date !== null && first !== undefined && Number(day) - Number(first) === 1
    ? `the night before ${date}`
    : date;
}

function isoDate(year: number, month: number, day: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

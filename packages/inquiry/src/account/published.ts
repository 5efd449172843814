import { parse } from "chrono-node";
import type { Furniture } from "./furniture.ts";

/** The date of an account, ISO, from a line of its furniture that gives day, month and year; null where there is none. */
export function publishedOf(text: string, furniture: readonly Furniture[]): string | null {
  for (const { start, end, kind } of furniture) {
    if (kind !== "byline" && kind !== "dateline") continue;
    const line = text.slice(start, end);
    if (!/\d{4}/.test(line)) continue;
    const iso = /(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)/.exec(
      line,
    )?.[0];
    if (iso !== undefined) return iso;
    const [found] = parse(line, new Date(0));
    const { start: date } = found ?? {};
    if (
      date === undefined ||
      !["day", "month", "year"].every((part) => date.isCertain(part as "day"))
    )
      continue;
    return isoDate(date.get("year") ?? 0, date.get("month") ?? 0, date.get("day") ?? 0);
  }
  return null;
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const DAY_MS = 86_400_000;

/**
 * The date that a word of time means in an account of a day: the last such weekday up to that day, never one to come. The word itself where the
 * account's date is not known.
 */
export function dayMeant(word: string, published: string | null): string {
  if (published === null) return word;
  const written = new Date(`${published}T00:00:00Z`);
  const weekday = WEEKDAYS.indexOf(word.toLowerCase());
  const back = weekday !== -1 ? (written.getUTCDay() - weekday + 7) % 7 : 1;
  if (weekday === -1 && word.toLowerCase() !== "last night" && word.toLowerCase() !== "yesterday")
    return word;
  const day = new Date(written.getTime() - back * DAY_MS);
  const date = isoDate(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
  return word.toLowerCase() === "last night" ? `the night before ${published}` : date;
}

function isoDate(year: number, month: number, day: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

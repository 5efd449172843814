import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

/** Says a time of day the way people on the site read it, with UTC beside it. */
export type TimeText = (timeUs: TimeUs) => string;

let cached: { readonly timeZone: string; readonly text: TimeText } | null = null;

/**
 * `18:31:10 local time (15:31:10 UTC)`; where local time is UTC, once. One site has one time zone, and a formatter
 * is slow to make: the last is kept.
 */
export function timeTextOf(timeZone: string): TimeText {
  if (cached?.timeZone === timeZone) return cached.text;
  const local = Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const text: TimeText = (timeUs) => {
    const date = new Date(timeUs / 1000);
    const utc = date.toISOString().slice(11, 19);
    const here = local.format(date);
    return here === utc ? `${utc} UTC` : `${here} local time (${utc} UTC)`;
  };
  cached = { timeZone, text };
  return text;
}

/** Below this, counting seconds only costs some. */
const ANY_MOMENT_S = 10;

/**
 * How long until `timeUs`, rounded down, since people should hurry rather than be late: `at any moment`,
 * `in about 25 seconds`, `in about 4 minutes`.
 */
export function timeLeftText(nowUs: TimeUs, timeUs: TimeUs): string {
  const seconds = (timeUs - nowUs) / MICROS_PER_SECOND;
  if (seconds < ANY_MOMENT_S) return "at any moment";
  if (seconds < 120) return `in about ${Math.floor(seconds / 5) * 5} seconds`;
  return `in about ${Math.floor(seconds / 60)} minutes`;
}

import type { TimeUs } from "@tocsin/core";

/** A time of day on the site's clocks and in UTC, `18:31:10` each. */
export interface ClockTimes {
  readonly here: string;
  readonly utc: string;
}

const MINUTE_MS = 60_000;
/** Since then all zones are whole minutes off UTC: until that January the clocks of Monrovia were 44 minutes and 30 seconds behind. */
const WHOLE_MINUTES_SINCE_MS = Date.UTC(1972, 1);
/** Warnings of one raid are of a few minutes, and each says its times several times over. */
const MINUTES_KEPT = 64;

let cached: { readonly timeZone: string; readonly times: (timeUs: TimeUs) => ClockTimes } | null =
  null;

/**
 * What clocks show at a time. One site has one time zone, and a formatter is slow to make: the last is kept. It is slow to ask, too, while people wait to be warned:
 * what it said of a minute is kept, and seconds are those of UTC.
 */
export function clockTimesOf(timeZone: string): (timeUs: TimeUs) => ClockTimes {
  if (cached?.timeZone === timeZone) return cached.times;
  const local = Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  /** `18:31:`, by minutes since 1970. */
  const hours = new Map<number, string>();
  const hourAt = (date: Date): string => {
    const minute = Math.floor(date.getTime() / MINUTE_MS);
    const known = hours.get(minute);
    if (known !== undefined) return known;
    if (hours.size >= MINUTES_KEPT) hours.clear();
    const hour = local.format(date).slice(0, "18:31:".length);
    hours.set(minute, hour);
    return hour;
  };
  const times = (timeUs: TimeUs): ClockTimes => {
    const date = new Date(timeUs / 1000);
    const utc = date.toISOString().slice(11, 19);
    if (date.getTime() < WHOLE_MINUTES_SINCE_MS) return { here: local.format(date), utc };
    return { here: hourAt(date) + utc.slice("18:31:".length), utc };
  };
  cached = { timeZone, times };
  return times;
}

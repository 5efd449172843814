import type { TimeUs } from "@tocsin/core";

/** A time of day on the site's clocks and in UTC, `18:31:10` each. */
export interface ClockTimes {
  readonly here: string;
  readonly utc: string;
}

let cached: { readonly timeZone: string; readonly times: (timeUs: TimeUs) => ClockTimes } | null =
  null;

/** What clocks show at a time. One site has one time zone, and a formatter is slow to make: the last is kept. */
export function clockTimesOf(timeZone: string): (timeUs: TimeUs) => ClockTimes {
  if (cached?.timeZone === timeZone) return cached.times;
  const local = Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const times = (timeUs: TimeUs): ClockTimes => {
    const date = new Date(timeUs / 1000);
    return { here: local.format(date), utc: date.toISOString().slice(11, 19) };
  };
  cached = { timeZone, times };
  return times;
}

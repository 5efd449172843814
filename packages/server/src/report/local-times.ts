import type { TimeUs } from "@tocsin/core";

/** What clocks show in a time zone, with the day, since it may be another one than in UTC: `7 Nov 02:10:42`. */
export function localTimes(timeZone: string): (timeUs: TimeUs) => string {
  const day = Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short" });
  const time = Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return (timeUs) => {
    const date = new Date(timeUs / 1_000);
    return `${day.format(date)} ${time.format(date)}`;
  };
}

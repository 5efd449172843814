import type { TimeUs } from "@tocsin/core";

const DAY_US = 86_400_000_000;

/** One bit of an ASTERIX time of day, in microseconds. */
const TICK_US = 7_812.5;

/**
 * The moment, nearest to `nearUs`, at which the clock showed the time of day `ticks` (1/128 s since midnight
 * UTC), to a whole microsecond. So a report stamped 23:59:59 and received at 00:00:01 is of the day before, and
 * one of a clock that runs ahead may be of the day after. `null` where `ticks` is no time of day.
 */
export function resolveTimeOfDay(ticks: number, nearUs: TimeUs): TimeUs | null {
  const sinceMidnightUs = Math.round(ticks * TICK_US);
  if (!(sinceMidnightUs >= 0 && sinceMidnightUs < DAY_US)) return null;
  const sameDayUs = Math.floor(nearUs / DAY_US) * DAY_US + sinceMidnightUs;
  if (sameDayUs - nearUs > DAY_US / 2) return sameDayUs - DAY_US;
  return nearUs - sameDayUs > DAY_US / 2 ? sameDayUs + DAY_US : sameDayUs;
}

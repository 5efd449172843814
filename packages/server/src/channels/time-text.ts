import type { TimeUs } from "@tocsin/core";
import { clockTimesOf } from "./texts/clock-times.ts";

/** Says a time of day the way people on the site read it, with UTC beside it. */
export type TimeText = (timeUs: TimeUs) => string;

/** `18:31:10 local time (15:31:10 UTC)`; where local time is UTC, once. In English. */
export function timeTextOf(timeZone: string): TimeText {
  const times = clockTimesOf(timeZone);
  return (timeUs) => {
    const { here, utc } = times(timeUs);
    return here === utc ? `${utc} UTC` : `${here} local time (${utc} UTC)`;
  };
}

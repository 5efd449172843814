import type { TimeUs } from "@tocsin/core";

/** A time as a case writes it, to the millisecond where it is not a whole second. */
export const isoOf = (timeUs: TimeUs): string =>
  new Date(timeUs / 1000).toISOString().replace(".000Z", "Z");

/** Integer microseconds since 1970-01-01T00:00:00Z, UTC. Exact as a double until the year 2255. */
export type TimeUs = number;

export const MICROS_PER_SECOND = 1_000_000;

/** Elapsed seconds from `earlierUs` to `laterUs`; negative when they are the other way round. */
export const secondsBetween = (earlierUs: TimeUs, laterUs: TimeUs): number =>
  (laterUs - earlierUs) / MICROS_PER_SECOND;

/** `timeUs` moved by `seconds`, rounded to a whole microsecond. */
export const addSeconds = (timeUs: TimeUs, seconds: number): TimeUs =>
  timeUs + Math.round(seconds * MICROS_PER_SECOND);

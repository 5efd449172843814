import type { TimeUs } from "@tocsin/core";

const HOUR_US = 3_600_000_000;
/** A message is on its way for so long at most, and a clock ahead of ours by so much: beyond, it is wrong. */
const LATE_MAX_US = 10_000_000;
const EARLY_MAX_US = 2_000_000;

/** The time, nearest to `receivedUs`, of a second of the hour; null where that is not when it can have been sent. */
export function resolveSecondOfHour(secondOfHour: number, receivedUs: TimeUs): TimeUs | null {
  const hourUs = Math.floor(receivedUs / HOUR_US) * HOUR_US;
  const inHourUs = Math.round(secondOfHour * 1e6);
  const candidateUs = hourUs + inHourUs;
  const turns = Math.round((receivedUs - candidateUs) / HOUR_US);
  const timeUs = candidateUs + turns * HOUR_US;
  const lateUs = receivedUs - timeUs;
  return lateUs > LATE_MAX_US || lateUs < -EARLY_MAX_US ? null : timeUs;
}

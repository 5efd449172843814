import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";

/** Nobody has read or heard a warning sooner than this after it was sent. */
const NOTICED_US = 5 * MICROS_PER_SECOND;
/** So long after its end people still look up. */
const REMEMBERED_US = 1_800 * MICROS_PER_SECOND;
/** Sirens are heard, and neighbours told, so far beyond the area. */
export const ALARM_HEARD_M = 3_000;

/** A warning that was sent to people: of which area, since when, and until when; null while it stands. */
export interface PublicAlarm {
  readonly areaId: string;
  readonly sinceUs: TimeUs;
  readonly untilUs: TimeUs | null;
}

/**
 * The first public alarm that a report may be an echo of; null where there is none. `sensedUs` is when the observer saw or heard
 * it, and `distanceM` how far outside the area the observer was then: null where nobody knows, which is taken for near.
 */
export function alarmBefore(
  alarms: readonly PublicAlarm[],
  sensedUs: TimeUs,
  distanceM: (areaId: string) => number | null,
): PublicAlarm | null {
  return (
    alarms.find(({ areaId, sinceUs, untilUs }) => {
      if (sensedUs < sinceUs + NOTICED_US) return false;
      if (untilUs !== null && sensedUs > untilUs + REMEMBERED_US) return false;
      const away = distanceM(areaId);
      return away === null || away <= ALARM_HEARD_M;
    }) ?? null
  );
}

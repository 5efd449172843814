import { MICROS_PER_SECOND, type ScoredEvent, type TimeUs, utcText } from "@tocsin/core";
import type { OutcomeAbout } from "../outcome/outcome-dialog.tsx";

/** Before and after an event, so that an alarm lies in it as a whole. */
const AROUND_US = 60 * MICROS_PER_SECOND;
const VOUCHED_US = 900 * MICROS_PER_SECOND;

/** A statement about an event that is scored: its time, and the areas that were alarmed in it. */
export function aboutEvent({ fromUs, toUs, alarms }: ScoredEvent): OutcomeAbout {
  return {
    title: `The event of ${utcText(fromUs).slice(0, 16).replace("T", " ")} UTC`,
    atUs: fromUs,
    fromUs: fromUs - AROUND_US,
    toUs: Math.min(toUs + AROUND_US, Date.now() * 1_000),
    areas: [...new Set(alarms.map(({ areaId }) => areaId))],
    tracks: [],
  };
}

/** A statement about something that no event is known of. */
export const aboutNow = (siteName: string, nowUs: TimeUs): OutcomeAbout => ({
  title: siteName,
  atUs: nowUs,
  fromUs: nowUs - VOUCHED_US,
  toUs: nowUs,
  areas: [],
  tracks: [],
});

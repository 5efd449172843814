import { bearingsApart } from "./compass.ts";
import { gapIn } from "./left-out.ts";
import type { RecordedSight, Recording } from "./recording.ts";

/**
 * From this probability on an absent track speaks against an object: such an object would have been tracked nine times in ten. Below it
 * nothing is said.
 */
export const SEEN_LEAST = 0.9;

/** Sights of an object from about there. */
const ABOUT_DEG = 23;

/** How a thing came: as a drone does, or as a rocket and a mortar round do. */
export type Flown = RecordedSight["flight"];

/** The sights from one direction, or from all where nobody says from which, of what came so. */
export const sightsFrom = (
  { sights }: Recording,
  fromDeg: number | null,
  flown: Flown = "level",
): readonly RecordedSight[] =>
  sights.filter(
    (sight) =>
      sight.flight === flown &&
      (fromDeg === null || bearingsApart(sight.fromDeg, fromDeg) <= ABOUT_DEG),
  );

/** The sight in which an object was least likely to be tracked; null where none was worked out. */
export const leastSight = (sights: readonly RecordedSight[]): RecordedSight | null =>
  sights.reduce<RecordedSight | null>(
    (least, sight) => (least === null || sight.tracked < least.tracked ? sight : least),
    null,
  );

/** Why nothing can be said of what was not tracked. */
export function noSight(recording: Recording): string {
  const { bundle } = recording;
  const gap = gapIn(recording, "sensors", "looks");
  if (gap !== null) return gap;
  return bundle !== undefined && !bundle.followsFlights
    ? `the bundle begins at ${bundle.fromAt}, too late for a flight to be followed back: ask with a smaller --within`
    : "the looks of that time are erased from the record, or no sensor stood there";
}

/** Whether an object that came from there would have left a track, however low or high of the heights asked. */
export const isWatched = (sights: readonly RecordedSight[]): boolean =>
  sights.length > 0 && sights.every(({ tracked }) => tracked >= SEEN_LEAST);

/** Detections near the place that no track was made of: then nothing can be said to have been absent. */
export const isUnclear = (sights: readonly RecordedSight[]): boolean =>
  sights.some(({ codes }) => codes.includes("NOT_CONFIRMED"));

/** `12 %`; 0 and 100 only where it is that. */
export function chanceText(chance: number): string {
  if (chance === 0) return "0 %";
  const percent = chance * 100;
  if (chance > 0 && percent < 0.1) return "less than 0.1 %";
  if (chance < 1 && percent > 99.9) return "more than 99.9 %";
  return percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

/** `at least 95 %`, for what an absent track speaks with. */
export const leastChanceText = (chance: number): string =>
  chance > 0.999 ? chanceText(chance) : `at least ${chanceText(chance)}`;

import { gapIn } from "./left-out.ts";
import type { RecordedSight, RecordedThing, Recording } from "./recording.ts";
import { pointOf } from "./compass.ts";
import {
  chanceText,
  type Flown,
  leastChanceText,
  isUnclear,
  isWatched,
  leastSight,
  noSight,
  SEEN_LEAST,
  sightsFrom,
} from "./sight.ts";
import { type Answer, notComparable } from "./verdict.ts";

/** Objects that may be of the kind that a claim names: what flies like a drone, or like nothing in particular. */
export const threatsIn = ({ objects }: Recording): readonly RecordedThing[] =>
  objects.filter(({ kind }) => kind !== "other");

/** The greatest number of objects that were there at one time: so many there were at least, however often a track broke off. */
export function atOnce(objects: readonly RecordedThing[]): number {
  return Math.max(
    0,
    ...objects.map(
      ({ firstAt }) =>
        objects.filter(
          (other) =>
            // Not compared as words: some have milliseconds, and others none.
            Date.parse(other.firstAt) <= Date.parse(firstAt) &&
            Date.parse(other.lastAt) >= Date.parse(firstAt),
        ).length,
    ),
  );
}

export const recordsOf = (objects: readonly RecordedThing[]): readonly number[] =>
  [...new Set(objects.flatMap(({ records }) => records))].toSorted((a, b) => a - b);

/** Below this an object is said not to have been there to be tracked at all. */
const NEVER = 0.001;

/**
 * What the record says of an object of which it holds no track: contradicted where it would have been tracked, with the probability; otherwise that
 * it could not have been seen, and why.
 */
export function absence(
  recording: Recording,
  fromDeg: number | null,
  flown: Flown = "level",
): Answer {
  const noTracks = gapIn(recording, "tracks");
  if (noTracks !== null) return notComparable(noTracks);
  const sights = sightsFrom(recording, fromDeg, flown);
  const least = leastSight(sights);
  if (least === null) return notComparable(noSight(recording));
  const { lowestM, highestM } = recording;
  if (isUnclear(sights))
    return notComparable("detections lie near the place that no track was made of", least.records);
  const from =
    fromDeg === null ? "from whichever side it came" : `from the ${pointOf(least.fromDeg)}`;
  const heights =
    flown === "level" ? `${lowestM} to ${highestM} m above the ground` : firedText(sights);
  if (isWatched(sights))
    return {
      verdict: "contradicted",
      reason: `nothing was tracked there, and an object ${from}, ${heights}, would have been with a probability of ${leastChanceText(least.tracked)}`,
      records: least.records,
    };
  // What is left out could have shown it: what is held bounds the probability from below only.
  const noLooks = gapIn(recording, "sensors", "looks");
  if (noLooks !== null)
    return notComparable(
      `nothing was tracked there by what the bundle holds; ${noLooks}`,
      least.records,
    );
  const way = `${blindSides(sights)}, ${flown === "level" ? `${least.heightM} m above the ground` : firedText([least])}`;
  return {
    verdict: "could-not-have-been-seen",
    reason:
      least.tracked < NEVER
        ? `nothing was tracked there, and nothing could have been ${way}: ${least.statement}`
        : `nothing was tracked there, and an object ${way}, would have been with a probability of ${chanceText(least.tracked)} only: ${least.statement}`,
    records: least.records,
  };
}

/** "fired from 2 to 16 km away". */
function firedText(sights: readonly RecordedSight[]): string {
  const km = [...new Set(sights.map(({ rangeM }) => (rangeM ?? 0) / 1000))].toSorted(
    (a, b) => a - b,
  );
  const first = km[0] ?? 0;
  const last = km.at(-1) ?? first;
  return `fired from ${first === last ? first : `${first} to ${last}`} km away`;
}

/** `, from the southeast`, for objects whose direction is known. */
export function cameFrom(things: readonly RecordedThing[]): string {
  const known = [
    ...new Set(things.flatMap((thing) => (thing.fromDeg === null ? [] : [pointOf(thing.fromDeg)]))),
  ];
  return known.length === 0 ? "" : `, from the ${known.join(" and the ")}`;
}

/** From which sides an object could have come unseen. */
function blindSides(sights: readonly RecordedSight[]): string {
  const sides = (wanted: readonly RecordedSight[]): ReadonlySet<number> =>
    new Set(wanted.map(({ fromDeg }) => fromDeg));
  const blind = sides(sights.filter(({ tracked }) => tracked < SEEN_LEAST));
  if (blind.size > 1 && blind.size === sides(sights).size) return "from any side";
  return `from the ${[...blind].map(pointOf).join(", ")}`;
}

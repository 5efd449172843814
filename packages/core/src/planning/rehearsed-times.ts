import { rayOf } from "../coverage/approach-ray.ts";
import type { Area } from "../policy/area.ts";
import { TWO_PI } from "../units/angle.ts";
import { assert } from "../units/assert.ts";
import type { PlannedThreat } from "./planned-threats.ts";
import type { ApproachRehearsal, RehearsedFlight } from "./rehearse-approach.ts";

/** Seconds before arrival in one direction: in one flight of two, and the order in nine of ten. */
export interface RehearsedTimes {
  readonly likelyS: number;
  readonly likelyOrderedS: number;
  readonly orderedS: number;
}

/** What is rehearsed: one kind of object on its way to one area. */
export interface SurveyedThreat {
  readonly area: Area;
  readonly threat: PlannedThreat;
  /** How long before arrival it is dependably tracked, s, in each direction, evenly spread clockwise from north; 0: never. */
  readonly trackedS: readonly number[];
}

/** Directions rehearsed at least; between two of them times change evenly … */
const DIRECTIONS = 12;
/** … unless the dependable track changes by more than this, s, from one to the next: then both are rehearsed too. */
const CHANGE_S = 1;
/** Of the flights of one direction so many are ordered later than is told. */
const LATER_SHARE = 0.1;

/** One answer for each direction. */
export function rehearsedTimes(
  rehearsal: ApproachRehearsal,
  { area, threat, trackedS }: SurveyedThreat,
  flights: number,
): readonly RehearsedTimes[] {
  const count = trackedS.length;
  const known = new Map<number, RehearsedTimes>();
  const step = Math.max(1, Math.floor(count / DIRECTIONS));
  const changesTo = (i: number): boolean =>
    Math.abs(trackedS[i % count] - trackedS[(i + count - 1) % count]) > CHANGE_S;
  for (let i = 0; i < count; i++) {
    if (i % step !== 0 && !changesTo(i) && !changesTo(i + 1)) continue;
    const ray = rayOf(area, (TWO_PI * i) / count);
    known.set(i, timesOf(rehearsal.fly(area, { model: threat, ray }, flights)));
  }
  return trackedS.map((_, i) => {
    const { before, after, share } = neighbours(known, i, count);
    const mix = (from: number, to: number): number => from + share * (to - from);
    return {
      likelyS: mix(before.likelyS, after.likelyS),
      likelyOrderedS: mix(before.likelyOrderedS, after.likelyOrderedS),
      orderedS: mix(before.orderedS, after.orderedS),
    };
  });
}

function timesOf(flights: readonly RehearsedFlight[]): RehearsedTimes {
  const tracked = flights.map(({ trackedS }) => trackedS).sort((a, b) => a - b);
  const ordered = flights.map(({ orderedS }) => orderedS).sort((a, b) => a - b);
  const middle = Math.floor(flights.length / 2);
  return {
    likelyS: tracked[middle],
    likelyOrderedS: ordered[middle],
    orderedS: ordered[Math.floor(LATER_SHARE * flights.length)],
  };
}

/** Directions in which it is rehearsed how much later than the track the order comes, and flights in each: it changes little from one to the next. */
const DELAY_DIRECTIONS = 6;
const DELAY_FLIGHTS = 5;
/** They begin this much farther off than where they are dependably tracked. */
const LEAD_IN = 1.5;
const LEAD_IN_M = 3_000;

/** Of what flies, by how much the order comes later than the track, s, in each direction, in the middle of some flights. */
export function rehearsedDelaysS(
  rehearsal: ApproachRehearsal,
  { area, threat, trackedS }: SurveyedThreat,
  most: number,
): readonly number[] {
  const count = trackedS.length;
  const step = Math.max(1, Math.floor(count / DELAY_DIRECTIONS));
  const known = new Map<number, number>();
  for (let i = 0; i < count; i += step) {
    if (trackedS[i] === 0) continue;
    const reachM = Math.min(threat.reachM, LEAD_IN * trackedS[i] * threat.speedMps + LEAD_IN_M);
    const ray = rayOf(area, (TWO_PI * i) / count);
    const flights = rehearsal.fly(
      area,
      { model: { ...threat, reachM }, ray },
      Math.min(most, DELAY_FLIGHTS),
    );
    const delays = flights.map((flight) => flight.trackedS - flight.orderedS).sort((a, b) => a - b);
    known.set(i, delays[Math.floor(delays.length / 2)]);
  }
  if (known.size === 0) return trackedS.map(() => 0);
  return trackedS.map((_, i) => {
    const { before, after, share } = neighbours(known, i, count);
    return before + share * (after - before);
  });
}

/** What is known nearest at or before one direction of `count`, and at or after it, and how far on the way from one to the other it lies. */
function neighbours<T>(
  known: ReadonlyMap<number, T>,
  i: number,
  count: number,
): { readonly before: T; readonly after: T; readonly share: number } {
  let [back, on] = [0, 0];
  while (!known.has((i - back + count) % count)) back++;
  while (!known.has((i + on) % count)) on++;
  const [before, after] = [known.get((i - back + count) % count), known.get((i + on) % count)];
  assert(before !== undefined && after !== undefined, "some direction is known");
  return { before, after, share: back + on === 0 ? 0 : back / (back + on) };
}

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

/** Directions rehearsed at least; between two of them times change evenly … */
const DIRECTIONS = 12;
/** … unless the dependable track changes by more than this, s, from one to the next: then both are rehearsed too. */
const CHANGE_S = 1;
/** Of the flights of one direction so many are ordered later than is told. */
const LATER_SHARE = 0.1;

/** One answer for each direction, evenly spread from north, of which `trackedS` tells when each is dependably tracked; 0: never. */
export function rehearsedTimes(
  rehearsal: ApproachRehearsal,
  of: { readonly area: Area; readonly threat: PlannedThreat; readonly trackedS: readonly number[] },
  flights: number,
): readonly RehearsedTimes[] {
  const { area, threat, trackedS } = of;
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
  return trackedS.map((_, i) => known.get(i) ?? between(known, i, count));
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
  of: { readonly area: Area; readonly threat: PlannedThreat; readonly trackedS: readonly number[] },
  most: number,
): readonly number[] {
  const { area, threat, trackedS } = of;
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
    const { a, b, share } = neighbours(known, i, count);
    return a + share * (b - a);
  });
}

/** What is known nearest before and nearest after one direction of `count`, and how far on the way from one to the other it lies. */
function neighbours<T>(
  known: ReadonlyMap<number, T>,
  i: number,
  count: number,
): { readonly a: T; readonly b: T; readonly share: number } {
  let [before, after] = [0, 0];
  while (!known.has((i - before + count) % count)) before++;
  while (!known.has((i + after) % count)) after++;
  const [a, b] = [known.get((i - before + count) % count), known.get((i + after) % count)];
  assert(a !== undefined && b !== undefined, "some direction is known");
  return { a, b, share: before + after === 0 ? 0 : before / (before + after) };
}

/** Evenly between what is known before and after. */
function between(
  known: ReadonlyMap<number, RehearsedTimes>,
  i: number,
  count: number,
): RehearsedTimes {
  const { a, b, share } = neighbours(known, i, count);
  const mix = (from: number, to: number): number => from + share * (to - from);
  return {
    likelyS: mix(a.likelyS, b.likelyS),
    likelyOrderedS: mix(a.likelyOrderedS, b.likelyOrderedS),
    orderedS: mix(a.orderedS, b.orderedS),
  };
}

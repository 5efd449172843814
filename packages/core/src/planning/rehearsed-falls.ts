import { rayOf } from "../coverage/approach-ray.ts";
import type { Area } from "../policy/area.ts";
import { TWO_PI } from "../units/angle.ts";
import type { PlannedThreat } from "./planned-threats.ts";
import type { FallRehearsal, RehearsedFlight } from "./rehearse-fall.ts";

/** Seconds before arrival in one direction: in one flight of two, and the order in nine of ten. */
export interface RehearsedFall {
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
export function rehearsedFalls(
  rehearsal: FallRehearsal,
  of: { readonly area: Area; readonly threat: PlannedThreat; readonly trackedS: readonly number[] },
  flights: number,
): readonly RehearsedFall[] {
  const { area, threat, trackedS } = of;
  const count = trackedS.length;
  const known = new Map<number, RehearsedFall>();
  const step = Math.max(1, Math.floor(count / DIRECTIONS));
  const changesTo = (i: number): boolean =>
    Math.abs(trackedS[i % count] - trackedS[(i + count - 1) % count]) > CHANGE_S;
  for (let i = 0; i < count; i++) {
    if (i % step !== 0 && !changesTo(i) && !changesTo(i + 1)) continue;
    const ray = rayOf(area, (TWO_PI * i) / count);
    known.set(i, fallOf(rehearsal.fly(area, { model: threat, ray }, flights)));
  }
  return trackedS.map((_, i) => known.get(i) ?? between(known, i, count));
}

function fallOf(flights: readonly RehearsedFlight[]): RehearsedFall {
  const tracked = flights.map(({ trackedS }) => trackedS).sort((a, b) => a - b);
  const ordered = flights.map(({ orderedS }) => orderedS).sort((a, b) => a - b);
  const middle = Math.floor(flights.length / 2);
  return {
    likelyS: tracked[middle],
    likelyOrderedS: ordered[middle],
    orderedS: ordered[Math.floor(LATER_SHARE * flights.length)],
  };
}

/** Evenly between the nearest that is known before and the nearest after it. */
function between(
  known: ReadonlyMap<number, RehearsedFall>,
  i: number,
  count: number,
): RehearsedFall {
  let [before, after] = [0, 0];
  while (!known.has((i - before + count) % count)) before++;
  while (!known.has((i + after) % count)) after++;
  const a = known.get((i - before + count) % count)!;
  const b = known.get((i + after) % count)!;
  const share = before / (before + after);
  const mix = (from: number, to: number): number => from + share * (to - from);
  return {
    likelyS: mix(a.likelyS, b.likelyS),
    likelyOrderedS: mix(a.likelyOrderedS, b.likelyOrderedS),
    orderedS: mix(a.orderedS, b.orderedS),
  };
}

import type { HeightGrid } from "@tocsin/core";
import { type Flight, truthState } from "./flight.ts";

/** How finely the ground under a flight is read, and how far it looks ahead and behind, s. */
const STEP_S = 1;
const AHEAD_S = 3;
const READS_PER_STEP = 4;
/** Steps on each side over which the way is smoothed. */
const SMOOTHED_STEPS = 2;

/**
 * A level flight lifted over the ground below it: what it flies over is the highest ground within {@link AHEAD_S} of its place,
 * averaged over five seconds, with the cubic between (E. Catmull and R. Rom, 1974) that makes its climb continuous. Heights of
 * `terrain` are above the ellipsoid, m, as is `groundHeightM`, that of the site, from which the level flight's heights count.
 */
export function followGround(flight: Flight, terrain: HeightGrid, groundHeightM: number): Flight {
  const heights = liftsOf(flight, terrain, groundHeightM);
  return {
    startS: flight.startS,
    endS: flight.endS,
    stateAt: (timeS) => {
      const level = flight.stateAt(timeS);
      const [liftM, liftMps] = cubicAt(heights, (timeS - flight.startS) / STEP_S);
      return truthState(
        [level.eastM, level.northM, level.upM + liftM],
        [level.eastMps, level.northMps, level.upMps + liftMps / STEP_S],
      );
    },
  };
}

/** Ground above the site's, m, at each step of the flight, as it is flown over. */
function liftsOf(flight: Flight, terrain: HeightGrid, groundHeightM: number): readonly number[] {
  const steps = Math.ceil((flight.endS - flight.startS) / STEP_S) + 1;
  const groundAt = (timeS: number): number => {
    const { eastM, northM } = flight.stateAt(Math.min(flight.endS, Math.max(flight.startS, timeS)));
    return terrain.heightAt(eastM, northM) - groundHeightM;
  };
  const highest = Array.from({ length: steps + 2 * SMOOTHED_STEPS }, (_, i) => {
    const middleS = flight.startS + (i - SMOOTHED_STEPS) * STEP_S;
    let most = -Infinity;
    for (let k = -AHEAD_S * READS_PER_STEP; k <= AHEAD_S * READS_PER_STEP; k++)
      most = Math.max(most, groundAt(middleS + k / READS_PER_STEP));
    return most;
  });
  const width = 2 * SMOOTHED_STEPS + 1;
  return Array.from(
    { length: steps },
    (_, i) => highest.slice(i, i + width).reduce((sum, value) => sum + value, 0) / width,
  );
}

/** Value and slope, per step, at a place between the numbers. */
function cubicAt(values: readonly number[], place: number): readonly [number, number] {
  const i = Math.min(Math.max(Math.floor(place), 0), values.length - 2);
  const s = Math.min(Math.max(place - i, 0), 1);
  const at = (k: number): number => values[Math.min(Math.max(k, 0), values.length - 1)];
  const [p, q] = [at(i), at(i + 1)];
  const v = (q - at(i - 1)) / 2;
  const w = (at(i + 2) - p) / 2;
  const bend = 3 * (q - p) - 2 * v - w;
  const twist = 2 * (p - q) + v + w;
  return [p + s * (v + s * (bend + s * twist)), v + s * (2 * bend + 3 * s * twist)];
}

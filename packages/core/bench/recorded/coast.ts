import type { HeightLog } from "./height-log.ts";
import { type GridPoint, median, speedsOf, thin } from "./speed-grid.ts";

/** What an ascent without a motor shows, s of the log's clock and m over its ground. */
export interface Coast {
  readonly burnOutS: number;
  readonly burnOutSpeedMps: number;
  /** From when on the speed is below that at which shocks stand on a body, and a barometer is right. */
  readonly calmS: number;
  readonly apogeeS: number;
  readonly apogeeM: number;
  /** Scatter of single heights about a smooth flight, m. */
  readonly noiseM: number;
}

/** A barometer that is thrown off, near the speed of sound or when a charge opens the bay, is so for less than half of this, s. */
const DISTURBED_STEPS = 20;
/** Backwards from the top, a speed that stays lower by so much, for as long, lies in a motor's burn. */
const BURN_SHARE = 0.2;
const BURN_MPS = 8;
const BURN_STEPS = 8;
/** Eight tenths of the speed of sound, m/s. */
const CALM_MPS = 275;
/** Nothing lower is a flight, m. */
const FLIGHT_LEAST_M = 60;

/**
 * Finds the last unpowered ascent: back from the top of the flight to where the last motor ended. Null where the heights show no flight.
 * Speeds are medians over pairs of heights (P. K. Sen, 1968), since a barometer jumps near the speed of sound and when a charge opens
 * the bay.
 */
export function findCoast(log: HeightLog): Coast | null {
  const grid = speedsOf(log);
  const heights = runningMedian(grid.map(({ height }) => height));
  const speeds = runningMedian(grid.map(({ speed }) => speed));
  const top = heights.reduce((best, height, i) => (height > heights[best] ? i : best), 0);
  if (top < 10 || heights[top] < FLIGHT_LEAST_M) return null;
  let end = top;
  let slower = 0;
  for (let i = top; i >= 0 && slower < BURN_STEPS; i--) {
    if (speeds[i] > speeds[end]) end = i;
    slower = speeds[i] < speeds[end] * (1 - BURN_SHARE) - BURN_MPS ? slower + 1 : 0;
  }
  const apogee = vertexOf(grid, heights, top);
  return {
    burnOutS: grid[end].timeS,
    burnOutSpeedMps: speeds[end],
    calmS: grid[speeds.findIndex((speed, i) => (i >= end && speed < CALM_MPS) || i === top)].timeS,
    apogeeS: apogee.timeS,
    apogeeM: apogee.heightM,
    noiseM: noiseOf(log, grid[end].timeS, grid[top].timeS),
  };
}

const runningMedian = (values: readonly number[]): readonly number[] =>
  values.map((_, i) =>
    median(values.slice(Math.max(0, i - DISTURBED_STEPS / 2), i + DISTURBED_STEPS / 2 + 1)),
  );

/** The middle of the time spent within a metre of the top: noise makes the single highest point early or late. */
function vertexOf(
  grid: readonly GridPoint[],
  heights: readonly number[],
  top: number,
): { readonly timeS: number; readonly heightM: number } {
  const near = (i: number): boolean => heights[i] > heights[top] - 1;
  let first = top;
  let last = top;
  while (first > 0 && near(first - 1)) first--;
  while (last + 1 < heights.length && near(last + 1)) last++;
  return { timeS: (grid[first].timeS + grid[last].timeS) / 2, heightM: heights[top] };
}

/** From third differences of heights a fifth of a second apart, which a smooth flight does not have: their variance is 20·σ². */
function noiseOf({ timesS, heightsM }: HeightLog, fromS: number, toS: number): number {
  const from = timesS.findIndex((t) => t >= fromS);
  const to = timesS.findLastIndex((t) => t <= toS);
  const thinned = thin(timesS, from, to, 0.2);
  const differences: number[] = [];
  for (let k = 3; k < thinned.length; k++) {
    const [a, b, c, d] = thinned.slice(k - 3, k + 1).map((i) => heightsM[i]);
    differences.push(Math.abs(d - 3 * c + 3 * b - a));
  }
  return differences.length === 0 ? 0 : (1.4826 * median(differences)) / Math.sqrt(20);
}

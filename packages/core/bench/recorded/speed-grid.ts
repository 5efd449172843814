import type { HeightLog } from "./height-log.ts";

/** Speeds are told at each of these, from the heights within half of {@link SPEED_SPAN_S}. */
export const GRID_S = 0.1;
const SPEED_SPAN_S = 1.2;
/** Pairs of heights nearer than this say no speed, s. */
const PAIR_LEAST_S = 0.25;

/** Height and speed at one time, in the log's unit of length. */
export interface GridPoint {
  readonly timeS: number;
  readonly height: number;
  readonly speed: number;
}

/** Heights and speeds at even times: medians over pairs of heights, which single jumps do not move (P. K. Sen, 1968). */
export function speedsOf({
  timesS,
  heightsM,
}: Pick<HeightLog, "timesS" | "heightsM">): readonly GridPoint[] {
  const grid: GridPoint[] = [];
  let from = 0;
  for (let t = timesS[0]; t <= (timesS.at(-1) ?? 0); t += GRID_S) {
    while (timesS[from] < t - SPEED_SPAN_S / 2) from++;
    let to = from;
    while (to + 1 < timesS.length && timesS[to + 1] <= t + SPEED_SPAN_S / 2) to++;
    // A log of one height a second still has a speed.
    const first = to - from < 2 ? Math.max(0, from - 1) : from;
    const last = to - from < 2 ? Math.min(timesS.length - 1, to + 1) : to;
    const near = thin(timesS, first, last, 0.05);
    const slopes: number[] = [];
    for (const a of near)
      for (const b of near)
        if (timesS[b] - timesS[a] > PAIR_LEAST_S)
          slopes.push((heightsM[b] - heightsM[a]) / (timesS[b] - timesS[a]));
    const speed = median(slopes);
    if (!Number.isFinite(speed)) continue;
    const height = median(near.map((i) => heightsM[i] - speed * (timesS[i] - t)));
    grid.push({ timeS: t, height, speed });
  }
  return grid;
}

/** Places of heights from one on, each at least so long after the last. */
export function thin(
  timesS: readonly number[],
  from: number,
  to: number,
  gapS: number,
): readonly number[] {
  const kept: number[] = [];
  for (let i = from; i <= to; i++) {
    if (kept.length === 0 || timesS[i] - timesS[kept.at(-1) ?? 0] >= gapS - 1e-6) kept.push(i);
  }
  return kept;
}

export function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : sorted[sorted.length >> 1];
}

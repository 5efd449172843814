import { median } from "./speed-grid.ts";

/** Nothing nearer to the flight is called an error of another kind, m. */
const NEAR_M = 12;
/** Deviations farther than so many of the usual ones are. */
const FAR = 5;
/** So many heights, evenly chosen, propose parabolas. */
const PROPOSERS = 14;

/** Heights that lie on one flight, and how far they scatter about it, m. */
export interface Undisturbed {
  readonly places: readonly number[];
  readonly scatterM: number;
}

/**
 * The places, of those given, whose heights lie on one smooth flight: near the parabola from which the median distance is least, of all
 * through three of them (P. J. Rousseeuw, 1984, least median of squares). Up to half may be thrown off by a shock or a charge.
 */
export function undisturbed(
  places: readonly number[],
  timesS: readonly number[],
  heightsM: readonly number[],
): Undisturbed {
  const step = Math.max(1, Math.floor(places.length / PROPOSERS));
  const chosen = places.filter((_, i) => i % step === 0);
  let best: readonly number[] = [];
  let least = Infinity;
  for (let a = 0; a < chosen.length; a++)
    for (let b = a + 1; b < chosen.length; b++)
      for (let c = b + 1; c < chosen.length; c++) {
        const through = [chosen[a], chosen[b], chosen[c]];
        const off = places.map((i) =>
          Math.abs(heightsM[i] - parabola(through, i, timesS, heightsM)),
        );
        const middle = median(off);
        if (middle >= least) continue;
        least = middle;
        best = off;
      }
  const most = Math.max(NEAR_M, FAR * 1.4826 * least);
  const kept = best.length === 0 ? places : places.filter((_, i) => best[i] <= most);
  return { places: kept, scatterM: best.length === 0 ? 0 : 1.4826 * least };
}

/** Lagrange's parabola through three heights, at another one's time. */
function parabola(
  [a, b, c]: readonly number[],
  at: number,
  t: readonly number[],
  h: readonly number[],
): number {
  const x = t[at];
  return (
    (h[a] * (x - t[b]) * (x - t[c])) / ((t[a] - t[b]) * (t[a] - t[c])) +
    (h[b] * (x - t[a]) * (x - t[c])) / ((t[b] - t[a]) * (t[b] - t[c])) +
    (h[c] * (x - t[a]) * (x - t[b])) / ((t[c] - t[a]) * (t[c] - t[b]))
  );
}

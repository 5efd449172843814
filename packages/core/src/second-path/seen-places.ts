import { secondsBetween, type TimeUs } from "../units/time.ts";
import type { MeasuredPlace } from "./measured-place.ts";

/** The places of one look, and what bounds them, so that what lies elsewhere is passed over. */
export interface SeenPlaces {
  /** By their easting. */
  readonly places: readonly MeasuredPlace[];
  readonly northLowM: number;
  readonly northHighM: number;
  /** The widest error of a place. */
  readonly sigmaM: number;
  /** The latest place, or the end of the look, whichever is later. */
  readonly latestUs: TimeUs;
  /** From the earliest place until then. */
  readonly spanS: number;
}

export function seenPlaces(places: readonly MeasuredPlace[], lookUs: TimeUs): SeenPlaces {
  let [northLowM, northHighM, sigmaM] = [Infinity, -Infinity, 0];
  let [earliestUs, latestUs] = [lookUs, lookUs];
  for (const place of places) {
    northLowM = Math.min(northLowM, place.northM);
    northHighM = Math.max(northHighM, place.northM);
    sigmaM = Math.max(sigmaM, place.sigmaM);
    earliestUs = Math.min(earliestUs, place.timeUs);
    latestUs = Math.max(latestUs, place.timeUs);
  }
  const spanS = secondsBetween(earliestUs, latestUs);
  const sorted = [...places].sort((a, b) => a.eastM - b.eastM);
  return { places: sorted, northLowM, northHighM, sigmaM, latestUs, spanS };
}

/** The first of places sorted by their easting that does not lie west of a limit, m. */
export function firstFrom(sorted: readonly MeasuredPlace[], limitM: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle].eastM < limitM) low = middle + 1;
    else high = middle;
  }
  return low;
}

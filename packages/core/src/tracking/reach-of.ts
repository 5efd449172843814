import {
  aimTrackReach,
  createTrackReach,
  REACH_MAX_S,
  REACH_SPAN_SHARE,
  type TrackReach,
} from "../association/track-reach.ts";
import { secondsBetween } from "../units/time.ts";
import type { LiveTrack } from "./live-track.ts";
import type { SensorContext } from "./sensor-context.ts";

/** A reach is first made for this many periods of its sensor: by then an object has been seen again, or missed. */
const REACH_PERIODS = 1.25;
const REACH_LEAST_S = 1.25;

/** The time for which a reach must hold, so that a look `dt` seconds on whose detections span ± `spanS` is inside. */
export const reachTimeS = (dt: number, spanS: number): number =>
  Math.max(dt + spanS, spanS / REACH_SPAN_SHARE);

/**
 * Where the sensor may see the track `dt` ≥ 0 seconds on, give or take `spanS`; null where that is too long for a bound. Kept
 * with the track: most looks ask of most tracks, and learn that they are elsewhere.
 */
export function reachOf(
  track: LiveTrack,
  sensor: SensorContext,
  dt: number,
  spanS: number,
): TrackReach | null {
  const neededS = reachTimeS(dt, spanS);
  if (neededS > REACH_MAX_S) return null;
  const known = track.ofBank.reaches[sensor.index];
  if (known !== undefined && known.untilS >= neededS) return known;
  const periodS = secondsBetween(0, sensor.geometry.spec.periodUs);
  const leastS = Math.max(REACH_LEAST_S, REACH_PERIODS * periodS);
  const untilS = Math.min(known === undefined ? leastS : 2 * known.untilS, REACH_MAX_S);
  const reach = createTrackReach();
  aimTrackReach(track.bank, sensor.geometry, Math.max(untilS, neededS), reach);
  track.ofBank.reaches[sensor.index] = reach;
  return reach;
}

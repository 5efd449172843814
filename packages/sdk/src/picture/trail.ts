import type { TimeUs } from "@tocsin/core";
import { type LatLonDeg, PICTURE_LIMITS } from "./picture.ts";

/** Where an object has been, as it grows. */
export interface GrowingTrail {
  readonly points: LatLonDeg[];
  /** Points are at least this far apart in time. */
  spacingUs: number;
  lastUs: TimeUs;
}

/** Points of a fresh trail are this far apart in time; when a trail is full, every second one goes. */
const FIRST_SPACING_US = 1_000_000;

export const createTrail = (points: readonly LatLonDeg[] = []): GrowingTrail => ({
  points: [...points],
  spacingUs: FIRST_SPACING_US,
  lastUs: Number.NEGATIVE_INFINITY,
});

/**
 * Adds a place where it is time for one, and says whether it did. A whole flight stays in a bounded number of points,
 * the older the wider apart.
 */
export function extendTrail(trail: GrowingTrail, timeUs: TimeUs, place: LatLonDeg): boolean {
  if (timeUs - trail.lastUs < trail.spacingUs) return false;
  trail.points.push(place);
  trail.lastUs = timeUs;
  if (trail.points.length <= PICTURE_LIMITS.trailPoints) return true;
  const kept = trail.points.filter((_, index) => index % 2 === 0);
  trail.points.splice(0, trail.points.length, ...kept);
  trail.spacingUs *= 2;
  return true;
}

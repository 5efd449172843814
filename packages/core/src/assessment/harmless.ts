import {
  AT_AIRCRAFT,
  AT_BIRD,
  AT_CLUTTER,
  AT_HELICOPTER,
  sharesWithoutClaim,
} from "../tracking/most-probable-class.ts";
import type { Track } from "../tracking/track.ts";

/** One report of a cross-section scatters by as much as birds and drones differ in the mean. */
const SIZE_REPORTS_LEAST = 2;

/**
 * Whether there is what could tell a bird from a multirotor, and an aircraft from a drone: how they fly tells neither, and what is left without a
 * cross-section is how many of each are thought to be about.
 */
export const isSizeTold = ({ sizeReports = 0 }: Track): boolean =>
  sizeReports >= SIZE_REPORTS_LEAST;

/** Probability that the object, if there is one, is of a class that does not threaten by itself; whatever it says of itself. */
export function harmlessProbability(track: Track): number {
  const p = sharesWithoutClaim(track);
  return p[AT_BIRD] + p[AT_AIRCRAFT] + p[AT_HELICOPTER] + p[AT_CLUTTER];
}

/** Of what hurts nobody by falling either; an aircraft or a helicopter does. */
export function lightProbability(track: Track): number {
  const p = sharesWithoutClaim(track);
  return p[AT_BIRD] + p[AT_CLUTTER];
}

import { MEAN_CROSS_SECTION_M2 } from "./cross-section.ts";

/** What a sensor is asked about: as much of an object as its detection depends on. */
export interface CoverageTarget {
  readonly crossSectionM2: number;
  /** East, north, up in the site frame, m/s; null where it isn't known, and then taken as fast enough to be seen. */
  readonly velocityMps: ArrayLike<number> | null;
  /** Standard deviation of its speed towards the sensor, m/s; 0 where it is certain. */
  readonly rangeRateSigmaMps: number;
}

/** An object of which only the place is known. */
export const UNKNOWN_TARGET: CoverageTarget = {
  crossSectionM2: MEAN_CROSS_SECTION_M2.unknown,
  velocityMps: null,
  rangeRateSigmaMps: 0,
};

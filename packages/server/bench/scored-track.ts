/** A confirmed track at the time of a scan: position and velocity east, north, up, m and m/s. */
export interface ScoredTrack {
  readonly id: string;
  readonly state: readonly number[];
  /** 6×6 row-major; left out where the contender does not say. */
  readonly covariance?: readonly number[];
}

/** Farther than this a track is not near an object, m. */
export const CUTOFF_M = 200;

/** Of places (from 0) or velocities (from 3). */
export function squaredDistance(a: readonly number[], b: readonly number[], from: 0 | 3): number {
  const x = a[from] - b[from];
  const y = a[from + 1] - b[from + 1];
  const z = a[from + 2] - b[from + 2];
  return x * x + y * y + z * z;
}

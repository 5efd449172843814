/** Where a true object is and how it moves: position m and velocity m/s in the site's east-north-up frame. */
export interface TruthState {
  readonly eastM: number;
  readonly northM: number;
  readonly upM: number;
  readonly eastMps: number;
  readonly northMps: number;
  readonly upMps: number;
}

/** A true way through the air, in seconds since the scenario's start. Defined on [startS, endS]. */
export interface Flight {
  readonly startS: number;
  readonly endS: number;
  stateAt(timeS: number): TruthState;
}

type Triple = readonly [number, number, number];

/** A {@link TruthState} of a position and a velocity, each east, north, up. */
export const truthState = (position: Triple, velocity: Triple): TruthState => ({
  eastM: position[0],
  northM: position[1],
  upM: position[2],
  eastMps: velocity[0],
  northMps: velocity[1],
  upMps: velocity[2],
});

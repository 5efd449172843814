import { solveLower } from "../linalg/cholesky.ts";
import { groundHeightAt, type Environment } from "../motion/environment.ts";
import {
  advance,
  AT_BURN_END,
  FLIGHT_PARAMETERS,
  flightState,
  flightTime,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { hypot3, square } from "../units/algebra.ts";
import type { FittedTrajectory } from "./fit-trajectory.ts";
import { crossingSlope, heightOverGround } from "./ground-leg.ts";
import type { TrajectoryPrior } from "./trajectory-prior.ts";

/** Where and when a fitted trajectory rose from the ground; the time counts from the history's start and is negative. */
export interface TrajectoryLaunch {
  readonly eastM: number;
  readonly northM: number;
  readonly timeS: number;
  readonly covarianceEeM2: number;
  readonly covarianceEnM2: number;
  readonly covarianceNnM2: number;
  readonly timeVarianceS2: number;
  /** Velocity there, 3×1. */
  readonly velocity: Float64Array;
  /** Whether the fit holds a motor that burnt there: what was run back then includes it. */
  readonly underThrust: boolean;
}

/** A flight seen first longer than this after its launch is not run back. */
const LIMIT_S = 60;
const STEP_S = 0.5;
const STEP_BURNING_S = 0.05;
/** A rocket under thrust has left its rail at this speed, m/s: slower, it stands. */
const RAIL_SPEED_MPS = 20;
const TOLERANCE_M = 1e-2;
const TRIES_MAX = 12;
const N = FLIGHT_PARAMETERS;
const slope = new Float64Array(3);
const slopes = [new Float64Array(N), new Float64Array(N), new Float64Array(N)] as const;

/**
 * A fitted trajectory run back from the first measurement to the ground, to first order: C = G·Λ⁻¹·Gᵀ with
 * G = ∂(east, north, time)/∂θ at the crossing, from the columns of the flight flown backwards. One with a motor
 * is run back under its push until it is as slow as on a rail. Null when neither is within {@link LIMIT_S}.
 */
export function trajectoryLaunch(
  fit: FittedTrajectory,
  env: Environment,
  prior: TrajectoryPrior,
): TrajectoryLaunch | null {
  const { parameters, size, factor } = fit;
  startFlight(env, prior, parameters, true);
  const ground = (e: number, n: number) => groundHeightAt(env, e, n);
  const underThrust = parameters[AT_BURN_END] > 0;
  const s = flightState;
  let height = heightOverGround(env, ground);
  const slowest = underThrust ? RAIL_SPEED_MPS : 0;
  while (height > 0 && hypot3(s[3], s[4], s[5]) > slowest) {
    if (flightTime() < -LIMIT_S || !(s[5] > 0) || !Number.isFinite(height)) return null;
    advance(flightTime() - (underThrust ? STEP_BURNING_S : STEP_S));
    height = heightOverGround(env, ground);
  }
  for (let i = 0; i < TRIES_MAX && height < 0 && Math.abs(height) > TOLERANCE_M; i++) {
    if (!(s[5] > 0)) return null;
    advance(flightTime() - height / s[5]);
    height = heightOverGround(env, ground);
  }
  for (let k = 0; k < size; k++) {
    crossingSlope(env, k, slope);
    for (let axis = 0; axis < 3; axis++) slopes[axis][k] = slope[axis]!;
  }
  for (const row of slopes) solveLower(factor, row, size, row);
  return {
    eastM: s[0],
    northM: s[1],
    timeS: flightTime(),
    covarianceEeM2: dot(0, 0, size),
    covarianceEnM2: dot(0, 1, size),
    covarianceNnM2: dot(1, 1, size),
    timeVarianceS2: dot(2, 2, size) + (underThrust ? square(RAIL_TIME_SIGMA_S) : 0),
    velocity: s.slice(3, 6),
    underThrust,
  };
}

/** What is left open of the time on the rail. */
const RAIL_TIME_SIGMA_S = 0.2;

function dot(a: 0 | 1 | 2, b: 0 | 1 | 2, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += slopes[a][k] * slopes[b][k];
  return sum;
}

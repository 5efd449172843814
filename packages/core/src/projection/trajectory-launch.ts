import { solveLower } from "../linalg/cholesky.ts";
import { groundHeightAt, type Environment } from "../motion/environment.ts";
import {
  advance,
  AT_BURN_END,
  FLIGHT_PARAMETERS,
  flightColumns,
  flightState,
  flightTime,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { hypot3, square } from "../units/algebra.ts";
import type { FittedTrajectory } from "./fit-trajectory.ts";
import { heightOverGround } from "./ground-leg.ts";
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
/**
 * A rocket under thrust that is slower than this, m/s, is run back no further: at that speed a small error of its push turns its way, or
 * stops it in the air. The rest of the way to the ground is straight.
 */
const SLOW_MPS = 60;
/** What a push that is not even leaves open of the way run back under it, as a share of its length. */
const THRUST_SHARE = 0.03;
/** A motor's push builds up: the launch is this much before the fitted push has it, s, and as uncertain. */
const IGNITION_S = 0.2;
const IGNITION_SIGMA_S = 0.2;
const TOLERANCE_M = 1e-2;
const TRIES_MAX = 12;
const N = FLIGHT_PARAMETERS;
const slope = new Float64Array(3);
const slopes = [new Float64Array(N), new Float64Array(N), new Float64Array(N)] as const;

/**
 * A fitted trajectory run back from the first measurement to the ground, to first order: C = G·Λ⁻¹·Gᵀ with
 * G = ∂(east, north, time)/∂θ at the crossing, from the columns of the flight flown backwards. One with a motor
 * is run back under its push until it is slow ({@link SLOW_MPS}), and from there straight to the ground, evenly slowed to rest. Null when
 * neither is within {@link LIMIT_S}.
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
  const slowest = underThrust ? SLOW_MPS : 0;
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
  // Straight at its velocity it would take so long; from rest, evenly, twice that.
  const straightS = Math.max(0, height) / s[5];
  if (!(straightS < LIMIT_S)) return null;
  for (let k = 0; k < size; k++) {
    slopeOnGround(k, straightS);
    for (let axis = 0; axis < 3; axis++) slopes[axis][k] = slope[axis]!;
  }
  for (const row of slopes) solveLower(factor, row, size, row);
  const eastM = s[0] - straightS * s[3];
  const northM = s[1] - straightS * s[4];
  const wayM = hypot3(parameters[0] - eastM, parameters[1] - northM, parameters[2] - s[2] + height);
  const open = underThrust ? square(THRUST_SHARE * wayM) : 0;
  return {
    eastM,
    northM,
    timeS: flightTime() - 2 * straightS - (underThrust ? IGNITION_S : 0),
    covarianceEeM2: dot(0, 0, size) + open,
    covarianceEnM2: dot(0, 1, size),
    covarianceNnM2: dot(1, 1, size) + open,
    timeVarianceS2:
      dot(2, 2, size) + (underThrust ? square(IGNITION_SIGMA_S) + square(0.5 * straightS) : 0),
    velocity: s.slice(3, 6),
    underThrust,
  };
}

/** {@link slope} = how the place and time at which the straight way back, `straightS` long, meets level ground move with a parameter. */
function slopeOnGround(column: number, straightS: number): void {
  const c = flightColumns;
  const s = flightState;
  const at = column * 6;
  const e = c[at] - straightS * c[at + 3];
  const n = c[at + 1] - straightS * c[at + 4];
  const dt = -(c[at + 2] - straightS * c[at + 5]) / s[5];
  slope[0] = e + s[3] * dt;
  slope[1] = n + s[4] * dt;
  slope[2] = dt;
}

function dot(a: 0 | 1 | 2, b: 0 | 1 | 2, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += slopes[a][k] * slopes[b][k];
  return sum;
}

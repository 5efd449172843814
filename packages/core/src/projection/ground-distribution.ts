import { eigenSymmetric2 } from "../linalg/eigen-symmetric2.ts";
import type { Environment } from "../motion/environment.ts";
import { crossingByColumn } from "../motion/flight-step.ts";
import { hypot3, square } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import {
  type ColumnsFlown,
  flyToGround,
  type GroundCrossing,
  groundCrossing,
} from "./fly-to-ground.ts";
import {
  BY_LATER_LOG_DRAG,
  BY_LOG_DRAG,
  BY_SHARE,
  BY_UP,
  BY_VELOCITY,
  logDragByVelocity,
  shapedColumns,
} from "./shaped-flight.ts";

/** Where and when a ballistic Gaussian meets the ground: mean and covariance of (east m, north m, time s). */
export interface GroundDistribution {
  readonly eastM: number;
  readonly northM: number;
  readonly timeS: number;
  readonly covarianceEeM2: number;
  readonly covarianceEnM2: number;
  readonly covarianceNnM2: number;
  readonly timeVarianceS2: number;
  /** The mean state's own crossing, 7×1. */
  readonly state: Float64Array;
}

/** What the state's covariance doesn't hold: errors of the air between here and the ground. */
export interface AirUncertainty {
  /** Standard deviation of a steady wind error over the rest of the flight, m/s, in each of east and north. */
  readonly windSigmaMps: number;
  /** Relative standard deviation of the air's density. */
  readonly densitySigma: number;
  /**
   * Growth of the variance of ln k along the flight, 1/s: drag changes with Mach number and attitude, taken as a
   * random walk.
   */
  readonly dragDriftPerS: number;
  /** Share, mean and standard deviation, of {@link logDragRise} that the body's drag follows; 0 and 0: a constant drag. */
  readonly dragShare: number;
  readonly dragShareSigma: number;
}

export interface GroundOptions {
  readonly env: Environment;
  readonly groundHeightM: number;
  /** 1: to where it comes down; −1: back to where it rose. */
  readonly direction: 1 | -1;
  readonly air: AirUncertainty;
}

/** A wind profile is hours old or forecast: 3 m/s in each direction is usual for either. An allowance. */
export const WIND_SIGMA_MPS = 3;
/** The standard atmosphere against the day's air near the ground. An allowance. */
export const DENSITY_SIGMA = 0.03;
/** 20 % over a flight of 20 s. An allowance. */
export const DRAG_DRIFT_PER_S = 0.002;

/** The reference projectiles stand a standard deviation above the mean shape; a constant drag stands three below. */
export const DRAG_SHARE = 1;
export const DRAG_SHARE_SIGMA = 0.33;

export const AIR_UNCERTAINTY: AirUncertainty = {
  windSigmaMps: WIND_SIGMA_MPS,
  densitySigma: DENSITY_SIGMA,
  dragDriftPerS: DRAG_DRIFT_PER_S,
  dragShare: DRAG_SHARE,
  dragShareSigma: DRAG_SHARE_SIGMA,
};

/** Interval h of the divided differences: h² is the kurtosis of a Gaussian. */
const SPAN = Math.sqrt(3);
/** A standard deviation below this share of the way bends by a hundredth of itself at most: it is taken as straight. */
export const STRAIGHT_SHARE = 0.02;
/** Steps of the flights along an axis, over those of the mean's: their errors are alike, and small against a standard deviation that bends. */
const STRIDE = 2;
const EXPONENT_MAX = 20;

const SIZE = 7;
const point = new Float64Array(SIZE);
const centre = groundCrossing();
const plus = groundCrossing();
const minus = groundCrossing();
const flown: ColumnsFlown = { crossed: true, forkS: 0 };
/** ∂(east, north, time)/∂state, 3×7, and the covariance times its transpose, 7×3. */
const G = new Float64Array(3 * SIZE);
const spreadG = new Float64Array(SIZE * 3);
/** Of the crossing: its move with the share of the drag's rise and with a later ln k, what it bends, and its covariance, 3×3. */
const byShare = new Float64Array(3);
const byLater = new Float64Array(3);
const slope = new Float64Array(3);
const bend = new Float64Array(3);
const C = new Float64Array(9);
/** {@link C} before anything bent: the slopes along both axes are its, and together no more than it. */
const straight = new Float64Array(9);

/**
 * A ballistic Gaussian (mean 7×1, covariance P 7×7, row-major) through the flight to the ground. With f(x) the crossing (east,
 * north, time) and G = ∂f/∂x by the flight's own columns, C = G·P·Gᵀ. Then both main axes of C on the ground are
 * flown out, which takes in how the crossing bends: the state moved by δ = h·P·Gᵀ·u/√λ moves the crossing by h standard
 * deviations along the axis u, and with f± the crossings of x̄ ± δ, h² = 3,
 *   mean = f₀ + Σ (f₊ + f₋ − 2f₀)/2h²
 *   C    = Σ (f₊ − f₋)(…)ᵀ / 4h² + (h² − 1)·Σ (f₊ + f₋ − 2f₀)(…)ᵀ / 4h⁴
 * (the divided differences of Nørgaard, Poulsen & Ravn, 2000, New developments in state estimation for nonlinear systems,
 * Automatica 36(11), along these axes). An axis that is short against the way bends nothing ({@link STRAIGHT_SHARE}).
 *
 * A steady wind error w moves the crossing by (T·I − ∂f/∂v)·w, since the flight in moving air is the flight of
 * v − w in still air, carried along by w. An error of density is one of ln k. The drag
 * follows a rise with Mach number whose share is uncertain: that is one more column. A drag that wanders adds
 * q·∫ S(t)·S(t)ᵀ dt, S(t) being the change of the crossing with ln k from time t on, which falls to nothing at the
 * crossing: with |S|² ∝ (1 − t/T)^p through its values at the start and about half way, q·T·S(0)·S(0)ᵀ / (p + 1).
 *
 * `direction` −1 runs the flight back to where it rose. Null when the mean never meets the ground (see {@link flyToGround}).
 */
export function groundDistribution(
  mean: Float64Array,
  covariance: Float64Array,
  options: GroundOptions,
): GroundDistribution | null {
  const { env, groundHeightM, direction, air } = options;
  const heightM = env.frame.origin.heightM + mean[2] - groundHeightM;
  flown.forkS = halfWayS(heightM, direction * mean[5]);
  if (!flyToGround(mean, env, groundHeightM, direction, centre, air.dragShare, flown)) return null;
  differentiate();
  spreadOver(covariance, air);
  const timeS = Math.abs(centre.timeS);
  const straightM = STRAIGHT_SHARE * hypot3(mean[3], mean[4], mean[5]) * timeS;
  bend.fill(0);
  straight.set(C);
  const { major, minor, angleRad } = eigenSymmetric2(C[0], C[3], C[4]);
  if (major > square(straightM)) bendAlong(angleRad, major, mean, options);
  if (minor > square(straightM)) bendAlong(angleRad + 0.5 * Math.PI, minor, mean, options);
  addAir(air, air.dragDriftPerS > 0 ? driftTime(timeS) : 0);
  return {
    eastM: component(centre, 0) + 0.5 * bend[0],
    northM: component(centre, 1) + 0.5 * bend[1],
    timeS: component(centre, 2) + 0.5 * bend[2],
    covarianceEeM2: C[0],
    covarianceEnM2: C[3],
    covarianceNnM2: C[4],
    timeVarianceS2: C[8],
    state: Float64Array.from(centre.state),
  };
}

/** Half of the time that the flight would take without air. */
function halfWayS(heightM: number, climbMps: number): number {
  const g = STANDARD_GRAVITY_MPS2;
  const high = Math.max(0, heightM);
  return (0.5 * (climbMps + Math.sqrt(climbMps * climbMps + 2 * g * high))) / g;
}

/** {@link G} out of the flight's columns. Ground that was not passed through is where the state is, whatever its velocity. */
function differentiate(): void {
  G.fill(0);
  G[0] = 1;
  G[SIZE + 1] = 1;
  byShare.fill(0);
  byLater.fill(0);
  if (!flown.crossed) return;
  crossingByColumn(shapedColumns, BY_LOG_DRAG, slope);
  for (let row = 0; row < 3; row++) G[row * SIZE + 6] = slope[row]!;
  crossingByColumn(shapedColumns, BY_SHARE, byShare);
  crossingByColumn(shapedColumns, BY_LATER_LOG_DRAG, byLater);
  crossingByColumn(shapedColumns, BY_UP, slope);
  for (let row = 0; row < 3; row++) G[row * SIZE + 2] = slope[row]!;
  for (const axis of [0, 1, 2] as const) {
    crossingByColumn(shapedColumns, BY_VELOCITY + axis, slope);
    const shaped = logDragByVelocity(axis);
    for (let row = 0; row < 3; row++) {
      G[row * SIZE + 3 + axis] = slope[row] + shaped * G[row * SIZE + 6];
    }
  }
}

/** {@link spreadG} and {@link C}, density's error in ln k. */
function spreadOver(covariance: Float64Array, air: AirUncertainty): void {
  for (let i = 0; i < SIZE; i++) {
    for (let row = 0; row < 3; row++) {
      let sum = i === 6 ? square(air.densitySigma) * G[row * SIZE + 6] : 0;
      for (let k = 0; k < SIZE; k++) sum += covariance[i * SIZE + k] * G[row * SIZE + k];
      spreadG[i * 3 + row] = sum;
    }
  }
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      let sum = 0;
      for (let i = 0; i < SIZE; i++) sum += G[a * SIZE + i] * spreadG[i * 3 + b];
      C[a * 3 + b] = sum;
    }
  }
}

/** Replaces the part of {@link C} along a main axis by what flights to both sides of it find. */
function bendAlong(
  angleRad: number,
  variance: number,
  mean: Float64Array,
  { env, groundHeightM, direction, air }: GroundOptions,
): void {
  const east = Math.cos(angleRad) / Math.sqrt(variance);
  const north = Math.sin(angleRad) / Math.sqrt(variance);
  const moved = (by: number, out: GroundCrossing): boolean => {
    for (let i = 0; i < SIZE; i++) {
      point[i] = mean[i] + by * (spreadG[i * 3] * east + spreadG[i * 3 + 1] * north);
    }
    return flyToGround(point, env, groundHeightM, direction, out, air.dragShare, null, STRIDE);
  };
  // One that never comes down tells nothing of the bend: the slope stands.
  if (!moved(SPAN, plus) || !moved(-SPAN, minus)) return;
  for (let row = 0; row < 3; row++) {
    slope[row] = straight[row * 3] * east + straight[row * 3 + 1] * north;
  }
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      const found = (chord(a) * chord(b)) / (4 * SPAN * SPAN) + 0.5 * bendOf(a) * bendOf(b);
      C[a * 3 + b] = C[a * 3 + b] - slope[a] * slope[b] + found;
    }
  }
  for (let row = 0; row < 3; row++) bend[row] = bend[row] + bendOf(row);
}

const chord = (row: number): number => component(plus, row) - component(minus, row);
const bendOf = (row: number): number =>
  (component(plus, row) + component(minus, row) - 2 * component(centre, row)) / (SPAN * SPAN);

/** T/(p + 1), s: the time for which a drag that wanders counts as if it had done so from the start. */
function driftTime(flightS: number): number {
  const early = square(G[6]) + square(G[SIZE + 6]);
  const late = square(byLater[0]) + square(byLater[1]);
  const left = 1 - flown.forkS / flightS;
  if (!(late < early && left > 0 && left < 1)) return flightS;
  return flightS / (1 + Math.min(Math.log(late / early) / Math.log(left), EXPONENT_MAX));
}

/** Adds to {@link C} what the air does. */
function addAir(air: AirUncertainty, driftS: number): void {
  const wind = square(air.windSigmaMps);
  const drift = air.dragDriftPerS * driftS;
  const shape = square(air.dragShareSigma);
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      const sum = windSlope(a, 0) * windSlope(b, 0) + windSlope(a, 1) * windSlope(b, 1);
      const wanders = drift * G[a * SIZE + 6] * G[b * SIZE + 6];
      C[a * 3 + b] = C[a * 3 + b] + wind * sum + wanders + shape * byShare[a] * byShare[b];
    }
  }
}

/** ∂f/∂w = T·I − ∂f/∂v, for the wind's `axis` east (0) or north (1). */
const windSlope = (row: number, axis: 0 | 1): number =>
  (row === axis ? centre.timeS : 0) - G[row * SIZE + 3 + axis];

const component = (crossing: GroundCrossing, row: number): number =>
  row === 2 ? crossing.timeS : crossing.state[row];

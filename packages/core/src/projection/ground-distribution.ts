import { cholesky } from "../linalg/cholesky.ts";
import { integrateBallistic } from "../motion/ballistic.ts";
import type { Environment } from "../motion/environment.ts";
import { hypot3, square } from "../units/algebra.ts";
import { SPEED_SHAPELESS_MPS } from "./drag-shape.ts";
import { flyToGround, type GroundCrossing, groundCrossing } from "./fly-to-ground.ts";
import { withTabulatedAir } from "./tabulated-air.ts";

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

/** The places that move the crossing in a bent way come first; east and north only shift it. */
const ORDER = [2, 3, 4, 5, 6, 0, 1] as const;
const BENT = 5;
/** Interval h of the divided differences: h² is the kurtosis of a Gaussian. */
const SPAN = Math.sqrt(3);

const ordered = new Float64Array(49);
const factor = new Float64Array(49);
const point = new Float64Array(7);
const centre = groundCrossing();
const plus = groundCrossing();
const minus = groundCrossing();
/** Central slopes and bends of (east, north, time) along each column of the factor. */
const slopes = new Float64Array(3 * 7);
const bends = new Float64Array(3 * BENT);
const gradients = new Float64Array(3 * BENT);
/** Move of the crossing with another shape of drag over Mach number. */
const shape = new Float64Array(3);
const LOG_DRAG_STEP = 0.05;
const HALF_WAY_STEP_S = 0.5;
const EXPONENT_MAX = 20;

/**
 * The second-order divided-difference transform of a ballistic Gaussian (mean 7×1, covariance 7×7, row-major)
 * through the flight to the ground. With P = L·Lᵀ, f(x) the crossing (east, north, time) and f±ᵢ = f(x̄ ± h·Lᵢ), h² = 3:
 *   mean = f₀ + Σᵢ (f₊ᵢ + f₋ᵢ − 2f₀) / 2h²
 *   C    = Σᵢ (f₊ᵢ − f₋ᵢ)(…)ᵀ / 4h² + (h² − 1)·Σᵢ (f₊ᵢ + f₋ᵢ − 2f₀)(…)ᵀ / 4h⁴
 * (Nørgaard, Poulsen & Ravn, 2000, New developments in state estimation for nonlinear systems, Automatica 36(11)).
 * Unlike an unscented transform of the same points, C cannot lose positive definiteness. East and north
 * come last in the factor, where they only shift the crossing, so eleven flights do for seven states.
 *
 * A steady wind error w moves the crossing by (T·I − ∂f/∂v)·w, since the flight in moving air is the flight of
 * v − w in still air, carried along by w. An error of density is one of ln k. The drag
 * follows a rise with Mach number whose share is uncertain: one flight with one σ more adds that difference. A drag that wanders adds
 * q·∫ S(t)·S(t)ᵀ dt, S(t) being the change of the crossing with ln k from time t on, which falls to nothing at the
 * crossing: with |S|² ∝ (1 − t/T)^p through its values at the start and half way, q·T·S(0)·S(0)ᵀ / (p + 1).
 *
 * `direction` −1 runs the flight back to where it rose. Null when the mean never meets the ground (see
 * {@link flyToGround}), or a column has both its points without one.
 */
export function groundDistribution(
  mean: Float64Array,
  covariance: Float64Array,
  given: GroundOptions,
): GroundDistribution | null {
  const options = { ...given, env: withTabulatedAir(given.env) };
  const { env, groundHeightM, direction, air } = options;
  const { dragShare } = air;
  if (!flyToGround(mean, env, groundHeightM, direction, centre, dragShare)) return null;
  factorise(covariance, air);
  for (let column = 0; column < 7; column++) {
    if (column >= BENT) {
      slopes[column] = factor[5 * 7 + column]!;
      slopes[7 + column] = factor[6 * 7 + column]!;
      slopes[14 + column] = 0;
      continue;
    }
    shifted(mean, column, SPAN);
    const above = flyToGround(point, env, groundHeightM, direction, plus, dragShare);
    shifted(mean, column, -SPAN);
    const below = flyToGround(point, env, groundHeightM, direction, minus, dragShare);
    if (!above && !below) return null;
    // The one that never comes down is replaced by the mirror of the other: no bend, and the slope of that side.
    if (!above) mirror(minus, plus);
    if (!below) mirror(plus, minus);
    for (let row = 0; row < 3; row++) {
      const high = component(plus, row);
      const low = component(minus, row);
      slopes[row * 7 + column] = (high - low) / (2 * SPAN);
      bends[row * BENT + column] = (high + low - 2 * component(centre, row)) / (SPAN * SPAN);
    }
  }
  solveGradients();
  flyOtherShape(mean, options);
  return gather(air, air.dragDriftPerS > 0 ? driftTime(mean, options) : 0);
}

/** How far the crossing moves when the drag follows one standard deviation more of its rise. */
function flyOtherShape(
  mean: Float64Array,
  { env, groundHeightM, direction, air }: GroundOptions,
): void {
  shape.fill(0);
  if (!(air.dragShareSigma > 0)) return;
  const fast = (state: Float64Array) => hypot3(state[3], state[4], state[5]) > SPEED_SHAPELESS_MPS;
  if (!fast(mean) && !fast(centre.state)) return;
  const share = air.dragShare + air.dragShareSigma;
  if (!flyToGround(mean, env, groundHeightM, direction, plus, share)) return;
  for (let row = 0; row < 3; row++) shape[row] = component(plus, row) - component(centre, row);
}

/** T/(p + 1), s: the time for which a drag that wanders counts as if it had done so from the start. */
function driftTime(mean: Float64Array, options: GroundOptions): number {
  const { env, groundHeightM, direction } = options;
  const flightS = Math.abs(centre.timeS);
  integrateBallistic(mean, 0.5 * centre.timeS, HALF_WAY_STEP_S, env, point);
  const met = flyToGround(point, env, groundHeightM, direction, minus);
  point[6] = mean[6] + LOG_DRAG_STEP;
  if (!met || !flyToGround(point, env, groundHeightM, direction, plus)) return flightS;
  const early = square(logDragSlope(0)) + square(logDragSlope(1));
  const late =
    (square(component(plus, 0) - component(minus, 0)) +
      square(component(plus, 1) - component(minus, 1))) /
    square(LOG_DRAG_STEP);
  if (!(late < early)) return flightS;
  return flightS / (1 + Math.min(Math.log(early / late) / Math.LN2, EXPONENT_MAX));
}

function gather(air: AirUncertainty, driftS: number): GroundDistribution {
  const covariance = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const mean = [0, 0, 0];
  for (let row = 0; row < 3; row++) {
    let bend = 0;
    for (let column = 0; column < BENT; column++) bend += bends[row * BENT + column];
    mean[row] = component(centre, row) + 0.5 * bend;
  }
  const windVariance = air.windSigmaMps * air.windSigmaMps;
  const driftVariance = air.dragDriftPerS * driftS;
  const share = (SPAN * SPAN - 1) / 4;
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < 7; i++) sum += slopes[a * 7 + i] * slopes[b * 7 + i];
      for (let i = 0; i < BENT; i++) sum += share * bends[a * BENT + i] * bends[b * BENT + i];
      sum += windVariance * (windSlope(a, 0) * windSlope(b, 0) + windSlope(a, 1) * windSlope(b, 1));
      sum += shape[a] * shape[b];
      sum += driftVariance * logDragSlope(a) * logDragSlope(b);
      covariance[a * 3 + b] = sum;
    }
  }
  return {
    eastM: mean[0],
    northM: mean[1],
    timeS: mean[2],
    covarianceEeM2: covariance[0],
    covarianceEnM2: covariance[3],
    covarianceNnM2: covariance[4],
    timeVarianceS2: covariance[8],
    state: Float64Array.from(centre.state),
  };
}

/** ∂(east, north, time)/∂(up, velocity, ln k), 3×5, the place's own shift left out: solved out of slopes = G·L. */
function solveGradients(): void {
  for (let row = 0; row < 3; row++) {
    for (let column = BENT - 1; column >= 0; column--) {
      let sum = slopes[row * 7 + column];
      // East and north shift the crossing one for one: their part of the column is no slope of the rest.
      if (row < 2) sum -= factor[(5 + row) * 7 + column];
      for (let k = column + 1; k < BENT; k++) {
        sum -= gradients[row * BENT + k] * factor[k * 7 + column];
      }
      gradients[row * BENT + column] = sum / factor[column * 7 + column];
    }
  }
}

/** ∂f/∂w = T·I − ∂f/∂v, for the wind's `axis` east (0) or north (1). */
const windSlope = (row: number, axis: 0 | 1): number =>
  (row === axis ? centre.timeS : 0) - gradients[row * BENT + 1 + axis];

const logDragSlope = (row: number): number => gradients[row * BENT + 4];

/** L of the reordered covariance with the air's part in ln k; a singular one is given a floor that no answer shows. */
function factorise(covariance: Float64Array, air: AirUncertainty): void {
  for (let row = 0; row < 7; row++) {
    for (let column = 0; column < 7; column++) {
      ordered[row * 7 + column] = covariance[ORDER[row] * 7 + ORDER[column]]!;
    }
  }
  ordered[4 * 7 + 4] += air.densitySigma * air.densitySigma;
  if (cholesky(ordered, 7, factor)) return;
  for (let i = 0; i < 7; i++) ordered[i * 8] = ordered[i * 8] * (1 + 1e-9) + 1e-8;
  if (cholesky(ordered, 7, factor)) return;
  factor.fill(0);
  for (let i = 0; i < 7; i++) factor[i * 8] = Math.sqrt(Math.max(ordered[i * 8], 1e-8));
}

function shifted(mean: Float64Array, column: number, by: number): void {
  for (let row = 0; row < 7; row++) {
    point[ORDER[row]] = mean[ORDER[row]] + by * factor[row * 7 + column];
  }
}

function mirror(known: GroundCrossing, out: GroundCrossing): void {
  for (let i = 0; i < 7; i++) out.state[i] = 2 * centre.state[i] - known.state[i];
  out.timeS = 2 * centre.timeS - known.timeS;
}

const component = (crossing: GroundCrossing, row: number): number =>
  row === 2 ? crossing.timeS : crossing.state[row];

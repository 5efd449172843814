import { eigenSymmetric2 } from "../linalg/eigen-symmetric2.ts";
import { solveLower } from "../linalg/cholesky.ts";
import type { Environment } from "../motion/environment.ts";
import {
  advance,
  AT_BURN_END,
  FLIGHT_PARAMETERS,
  flightColumns,
  flightState,
  flightTime,
  forkDrag,
  resumeFlight,
  startFlight,
} from "../motion/uncertain-flight.ts";
import { hypot3, square } from "../units/algebra.ts";
import type { FittedTrajectory } from "./fit-trajectory.ts";
import { STRAIGHT_SHARE } from "./ground-distribution.ts";
import { crossingSlope, flyToGroundLeg, type GroundHeight } from "./ground-leg.ts";
import type { TrajectoryPrior } from "./trajectory-prior.ts";

/** Where and when a fitted trajectory comes down; times are seconds from the history's start. */
export interface TrajectoryImpact {
  readonly eastM: number;
  readonly northM: number;
  readonly timeS: number;
  readonly covarianceEeM2: number;
  readonly covarianceEnM2: number;
  readonly covarianceNnM2: number;
  readonly timeVarianceS2: number;
  readonly speedMps: number;
}

export interface ImpactLeg {
  readonly env: Environment;
  readonly prior: TrajectoryPrior;
  readonly ground: GroundHeight;
  /** Seconds from the history's start to its last row. */
  readonly lastS: number;
}

const N = FLIGHT_PARAMETERS;
/** Place of the column of ln k after the last measurement. */
const LATER_DRAG = N;
const SPAN = Math.sqrt(3);
const slope = new Float64Array(3);
const slopes = [new Float64Array(N), new Float64Array(N), new Float64Array(N)] as const;
const direction = new Float64Array(N);
const moved = new Float64Array(N);
/** State of the flight at the last measurement and its derivatives by every parameter, and whether its motor is out by then. */
const lastState = new Float64Array(6);
const lastColumns = new Float64Array(N * 6);
let isCoasting = true;
const points = [new Float64Array(2), new Float64Array(2)] as const;

/**
 * The impact of a fitted trajectory. To first order, with G = ∂(east, north, time)/∂θ by the flight's own columns
 * and Λ = L·Lᵀ: C = G·Λ⁻¹·Gᵀ = Y·Yᵀ, Y = G·L⁻ᵀ. Then the two main axes of C are flown out: the parameters that move the
 * impact one standard deviation along an axis u are Λ⁻¹·Gᵀ·u/√λ, and with f± the impacts √3 of them away,
 *   mean += (f₊ + f₋ − 2f₀)/6,  C = Σ (f₊ − f₋)(…)ᵀ/12 + 2·(f₊ + f₋ − 2f₀)(…)ᵀ/36
 * (the divided differences of Nørgaard, Poulsen and Ravn, 2000, Automatica 36(11), along these axes).
 * An axis that is short against the way bends nothing ({@link STRAIGHT_SHARE}).
 * They move the state at the last measurement to first order: up to there the measurements hold the flight, whatever its
 * parameters do (a motor's are bent by as much as their spread), and from there on it is flown.
 * Drag that wanders after the last measurement adds q·T/3·S·Sᵀ, S = ∂(east, north, time)/∂ln k from then on.
 * Null when the flight does not come down.
 */
export function trajectoryImpact(fit: FittedTrajectory, leg: ImpactLeg): TrajectoryImpact | null {
  const { env, prior, ground, lastS } = leg;
  const { parameters, size, factor, last } = fit;
  startFlight(env, prior, parameters, true);
  if (last !== null) resumeFlight(last.timeS, last.state, last.columns);
  advance(lastS);
  lastState.set(flightState);
  lastColumns.set(flightColumns.subarray(0, N * 6));
  isCoasting = !(parameters[AT_BURN_END] > lastS);
  forkDrag();
  if (!flyToGroundLeg(env, ground)) return null;
  const s = flightState;
  const east = s[0];
  const north = s[1];
  const timeS = flightTime();
  const speedMps = hypot3(s[3], s[4], s[5]);
  for (let k = 0; k < size; k++) {
    crossingSlope(env, k, slope);
    for (let axis = 0; axis < 3; axis++) slopes[axis][k] = slope[axis]!;
  }
  crossingSlope(env, LATER_DRAG, slope);
  const drift = (prior.dragDriftPerS * Math.max(0, timeS - lastS)) / 3;
  for (const row of slopes) solveLower(factor, row, size, row);
  const ee = dot(0, 0, size);
  const en = dot(0, 1, size);
  const nn = dot(1, 1, size);
  const { major, minor, angleRad } = eigenSymmetric2(ee, en, nn);
  const cosine = Math.cos(angleRad);
  const sine = Math.sin(angleRad);
  const wayM = hypot3(east - lastState[0], north - lastState[1], s[2] - lastState[2]);
  let meanE = east;
  let meanN = north;
  let outEe = drift * square(slope[0]);
  let outEn = drift * slope[0] * slope[1];
  let outNn = drift * square(slope[1]);
  for (let axis = 0; axis < 2; axis++) {
    const variance = axis === 0 ? major : minor;
    const ue = axis === 0 ? cosine : -sine;
    const un = axis === 0 ? sine : cosine;
    if (!(variance > 0)) continue;
    const sigma = Math.sqrt(variance);
    for (let k = 0; k < size; k++) direction[k] = (slopes[0][k] * ue + slopes[1][k] * un) / sigma;
    const bends = sigma > STRAIGHT_SHARE * wayM;
    if (bends) solveUpper(factor, direction, size);
    const both = bends && flyOut(fit, leg, SPAN, points[0]) && flyOut(fit, leg, -SPAN, points[1]);
    const se = both ? (points[0][0] - points[1][0]) / (2 * SPAN) : ue * sigma;
    const sn = both ? (points[0][1] - points[1][1]) / (2 * SPAN) : un * sigma;
    const be = both ? points[0][0] + points[1][0] - 2 * east : 0;
    const bn = both ? points[0][1] + points[1][1] - 2 * north : 0;
    meanE += be / 6;
    meanN += bn / 6;
    outEe += se * se + (be * be) / 18;
    outEn += se * sn + (be * bn) / 18;
    outNn += sn * sn + (bn * bn) / 18;
  }
  return {
    eastM: meanE,
    northM: meanN,
    timeS,
    covarianceEeM2: outEe,
    covarianceEnM2: outEn,
    covarianceNnM2: outNn,
    timeVarianceS2: dot(2, 2, size) + drift * square(slope[2]),
    speedMps,
  };
}

/** The impact with the parameters moved by `by` of {@link direction}. One that still burns is flown from its start. */
function flyOut(fit: FittedTrajectory, leg: ImpactLeg, by: number, out: Float64Array): boolean {
  moved.set(fit.parameters);
  for (let k = 0; k < fit.size; k++) moved[k] = moved[k] + by * direction[k];
  if (isCoasting) {
    moved.set(lastState);
    for (let k = 0; k < fit.size; k++) {
      const share = by * direction[k];
      for (let i = 0; i < 6; i++) moved[i] = moved[i] + share * lastColumns[k * 6 + i];
    }
    moved[AT_BURN_END] = 0;
  }
  startFlight(leg.env, leg.prior, moved, false);
  if (!isCoasting) advance(leg.lastS);
  if (!flyToGroundLeg(leg.env, leg.ground)) return false;
  out[0] = flightState[0]!;
  out[1] = flightState[1]!;
  return true;
}

function dot(a: 0 | 1 | 2, b: 0 | 1 | 2, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += slopes[a][k] * slopes[b][k];
  return sum;
}

/** Solves Lᵀ·x = y in place. */
function solveUpper(factor: Float64Array, y: Float64Array, size: number): void {
  for (let row = size - 1; row >= 0; row--) {
    let sum = y[row];
    for (let k = row + 1; k < size; k++) sum -= factor[k * size + row] * y[k];
    y[row] = sum / factor[row * size + row];
  }
}

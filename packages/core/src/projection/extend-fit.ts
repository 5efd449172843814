import { cholesky, choleskySolve } from "../linalg/cholesky.ts";
import type { MeasurementHistory } from "../measurement/measurement-history.ts";
import type { Environment } from "../motion/environment.ts";
import {
  COAST_PARAMETERS,
  FLIGHT_PARAMETERS,
  flightColumns,
  flightState,
  flightTime,
  resumeFlight,
  startFlight,
} from "../motion/uncertain-flight.ts";
import {
  type BurnEnd,
  type FitBase,
  type FittedTrajectory,
  type LinearisedFit,
  linearisedAt,
  logEvidenceOf,
} from "./fit-trajectory.ts";
import { gradient, information, measureFlight, metOutlier } from "./trajectory-likelihood.ts";
import type { TrajectoryPrior } from "./trajectory-prior.ts";

/**
 * Squared standard deviations of a fit's parameters: as far as this from where it was linearised, a flight's measurements still move in
 * proportion. Over 400 fits of generated salvos that went no farther, the impact was off the whole fit's by a fifth of a per cent of its standard
 * deviation in the middle, one in nine of ten, and five at most. Twice as far saved no time that could be measured.
 */
const MOVED_MOST = 1;

/** A fit of more rows, as far as one step leads to it. */
export interface ExtendedFit {
  readonly fit: FittedTrajectory;
  /** Whether it is as good as the whole fit; else it is where that one should begin. */
  readonly isNear: boolean;
}

/** What a base has been extended by so far. */
interface Extended {
  readonly rows: Float64Array;
  readonly frames: Float64Array;
  readonly env: Environment;
  readonly prior: TrajectoryPrior;
  /** Rows that count in {@link fit}. */
  readonly count: number;
  readonly fit: LinearisedFit;
}

/** The latest of each base: the next look adds one row to it. No answer depends on it, since rows are added one by one either way. */
const latest = new WeakMap<FitBase, Extended>();

const N = FLIGHT_PARAMETERS;
const packed = new Float64Array(N * N);
const step = new Float64Array(N);

/**
 * The fit of a history by that of its first `baseCount` rows: the rows behind them are measured along the flight where that one ended,
 * and one Gauss–Newton step is taken from there, δ = Λ⁻¹·(g + Σ Jᵀ·r/σ²) with Λ, g those of the base and Σ over the new rows. So a look costs its own row,
 * however many there were before. It is the whole fit's first step; where it is longer than {@link MOVED_MOST} more have to follow. Null where a row does
 * not fit at all. (Kaess, Ranganathan and Dellaert, 2008, iSAM: Incremental Smoothing
 * and Mapping, IEEE Transactions on Robotics 24(6), sections III and IV.)
 */
export function extendFit(
  history: MeasurementHistory,
  base: FitBase,
  baseCount: number,
  burn: BurnEnd | null,
  env: Environment,
  prior: TrajectoryPrior,
): ExtendedFit | null {
  const extended = extendedTo(history, base, baseCount, burn, env, prior);
  if (extended === null) return null;
  const size = burn === null ? COAST_PARAMETERS : N;
  const { cost: before, information: info, gradient: slope, place } = extended;
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++)
      packed[row * size + column] = info[row * N + column]!;
  const factor = new Float64Array(size * size);
  if (!cholesky(packed, size, factor)) return null;
  choleskySolve(factor, slope, size, step);
  let moved = 0;
  for (let k = 0; k < size; k++) moved += slope[k] * step[k];
  if (!Number.isFinite(moved)) return null;
  const parameters = base.parameters.slice();
  const state = place.state.slice();
  for (let k = 0; k < size; k++) {
    parameters[k] = parameters[k] + step[k];
    for (let i = 0; i < 6; i++) state[i] = state[i] + step[k] * place.columns[k * 6 + i];
  }
  const cost = before - 0.5 * moved;
  const logEvidence = logEvidenceOf(cost, factor, size, burn, prior);
  const found = { parameters, size, factor, cost, logEvidence, last: { ...place, state } };
  return {
    fit: { ...found, plainCost: cost, base, linearised: null },
    isNear: moved < MOVED_MOST,
  };
}

/** Spares the first extension of a fit's base to linearise it again. */
export function keepBase(
  { rows, frames, count }: MeasurementHistory,
  { base, linearised }: FittedTrajectory,
  env: Environment,
  prior: TrajectoryPrior,
): void {
  if (base !== null && linearised !== null)
    latest.set(base, { rows, frames, env, prior, count, fit: linearised });
}

/** The base with all further rows of the history, added one by one. */
function extendedTo(
  history: MeasurementHistory,
  base: FitBase,
  baseCount: number,
  burn: BurnEnd | null,
  env: Environment,
  prior: TrajectoryPrior,
): LinearisedFit | null {
  const { rows, frames } = history;
  const known = latest.get(base);
  const goesOn =
    known !== undefined &&
    known.rows === rows &&
    known.frames === frames &&
    known.env === env &&
    known.prior === prior &&
    known.count <= history.count;
  let count = goesOn ? known.count : baseCount;
  let fit = goesOn
    ? known.fit
    : linearisedAt({ ...history, count: baseCount }, base, burn, env, prior);
  while (fit !== null && count < history.count) {
    count++;
    fit = withRow({ ...history, count }, base, fit, burn, env, prior);
  }
  if (fit !== null) latest.set(base, { rows, frames, env, prior, count, fit });
  return fit;
}

/** With the last row of the history; null where that is far off. */
function withRow(
  history: MeasurementHistory,
  base: FitBase,
  before: LinearisedFit,
  burn: BurnEnd | null,
  env: Environment,
  prior: TrajectoryPrior,
): LinearisedFit | null {
  const size = burn === null ? COAST_PARAMETERS : N;
  information.set(before.information);
  gradient.set(before.gradient);
  startFlight(env, prior, base.parameters, true);
  resumeFlight(before.place.timeS, before.place.state, before.place.columns);
  const fromRow = history.count - 1;
  const options = { anew: true, robust: true, fromRow };
  const added = measureFlight(history, size, env.frame, options);
  if (!Number.isFinite(added) || metOutlier()) return null;
  const place = {
    timeS: flightTime(),
    state: flightState.slice(),
    columns: flightColumns.slice(0, 6 * N),
  };
  return {
    cost: before.cost + added,
    information: information.slice(),
    gradient: gradient.slice(),
    place,
  };
}

/**
 * The Cramér–Rao bound of the impact point, of the model that the truth was drawn from: J = Σ Hᵀ·R⁻¹·H over the
 * realised detections, plus the priors' information, and C = G·J⁻¹·Gᵀ (H. L. Van Trees, 1968, Detection, Estimation
 * and Modulation Theory I, section 2.4). Derivatives are central differences of the truth's own flights.
 */
import {
  AT,
  BOOST_LOG_SIGMA,
  BURN_SIGMA_S,
  CURVE_SIGMA,
  DENSITY_SIGMA,
  type Draw,
  fly,
  GRID_S,
  LOG_DRAG_SIGMA,
  lower,
  TAPER_SIGMA,
  WIND_COVARIANCE,
  WIND_KNOTS_M,
} from "./impact-truth.ts";
import { type Measured, polarOf, type RadarDesign, sigmasOf } from "./impact-sensors.ts";

/** How the states on the grid and the impact move with each parameter of the model. */
export interface Sensitivities {
  readonly parameters: readonly number[];
  /** By parameter, then place on the grid: change of the six numbers of the state. */
  readonly states: readonly (readonly Float64Array[])[];
  /** By parameter: change of east and north. */
  readonly impact: readonly (readonly [number, number])[];
  /** Information of the priors, square over the parameters. */
  readonly prior: readonly (readonly number[])[];
}

const MATCHED = [0, 1, 2, 3, 4, 5, 6];
const UNPOWERED = Array.from({ length: AT.boost }, (_, i) => i);
const POWERED = Array.from({ length: AT.boost + 3 }, (_, i) => i);

const intervalOf = (parameter: number): number =>
  parameter < 3
    ? 1
    : parameter < 6
      ? 0.1
      : parameter < AT.wind
        ? 0.01
        : parameter < AT.boost
          ? 0.3
          : 0.02;

export function sensitivitiesOf(draw: Draw, matched: boolean, untilS: number): Sensitivities {
  const parameters = matched ? MATCHED : draw.boosted ? POWERED : UNPOWERED;
  const count = Math.round(untilS / GRID_S) + 1;
  const states: Float64Array[][] = [];
  const impact: [number, number][] = [];
  for (const parameter of parameters) {
    const interval = intervalOf(parameter);
    const [high, low] = [interval, -interval].map((by) => {
      const moved = draw.start.slice();
      moved[parameter] += by;
      return fly(moved);
    });
    if (high === null || low === null) throw new Error("a flight beside the truth never lands");
    impact.push([
      (high.impactE - low.impactE) / (2 * interval),
      (high.impactN - low.impactN) / (2 * interval),
    ]);
    states.push(
      Array.from({ length: Math.min(count, high.states.length, low.states.length) }, (_, at) =>
        high.states[at].map((value, i) => (value - low.states[at][i]) / (2 * interval)),
      ),
    );
  }
  return { parameters, states, impact, prior: priorOf(parameters) };
}

function priorOf(parameters: readonly number[]): number[][] {
  const size = parameters.length;
  const prior = parameters.map(() => Array.from({ length: size }, () => 0));
  const wind = inverse(WIND_COVARIANCE);
  const knots = WIND_KNOTS_M.length;
  parameters.forEach((parameter, i) => {
    const sigma = sigmaOf(parameter);
    if (sigma !== null) prior[i][i] = 1 / (sigma * sigma);
    if (parameter < AT.wind || parameter >= AT.boost) return;
    const knot = (parameter - AT.wind) % knots;
    for (let other = 0; other < knots; other++) prior[i][i - knot + other] = wind[knot][other];
  });
  return prior;
}

function sigmaOf(parameter: number): number | null {
  if (parameter === AT.logDrag) return LOG_DRAG_SIGMA;
  if (parameter >= AT.curve && parameter < AT.logDensity) return CURVE_SIGMA[parameter - AT.curve];
  if (parameter === AT.logDensity) return DENSITY_SIGMA;
  if (parameter === AT.boost) return BOOST_LOG_SIGMA;
  if (parameter === AT.boost + 1) return BURN_SIGMA_S;
  if (parameter === AT.boost + 2) return TAPER_SIGMA;
  return null;
}

/** Covariance east-east, east-north, north-north that no unbiased estimate of the impact goes below. */
export function impactBound(
  draw: Draw,
  sensitivities: Sensitivities,
  measured: Measured,
  radar: RadarDesign,
  untilS: number,
): readonly [number, number, number] {
  const { parameters, states, impact, prior } = sensitivities;
  const size = parameters.length;
  const information = prior.map((row) => [...row]);
  const sigmas = sigmasOf(radar);
  for (const at of measured.grid) {
    if (at * GRID_S > untilS + 1e-9) break;
    const rows = jacobianOf(draw.flight.states[at]);
    rows.forEach((row, quantity) => {
      if (sigmas[quantity] === Infinity) return;
      const by = states.map((columns) => {
        let sum = 0;
        for (let i = 0; i < 6; i++) sum += row[i] * columns[at][i];
        return sum / sigmas[quantity];
      });
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) information[i][j] += by[i] * by[j];
      }
    });
  }
  const factor = lower(information);
  const solved = [0, 1].map((axis) =>
    solveLower(
      factor,
      impact.map((entry) => entry[axis]),
    ),
  );
  const product = (a: number, b: number): number =>
    solved[a].reduce((sum, value, i) => sum + value * solved[b][i], 0);
  return [product(0, 0), product(0, 1), product(1, 1)];
}

/** Of range, azimuth, elevation and range rate by the state, by central differences. */
function jacobianOf(state: Float64Array): number[][] {
  const rows = [0, 1, 2, 3].map(() => Array.from({ length: 6 }, () => 0));
  for (let i = 0; i < 6; i++) {
    const interval = i < 3 ? 0.1 : 0.01;
    const [high, low] = [interval, -interval].map((by) => {
      const moved = state.slice();
      moved[i] += by;
      return polarOf(moved);
    });
    for (let q = 0; q < 4; q++) rows[q][i] = (high[q] - low[q]) / (2 * interval);
  }
  return rows;
}

function solveLower(factor: readonly (readonly number[])[], x: readonly number[]): number[] {
  const out: number[] = [];
  factor.forEach((row, i) => {
    let sum = x[i];
    for (let k = 0; k < i; k++) sum -= row[k] * out[k];
    out.push(sum / row[i]);
  });
  return out;
}

function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const factor = lower(matrix);
  const columns = matrix.map((_, k) =>
    solveLower(
      factor,
      matrix.map((_row, i) => (i === k ? 1 : 0)),
    ),
  );
  return matrix.map((_, i) =>
    matrix.map((_row, j) => columns[i].reduce((sum, value, k) => sum + value * columns[j][k], 0)),
  );
}

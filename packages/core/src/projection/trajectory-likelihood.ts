import {
  HISTORY_ROWS_MAX,
  type MeasurementHistory,
  ROW_AZIMUTH,
  ROW_COEFFICIENTS,
  ROW_ELEVATION,
  ROW_HEIGHT,
  ROW_RANGE,
  ROW_RANGE_RATE,
  ROW_SENSOR,
  ROW_SIZE,
  ROW_TIME,
  ROW_VALUE,
  SENSOR_FRAME_SIZE,
} from "../measurement/measurement-history.ts";
import {
  advance,
  FLIGHT_PARAMETERS,
  flightColumns,
  flightState,
  flightTime,
} from "../motion/uncertain-flight.ts";
import { heightOfEnu, type LocalFrame } from "../geodesy/local-frame.ts";
import { wrapPi } from "../units/angle.ts";
import { assert } from "../units/assert.ts";

/** A residual beyond this many standard deviations counts linearly: a detection of something else must not lead. */
const OUTLIER_SIGMAS = 4;

const N = FLIGHT_PARAMETERS;
/** Information and gradient of the last {@link measureFlight}; the upper triangle is left out. */
export const information = new Float64Array(N * N);
export const gradient = new Float64Array(N);
/** Numbers that one row measures at most. */
const QUANTITIES = 5;
/** Coefficients of one measurement on position and velocity, and those of all measurements on the parameters. */
const h = new Float64Array(6);
export const lines = new Float64Array(HISTORY_ROWS_MAX * QUANTITIES * N);
/** Of each line, by the last {@link measureFlight}: its residual over σ², 1/σ² and time, s. */
export const linePulls = new Float64Array(HISTORY_ROWS_MAX * QUANTITIES);
export const lineWeights = new Float64Array(HISTORY_ROWS_MAX * QUANTITIES);
export const lineTimes = new Float64Array(HISTORY_ROWS_MAX * QUANTITIES);
/** Of each line, 1/σ² times its coefficient of the parameter at hand. */
const scaled = new Float64Array(HISTORY_ROWS_MAX * QUANTITIES);
let lineAt = 0;
let size = 0;
let isFull = true;
/** Numbers that would be boxed in a module's variables or handed to a function: what is measured now, and the sum so far. */
const live = new Float64Array(6);
const RESIDUAL = 0;
const VARIANCE = 1;
const COST = 2;
const WORST = 3;
const LIMIT = 4;
const WEIGHED_DOWN = 5;

export interface MeasureOptions {
  /** False, for a flight that was started without columns: J is that of the last call with true and the same history. */
  readonly anew: boolean;
  /** Whether residuals of more than {@link OUTLIER_SIGMAS} count linearly. */
  readonly robust: boolean;
  /** The first row that counts; left out: the history's first. The flight must not be beyond it. */
  readonly fromRow?: number;
}

/** How many lines the last {@link measureFlight} wrote. */
export const lineCount = (): number => lineAt / N;

/** Whether the last {@link measureFlight} met residuals that `robust` makes a difference for. */
export const metOutlier = (): boolean => live[WORST] > OUTLIER_SIGMAS;

/** How much more the last {@link measureFlight} would have come to without `robust`. */
export const weighedDown = (): number => live[WEIGHED_DOWN];

/**
 * Flies the flight that was started along a history and adds to {@link information} and {@link gradient} what its
 * rows tell of the first `parameters` parameters: Σ Jᵀ·J/σ² and Σ Jᵀ·r/σ², with residuals r and J = H·∂x(t)/∂θ.
 * Returns ½ Σ r²/σ², Huber's for outliers where `robust`. Leaves the flight at the last row. With J not `anew`
 * the gradient is nearly right where the parameters have hardly moved, at a fifth of the time, and the information is
 * not touched.
 */
export function measureFlight(
  history: MeasurementHistory,
  parameters: number,
  frame: LocalFrame,
  { anew, robust, fromRow = 0 }: MeasureOptions,
): number {
  const { rows, count, frames } = history;
  assert(count <= HISTORY_ROWS_MAX, "a history has too many rows");
  live[COST] = 0;
  live[WEIGHED_DOWN] = 0;
  lineAt = 0;
  size = parameters;
  isFull = anew;
  live[LIMIT] = robust ? OUTLIER_SIGMAS : Number.POSITIVE_INFINITY;
  live[WORST] = 0;
  for (let i = fromRow; i < count; i++) {
    const at = i * ROW_SIZE;
    advance(rows[at + ROW_TIME]);
    if (rows[at + ROW_SENSOR] < 0) measureLine(rows, at);
    else measurePolar(rows, at, frames, frame);
  }
  addGradient();
  if (anew) addInformation();
  return live[COST];
}

function measureLine(rows: Float64Array, at: number): void {
  let predicted = 0;
  for (let i = 0; i < 6; i++) {
    h[i] = rows[at + ROW_COEFFICIENTS + i]!;
    predicted += h[i] * flightState[i];
  }
  live[RESIDUAL] = rows[at + ROW_VALUE] - predicted;
  live[VARIANCE] = rows[at + ROW_VALUE + 1]!;
  add(true);
}

function measurePolar(
  rows: Float64Array,
  at: number,
  frames: Float64Array,
  frame: LocalFrame,
): void {
  const f = rows[at + ROW_SENSOR] * SENSOR_FRAME_SIZE;
  const s = flightState;
  const e = frames[f] * s[0] + frames[f + 1] * s[1] + frames[f + 2] * s[2] + frames[f + 9];
  const n = frames[f + 3] * s[0] + frames[f + 4] * s[1] + frames[f + 5] * s[2] + frames[f + 10];
  const u = frames[f + 6] * s[0] + frames[f + 7] * s[1] + frames[f + 8] * s[2] + frames[f + 11];
  const ground2 = Math.max(e * e + n * n, 1e-6);
  const ground = Math.sqrt(ground2);
  const range2 = ground2 + u * u;
  const range = Math.sqrt(range2);
  if (rows[at + ROW_RANGE + 1] > 0) {
    along(frames, f, e / range, n / range, u / range);
    live[RESIDUAL] = rows[at + ROW_RANGE] - range;
    live[VARIANCE] = rows[at + ROW_RANGE + 1]!;
    add(false);
  }
  if (rows[at + ROW_AZIMUTH + 1] > 0) {
    along(frames, f, n / ground2, -e / ground2, 0);
    live[RESIDUAL] = wrapPi(rows[at + ROW_AZIMUTH] - Math.atan2(e, n));
    live[VARIANCE] = rows[at + ROW_AZIMUTH + 1]!;
    add(false);
  }
  if (rows[at + ROW_ELEVATION + 1] > 0) {
    const rise = u / (range2 * ground);
    along(frames, f, -e * rise, -n * rise, ground / range2);
    live[RESIDUAL] = rows[at + ROW_ELEVATION] - Math.atan2(u, ground);
    live[VARIANCE] = rows[at + ROW_ELEVATION + 1]!;
    add(false);
  }
  if (rows[at + ROW_RANGE_RATE + 1] > 0) {
    along(frames, f, e / range, n / range, u / range);
    const rate = h[0] * s[3] + h[1] * s[4] + h[2] * s[5];
    for (let i = 0; i < 3; i++) {
      h[3 + i] = h[i]!;
      h[i] = (s[3 + i] - rate * h[i]) / range;
    }
    live[RESIDUAL] = rows[at + ROW_RANGE_RATE] - rate;
    live[VARIANCE] = rows[at + ROW_RANGE_RATE + 1]!;
    add(true);
  }
  if (rows[at + ROW_HEIGHT + 1] > 0) {
    h[0] = 0;
    h[1] = 0;
    h[2] = 1;
    const height = heightOfEnu(frame, s[0], s[1], s[2]);
    live[RESIDUAL] = rows[at + ROW_HEIGHT] - height;
    live[VARIANCE] = rows[at + ROW_HEIGHT + 1]!;
    add(false);
  }
}

/** The row vector (a, b, c) of sensor axes in site axes. */
function along(frames: Float64Array, f: number, x: number, y: number, z: number): void {
  for (let i = 0; i < 3; i++) {
    h[i] = x * frames[f + i] + y * frames[f + 3 + i] + z * frames[f + 6 + i];
  }
}

/** Weighs the number measured of {@link RESIDUAL} and {@link VARIANCE}, whose coefficients are {@link h}. */
function add(withVelocity: boolean): void {
  const residual = live[RESIDUAL];
  const variance = live[VARIANCE];
  const limit = live[LIMIT];
  const sigmas = Math.abs(residual) / Math.sqrt(variance);
  let weight = 1 / variance;
  if (sigmas > live[WORST]) live[WORST] = sigmas;
  if (sigmas > limit) {
    weight *= limit / sigmas;
    live[COST] = live[COST] + limit * (sigmas - 0.5 * limit);
    live[WEIGHED_DOWN] = live[WEIGHED_DOWN] + 0.5 * (sigmas - limit) * (sigmas - limit);
  } else live[COST] = live[COST] + 0.5 * sigmas * sigmas;
  const at = lineAt;
  const line = at / N;
  lineAt += N;
  if (isFull) writeLine(at, withVelocity);
  linePulls[line] = weight * residual;
  lineWeights[line] = weight;
  lineTimes[line] = flightTime();
}

/** Adds Jᵀ·r/σ² to {@link gradient}, of the lines that were written. */
function addGradient(): void {
  const count = lineAt / N;
  for (let i = 0; i < size; i++) {
    let sum = gradient[i];
    for (let line = 0, at = i; line < count; line++, at += N) sum += linePulls[line] * lines[at];
    gradient[i] = sum;
  }
}

/**
 * Adds Jᵀ·J/σ² to {@link information}, line after line in each of its numbers, but four numbers at a time: held in registers they take three fifths of what
 * a matrix takes to which each line is added by itself.
 */
function addInformation(): void {
  const count = lineAt / N;
  for (let i = 0; i < size; i++) {
    for (let line = 0, at = i; line < count; line++, at += N)
      scaled[line] = lineWeights[line] * lines[at];
    const row = i * N;
    let j = 0;
    for (; j + 3 <= i; j += 4) {
      let a = information[row + j];
      let b = information[row + j + 1];
      let c = information[row + j + 2];
      let d = information[row + j + 3];
      for (let line = 0, at = j; line < count; line++, at += N) {
        const factor = scaled[line];
        a += factor * lines[at];
        b += factor * lines[at + 1];
        c += factor * lines[at + 2];
        d += factor * lines[at + 3];
      }
      information[row + j] = a;
      information[row + j + 1] = b;
      information[row + j + 2] = c;
      information[row + j + 3] = d;
    }
    for (; j <= i; j++) {
      let sum = information[row + j];
      for (let line = 0, at = j; line < count; line++, at += N) sum += scaled[line] * lines[at];
      information[row + j] = sum;
    }
  }
}

/** ∂(measurement)/∂θ = H·∂x/∂θ. */
function writeLine(at: number, withVelocity: boolean): void {
  const c = flightColumns;
  const he = h[0];
  const hn = h[1];
  const hu = h[2];
  const ke = h[3];
  const kn = h[4];
  const ku = h[5];
  for (let j = 0; j < size; j++) {
    const k = j * 6;
    let sum = he * c[k] + hn * c[k + 1] + hu * c[k + 2];
    if (withVelocity) sum += ke * c[k + 3] + kn * c[k + 4] + ku * c[k + 5];
    lines[at + j] = sum;
  }
}

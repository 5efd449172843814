import {
  AIR_COLUMNS,
  AIR_LAST_ROW,
  AIR_LOWEST_M,
  AIR_STEP_M,
  airTable,
} from "../atmosphere/air-table.ts";
import { clamp } from "../units/algebra.ts";
import {
  CURVE_COLUMNS,
  CURVE_STEP,
  CURVE_TABLE,
  curvePlace,
  CURVES,
  isTransonic,
} from "./drag-curve.ts";
import type { Environment } from "./environment.ts";

/**
 * Places of a flight's parameters: position 3 m and velocity 3 m/s at its start, ln k at the curves' reference Mach
 * number (k = Cd·A/m in m²/kg), shares of the drag curves 5 (`drag-curve.ts`), wind east 2 and north 2 (see
 * {@link WIND_EVEN}), and of a motor: ln of its mean acceleration (m/s², along the way through the air), its taper
 * q (the push is (1 + q·(1 − 2t/T)) times the mean) and its end T, s after the start. The last column, which is
 * no parameter, is ln k from {@link forkDrag} on.
 */
export const AT_LOG_DRAG = 6;
export const AT_CURVE = 7;
export const AT_WIND = 12;
export const AT_BOOST = 16;
export const AT_TAPER = 17;
export const AT_BURN_END = 18;
export const FLIGHT_PARAMETERS = 19;
/** Parameters of a flight without a motor: the first ones. */
export const COAST_PARAMETERS = 16;
const AT_LATER_DRAG = 19;
const COLUMNS = 20;

/** Longest step, s: fourth-order error below a centimetre with the bound on drag beside it. */
const STEP_MAX_S = 1;
const STEP_TRANSONIC_S = 0.4;
const STEP_BOOST_S = 0.25;
const STEP_MIN_S = 0.02;
/** Greatest share of its speed that a body loses to drag in one step. */
const DRAG_PER_STEP = 0.08;

/** What of a flight is believed before it is seen. */
export interface FlightKnowledge {
  /**
   * Standard deviation of the wind, for each of east and north, about the environment's, m/s: at the ellipsoid, and
   * its growth for each metre of height. 0 and 0: the wind is known.
   */
  readonly windSigmaMps: number;
  readonly windSigmaPerM: number;
  /** Share of the mean drag curve that the body's drag follows: 1, or 0 for an even drag. */
  readonly dragShare: number;
  /** Standard deviations of the curve in units of the allowance: 1, or 0 for a known curve. */
  readonly dragShareSigma: number;
}

/** How much of the wind's variance is common to all heights, and how much turns over between 0 and 6 km. */
const WIND_EVEN = 0.85;
const WIND_TILTED = 0.6;
const WIND_MIDDLE_M = 3000;

/** State 6×1 and its derivatives by every parameter, 16 columns of 6. Written by {@link advance}. */
export const flightState = new Float64Array(6);
export const flightColumns = new Float64Array(COLUMNS * 6);

let env: Environment;
let air: Float64Array;
let timeS = 0;
let hasColumns = true;
let baseK = 0;
let curveSigma = 0;
/** Shares of the mean curve and of the uncertain ones. */
const shares = new Float64Array(CURVE_COLUMNS);
let windSigma = 0;
let windSigmaPerM = 0;
const windShift = new Float64Array(4);
let boost = 0;
let taper = 0;
let burnEndS = 0;
let laterForcing = 0;

const a = new Float64Array(3);
/** Of the middle of a step: ∂a/∂v (6, symmetric), ∂a/∂h (3), drag −d·w (3), thrust (3), φ, ψ₁, ψ₂. */
const D = new Float64Array(6);
const byHeight = new Float64Array(3);
const drag = new Float64Array(3);
const thrust = new Float64Array(3);
const phi = new Float64Array(CURVES);
let psi1 = 0;
let psi2 = 0;
let dragRate = 0;
let lastMach = 0;

/**
 * Sets the flight of `parameters` ({@link FLIGHT_PARAMETERS}×1) at its start. One flight at a time: its state is this module's, so that it allocates nothing.
 */
export function startFlight(
  environment: Environment,
  knowledge: FlightKnowledge,
  parameters: Float64Array,
  withColumns: boolean,
): void {
  env = environment;
  air = airTable(environment.atmosphere);
  timeS = 0;
  hasColumns = withColumns;
  for (let i = 0; i < 6; i++) flightState[i] = parameters[i];
  curveSigma = knowledge.dragShareSigma;
  shares[0] = knowledge.dragShare;
  for (let k = 0; k < CURVES; k++) shares[1 + k] = parameters[AT_CURVE + k] * curveSigma;
  baseK = Math.exp(parameters[AT_LOG_DRAG]);
  windSigma = knowledge.windSigmaMps;
  windSigmaPerM = knowledge.windSigmaPerM;
  for (let i = 0; i < 4; i++) windShift[i] = parameters[AT_WIND + i];
  burnEndS = parameters[AT_BURN_END];
  boost = burnEndS > 0 ? Math.exp(parameters[AT_BOOST]) : 0;
  taper = parameters[AT_TAPER];
  laterForcing = 0;
  dragRate = 0;
  lastMach = 2;
  if (!withColumns) return;
  flightColumns.fill(0);
  for (let i = 0; i < 6; i++) flightColumns[i * 7] = 1;
}

function curveAt(mach: number): number {
  const place = curvePlace(mach);
  const row = Math.floor(place);
  const part = place - row;
  const at = row * CURVE_COLUMNS;
  let sum = 0;
  for (let k = 0; k < CURVE_COLUMNS; k++) {
    const low = CURVE_TABLE[at + k];
    sum += shares[k] * (low + part * (CURVE_TABLE[at + CURVE_COLUMNS + k] - low));
  }
  return sum;
}

/** From here on the last column takes up what a change of ln k does. */
export function forkDrag(): void {
  laterForcing = 1;
}

/** Seconds since the start. */
export const flightTime = (): number => timeS;

/** Flies on to `untilS` after the start, forwards or backwards. */
export function advance(untilS: number): void {
  while (timeS !== untilS) {
    const direction = untilS > timeS ? 1 : -1;
    let stop = untilS;
    const burning = boost > 0 && (direction > 0 ? timeS < burnEndS : timeS <= burnEndS);
    if (burning && direction > 0 && burnEndS < stop) stop = burnEndS;
    if (boost > 0 && direction < 0 && timeS > burnEndS && stop < burnEndS) stop = burnEndS;
    const left = stop - timeS;
    const steps = Math.ceil(Math.abs(left) / longestStep(burning) - 1e-9);
    const dt = steps <= 1 ? left : left / steps;
    stepFlight(dt, burning ? pushAt(timeS + 0.5 * dt) : 0);
    timeS = steps <= 1 ? stop : timeS + dt;
    if (burning && direction > 0 && timeS === burnEndS) endBurn();
  }
}

/** One step as long as drag and motor allow, no longer than `mostS`; returns its length. `dt` < 0 not allowed. */
export function advanceOnce(mostS: number): number {
  const before = timeS;
  const burning = boost > 0 && timeS < burnEndS;
  advance(timeS + Math.min(mostS, longestStep(burning), burning ? burnEndS - timeS : Infinity));
  return timeS - before;
}

function longestStep(burning: boolean): number {
  if (burning) return STEP_BOOST_S;
  const most = isTransonic(lastMach) ? STEP_TRANSONIC_S : STEP_MAX_S;
  return clamp(DRAG_PER_STEP / Math.max(dragRate, 1e-6), STEP_MIN_S, most);
}

const pushAt = (t: number): number => boost * (1 + taper * (1 - (2 * t) / burnEndS));

/** ∂state/∂(end of burn): the push goes on for as much longer, along the way. */
function endBurn(): void {
  if (!hasColumns) return;
  const s = flightState;
  const speed = Math.max(Math.sqrt(s[3] * s[3] + s[4] * s[4] + s[5] * s[5]), 1);
  const push = pushAt(burnEndS) / speed;
  for (let i = 0; i < 3; i++) {
    const at = AT_BURN_END * 6 + 3 + i;
    flightColumns[at] = flightColumns[at] + push * s[3 + i];
  }
}

/**
 * Acceleration, m/s²: that of the ballistic model (see `ballisticAcceleration`) with k = k₀·e^(curve at the Mach
 * number of the way through the air), the environment's wind plus the wind's parameters, and a push along the way
 * through the air.
 */
function accelerate(
  e: number,
  n: number,
  u: number,
  ve: number,
  vn: number,
  vu: number,
  push: number,
): void {
  const me = e / (env.eastRadiusM + u);
  const mn = n / (env.northRadiusM + u);
  const m = Math.sqrt(1 + me * me + mn * mn);
  const height = env.frame.origin.heightM + u + (e * me + n * mn) / (1 + m);
  const down =
    ((env.gravityMps2 + env.gravityNorthPs2 * n) *
      (1 - height * (env.gravityDecay1 - height * env.gravityDecay2))) /
    m;
  let place = (height - AIR_LOWEST_M) / AIR_STEP_M;
  if (!(place > 0)) place = 0;
  if (place > AIR_LAST_ROW) place = AIR_LAST_ROW;
  const row = Math.floor(place);
  const part = place - row;
  const at = row * AIR_COLUMNS;
  const density = air[at] + part * (air[at + 4] - air[at]);
  const sound = air[at + 1] + part * (air[at + 5] - air[at + 1]);
  const sigma = windSigma + windSigmaPerM * (height > 0 ? height : 0);
  const even = WIND_EVEN * sigma;
  const tilted = WIND_TILTED * sigma * tilt(height);
  const we =
    ve -
    air[at + 2] -
    part * (air[at + 6] - air[at + 2]) -
    even * windShift[0] -
    tilted * windShift[1];
  const wn =
    vn -
    air[at + 3] -
    part * (air[at + 7] - air[at + 3]) -
    even * windShift[2] -
    tilted * windShift[3];
  const speed = Math.sqrt(we * we + wn * wn + vu * vu);
  const mach = speed / sound;
  const k = baseK * Math.exp(curveAt(mach));
  const along = -0.5 * density * k * speed + (push > 0 ? push / Math.max(speed, 1) : 0);
  const rn = env.rotationNorthRadps;
  const ru = env.rotationUpRadps;
  a[0] = -down * me + along * we - 2 * (rn * vu - ru * vn);
  a[1] = -down * mn + along * wn - 2 * ru * ve;
  a[2] = -down + along * vu + 2 * rn * ve;
}

const tilt = (heightM: number): number =>
  heightM >= 2 * WIND_MIDDLE_M ? 1 : (heightM - WIND_MIDDLE_M) / WIND_MIDDLE_M;

/** The linearised model at a state: everything that {@link stepColumns} needs. */
function linearise(
  e: number,
  n: number,
  u: number,
  ve: number,
  vn: number,
  vu: number,
  push: number,
): void {
  const height =
    env.frame.origin.heightM + u + 0.5 * ((e * e) / env.eastRadiusM + (n * n) / env.northRadiusM);
  const place = clamp((height - AIR_LOWEST_M) / AIR_STEP_M, 0, AIR_LAST_ROW);
  const row = Math.floor(place);
  const part = place - row;
  const at = row * AIR_COLUMNS;
  const density = air[at] + part * (air[at + 4] - air[at]);
  const sound = air[at + 1] + part * (air[at + 5] - air[at + 1]);
  const sigma = windSigma + windSigmaPerM * (height > 0 ? height : 0);
  psi1 = WIND_EVEN * sigma;
  psi2 = WIND_TILTED * sigma * tilt(height);
  const shearE = (air[at + 6] - air[at + 2]) / AIR_STEP_M;
  const shearN = (air[at + 7] - air[at + 3]) / AIR_STEP_M;
  const we =
    ve -
    air[at + 2] -
    part * (air[at + 6] - air[at + 2]) -
    psi1 * windShift[0] -
    psi2 * windShift[1];
  const wn =
    vn -
    air[at + 3] -
    part * (air[at + 7] - air[at + 3]) -
    psi1 * windShift[2] -
    psi2 * windShift[3];
  const speed = Math.max(Math.sqrt(we * we + wn * wn + vu * vu), 1);
  const mach = speed / sound;
  const steep = lineariseCurve(mach) / sound;
  const d = 0.5 * density * baseK * Math.exp(curveAt(mach)) * speed;
  const pushed = push / speed;
  const along = pushed - d;
  const stretch = -(d / speed + d * steep + pushed / speed) / speed;
  D[0] = along + stretch * we * we;
  D[1] = stretch * we * wn;
  D[2] = stretch * we * vu;
  D[3] = along + stretch * wn * wn;
  D[4] = stretch * wn * vu;
  D[5] = along + stretch * vu * vu;
  const thinning = -d * ((air[at + 4] - air[at]) / (AIR_STEP_M * density));
  byHeight[0] = thinning * we - D[0] * shearE - D[1] * shearN;
  byHeight[1] = thinning * wn - D[1] * shearE - D[3] * shearN;
  byHeight[2] = thinning * vu - D[2] * shearE - D[4] * shearN;
  drag[0] = -d * we;
  drag[1] = -d * wn;
  drag[2] = -d * vu;
  thrust[0] = pushed * we;
  thrust[1] = pushed * wn;
  thrust[2] = pushed * vu;
  dragRate = d;
  lastMach = mach;
}

/** Writes the uncertain curves to {@link phi} and returns the whole curve's slope by Mach number. */
function lineariseCurve(mach: number): number {
  const place = curvePlace(mach);
  const row = Math.floor(place);
  const part = place - row;
  const at = row * CURVE_COLUMNS;
  let slope = shares[0] * (CURVE_TABLE[at + CURVE_COLUMNS] - CURVE_TABLE[at]);
  for (let k = 1; k < CURVE_COLUMNS; k++) {
    const low = CURVE_TABLE[at + k];
    const rise = CURVE_TABLE[at + CURVE_COLUMNS + k] - low;
    slope += shares[k] * rise;
    phi[k - 1] = curveSigma * (low + part * rise);
  }
  return slope / CURVE_STEP;
}

/** A Runge–Kutta step of fourth order for the state; the columns by the midpoint rule about its linearised middle. */
function stepFlight(dt: number, push: number): void {
  const s = flightState;
  const e = s[0];
  const n = s[1];
  const u = s[2];
  const ve = s[3];
  const vn = s[4];
  const vu = s[5];
  const half = 0.5 * dt;
  accelerate(e, n, u, ve, vn, vu, push);
  let sumE = a[0];
  let sumN = a[1];
  let sumU = a[2];
  const be = ve + half * a[0];
  const bn = vn + half * a[1];
  const bu = vu + half * a[2];
  accelerate(e + half * ve, n + half * vn, u + half * vu, be, bn, bu, push);
  sumE += 2 * a[0];
  sumN += 2 * a[1];
  sumU += 2 * a[2];
  const ce = ve + half * a[0];
  const cn = vn + half * a[1];
  const cu = vu + half * a[2];
  linearise(e + half * be, n + half * bn, u + half * bu, ce, cn, cu, push);
  if (hasColumns) stepColumns(dt);
  accelerate(e + half * be, n + half * bn, u + half * bu, ce, cn, cu, push);
  sumE += 2 * a[0];
  sumN += 2 * a[1];
  sumU += 2 * a[2];
  const de = ve + dt * a[0];
  const dn = vn + dt * a[1];
  const du = vu + dt * a[2];
  accelerate(e + dt * ce, n + dt * cn, u + dt * cu, de, dn, du, push);
  const sixth = dt / 6;
  s[0] = e + sixth * (ve + 2 * be + 2 * ce + de);
  s[1] = n + sixth * (vn + 2 * bn + 2 * cn + dn);
  s[2] = u + sixth * (vu + 2 * bu + 2 * cu + du);
  s[3] = ve + sixth * (sumE + a[0]);
  s[4] = vn + sixth * (sumN + a[1]);
  s[5] = vu + sixth * (sumU + a[2]);
}

/** East and north of the start only shift the flight: their columns stay. */
function stepColumns(dt: number): void {
  for (let j = 2; j < AT_LOG_DRAG; j++) stepColumn(j, dt, 0, 0, 0);
  stepColumn(AT_LOG_DRAG, dt, drag[0], drag[1], drag[2]);
  if (curveSigma > 0) {
    for (let k = 0; k < CURVES; k++) {
      stepColumn(AT_CURVE + k, dt, phi[k] * drag[0], phi[k] * drag[1], phi[k] * drag[2]);
    }
  }
  if (windSigma > 0) {
    stepColumn(AT_WIND, dt, -psi1 * D[0], -psi1 * D[1], -psi1 * D[2]);
    stepColumn(AT_WIND + 1, dt, -psi2 * D[0], -psi2 * D[1], -psi2 * D[2]);
    stepColumn(AT_WIND + 2, dt, -psi1 * D[1], -psi1 * D[3], -psi1 * D[4]);
    stepColumn(AT_WIND + 3, dt, -psi2 * D[1], -psi2 * D[3], -psi2 * D[4]);
  }
  if (boost > 0) {
    stepColumn(AT_BOOST, dt, thrust[0], thrust[1], thrust[2]);
    const tapered = taperShare(timeS + 0.5 * dt);
    stepColumn(AT_TAPER, dt, tapered * thrust[0], tapered * thrust[1], tapered * thrust[2]);
    // A later end stretches the taper; after it, no push is left to stretch.
    const stretch = (taperSlope(timeS + 0.5 * dt) * taper) / burnEndS;
    stepColumn(AT_BURN_END, dt, stretch * thrust[0], stretch * thrust[1], stretch * thrust[2]);
  }
  if (laterForcing > 0) stepColumn(AT_LATER_DRAG, dt, drag[0], drag[1], drag[2]);
}

/** ∂ ln push/∂ ln T over q at a time. */
const taperSlope = (t: number): number =>
  (2 * t) / burnEndS / Math.max(1 + taper * (1 - (2 * t) / burnEndS), 0.1);

/** ∂ ln push/∂q at a time. */
function taperShare(t: number): number {
  const place = 1 - (2 * t) / burnEndS;
  return place / Math.max(1 + taper * place, 0.1);
}

function stepColumn(column: number, dt: number, be: number, bn: number, bu: number): void {
  const c = flightColumns;
  const at = column * 6;
  const ve = c[at + 3];
  const vn = c[at + 4];
  const vu = c[at + 5];
  const half = 0.5 * dt;
  const turn = 2 * env.rotationUpRadps;
  const lift = 2 * env.rotationNorthRadps;
  const u = c[at + 2];
  const me =
    ve + half * (D[0] * ve + (D[1] + turn) * vn + (D[2] - lift) * vu + byHeight[0] * u + be);
  const mn = vn + half * ((D[1] - turn) * ve + D[3] * vn + D[4] * vu + byHeight[1] * u + bn);
  const mu = vu + half * ((D[2] + lift) * ve + D[4] * vn + D[5] * vu + byHeight[2] * u + bu);
  const um = u + half * vu;
  c[at] = c[at] + dt * me;
  c[at + 1] = c[at + 1] + dt * mn;
  c[at + 2] = u + dt * mu;
  c[at + 3] =
    ve + dt * (D[0] * me + (D[1] + turn) * mn + (D[2] - lift) * mu + byHeight[0] * um + be);
  c[at + 4] = vn + dt * ((D[1] - turn) * me + D[3] * mn + D[4] * mu + byHeight[1] * um + bn);
  c[at + 5] = vu + dt * ((D[2] + lift) * me + D[4] * mn + D[5] * mu + byHeight[2] * um + bu);
}

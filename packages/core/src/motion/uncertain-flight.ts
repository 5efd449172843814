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
/** A flight faster than this has run away, as those do that are flown back through thick air: it is given up. */
const SPEED_MOST_MPS = 20_000;

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

let air: Float64Array;
let hasColumns = true;
let hasFork = false;
/** Shares of the mean curve and of the uncertain ones; of the wind's parameters. */
const shares = new Float64Array(CURVE_COLUMNS);
const windShift = new Float64Array(4);

/** Numbers of the flight at hand, in one array since a module's own variables would be boxed: time and motor, … */
const live = new Float64Array(29);
const TIME = 0;
const BOOST = 1;
const TAPER = 2;
const BURN_END = 3;
/** … beliefs, … */
const BASE_K = 4;
const CURVE_SIGMA = 5;
const WIND_SIGMA = 6;
const WIND_SIGMA_PER_M = 7;
/** … the site, … */
const PER_EAST_RADIUS = 8;
const PER_NORTH_RADIUS = 9;
const SITE_HEIGHT = 10;
const GRAVITY = 11;
const GRAVITY_NORTH = 12;
const DECAY_1 = 13;
const DECAY_2 = 14;
const TURN_NORTH = 15;
const TURN_UP = 16;
/** … and what the last acceleration was made of: the way through the air, the air, drag (1/s) and the wind's basis. */
const WAY_EAST = 17;
const WAY_NORTH = 18;
const WAY_UP = 19;
const SPEED = 20;
const SOUND = 21;
const DENSITY = 22;
const AIR_AT = 23;
const DRAG_RATE = 24;
const PSI_EVEN = 25;
const PSI_TILTED = 26;
/** Length of the step that is taken, s, and the motor's push in it, m/s². */
const STEP = 27;
const PUSH = 28;

/** Where an acceleration is asked for, and the answer. Arrays, since numbers handed to a function would be boxed. */
const stage = new Float64Array(6);
const a = new Float64Array(3);
const force = new Float64Array(3);
/** Of the middle of a step: ∂a/∂v (6, symmetric), ∂a/∂h (3), drag −d·w (3), thrust (3), φ. */
const D = new Float64Array(6);
const byHeight = new Float64Array(3);
const drag = new Float64Array(3);
const thrust = new Float64Array(3);
const phi = new Float64Array(CURVES);

/**
 * Sets the flight of `parameters` ({@link FLIGHT_PARAMETERS}×1) at its start. One flight at a time: its state is this module's, so that it allocates nothing.
 */
export function startFlight(
  environment: Environment,
  knowledge: FlightKnowledge,
  parameters: Float64Array,
  withColumns: boolean,
): void {
  air = airTable(environment.atmosphere);
  hasColumns = withColumns;
  hasFork = false;
  for (let i = 0; i < 6; i++) flightState[i] = parameters[i]!;
  const sigma = knowledge.dragShareSigma;
  shares[0] = knowledge.dragShare;
  for (let k = 0; k < CURVES; k++) shares[1 + k] = parameters[AT_CURVE + k] * sigma;
  for (let i = 0; i < 4; i++) windShift[i] = parameters[AT_WIND + i]!;
  live[TIME] = 0;
  live[BURN_END] = parameters[AT_BURN_END]!;
  live[BOOST] = live[BURN_END] > 0 ? Math.exp(parameters[AT_BOOST]) : 0;
  live[TAPER] = parameters[AT_TAPER]!;
  live[BASE_K] = Math.exp(parameters[AT_LOG_DRAG]);
  live[CURVE_SIGMA] = sigma;
  live[WIND_SIGMA] = knowledge.windSigmaMps;
  live[WIND_SIGMA_PER_M] = knowledge.windSigmaPerM;
  live[PER_EAST_RADIUS] = 1 / environment.eastRadiusM;
  live[PER_NORTH_RADIUS] = 1 / environment.northRadiusM;
  live[SITE_HEIGHT] = environment.frame.origin.heightM;
  live[GRAVITY] = environment.gravityMps2;
  live[GRAVITY_NORTH] = environment.gravityNorthPs2;
  live[DECAY_1] = environment.gravityDecay1;
  live[DECAY_2] = environment.gravityDecay2;
  live[TURN_NORTH] = environment.rotationNorthRadps;
  live[TURN_UP] = environment.rotationUpRadps;
  live[DRAG_RATE] = 0;
  live[SPEED] = 1;
  live[SOUND] = 1;
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
  hasFork = true;
}

/** Seconds since the start. */
export const flightTime = (): number => live[TIME];

/** Flies on to `untilS` after the start, forwards or backwards. One that runs away is there at once, its state not a number. */
export function advance(untilS: number): void {
  const endS = live[BURN_END];
  const hasMotor = live[BOOST] > 0;
  while (live[TIME] !== untilS) {
    const timeS = live[TIME];
    const isForward = untilS > timeS;
    let stop = untilS;
    const burning = hasMotor && (isForward ? timeS < endS : timeS <= endS);
    if (burning && isForward && endS < stop) stop = endS;
    if (hasMotor && !isForward && timeS > endS && stop < endS) stop = endS;
    const left = stop - timeS;
    const steps = Math.ceil(Math.abs(left) / longestStep(burning) - 1e-9);
    const dt = steps <= 1 ? left : left / steps;
    stepFlight(dt, burning ? pushAt(timeS + 0.5 * dt) : 0);
    const ranAway = !(live[SPEED] < SPEED_MOST_MPS);
    if (ranAway) flightState.fill(NaN);
    live[TIME] = ranAway ? untilS : steps <= 1 ? stop : timeS + dt;
    if (burning && isForward && live[TIME] === endS) endBurn();
  }
}

/** One step as long as drag and motor allow, no longer than `mostS`. */
export function advanceOnce(mostS: number): void {
  const timeS = live[TIME];
  const burning = live[BOOST] > 0 && timeS < live[BURN_END];
  const dt = Math.min(mostS, longestStep(burning));
  advance(burning ? Math.min(timeS + dt, live[BURN_END]) : timeS + dt);
}

function longestStep(burning: boolean): number {
  if (burning) return STEP_BOOST_S;
  const most = isTransonic(live[SPEED] / live[SOUND]) ? STEP_TRANSONIC_S : STEP_MAX_S;
  return clamp(DRAG_PER_STEP / Math.max(live[DRAG_RATE], 1e-6), STEP_MIN_S, most);
}

const pushAt = (t: number): number =>
  live[BOOST] * (1 + live[TAPER] * (1 - (2 * t) / live[BURN_END]));

/** ∂state/∂(end of burn): the push goes on for as much longer, along the way. */
function endBurn(): void {
  if (!hasColumns) return;
  const s = flightState;
  const speed = Math.max(Math.sqrt(s[3] * s[3] + s[4] * s[4] + s[5] * s[5]), 1);
  const push = pushAt(live[BURN_END]) / speed;
  for (let i = 0; i < 3; i++) {
    const at = AT_BURN_END * 6 + 3 + i;
    flightColumns[at] = flightColumns[at] + push * s[3 + i];
  }
}

/**
 * Acceleration, m/s²: that of the ballistic model (see `ballisticAcceleration`) with k = k₀·e^(curve at the Mach
 * number of the way through the air), the environment's wind plus the wind's parameters, and a push along the way
 * through the air. What it is made of stays in {@link live}. The Earth's curvature is a power series, as in `shaped-flight.ts`.
 */
function accelerate(): void {
  const e = stage[0];
  const n = stage[1];
  const u = stage[2];
  const ve = stage[3];
  const vn = stage[4];
  const vu = stage[5];
  const push = live[PUSH];
  const pu = u * live[PER_NORTH_RADIUS];
  const shrink = 1 - pu + pu * pu;
  const me = e * live[PER_EAST_RADIUS] * shrink;
  const mn = n * live[PER_NORTH_RADIUS] * shrink;
  const lean = me * me + mn * mn;
  const height = live[SITE_HEIGHT] + u + (0.5 - 0.125 * lean) * (e * me + n * mn);
  const decay = 1 - height * (live[DECAY_1] - height * live[DECAY_2]);
  const down = (live[GRAVITY] + live[GRAVITY_NORTH] * n) * decay * (1 - 0.5 * lean);
  let place = (height - AIR_LOWEST_M) / AIR_STEP_M;
  if (!(place > 0)) place = 0;
  if (place > AIR_LAST_ROW) place = AIR_LAST_ROW;
  const row = Math.floor(place);
  const part = place - row;
  const at = row * AIR_COLUMNS;
  const density = air[at] + part * (air[at + 4] - air[at]);
  const sound = air[at + 1] + part * (air[at + 5] - air[at + 1]);
  const sigma = live[WIND_SIGMA] + live[WIND_SIGMA_PER_M] * (height > 0 ? height : 0);
  const even = WIND_EVEN * sigma;
  const tilted = WIND_TILTED * sigma * tilt(height);
  const windE = air[at + 2] + part * (air[at + 6] - air[at + 2]);
  const windN = air[at + 3] + part * (air[at + 7] - air[at + 3]);
  const we = ve - windE - even * windShift[0] - tilted * windShift[1];
  const wn = vn - windN - even * windShift[2] - tilted * windShift[3];
  const speed = Math.sqrt(we * we + wn * wn + vu * vu);
  const d = 0.5 * density * live[BASE_K] * Math.exp(curveAt(speed / sound)) * speed;
  const along = (push > 0 ? push / Math.max(speed, 1) : 0) - d;
  a[0] = -down * me + along * we - 2 * (live[TURN_NORTH] * vu - live[TURN_UP] * vn);
  a[1] = -down * mn + along * wn - 2 * live[TURN_UP] * ve;
  a[2] = -down + along * vu + 2 * live[TURN_NORTH] * ve;
  live[WAY_EAST] = we;
  live[WAY_NORTH] = wn;
  live[WAY_UP] = vu;
  live[SPEED] = speed;
  live[SOUND] = sound;
  live[DENSITY] = density;
  live[AIR_AT] = at;
  live[DRAG_RATE] = d;
  live[PSI_EVEN] = even;
  live[PSI_TILTED] = tilted;
}

const tilt = (heightM: number): number =>
  heightM >= 2 * WIND_MIDDLE_M ? 1 : (heightM - WIND_MIDDLE_M) / WIND_MIDDLE_M;

/** The model linearised where the acceleration was last worked out: everything that {@link stepColumns} needs. */
function linearise(): void {
  const push = live[PUSH];
  const we = live[WAY_EAST];
  const wn = live[WAY_NORTH];
  const wu = live[WAY_UP];
  const speed = Math.max(live[SPEED], 1);
  const d = live[DRAG_RATE];
  const at = live[AIR_AT];
  const steep = lineariseCurve(speed / live[SOUND]) / live[SOUND];
  const pushed = push / speed;
  const along = pushed - d;
  const stretch = -(d / speed + d * steep + pushed / speed) / speed;
  D[0] = along + stretch * we * we;
  D[1] = stretch * we * wn;
  D[2] = stretch * we * wu;
  D[3] = along + stretch * wn * wn;
  D[4] = stretch * wn * wu;
  D[5] = along + stretch * wu * wu;
  const shearE = (air[at + 6] - air[at + 2]) / AIR_STEP_M;
  const shearN = (air[at + 7] - air[at + 3]) / AIR_STEP_M;
  const thinning = (-d * (air[at + 4] - air[at])) / (AIR_STEP_M * live[DENSITY]);
  byHeight[0] = thinning * we - D[0] * shearE - D[1] * shearN;
  byHeight[1] = thinning * wn - D[1] * shearE - D[3] * shearN;
  byHeight[2] = thinning * wu - D[2] * shearE - D[4] * shearN;
  drag[0] = -d * we;
  drag[1] = -d * wn;
  drag[2] = -d * wu;
  thrust[0] = pushed * we;
  thrust[1] = pushed * wn;
  thrust[2] = pushed * wu;
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
    phi[k - 1] = live[CURVE_SIGMA] * (low + part * rise);
  }
  return slope / CURVE_STEP;
}

/** A Runge–Kutta step of fourth order for the state; the columns by the midpoint rule about its linearised middle. */
function stepFlight(dt: number, push: number): void {
  const s = flightState;
  const g = stage;
  live[STEP] = dt;
  live[PUSH] = push;
  const half = 0.5 * dt;
  for (let i = 0; i < 6; i++) g[i] = s[i]!;
  accelerate();
  let sumE = a[0];
  let sumN = a[1];
  let sumU = a[2];
  const be = s[3] + half * a[0];
  const bn = s[4] + half * a[1];
  const bu = s[5] + half * a[2];
  setStage(half, s[3], s[4], s[5], be, bn, bu);
  accelerate();
  sumE += 2 * a[0];
  sumN += 2 * a[1];
  sumU += 2 * a[2];
  const ce = s[3] + half * a[0];
  const cn = s[4] + half * a[1];
  const cu = s[5] + half * a[2];
  setStage(half, be, bn, bu, ce, cn, cu);
  accelerate();
  if (hasColumns) {
    linearise();
    stepColumns();
  }
  sumE += 2 * a[0];
  sumN += 2 * a[1];
  sumU += 2 * a[2];
  const de = s[3] + dt * a[0];
  const dn = s[4] + dt * a[1];
  const du = s[5] + dt * a[2];
  setStage(dt, ce, cn, cu, de, dn, du);
  accelerate();
  const sixth = dt / 6;
  s[0] = s[0] + sixth * (s[3] + 2 * be + 2 * ce + de);
  s[1] = s[1] + sixth * (s[4] + 2 * bn + 2 * cn + dn);
  s[2] = s[2] + sixth * (s[5] + 2 * bu + 2 * cu + du);
  s[3] = s[3] + sixth * (sumE + a[0]);
  s[4] = s[4] + sixth * (sumN + a[1]);
  s[5] = s[5] + sixth * (sumU + a[2]);
}

/** The next stage: the place after `dt` at the velocity (x, y, z), and the velocity (e, n, u). Small enough to be inlined. */
function setStage(
  dt: number,
  x: number,
  y: number,
  z: number,
  e: number,
  n: number,
  u: number,
): void {
  stage[0] = flightState[0] + dt * x;
  stage[1] = flightState[1] + dt * y;
  stage[2] = flightState[2] + dt * z;
  stage[3] = e;
  stage[4] = n;
  stage[5] = u;
}

/** East and north of the start only shift the flight: their columns stay. */
function stepColumns(): void {
  const dt = live[STEP];
  force.fill(0);
  for (let j = 2; j < AT_LOG_DRAG; j++) stepColumn(j);
  pushBy(drag, 1);
  stepColumn(AT_LOG_DRAG);
  if (live[CURVE_SIGMA] > 0) {
    for (let k = 0; k < CURVES; k++) {
      pushBy(drag, phi[k]);
      stepColumn(AT_CURVE + k);
    }
  }
  if (live[WIND_SIGMA] > 0) {
    const psi1 = live[PSI_EVEN];
    const psi2 = live[PSI_TILTED];
    blow(0, psi1);
    stepColumn(AT_WIND);
    blow(0, psi2);
    stepColumn(AT_WIND + 1);
    blow(1, psi1);
    stepColumn(AT_WIND + 2);
    blow(1, psi2);
    stepColumn(AT_WIND + 3);
  }
  if (live[BOOST] > 0) {
    const middleS = live[TIME] + 0.5 * dt;
    pushBy(thrust, 1);
    stepColumn(AT_BOOST);
    pushBy(thrust, taperShare(middleS));
    stepColumn(AT_TAPER);
    // A later end stretches the taper; after it, no push is left to stretch.
    const stretch = (taperSlope(middleS) * live[TAPER]) / live[BURN_END];
    pushBy(thrust, stretch);
    stepColumn(AT_BURN_END);
  }
  if (!hasFork) return;
  pushBy(drag, 1);
  stepColumn(AT_LATER_DRAG);
}

/** ∂ ln push/∂ ln T over q at a time. */
const taperSlope = (t: number): number =>
  (2 * t) / live[BURN_END] / Math.max(1 + live[TAPER] * (1 - (2 * t) / live[BURN_END]), 0.1);

/** ∂ ln push/∂q at a time. */
function taperShare(t: number): number {
  const place = 1 - (2 * t) / live[BURN_END];
  return place / Math.max(1 + live[TAPER] * place, 0.1);
}

/** Sets what drives a column besides itself: a multiple of a vector … */
function pushBy(vector: Float64Array, share: number): void {
  force[0] = share * vector[0];
  force[1] = share * vector[1];
  force[2] = share * vector[2];
}

/** … or a wind from the west (0) or south (1) of a speed. */
function blow(axis: 0 | 1, speedMps: number): void {
  force[0] = -speedMps * D[axis];
  force[1] = -speedMps * D[axis === 0 ? 1 : 3];
  force[2] = -speedMps * D[axis === 0 ? 2 : 4];
}

function stepColumn(column: number): void {
  const dt = live[STEP];
  const be = force[0];
  const bn = force[1];
  const bu = force[2];
  const c = flightColumns;
  const at = column * 6;
  const ve = c[at + 3];
  const vn = c[at + 4];
  const vu = c[at + 5];
  const half = 0.5 * dt;
  const turn = 2 * live[TURN_UP];
  const lift = 2 * live[TURN_NORTH];
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

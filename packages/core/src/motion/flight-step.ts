import {
  AIR_COLUMNS,
  AIR_LAST_ROW,
  AIR_LOWEST_M,
  AIR_STEP_M,
  airTable,
} from "../atmosphere/air-table.ts";
import { CURVE_COLUMNS, CURVE_STEP, CURVE_TABLE, curvePlace, CURVES } from "./drag-curve.ts";
import type { Environment } from "./environment.ts";

/** How much of the wind's variance is common to all heights, and how much turns over between 0 and 6 km. */
const WIND_EVEN = 0.85;
const WIND_TILTED = 0.6;
const WIND_MIDDLE_M = 3000;
const AIR_ROWS_PER_M = 1 / AIR_STEP_M;

/** The step's start and end, 6×1: ENU position m, velocity m/s. Arrays, here and below, since numbers in a module's variables or handed to a function would be boxed. */
const start = new Float64Array(6);
const end = new Float64Array(6);
/** Where an acceleration is asked for, the answer, and its sum over a step's stages. */
const stage = new Float64Array(6);
const a = new Float64Array(3);
const sum = new Float64Array(3);
/** Shares of the mean drag curve and of the uncertain ones, and of the wind's parameters: east even, east tilted, north even, north tilted. */
const shares = new Float64Array(CURVE_COLUMNS);
const shift = new Float64Array(4);
/** Of where it was linearised last: ∂a/∂v (6, symmetric), ∂a/∂h (3), drag −d·w (3), thrust (3), the uncertain drag curves. */
const D = new Float64Array(6);
const byHeight = new Float64Array(3);
const drag = new Float64Array(3);
const thrust = new Float64Array(3);
const curves = new Float64Array(CURVES);
/** What changes the acceleration of a column besides itself. */
const force = new Float64Array(3);
let air: Float64Array = new Float64Array(0);

/** The same, for others: what this module itself uses is not exported, since that is read from memory at each use. */
export const stepStart = start;
export const stepEnd = end;
export const curveShares = shares;
export const windShift = shift;

/** Numbers of the flight at hand: length of the step, s; ½·k, m²/kg; whether a curve is followed; the drag's slope by speed, s/m; */
const live = new Float64Array(33);
const STEP = 0;
const HALF_K = 1;
const HAS_CURVE = 2;
const DRAG_SLOPE = 3;
/** the motor's push along the way through the air, m/s²; standard deviations of the wind, m/s and its growth 1/s, and of the curves; */
const PUSH = 4;
const WIND_SIGMA = 5;
const WIND_SIGMA_PER_M = 6;
const CURVE_SIGMA = 7;
/** found by the last acceleration: height over the ellipsoid, m; speed through the air and of sound, m/s; share of the speed lost to drag, 1/s; … */
const HEIGHT = 8;
const SPEED = 9;
const SOUND = 10;
const DRAG_RATE = 11;
const WAY_EAST = 12;
const WAY_NORTH = 13;
const WAY_UP = 14;
const DENSITY = 15;
const AIR_AT = 16;
const WIND_BY_EVEN = 17;
const WIND_BY_TILTED = 18;
const PER_EAST_RADIUS = 19;
const PER_NORTH_RADIUS = 20;
const SITE_HEIGHT = 21;
const GRAVITY = 22;
const GRAVITY_NORTH = 23;
const DECAY_1 = 24;
const DECAY_2 = 25;
const TURN_NORTH = 26;
const TURN_UP = 27;
const VELOCITY_SUM_EAST = 28;
const VELOCITY_SUM_NORTH = 29;
const VELOCITY_SUM_UP = 30;
const MACH = 31;
const CURVE = 32;

/** Puts a flight that has not begun, and so knows of no drag, into an environment. One at a time: its numbers are this module's, so that it allocates nothing. */
export function setFlightEnvironment(environment: Environment): void {
  air = airTable(environment.atmosphere);
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
}

/** Length of the next step, s, either sign, and the push of a motor in it, m/s². */
export function setStep(lengthS: number, pushMps2: number): void {
  live[STEP] = lengthS;
  live[PUSH] = pushMps2;
}

/** ½·k, m²/kg: what the drag is until it is set anew, or, where a curve is followed, at the curves' reference Mach number. */
export function setHalfDrag(halfK: number): void {
  live[HALF_K] = halfK;
}

export const halfDrag = (): number => live[HALF_K];

/** Whether the drag follows a curve, by {@link curveShares}, and the uncertain curves' standard deviation; else it is as it was set. */
export function setDragCurve(isFollowed: boolean, sigma: number): void {
  live[HAS_CURVE] = isFollowed ? 1 : 0;
  live[CURVE_SIGMA] = sigma;
}

/** Where no curve is followed: ∂ln k/∂(speed) for the next {@link linearise}, s/m. */
export function setDragSlope(slope: number): void {
  live[DRAG_SLOPE] = slope;
}

/** Standard deviation of the wind at the ellipsoid, m/s, and its growth for each metre of height: units of {@link windShift}. 0 and 0: the wind is the environment's. */
export function setWindSigma(sigmaMps: number, sigmaPerM: number): void {
  live[WIND_SIGMA] = sigmaMps;
  live[WIND_SIGMA_PER_M] = sigmaPerM;
}

/** Of where the acceleration was last worked out: height over the ellipsoid, m; … */
export const heightNow = (): number => live[HEIGHT];
/** … speed through the air, m/s, and over that of sound; … */
export const speedNow = (): number => live[SPEED];
export const machNow = (): number => live[SPEED] / live[SOUND];
/** … the share of its speed that the body loses to drag, 1/s; velocity through the air along an axis, m/s. */
export const dragRateNow = (): number => live[DRAG_RATE];
export const wayNow = (axis: 0 | 1 | 2): number => live[WAY_EAST + axis];
/** Upward acceleration there, m/s². */
export const liftNow = (): number => a[2];

/** The acceleration at {@link stepStart}: a step begins with it. */
export function accelerateAtStart(): void {
  for (let i = 0; i < 6; i++) stage[i] = start[i]!;
  accelerate();
}

/**
 * Acceleration, m/s², at {@link stage}: that of `ballisticAcceleration` in the tabulated air, with k = k₀·e^(curve at the Mach
 * number of the way through the air) where a curve is followed, the environment's wind plus the wind's parameters, and a push
 * along the way through the air. What it is made of stays in {@link live}. Its roots and quotients by the Earth's radius
 * R are power series: m = r/(R + u) to (u/R)³ = 1e-7 of itself at 30 km, √(1 + m²) and its like to m⁴, which
 * is 1e-8 at 60 km from the site: below a millimetre of height.
 */
function accelerate(): void {
  const e = stage[0];
  const n = stage[1];
  const u = stage[2];
  const ve = stage[3];
  const vn = stage[4];
  const vu = stage[5];
  const pu = u * live[PER_NORTH_RADIUS];
  const shrink = 1 - pu + pu * pu;
  const me = e * live[PER_EAST_RADIUS] * shrink;
  const mn = n * live[PER_NORTH_RADIUS] * shrink;
  const lean = me * me + mn * mn;
  const height = live[SITE_HEIGHT] + u + (0.5 - 0.125 * lean) * (e * me + n * mn);
  const decay = 1 - height * (live[DECAY_1] - height * live[DECAY_2]);
  const down = (live[GRAVITY] + live[GRAVITY_NORTH] * n) * decay * (1 - 0.5 * lean);
  const asked = (height - AIR_LOWEST_M) * AIR_ROWS_PER_M;
  const place = asked > 0 ? Math.min(asked, AIR_LAST_ROW) : 0;
  const row = Math.floor(place);
  const part = place - row;
  const at = row * AIR_COLUMNS;
  const density = air[at] + part * (air[at + 4] - air[at]);
  const sound = air[at + 1] + part * (air[at + 5] - air[at + 1]);
  let we = ve - air[at + 2] - part * (air[at + 6] - air[at + 2]);
  let wn = vn - air[at + 3] - part * (air[at + 7] - air[at + 3]);
  if (live[WIND_SIGMA] > 0) {
    const sigma = live[WIND_SIGMA] + live[WIND_SIGMA_PER_M] * (height > 0 ? height : 0);
    const even = WIND_EVEN * sigma;
    const tilt = height >= 2 * WIND_MIDDLE_M ? 1 : (height - WIND_MIDDLE_M) / WIND_MIDDLE_M;
    const tilted = WIND_TILTED * sigma * tilt;
    we -= even * shift[0] + tilted * shift[1];
    wn -= even * shift[2] + tilted * shift[3];
    live[WIND_BY_EVEN] = even;
    live[WIND_BY_TILTED] = tilted;
  }
  const speed = Math.sqrt(we * we + wn * wn + vu * vu);
  let d = live[HALF_K] * density * speed;
  if (live[HAS_CURVE] > 0) {
    live[MACH] = speed / sound;
    followCurve();
    d *= Math.exp(live[CURVE]);
  }
  const push = live[PUSH];
  const along = push > 0 ? push / Math.max(speed, 1) - d : -d;
  a[0] = along * we - down * me - 2 * (live[TURN_NORTH] * vu - live[TURN_UP] * vn);
  a[1] = along * wn - down * mn - 2 * live[TURN_UP] * ve;
  a[2] = along * vu - down + 2 * live[TURN_NORTH] * ve;
  live[WAY_EAST] = we;
  live[WAY_NORTH] = wn;
  live[WAY_UP] = vu;
  live[HEIGHT] = height;
  live[SPEED] = speed;
  live[SOUND] = sound;
  live[DENSITY] = density;
  live[AIR_AT] = at;
  live[DRAG_RATE] = d;
}

/** {@link live} the curve at a Mach number: in {@link live} both, since a number that goes in or out of a function that is not inlined is boxed. */
function followCurve(): void {
  const place = curvePlace(live[MACH]);
  const row = Math.floor(place);
  const part = place - row;
  const rest = 1 - part;
  const at = row * CURVE_COLUMNS;
  const t = CURVE_TABLE;
  // Unrolled: this is asked for more often than anything else.
  live[CURVE] =
    shares[0] * (rest * t[at] + part * t[at + 6]) +
    shares[1] * (rest * t[at + 1] + part * t[at + 7]) +
    shares[2] * (rest * t[at + 2] + part * t[at + 8]) +
    shares[3] * (rest * t[at + 3] + part * t[at + 9]) +
    shares[4] * (rest * t[at + 4] + part * t[at + 10]) +
    shares[5] * (rest * t[at + 5] + part * t[at + 11]);
}

/** Height of {@link stepEnd} over the ellipsoid, m, as the acceleration has it. */
export function heightAtEnd(): number {
  const e = end[0];
  const n = end[1];
  const u = end[2];
  const pu = u * live[PER_NORTH_RADIUS];
  const shrink = 1 - pu + pu * pu;
  const me = e * live[PER_EAST_RADIUS] * shrink;
  const mn = n * live[PER_NORTH_RADIUS] * shrink;
  return live[SITE_HEIGHT] + u + (0.5 - 0.125 * (me * me + mn * mn)) * (e * me + n * mn);
}

/**
 * The first three stages of a Runge–Kutta step of fourth order over the length that was set, from {@link stepStart}, whose acceleration
 * must be the last one asked for. It can be linearised then, as it is at the step's middle.
 */
export function stepToMiddle(): void {
  const s = start;
  const dt = live[STEP];
  const half = 0.5 * dt;
  let sumE = a[0];
  let sumN = a[1];
  let sumU = a[2];
  const be = s[3] + half * sumE;
  const bn = s[4] + half * sumN;
  const bu = s[5] + half * sumU;
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
  sum[0] = sumE + 2 * a[0];
  sum[1] = sumN + 2 * a[1];
  sum[2] = sumU + 2 * a[2];
  live[VELOCITY_SUM_EAST] = s[3] + 2 * be + 2 * ce;
  live[VELOCITY_SUM_NORTH] = s[4] + 2 * bn + 2 * cn;
  live[VELOCITY_SUM_UP] = s[5] + 2 * bu + 2 * cu;
}

/** The step's last stage, and {@link stepEnd}. */
export function stepToEnd(): void {
  const s = start;
  const dt = live[STEP];
  const de = s[3] + dt * a[0];
  const dn = s[4] + dt * a[1];
  const du = s[5] + dt * a[2];
  setStage(dt, stage[3], stage[4], stage[5], de, dn, du);
  accelerate();
  const sixth = dt / 6;
  end[0] = s[0] + sixth * (live[VELOCITY_SUM_EAST] + de);
  end[1] = s[1] + sixth * (live[VELOCITY_SUM_NORTH] + dn);
  end[2] = s[2] + sixth * (live[VELOCITY_SUM_UP] + du);
  end[3] = s[3] + sixth * (sum[0] + a[0]);
  end[4] = s[4] + sixth * (sum[1] + a[1]);
  end[5] = s[5] + sixth * (sum[2] + a[2]);
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
  stage[0] = start[0] + dt * x;
  stage[1] = start[1] + dt * y;
  stage[2] = start[2] + dt * z;
  stage[3] = e;
  stage[4] = n;
  stage[5] = u;
}

/** The model linearised where the acceleration was last worked out: everything that {@link carryColumn} needs. */
export function linearise(): void {
  if (live[HAS_CURVE] > 0) lineariseCurve();
  const push = live[PUSH];
  const we = live[WAY_EAST];
  const wn = live[WAY_NORTH];
  const wu = live[WAY_UP];
  const speed = Math.max(live[SPEED], 1);
  const d = live[DRAG_RATE];
  const at = live[AIR_AT];
  const pushed = push / speed;
  const along = pushed - d;
  const stretch = -(d / speed + d * live[DRAG_SLOPE] + pushed / speed) / speed;
  D[0] = along + stretch * we * we;
  D[1] = stretch * we * wn;
  D[2] = stretch * we * wu;
  D[3] = along + stretch * wn * wn;
  D[4] = stretch * wn * wu;
  D[5] = along + stretch * wu * wu;
  const shearE = (air[at + 6] - air[at + 2]) * AIR_ROWS_PER_M;
  const shearN = (air[at + 7] - air[at + 3]) * AIR_ROWS_PER_M;
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

/** Writes the uncertain curves to {@link curves} and the whole curve's slope by speed to {@link live}. */
function lineariseCurve(): void {
  const place = curvePlace(Math.max(live[SPEED], 1) / live[SOUND]);
  const row = Math.floor(place);
  const part = place - row;
  const at = row * CURVE_COLUMNS;
  let slope = shares[0] * (CURVE_TABLE[at + CURVE_COLUMNS] - CURVE_TABLE[at]);
  for (let k = 1; k < CURVE_COLUMNS; k++) {
    const low = CURVE_TABLE[at + k];
    const rise = CURVE_TABLE[at + CURVE_COLUMNS + k] - low;
    slope += shares[k] * rise;
    curves[k - 1] = live[CURVE_SIGMA] * (low + part * rise);
  }
  live[DRAG_SLOPE] = slope / (CURVE_STEP * live[SOUND]);
}

/** Sets what drives a column: nothing but itself, … */
export function driveByNothing(): void {
  force[0] = 0;
  force[1] = 0;
  force[2] = 0;
}

/** … a change of ln k by `share`, … */
export const driveByDrag = (share: number): void => driveBy(drag, share);

/** … a share of an uncertain drag curve, … */
export const driveByCurve = (curve: number): void => driveBy(drag, curves[curve]);

/** … a change of the logarithm of a motor's push by `share`, … */
export const driveByThrust = (share: number): void => driveBy(thrust, share);

function driveBy(vector: Float64Array, share: number): void {
  force[0] = share * vector[0];
  force[1] = share * vector[1];
  force[2] = share * vector[2];
}

/** … or a parameter of the wind: from the west (0) or south (1), even or tilted. */
export function driveByWind(axis: 0 | 1, tilted: boolean): void {
  const speed = live[tilted ? WIND_BY_TILTED : WIND_BY_EVEN];
  force[0] = -speed * D[axis];
  force[1] = -speed * D[axis === 0 ? 1 : 3];
  force[2] = -speed * D[axis === 0 ? 2 : 4];
}

/** Carries one column of `columns` (6 numbers a column: derivatives of {@link stepStart}) over the step, by the midpoint rule about where it was linearised. */
export function carryColumn(columns: Float64Array, column: number): void {
  const dt = live[STEP];
  const be = force[0];
  const bn = force[1];
  const bu = force[2];
  const c = columns;
  const at = column * 6;
  const u = c[at + 2];
  const ve = c[at + 3];
  const vn = c[at + 4];
  const vu = c[at + 5];
  const half = 0.5 * dt;
  const turn = 2 * live[TURN_UP];
  const lift = 2 * live[TURN_NORTH];
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

/**
 * How a crossing of level ground (east m, north m, time s) at {@link stepEnd} moves with a column's parameter:
 * ∂t/∂θ = −(n·∂p/∂θ)/(n·v), ∂p_c/∂θ = ∂p/∂θ + v·∂t/∂θ, n the upward normal. Written to `out` (3×1).
 */
export function crossingByColumn(columns: Float64Array, column: number, out: Float64Array): void {
  const s = end;
  const at = column * 6;
  const e = columns[at];
  const n = columns[at + 1];
  const me = s[0] * live[PER_EAST_RADIUS];
  const mn = s[1] * live[PER_NORTH_RADIUS];
  const dt = -(columns[at + 2] + e * me + n * mn) / (s[5] + s[3] * me + s[4] * mn);
  out[0] = e + s[3] * dt;
  out[1] = n + s[4] * dt;
  out[2] = dt;
}

import {
  AIR_COLUMNS,
  AIR_LAST_ROW,
  AIR_LOWEST_M,
  AIR_STEP_M,
  airTable,
} from "../atmosphere/air-table.ts";
import type { Environment } from "../motion/environment.ts";
import { clamp, square } from "../units/algebra.ts";
import { isTransonic, logDragRise, logDragSlope, SPEED_SHAPELESS_MPS } from "./drag-shape.ts";

/** Longest step; with the drag bound below it, impacts err by less than 1 cm against flights in steps of 2 ms. */
const STEP_MAX_S = 1.5;
const STEP_TRANSONIC_S = 0.4;
const STEP_MIN_S = 0.01;
/** Greatest share of its speed that a body loses to drag in one step. */
const DRAG_PER_STEP = 0.05;

/** Places of the columns, derivatives of the state by what it starts with: up m, velocity m/s, ln k; … */
export const BY_UP = 0;
export const BY_VELOCITY = 1;
export const BY_LOG_DRAG = 4;
/** … by the share of {@link logDragRise} that its drag follows, and by ln k from {@link forkLogDrag} on. */
export const BY_SHARE = 5;
export const BY_LATER_LOG_DRAG = 6;
const COLUMNS = 7;

/** The flight's state at the last step's start and end, 6×1: ENU position m, velocity m/s. */
export const stepStart = new Float64Array(6);
export const stepEnd = new Float64Array(6);
/** Derivatives of {@link stepStart}, or, after {@link carryColumns}, of {@link stepEnd}: 7 columns of 6. */
export const columns = new Float64Array(COLUMNS * 6);

/** The site, the body and what the last acceleration was made of, in one array since a module's own variables would be boxed. */
const live = new Float64Array(22);
const PER_EAST_RADIUS = 0;
const PER_NORTH_RADIUS = 1;
const SITE_HEIGHT = 2;
const GRAVITY = 3;
const GRAVITY_NORTH = 4;
const DECAY_1 = 5;
const DECAY_2 = 6;
const TURN_NORTH = 7;
const TURN_UP = 8;
/** ln k well below the speed of sound, the share of the rise, ½·k of the step at hand, and the rise at the start. */
const LOG_DRAG_BASE = 9;
const SHARE = 10;
const HALF_K = 11;
const RISE_AT_START = 12;
const HEIGHT = 13;
const SPEED = 14;
/** The share of its speed that the body loses to drag, 1/s. */
const DRAG_RATE = 15;
/** Row of the air table. */
const AIR_AT = 16;
const DENSITY = 17;
/** Of the last step, s. */
const STEP = 18;
/** Of the rise at the middle of the last step, over its value at the start. */
const RISE = 19;
const SLOPE_AT_START = 20;
const PER_RADIUS = 21;

const AIR_ROWS_PER_M = 1 / AIR_STEP_M;

let air: Float64Array = new Float64Array(0);
let hasColumns = false;
let isForked = false;

/** Where an acceleration is asked for, and the answer; velocity through the air. Arrays, since numbers handed to a function would be boxed. */
const stage = new Float64Array(6);
const a = new Float64Array(3);
const way = new Float64Array(3);
const wayAtStart = new Float64Array(3);
/** At the middle of the step: ∂a/∂v (6, symmetric), ∂a/∂h (3), −drag·way (3). */
const D = new Float64Array(6);
const byHeight = new Float64Array(3);
const drag = new Float64Array(3);

/**
 * Puts a ballistic state (7×1: ENU position m, velocity m/s, ln k) at the start of a flight whose drag follows `share` of
 * {@link logDragRise} from the state's own Mach number on, as ln k is what the drag is now; 0 keeps it. One flight at
 * a time: it is this module's, so that it allocates nothing.
 */
export function startShapedFlight(
  state: Float64Array,
  env: Environment,
  share: number,
  withColumns: boolean,
): void {
  air = airTable(env.atmosphere);
  live[PER_EAST_RADIUS] = 1 / env.eastRadiusM;
  live[PER_NORTH_RADIUS] = 1 / env.northRadiusM;
  live[PER_RADIUS] = 1 / env.northRadiusM;
  live[SITE_HEIGHT] = env.frame.origin.heightM;
  live[GRAVITY] = env.gravityMps2;
  live[GRAVITY_NORTH] = env.gravityNorthPs2;
  live[DECAY_1] = env.gravityDecay1;
  live[DECAY_2] = env.gravityDecay2;
  live[TURN_NORTH] = env.rotationNorthRadps;
  live[TURN_UP] = env.rotationUpRadps;
  for (let i = 0; i < 6; i++) stepStart[i] = state[i]!;
  live[SHARE] = share;
  live[RISE_AT_START] = 0;
  live[HALF_K] = 0.5 * Math.exp(state[6]);
  prepareStage();
  accelerate();
  const mach = machNow();
  live[RISE_AT_START] = logDragRise(mach);
  live[LOG_DRAG_BASE] = state[6] - share * live[RISE_AT_START];
  live[SLOPE_AT_START] = (-share * logDragSlope(mach) * mach) / square(Math.max(live[SPEED], 1));
  for (let i = 0; i < 3; i++) wayAtStart[i] = way[i]!;
  hasColumns = withColumns;
  isForked = false;
  if (!withColumns) return;
  columns.fill(0);
  for (let i = 0; i < 4; i++) columns[i * 6 + 2 + i] = 1;
}

/** How ln k well below the speed of sound changes with the start's velocity along `axis`, s/m: ln k at the start is given, whatever the Mach number. */
export const logDragByVelocity = (axis: 0 | 1 | 2): number =>
  live[SLOPE_AT_START] * wayAtStart[axis];

/** From here on the last column takes up what a change of ln k does. */
export function forkLogDrag(): void {
  isForked = true;
}
/**
 * How a crossing of level ground (east m, north m, time s) at {@link stepEnd} moves with a column's parameter:
 * ∂t/∂θ = −(n·∂p/∂θ)/(n·v), ∂p_c/∂θ = ∂p/∂θ + v·∂t/∂θ, n the upward normal. Written to `out` (3×1).
 */
export function crossingByColumn(column: number, out: Float64Array): void {
  const s = stepEnd;
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

/** Height of {@link stepStart} above the ellipsoid, m, by the model of the acceleration; see `ballisticAcceleration`. */
export function heightAtStart(): number {
  prepareStage();
  accelerate();
  return live[HEIGHT];
}

/** Height of {@link stepEnd}, m, by the same model. */
export function heightAtEnd(): number {
  const e = stepEnd[0];
  const n = stepEnd[1];
  const u = stepEnd[2];
  const pu = u * live[PER_RADIUS];
  const shrink = 1 - pu + pu * pu;
  const me = e * live[PER_EAST_RADIUS] * shrink;
  const mn = n * live[PER_NORTH_RADIUS] * shrink;
  return live[SITE_HEIGHT] + u + (0.5 - 0.125 * (me * me + mn * mn)) * (e * me + n * mn);
}

/**
 * The longest step from {@link stepStart}, s, that drag and the speed of sound allow, `stride` times as long as what makes an error of a centimetre.
 * {@link heightAtStart} must have been asked for.
 */
export function longestStep(stride: number): number {
  const dt = stride * clamp(DRAG_PER_STEP / live[DRAG_RATE], STEP_MIN_S, STEP_MAX_S);
  if (live[SHARE] === 0) return dt;
  return isTransonic(machNow()) ? Math.min(dt, STEP_TRANSONIC_S) : dt;
}

/** Holds ln k over the step of `dt` from {@link stepStart} at its value half way. */
function shapeDrag(dt: number): void {
  if (live[SHARE] === 0) return;
  const mach = machNow() * (1 - 0.5 * live[DRAG_RATE] * dt);
  const rise = logDragRise(mach);
  live[RISE] = rise - live[RISE_AT_START];
  const before = live[HALF_K];
  live[HALF_K] = 0.5 * Math.exp(live[LOG_DRAG_BASE] + live[SHARE] * rise);
  if (live[HALF_K] === before) return;
  // The acceleration at the start is that of the step's own drag.
  accelerate();
}

/** Mach number where the acceleration was last worked out; zero where no shape has an effect. */
function machNow(): number {
  if (live[SPEED] < SPEED_SHAPELESS_MPS) return 0;
  const at = live[AIR_AT];
  const row = at / AIR_COLUMNS;
  const part = clamp((live[HEIGHT] - AIR_LOWEST_M) / AIR_STEP_M - row, 0, 1);
  return live[SPEED] / (air[at + 1] + part * (air[at + 5] - air[at + 1]));
}

function prepareStage(): void {
  for (let i = 0; i < 6; i++) stage[i] = stepStart[i]!;
}

/**
 * The acceleration of `ballisticAcceleration` at {@link stage} in the tabulated air; what it is made of stays in {@link live}. Its roots and quotients
 * by the Earth's radius R are power series here: m = r/(R + u) to (u/R)³ = 1e-7 of itself at 30 km, √(1 + m²) and its like
 * to m⁴, which is 1e-8 at 60 km from the site: below a millimetre of height.
 */
function accelerate(): void {
  const e = stage[0];
  const n = stage[1];
  const u = stage[2];
  const ve = stage[3];
  const vn = stage[4];
  const vu = stage[5];
  const pu = u * live[PER_RADIUS];
  const shrink = 1 - pu + pu * pu;
  const me = e * live[PER_EAST_RADIUS] * shrink;
  const mn = n * live[PER_NORTH_RADIUS] * shrink;
  const lean = me * me + mn * mn;
  const height = live[SITE_HEIGHT] + u + (0.5 - 0.125 * lean) * (e * me + n * mn);
  const decay = 1 - height * (live[DECAY_1] - height * live[DECAY_2]);
  const down = (live[GRAVITY] + live[GRAVITY_NORTH] * n) * decay * (1 - 0.5 * lean);
  let place = (height - AIR_LOWEST_M) * AIR_ROWS_PER_M;
  if (!(place > 0)) place = 0;
  if (place > AIR_LAST_ROW) place = AIR_LAST_ROW;
  const row = Math.floor(place);
  const part = place - row;
  const at = row * AIR_COLUMNS;
  const density = air[at] + part * (air[at + 4] - air[at]);
  const we = ve - air[at + 2] - part * (air[at + 6] - air[at + 2]);
  const wn = vn - air[at + 3] - part * (air[at + 7] - air[at + 3]);
  const speed = Math.sqrt(we * we + wn * wn + vu * vu);
  const d = live[HALF_K] * density * speed;
  const rn = live[TURN_NORTH];
  const ru = live[TURN_UP];
  a[0] = -down * me - d * we - 2 * (rn * vu - ru * vn);
  a[1] = -down * mn - d * wn - 2 * ru * ve;
  a[2] = -down - d * vu + 2 * rn * ve;
  way[0] = we;
  way[1] = wn;
  way[2] = vu;
  live[HEIGHT] = height;
  live[SPEED] = speed;
  live[DRAG_RATE] = d;
  live[AIR_AT] = at;
  live[DENSITY] = density;
}

/**
 * One Runge-Kutta step of fourth order over `dt` s (either sign) from {@link stepStart} to {@link stepEnd}, with the model linearised
 * about its middle where there are columns. {@link heightAtStart} must have been asked for, and nothing stepped since.
 */
export function stepShaped(dt: number): void {
  shapeDrag(dt);
  const s = stepStart;
  const half = 0.5 * dt;
  live[STEP] = dt;
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
  if (hasColumns) linearise();
  sumE += 2 * a[0];
  sumN += 2 * a[1];
  sumU += 2 * a[2];
  const de = s[3] + dt * a[0];
  const dn = s[4] + dt * a[1];
  const du = s[5] + dt * a[2];
  setStage(dt, ce, cn, cu, de, dn, du);
  accelerate();
  const sixth = dt / 6;
  stepEnd[0] = s[0] + sixth * (s[3] + 2 * be + 2 * ce + de);
  stepEnd[1] = s[1] + sixth * (s[4] + 2 * bn + 2 * cn + dn);
  stepEnd[2] = s[2] + sixth * (s[5] + 2 * bu + 2 * cu + du);
  stepEnd[3] = s[3] + sixth * (sumE + a[0]);
  stepEnd[4] = s[4] + sixth * (sumN + a[1]);
  stepEnd[5] = s[5] + sixth * (sumU + a[2]);
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
  stage[0] = stepStart[0] + dt * x;
  stage[1] = stepStart[1] + dt * y;
  stage[2] = stepStart[2] + dt * z;
  stage[3] = e;
  stage[4] = n;
  stage[5] = u;
}

/** The model linearised where the acceleration was last worked out: everything that {@link carryColumns} needs. */
function linearise(): void {
  const we = way[0];
  const wn = way[1];
  const wu = way[2];
  const speed = Math.max(live[SPEED], 1);
  const d = live[DRAG_RATE];
  const at = live[AIR_AT];
  const mach = live[SHARE] === 0 ? 0 : machNow();
  const steep = mach === 0 ? 0 : (live[SHARE] * logDragSlope(mach) * mach) / speed;
  const stretch = -(d / speed + d * steep) / speed;
  D[0] = stretch * we * we - d;
  D[1] = stretch * we * wn;
  D[2] = stretch * we * wu;
  D[3] = stretch * wn * wn - d;
  D[4] = stretch * wn * wu;
  D[5] = stretch * wu * wu - d;
  const shearE = (air[at + 6] - air[at + 2]) / AIR_STEP_M;
  const shearN = (air[at + 7] - air[at + 3]) / AIR_STEP_M;
  const thinning = (-d * (air[at + 4] - air[at])) / (AIR_STEP_M * live[DENSITY]);
  byHeight[0] = thinning * we - D[0] * shearE - D[1] * shearN;
  byHeight[1] = thinning * wn - D[1] * shearE - D[3] * shearN;
  byHeight[2] = thinning * wu - D[2] * shearE - D[4] * shearN;
  drag[0] = -d * we;
  drag[1] = -d * wn;
  drag[2] = -d * wu;
}

/** Carries the columns over the step that was taken, by the midpoint rule about its linearised middle. */
export function carryColumns(): void {
  for (let column = 0; column < BY_LOG_DRAG; column++) carryColumn(column, 0);
  carryColumn(BY_LOG_DRAG, 1);
  if (live[SHARE] !== 0) carryColumn(BY_SHARE, live[RISE]);
  if (isForked) carryColumn(BY_LATER_LOG_DRAG, 1);
}

/** `push`: how much of a change of ln k the column's own parameter makes. */
function carryColumn(column: number, push: number): void {
  const dt = live[STEP];
  const half = 0.5 * dt;
  const c = columns;
  const at = column * 6;
  const be = push * drag[0];
  const bn = push * drag[1];
  const bu = push * drag[2];
  const turn = 2 * live[TURN_UP];
  const lift = 2 * live[TURN_NORTH];
  const u = c[at + 2];
  const ve = c[at + 3];
  const vn = c[at + 4];
  const vu = c[at + 5];
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

/** Goes on from where the step ended. */
export function acceptStep(): void {
  for (let i = 0; i < 6; i++) stepStart[i] = stepEnd[i]!;
}

import { isTransonic } from "../motion/drag-curve.ts";
import type { Environment } from "../motion/environment.ts";
import {
  accelerateAtStart,
  carryColumn,
  dragRateNow,
  driveByDrag,
  driveByNothing,
  halfDrag,
  heightNow,
  linearise,
  machNow,
  setDragCurve,
  setDragSlope,
  setFlightEnvironment,
  setHalfDrag,
  setStep,
  setWindSigma,
  speedNow,
  stepEnd,
  stepStart,
  stepToEnd,
  stepToMiddle,
  wayNow,
} from "../motion/flight-step.ts";
import { clamp, square } from "../units/algebra.ts";
import { logDragRise, logDragSlope, SPEED_SHAPELESS_MPS } from "./drag-shape.ts";

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

/** Derivatives of {@link stepStart}, or, after {@link carryColumns}, of {@link stepEnd}: 7 columns of 6. */
export const shapedColumns = new Float64Array(COLUMNS * 6);

/** ln k well below the speed of sound, the share of the rise, and the rise at the start. In an array since a module's own variables would be boxed. */
const live = new Float64Array(5);
const LOG_DRAG_BASE = 0;
const SHARE = 1;
const RISE_AT_START = 2;
/** Of the rise at the middle of the last step, over its value at the start. */
const RISE = 3;
const SLOPE_AT_START = 4;

let hasColumns = false;
let isForked = false;
/** Velocity through the air at the start, m/s. */
const wayAtStart = new Float64Array(3);

/**
 * Puts a ballistic state (7×1: ENU position m, velocity m/s, ln k) at the start of a flight whose drag follows `share` of
 * {@link logDragRise} from the state's own Mach number on, as ln k is what the drag is now; 0 keeps it. Over a step the
 * drag is held, which `uncertain-flight.ts` does not do: one exponential a step, not four. One flight at a time.
 */
export function startShapedFlight(
  state: Float64Array,
  env: Environment,
  share: number,
  withColumns: boolean,
): void {
  setFlightEnvironment(env);
  for (let i = 0; i < 6; i++) stepStart[i] = state[i]!;
  setHalfDrag(0.5 * Math.exp(state[6]));
  setDragCurve(false, 0);
  setWindSigma(0, 0);
  setStep(0, 0);
  accelerateAtStart();
  const mach = shapedMach();
  live[SHARE] = share;
  live[RISE_AT_START] = logDragRise(mach);
  live[LOG_DRAG_BASE] = state[6] - share * live[RISE_AT_START];
  live[SLOPE_AT_START] = (-share * logDragSlope(mach) * mach) / square(Math.max(speedNow(), 1));
  for (const axis of [0, 1, 2] as const) wayAtStart[axis] = wayNow(axis);
  hasColumns = withColumns;
  isForked = false;
  if (!withColumns) return;
  shapedColumns.fill(0);
  for (let i = 0; i < 4; i++) shapedColumns[i * 6 + 2 + i] = 1;
}

/** How ln k well below the speed of sound changes with the start's velocity along `axis`, s/m: ln k at the start is given, whatever the Mach number. */
export const logDragByVelocity = (axis: 0 | 1 | 2): number =>
  live[SLOPE_AT_START] * wayAtStart[axis];

/** From here on the last column takes up what a change of ln k does. */
export function forkLogDrag(): void {
  isForked = true;
}

/** Height of {@link stepStart} above the ellipsoid, m, by the model of the acceleration; see `ballisticAcceleration`. */
export function heightAtStart(): number {
  accelerateAtStart();
  return heightNow();
}

/**
 * The longest step from {@link stepStart}, s, that drag and the speed of sound allow, `stride` times as long as what makes an error of a centimetre.
 * {@link heightAtStart} must have been asked for.
 */
export function longestStep(stride: number): number {
  const dt = stride * clamp(DRAG_PER_STEP / dragRateNow(), STEP_MIN_S, STEP_MAX_S);
  if (live[SHARE] === 0) return dt;
  return isTransonic(shapedMach()) ? Math.min(dt, STEP_TRANSONIC_S) : dt;
}

/** Holds ln k over the step of `dt` from {@link stepStart} at its value half way. */
function shapeDrag(dt: number): void {
  if (live[SHARE] === 0) return;
  const mach = shapedMach() * (1 - 0.5 * dragRateNow() * dt);
  const rise = logDragRise(mach);
  live[RISE] = rise - live[RISE_AT_START];
  const before = halfDrag();
  setHalfDrag(0.5 * Math.exp(live[LOG_DRAG_BASE] + live[SHARE] * rise));
  // The acceleration at the start is that of the step's own drag.
  if (halfDrag() !== before) accelerateAtStart();
}

/** Mach number where the acceleration was last worked out; zero where no shape has an effect. */
const shapedMach = (): number => (speedNow() < SPEED_SHAPELESS_MPS ? 0 : machNow());

/**
 * One step over `dt` s (either sign) from {@link stepStart} to {@link stepEnd}, with the model linearised
 * about its middle where there are columns. {@link heightAtStart} must have been asked for, and nothing stepped since.
 */
export function stepShaped(dt: number): void {
  shapeDrag(dt);
  setStep(dt, 0);
  stepToMiddle();
  if (hasColumns) {
    const mach = live[SHARE] === 0 ? 0 : shapedMach();
    setDragSlope(mach === 0 ? 0 : (live[SHARE] * logDragSlope(mach) * mach) / speedNow());
    linearise();
  }
  stepToEnd();
}

/** Carries the columns over the step that was taken. */
export function carryColumns(): void {
  const c = shapedColumns;
  driveByNothing();
  for (let column = 0; column < BY_LOG_DRAG; column++) carryColumn(c, column);
  driveByDrag(1);
  carryColumn(c, BY_LOG_DRAG);
  if (isForked) carryColumn(c, BY_LATER_LOG_DRAG);
  if (live[SHARE] === 0) return;
  driveByDrag(live[RISE]);
  carryColumn(c, BY_SHARE);
}

/** Goes on from where the step ended. */
export function acceptStep(): void {
  for (let i = 0; i < 6; i++) stepStart[i] = stepEnd[i]!;
}

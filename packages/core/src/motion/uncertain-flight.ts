import { clamp } from "../units/algebra.ts";
import { CURVES, isTransonic } from "./drag-curve.ts";
import type { Environment } from "./environment.ts";
import {
  accelerateAtStart,
  carryColumn,
  curveShares,
  dragRateNow,
  driveByCurve,
  driveByDrag,
  driveByNothing,
  driveByThrust,
  driveByWind,
  linearise,
  machNow,
  setDragCurve,
  setFlightEnvironment,
  setHalfDrag,
  setStep,
  setWindSigma,
  speedNow,
  stepEnd,
  stepStart,
  stepToEnd,
  stepToMiddle,
  windShift,
} from "./flight-step.ts";

/**
 * Places of a flight's parameters: position 3 m and velocity 3 m/s at its start, ln k at the curves' reference Mach
 * number (k = Cd·A/m in m²/kg), shares of the drag curves 5 (`drag-curve.ts`), wind east 2 and north 2 (even
 * over all heights and tilted), and of a motor: ln of its mean acceleration (m/s², along the way through the air), its taper
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
/** Near the speed of sound no stride is longer than this. */
const STRIDE_TRANSONIC_MOST = 1.5;
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

/** State 6×1 and its derivatives by every parameter, 16 columns of 6. Written by {@link advance}. */
export const flightState = new Float64Array(6);
export const flightColumns = new Float64Array(COLUMNS * 6);

let hasColumns = true;
let hasFork = false;
let hasCurves = false;
let hasWind = false;

/** Time and motor of the flight at hand, in an array since a module's own variables would be boxed. */
const live = new Float64Array(4);
const TIME = 0;
const BOOST = 1;
const TAPER = 2;
const BURN_END = 3;

/**
 * Sets the flight of `parameters` ({@link FLIGHT_PARAMETERS}×1) at its start. One flight at a time: its state is this module's, so that it allocates nothing.
 */
export function startFlight(
  environment: Environment,
  knowledge: FlightKnowledge,
  parameters: Float64Array,
  withColumns: boolean,
): void {
  setFlightEnvironment(environment);
  hasColumns = withColumns;
  hasFork = false;
  for (let i = 0; i < 6; i++) flightState[i] = parameters[i]!;
  const sigma = knowledge.dragShareSigma;
  curveShares[0] = knowledge.dragShare;
  for (let k = 0; k < CURVES; k++) curveShares[1 + k] = parameters[AT_CURVE + k] * sigma;
  for (let i = 0; i < 4; i++) windShift[i] = parameters[AT_WIND + i]!;
  live[TIME] = 0;
  live[BURN_END] = parameters[AT_BURN_END]!;
  live[BOOST] = live[BURN_END] > 0 ? Math.exp(parameters[AT_BOOST]) : 0;
  live[TAPER] = parameters[AT_TAPER]!;
  setHalfDrag(0.5 * Math.exp(parameters[AT_LOG_DRAG]));
  setDragCurve(true, sigma);
  setWindSigma(knowledge.windSigmaMps, knowledge.windSigmaPerM);
  hasCurves = sigma > 0;
  hasWind = knowledge.windSigmaMps > 0;
  if (!withColumns) return;
  flightColumns.fill(0);
  for (let i = 0; i < 6; i++) flightColumns[i * 7] = 1;
}

/** Goes on from where another flight of the same parameters was `timeS` after the start. */
export function resumeFlight(timeS: number, state: Float64Array, columns: Float64Array): void {
  live[TIME] = timeS;
  flightState.set(state);
  flightColumns.set(columns);
  setStep(0, 0);
  for (let i = 0; i < 6; i++) stepStart[i] = state[i]!;
  accelerateAtStart();
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
    const ranAway = hasRunAway();
    live[TIME] = ranAway ? untilS : steps <= 1 ? stop : timeS + dt;
    if (burning && isForward && live[TIME] === endS) endBurn();
  }
}

/** One step, no longer than `mostS`: as long as a motor allows, or, without one, up to `stride` times as long as drag allows. */
export function advanceOnce(mostS: number, stride: number): void {
  const timeS = live[TIME];
  if (live[BOOST] > 0 && timeS < live[BURN_END]) {
    advance(Math.min(timeS + Math.min(mostS, longestStep(true)), live[BURN_END]));
    return;
  }
  const dt = Math.min(mostS, longestStep(false, stride));
  stepFlight(dt, 0);
  hasRunAway();
  live[TIME] = timeS + dt;
}

/** Whether the last step ran away; then no state is left. */
function hasRunAway(): boolean {
  if (speedNow() < SPEED_MOST_MPS) return false;
  flightState.fill(NaN);
  return true;
}

function longestStep(burning: boolean, stride = 1): number {
  if (burning) return STEP_BOOST_S;
  const transonicS = STEP_TRANSONIC_S * Math.min(stride, STRIDE_TRANSONIC_MOST);
  const most = isTransonic(machNow()) ? transonicS : stride * STEP_MAX_S;
  return clamp((stride * DRAG_PER_STEP) / Math.max(dragRateNow(), 1e-6), STEP_MIN_S, most);
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

/** A step of the state and its columns over `dt` s under a motor's `push`, m/s². */
function stepFlight(dt: number, push: number): void {
  setStep(dt, push);
  for (let i = 0; i < 6; i++) stepStart[i] = flightState[i]!;
  accelerateAtStart();
  stepToMiddle();
  if (hasColumns) {
    linearise();
    stepColumns(dt);
  }
  stepToEnd();
  for (let i = 0; i < 6; i++) flightState[i] = stepEnd[i]!;
}

/** East and north of the start only shift the flight: their columns stay. */
function stepColumns(dt: number): void {
  const c = flightColumns;
  driveByNothing();
  for (let j = 2; j < AT_LOG_DRAG; j++) carryColumn(c, j);
  driveByDrag(1);
  carryColumn(c, AT_LOG_DRAG);
  if (hasCurves) {
    for (let k = 0; k < CURVES; k++) {
      driveByCurve(k);
      carryColumn(c, AT_CURVE + k);
    }
  }
  if (hasWind) {
    driveByWind(0, false);
    carryColumn(c, AT_WIND);
    driveByWind(0, true);
    carryColumn(c, AT_WIND + 1);
    driveByWind(1, false);
    carryColumn(c, AT_WIND + 2);
    driveByWind(1, true);
    carryColumn(c, AT_WIND + 3);
  }
  if (live[BOOST] > 0) {
    const middleS = live[TIME] + 0.5 * dt;
    driveByThrust(1);
    carryColumn(c, AT_BOOST);
    driveByThrust(taperShare(middleS));
    carryColumn(c, AT_TAPER);
    // A later end stretches the taper; after it, no push is left to stretch.
    driveByThrust((taperSlope(middleS) * live[TAPER]) / live[BURN_END]);
    carryColumn(c, AT_BURN_END);
  }
  if (!hasFork) return;
  driveByDrag(1);
  carryColumn(c, AT_LATER_DRAG);
}

/** ∂ ln push/∂ ln T over q at a time. */
const taperSlope = (t: number): number =>
  (2 * t) / live[BURN_END] / Math.max(1 + live[TAPER] * (1 - (2 * t) / live[BURN_END]), 0.1);

/** ∂ ln push/∂q at a time. */
function taperShare(t: number): number {
  const place = 1 - (2 * t) / live[BURN_END];
  return place / Math.max(1 + live[TAPER] * place, 0.1);
}

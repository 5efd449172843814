import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { Environment } from "../motion/environment.ts";
import { heightAtEnd, stepEnd, stepStart } from "../motion/flight-step.ts";
import {
  acceptStep,
  carryColumns,
  forkLogDrag,
  heightAtStart,
  longestStep,
  startShapedFlight,
  stepShaped,
} from "./shaped-flight.ts";

/** A flight that has not met the ground after this long has no projection: a rocket of 60 km reach takes 250 s. */
export const FLIGHT_LIMIT_S = 400;
/** A state below the ground is taken back to where it passed through it, if that was at most this long ago. */
export const UNDERGROUND_LIMIT_S = 5;

/** Faster than any ballistic threat here; a flight run backwards through thick air diverges and is cut off. */
const SPEED_LIMIT_MPS = 8000;
const CROSSING_TOLERANCE_M = 1e-4;
const CROSSING_STEPS_MAX = 40;

/** Where a flight met the ground. Written by {@link flyToGround}. */
export interface GroundCrossing {
  /** Seconds from the given state; negative when it lies in the past. */
  timeS: number;
  /** 7×1, as in the motion model; ln k is the given state's. */
  readonly state: Float64Array;
}

export const groundCrossing = (): GroundCrossing => ({ timeS: 0, state: new Float64Array(7) });

/** Of the flight at hand. */
let stride = 1;

/** How a flight with columns met the ground. */
export interface ColumnsFlown {
  /** Whether it passed through the ground, and where it did moves with the state; else it landed where it was. */
  crossed: boolean;
  /** Seconds after which ln k is forked, and when it was, at the next step. */
  forkS: number;
}

/**
 * Flies a ballistic state (7×1: ENU position m, velocity m/s, ln k) to the ground, `groundHeightM` above the
 * ellipsoid: forwards to where it comes down, or backwards to where it rose. False if that is not within
 * {@link FLIGHT_LIMIT_S}, or the flight diverges. The crossing is solved to {@link CROSSING_TOLERANCE_M}.
 *
 * A state below the ground and moving into it is taken back to its crossing for up to
 * {@link UNDERGROUND_LIMIT_S}, which keeps impact a smooth function of the state; a deeper one has
 * landed where it is. One that never gets above the ground lands at its highest.
 *
 * `dragShare` as in {@link startShapedFlight}. With `flown`, the columns of `shaped-flight.ts` come along. A greater stride of the steps
 * makes it quicker and less exact: 2 errs by a decimetre.
 */
export function flyToGround(
  state: Float64Array,
  env: Environment,
  groundHeightM: number,
  direction: 1 | -1,
  out: GroundCrossing,
  dragShare = 0,
  flown: ColumnsFlown | null = null,
  strideOfSteps = 1,
): boolean {
  stride = strideOfSteps;
  startShapedFlight(state, env, dragShare, flown !== null);
  out.state[6] = state[6]!;
  if (flown !== null) flown.crossed = true;
  const height = heightOver(stepStart, env, groundHeightM);
  if (height < 0 && direction * state[5] < 0) {
    const back = -direction as 1 | -1;
    if (!search(env, groundHeightM, back, UNDERGROUND_LIMIT_S, out, flown)) {
      out.state.set(state);
      out.timeS = 0;
      if (flown !== null) flown.crossed = false;
    }
    return true;
  }
  return search(env, groundHeightM, direction, FLIGHT_LIMIT_S, out, flown, height < 0);
}

/** Steps until the ground lies between two steps; `rising`: it starts underground on its way up. */
function search(
  env: Environment,
  groundHeightM: number,
  direction: 1 | -1,
  limitS: number,
  out: GroundCrossing,
  flown: ColumnsFlown | null,
  rising = false,
): boolean {
  let height = heightAtStart() - groundHeightM;
  const startsBelow = height < 0;
  let time = 0;
  let under = rising;
  let forked = false;
  while (time < limitS) {
    if (flown !== null && !forked && time >= flown.forkS) {
      forked = true;
      flown.forkS = time;
      forkLogDrag();
    }
    const length = longestStep(stride);
    stepShaped(direction * length);
    if (!(speedSquared() <= SPEED_LIMIT_MPS * SPEED_LIMIT_MPS)) return false;
    const next = heightAtEnd() - groundHeightM;
    if (under) {
      if (next > 0) under = false;
      else if (next < height) {
        keep(stepStart, out);
        out.timeS = direction * time;
        if (flown !== null) flown.crossed = false;
        return true;
      }
    } else if (startsBelow && !rising ? next >= 0 : next <= 0 && next < height) {
      const dt = solveCrossing(env, groundHeightM, direction * length, height, next);
      out.timeS = direction * time + dt;
      if (flown !== null) carryColumns();
      keep(stepEnd, out);
      return true;
    }
    if (flown !== null) carryColumns();
    time += length;
    acceptStep();
    height = heightAtStart() - groundHeightM;
  }
  return false;
}

/** Time from the step's start at which the height is zero, the step taken up to there: Newton's method held inside a shrinking bracket. */
function solveCrossing(
  env: Environment,
  groundHeightM: number,
  dt: number,
  startHeight: number,
  endHeight: number,
): number {
  let low = 0;
  let high = dt;
  let guess = parabolaCrossing(dt, startHeight, endHeight);
  for (let i = 0; i < CROSSING_STEPS_MAX; i++) {
    heightAtStart();
    stepShaped(guess);
    const height = heightOver(stepEnd, env, groundHeightM);
    if (Math.abs(height) < CROSSING_TOLERANCE_M) break;
    if (height < 0 === startHeight < 0) low = guess;
    else high = guess;
    const newton = guess - height / stepEnd[5];
    const inside = newton > Math.min(low, high) && newton < Math.max(low, high);
    guess = inside ? newton : 0.5 * (low + high);
  }
  return guess;
}

/** Where the parabola with the step's two heights and the climb at its start is zero; the straight line's zero where that one is not inside. */
function parabolaCrossing(dt: number, startHeight: number, endHeight: number): number {
  const climb = stepStart[5];
  const bend = (endHeight - startHeight - climb * dt) / (dt * dt);
  const root = Math.sqrt(Math.max(0, climb * climb - 4 * bend * startHeight));
  const guess = (2 * startHeight) / (dt * startHeight > 0 ? root - climb : -root - climb);
  if (guess / dt > 0 && guess / dt < 1) return guess;
  return (dt * startHeight) / (startHeight - endHeight);
}

function keep(state: Float64Array, out: GroundCrossing): void {
  for (let i = 0; i < 6; i++) out.state[i] = state[i]!;
}

const heightOver = (state: Float64Array, env: Environment, groundHeightM: number): number =>
  heightOfEnu(env.frame, state[0], state[1], state[2]) - groundHeightM;

function speedSquared(): number {
  const s = stepEnd;
  return s[3] * s[3] + s[4] * s[4] + s[5] * s[5];
}

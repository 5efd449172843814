import { heightOfEnu } from "../geodesy/local-frame.ts";
import { stepBallistic } from "../motion/ballistic.ts";
import type { Environment } from "../motion/environment.ts";
import { clamp, hypot3 } from "../units/algebra.ts";
import { STANDARD_GRAVITY_MPS2 } from "../units/constants.ts";
import { isTransonic, logDragRise, SPEED_SHAPELESS_MPS } from "./drag-shape.ts";

/** A flight that has not met the ground after this long has no projection: a rocket of 60 km reach takes 250 s. */
export const FLIGHT_LIMIT_S = 400;
/** A state below the ground is taken back to where it passed through it, if that was at most this long ago. */
export const UNDERGROUND_LIMIT_S = 5;

/** Longest step; with the drag bound below it, impacts err by less than 1 cm against half the step. */
const STEP_MAX_S = 1.5;
const STEP_TRANSONIC_S = 0.4;
const STEP_MIN_S = 0.01;
/** Greatest share of its speed that a body loses to drag in one step. */
const DRAG_PER_STEP = 0.05;
/** Faster than any ballistic threat here; a flight run backwards through thick air diverges and is cut off. */
const SPEED_LIMIT_MPS = 8000;
const CROSSING_TOLERANCE_M = 1e-4;
const CROSSING_STEPS_MAX = 40;

/** Where a flight met the ground. Written by {@link flyToGround}. */
export interface GroundCrossing {
  /** Seconds from the given state; negative when it lies in the past. */
  timeS: number;
  /** 7×1, as in the motion model. */
  readonly state: Float64Array;
}

export const groundCrossing = (): GroundCrossing => ({ timeS: 0, state: new Float64Array(7) });

/** ln k well below the speed of sound, and the share of the rise above it, of the flight at hand. */
let logDragBase = 0;
let share = 0;
const from = new Float64Array(7);
const to = new Float64Array(7);

/**
 * Flies a ballistic state (7×1: ENU position m, velocity m/s, ln k) to the ground, `groundHeightM` above the
 * ellipsoid: forwards to where it comes down, or backwards to where it rose. False if that is not within
 * {@link FLIGHT_LIMIT_S}, or the flight diverges. The crossing is solved to {@link CROSSING_TOLERANCE_M}.
 *
 * A state below the ground and moving into it is taken back to its crossing for up to
 * {@link UNDERGROUND_LIMIT_S}, which keeps impact a smooth function of the state; a deeper one has
 * landed where it is. One that never gets above the ground lands at its highest.
 *
 * `dragShare` 1 lets the drag follow {@link logDragRise} from the state's own Mach number on, as ln k is what
 * the drag is now; 0 keeps it. ln k is held over each step at its value half way.
 */
export function flyToGround(
  state: Float64Array,
  env: Environment,
  groundHeightM: number,
  direction: 1 | -1,
  out: GroundCrossing,
  dragShare = 0,
): boolean {
  from.set(state);
  const height = heightOver(from, env, groundHeightM);
  share = dragShare;
  logDragBase = state[6]!;
  if (share !== 0) {
    logDragBase -= share * logDragRise(machOf(from, height + groundHeightM, env));
  }
  if (height < 0 && direction * from[5] < 0) {
    if (!search(env, groundHeightM, -direction as 1 | -1, UNDERGROUND_LIMIT_S, out)) {
      out.state.set(state);
      out.timeS = 0;
    }
    return true;
  }
  return search(env, groundHeightM, direction, FLIGHT_LIMIT_S, out, height < 0);
}

/** Steps `from` until the ground lies between two steps; `rising`: it starts underground on its way up. */
function search(
  env: Environment,
  groundHeightM: number,
  direction: 1 | -1,
  limitS: number,
  out: GroundCrossing,
  rising = false,
): boolean {
  let height = heightOver(from, env, groundHeightM);
  const startsBelow = height < 0;
  let time = 0;
  let rate = dragRate(from, env);
  let under = rising;
  while (time < limitS) {
    let dt = direction * stepFor(rate);
    if (share !== 0) {
      const mach = machOf(from, height + groundHeightM, env);
      if (isTransonic(mach)) dt = direction * Math.min(Math.abs(dt), STEP_TRANSONIC_S);
      from[6] = logDragBase + share * logDragRise(mach * (1 - 0.5 * rate * dt));
    }
    stepBallistic(from, dt, env, to);
    const next = heightOver(to, env, groundHeightM);
    if (!Number.isFinite(next) || hypot3(to[3], to[4], to[5]) > SPEED_LIMIT_MPS) return false;
    if (under) {
      if (next > 0) under = false;
      else if (next < height) {
        out.state.set(from);
        out.timeS = direction * time;
        return true;
      }
    } else if (startsBelow && !rising ? next >= 0 : next <= 0 && next < height) {
      out.timeS = direction * time + solveCrossing(env, groundHeightM, dt, height, next, out.state);
      return true;
    }
    rate = measuredDragRate(dt);
    time += Math.abs(dt);
    height = next;
    from.set(to);
  }
  return false;
}

/** Time from `from`, within the step, at which the height is zero: Newton's method held inside a shrinking bracket. */
function solveCrossing(
  env: Environment,
  groundHeightM: number,
  dt: number,
  startHeight: number,
  endHeight: number,
  out: Float64Array,
): number {
  let low = 0;
  let high = dt;
  let guess = (dt * startHeight) / (startHeight - endHeight);
  for (let i = 0; i < CROSSING_STEPS_MAX; i++) {
    stepBallistic(from, guess, env, out);
    const height = heightOver(out, env, groundHeightM);
    if (Math.abs(height) < CROSSING_TOLERANCE_M) break;
    if (height < 0 === startHeight < 0) low = guess;
    else high = guess;
    const newton = guess - height / out[5];
    const inside = newton > Math.min(low, high) && newton < Math.max(low, high);
    guess = inside ? newton : 0.5 * (low + high);
  }
  return guess;
}

const heightOver = (state: Float64Array, env: Environment, groundHeightM: number): number =>
  heightOfEnu(env.frame, state[0], state[1], state[2]) - groundHeightM;

/** Mach number of a state at a height above the ellipsoid; the wind is left out. Zero where no shape has an effect. */
function machOf(state: Float64Array, heightM: number, env: Environment): number {
  const speed = hypot3(state[3], state[4], state[5]);
  return speed < SPEED_SHAPELESS_MPS ? 0 : speed / env.atmosphere.soundSpeed(heightM);
}

const stepFor = (rate: number): number => clamp(DRAG_PER_STEP / rate, STEP_MIN_S, STEP_MAX_S);

/** Share of the speed lost to drag, 1/s: ½·ρ·k·|v|. */
function dragRate(state: Float64Array, env: Environment): number {
  const height = heightOfEnu(env.frame, state[0], state[1], state[2]);
  const speed = hypot3(state[3], state[4], state[5]);
  return 0.5 * env.atmosphere.density(height) * Math.exp(state[6]) * speed;
}

/** The same out of the step from → to, without another look at the air: |Δv/Δt + g| / |v|. */
function measuredDragRate(dt: number): number {
  const perSecond = 1 / dt;
  const speed = hypot3(to[3], to[4], to[5]);
  const drag = hypot3(
    (to[3] - from[3]) * perSecond,
    (to[4] - from[4]) * perSecond,
    (to[5] - from[5]) * perSecond + STANDARD_GRAVITY_MPS2,
  );
  return drag / Math.max(speed, 1);
}

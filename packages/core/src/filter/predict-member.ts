import { ballisticTransitionOver } from "../motion/ballistic-transition.ts";
import type { AccelerationDensity } from "../motion/constant-velocity.ts";
import { coordinatedTurn } from "../motion/coordinated-turn.ts";
import type { Environment } from "../motion/environment.ts";
import { propagateCovariance } from "../motion/propagate-covariance.ts";
import { createHoverStep, hoverStep } from "../motion/hover.ts";
import { thrustTransition } from "../motion/thrust.ts";
import { clamp } from "../units/algebra.ts";
import { COVARIANCE, DRAG_CROSS, DRAG_MEAN, DRAG_VARIANCE } from "./bank-layout.ts";
import * as models from "./motion-models.ts";

const state = new Float64Array(7);
const later = new Float64Array(7);
const jacobian = new Float64Array(49);
const full = new Float64Array(49);

/**
 * Nearly constant velocity over `dt` seconds (either sign), in place: x' = F·x, P' = F·P·Fᵀ + Q, with F = [I dt·I; 0 I] and
 * Q = q·[|dt|³/3 dt|dt|/2; dt|dt|/2 |dt|] for each axis. (Bar-Shalom, Li and Kirubarajan, 2001, Estimation with
 * Applications to Tracking and Navigation, section 6.2.2.)
 */
export function flyMember(
  a: Float64Array,
  member: number,
  dt: number,
  density: AccelerationDensity,
): void {
  a[member] += dt * a[member + 3];
  a[member + 1] += dt * a[member + 4];
  a[member + 2] += dt * a[member + 5];
  const c = member + COVARIANCE;
  const span = Math.abs(dt);
  const dt2 = dt * dt;
  const placeNoise = (span * dt2) / 3;
  const crossNoise = 0.5 * dt * span;
  const flat = density.horizontal;
  const steep = density.vertical;
  // The position block reads what the crossed one still holds from before.
  a[c] += 2 * dt * a[c + 3] + dt2 * a[c + 15] + flat * placeNoise;
  a[c + 1] += dt * (a[c + 4] + a[c + 8]) + dt2 * a[c + 16];
  a[c + 2] += dt * (a[c + 5] + a[c + 12]) + dt2 * a[c + 17];
  a[c + 6] += 2 * dt * a[c + 9] + dt2 * a[c + 18] + flat * placeNoise;
  a[c + 7] += dt * (a[c + 10] + a[c + 13]) + dt2 * a[c + 19];
  a[c + 11] += 2 * dt * a[c + 14] + dt2 * a[c + 20] + steep * placeNoise;
  a[c + 3] += dt * a[c + 15] + flat * crossNoise;
  a[c + 4] += dt * a[c + 16];
  a[c + 5] += dt * a[c + 17];
  a[c + 8] += dt * a[c + 16];
  a[c + 9] += dt * a[c + 18] + flat * crossNoise;
  a[c + 10] += dt * a[c + 19];
  a[c + 12] += dt * a[c + 17];
  a[c + 13] += dt * a[c + 19];
  a[c + 14] += dt * a[c + 20] + steep * crossNoise;
  a[c + 15] += flat * span;
  a[c + 18] += flat * span;
  a[c + 20] += steep * span;
}

/** Free fall over `dt` seconds (either sign): the ballistic member at `source[from]`, moved to `target[to]`, without noise. */
export function fallMember(
  source: Float64Array,
  from: number,
  dt: number,
  env: Environment,
  target: Float64Array,
  to: number,
): void {
  unpackMember(source, from, state, full);
  ballisticTransitionOver(state, dt, stepFor(state), env, later, jacobian);
  propagateCovariance(jacobian, full, full);
  packMember(later, full, target, to);
}

/** Adds to a ballistic member what `dt` ≥ 0 seconds of white acceleration and of wandering drag bring. */
export function addFallNoise(a: Float64Array, member: number, dt: number): void {
  addAcceleration(a, member, dt, models.BALLISTIC_DENSITY);
  a[member + DRAG_VARIANCE] += models.LOG_DRAG_DENSITY * dt;
}

function addAcceleration(a: Float64Array, member: number, dt: number, density: number): void {
  const c = member + COVARIANCE;
  const place = (density * dt * dt * dt) / 3;
  const cross = (density * dt * dt) / 2;
  a[c] += place;
  a[c + 6] += place;
  a[c + 11] += place;
  a[c + 3] += cross;
  a[c + 9] += cross;
  a[c + 14] += cross;
  a[c + 15] += density * dt;
  a[c + 18] += density * dt;
  a[c + 20] += density * dt;
}

/**
 * A body under thrust over `dt` seconds (either sign): the thrust member at `source[from]`, moved to `target[to]`, without process noise. Push and
 * direction are both uncertain, and their product spreads by more than the sum of what each does alone: the velocity by
 * σ_a²·dt²·P_vv/s², and the place by ½dt times that (the mixed second-order term).
 */
export function pushMember(
  source: Float64Array,
  from: number,
  dt: number,
  env: Environment,
  target: Float64Array,
  to: number,
): void {
  unpackMember(source, from, state, full);
  const variance = full[24] + full[32] + full[40];
  thrustTransition(state, dt, variance, env, later, jacobian);
  const speed2 = state[3] * state[3] + state[4] * state[4] + state[5] * state[5];
  const both = (full[48] * dt * dt) / (speed2 + variance + 1);
  for (let k = 0; k < 6; k++) aside[k] = both * full[ASIDE_AT[k]];
  propagateCovariance(jacobian, full, full);
  packMember(later, full, target, to);
  addLevered(target, to, aside, 0.5 * dt);
}
const aside = new Float64Array(6);
/** The velocity block's upper triangle in a full 7×7. */
const ASIDE_AT = [24, 25, 26, 32, 33, 40] as const;

/** Adds a covariance of velocity, upper triangle, that acted at one moment `lever` seconds ago: P_pp grows by lever²·C, P_pv by lever·C. */
function addLevered(a: Float64Array, member: number, c: Float64Array, lever: number): void {
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) {
      const weight = (i < 3 ? lever : 1) * (j < 3 ? lever : 1);
      const m = Math.min(i % 3, j % 3);
      const n = Math.max(i % 3, j % 3);
      a[at++] += weight * c[TRIANGLE[m * 3 + n]];
    }
  }
}
/** Place in an upper triangle of 3×3 of row and column, row ≤ column. */
const TRIANGLE = [0, 1, 2, 1, 3, 4, 2, 4, 5] as const;

/** Adds to a thrust member what `dt` ≥ 0 seconds of white acceleration and of an uneven burn bring. */
export function addPushNoise(a: Float64Array, member: number, dt: number): void {
  addAcceleration(a, member, dt, models.THRUST_DENSITY);
  a[member + DRAG_VARIANCE] += models.THRUST_WALK_DENSITY * dt;
}

/**
 * The ballistic member of a body whose motor, burning in the member at `source[from]`, ends within the next `dt` > 0 seconds, at any time in them
 * alike: it burns to the middle, and falls from there. The end is uncertain by dt/√12, which spreads the velocity along the way by a·dt/√12
 * and the place by ½dt times that; the mean place lies a·dt²/24 short of that of an end in the middle. Drag is as little known as of any body.
 */
export function burnOut(
  source: Float64Array,
  from: number,
  dt: number,
  env: Environment,
  target: Float64Array,
  to: number,
): void {
  const half = 0.5 * dt;
  pushMember(source, from, half, env, target, to);
  const push = target[to + DRAG_MEAN];
  const pushVariance = target[to + DRAG_VARIANCE];
  forgetSeventh(target, to, models.LOG_DRAG_MEAN, models.LOG_DRAG_SIGMA);
  fallMember(target, to, half, env, target, to);
  const ve = target[to + 3];
  const vn = target[to + 4];
  const vu = target[to + 5];
  const speed = Math.max(Math.sqrt(ve * ve + vn * vn + vu * vu), 1);
  way[0] = ve / speed;
  way[1] = vn / speed;
  way[2] = vu / speed;
  const short = (push * dt * dt) / 24;
  const variance = ((push * push + pushVariance) * dt * dt) / 12;
  for (let i = 0; i < 3; i++) {
    target[to + i] -= short * way[i];
    for (let j = i; j < 3; j++) aside[TRIANGLE[i * 3 + j]] = variance * way[i] * way[j];
  }
  addLevered(target, to, aside, half);
  addAcceleration(target, to, dt, models.THRUST_DENSITY);
}
const way = new Float64Array(3);

/** A turn at constant rate over `dt` seconds (either sign), in place, without noise: x' = f(x), P' = F·P·Fᵀ as {@link coordinatedTurn} says. */
export function turnMember(a: Float64Array, member: number, dt: number): void {
  unpackMember(a, member, state, full);
  coordinatedTurn(state, dt, later, jacobian);
  propagateCovariance(jacobian, full, full);
  packMember(later, full, a, member);
}

/** Adds to a turning member what `dt` ≥ 0 seconds of white acceleration and of a wandering rate bring. */
export function addTurnNoise(a: Float64Array, member: number, dt: number): void {
  const { horizontal, vertical } = models.TURN_DENSITY;
  addAcceleration(a, member, dt, vertical);
  const more = horizontal - vertical;
  const c = member + COVARIANCE;
  a[c] += (more * dt * dt * dt) / 3;
  a[c + 6] += (more * dt * dt * dt) / 3;
  a[c + 3] += (more * dt * dt) / 2;
  a[c + 9] += (more * dt * dt) / 2;
  a[c + 15] += more * dt;
  a[c + 18] += more * dt;
  a[member + DRAG_VARIANCE] += models.TURN_RATE_DENSITY * dt;
}

/** Makes the seventh state what its prior says. */
export function forgetSeventh(a: Float64Array, member: number, mean: number, sigma: number): void {
  a[member + DRAG_MEAN] = mean;
  for (let i = 0; i < 6; i++) a[member + DRAG_CROSS + i] = 0;
  a[member + DRAG_VARIANCE] = sigma * sigma;
}

/** An object that stands in the air over `dt` seconds (either sign), in place: x' = F·x, P' = F·P·Fᵀ + Q as {@link hoverStep} says. */
export function hoverMember(a: Float64Array, member: number, dt: number): void {
  hoverStep(dt, models.HOVER_TAU_S, models.HOVER_SIGMA_MPS, standing);
  const { stay, drift, placeNoise, crossNoise, speedNoise } = standing;
  for (let i = 0; i < 3; i++) {
    a[member + i] += drift * a[member + 3 + i];
    a[member + 3 + i] *= stay;
  }
  const c = member + COVARIANCE;
  const drift2 = drift * drift;
  const stay2 = stay * stay;
  const both = drift * stay;
  a[c] += 2 * drift * a[c + 3] + drift2 * a[c + 15] + placeNoise;
  a[c + 1] += drift * (a[c + 4] + a[c + 8]) + drift2 * a[c + 16];
  a[c + 2] += drift * (a[c + 5] + a[c + 12]) + drift2 * a[c + 17];
  a[c + 6] += 2 * drift * a[c + 9] + drift2 * a[c + 18] + placeNoise;
  a[c + 7] += drift * (a[c + 10] + a[c + 13]) + drift2 * a[c + 19];
  a[c + 11] += 2 * drift * a[c + 14] + drift2 * a[c + 20] + placeNoise;
  a[c + 3] = stay * a[c + 3] + both * a[c + 15] + crossNoise;
  a[c + 4] = stay * a[c + 4] + both * a[c + 16];
  a[c + 5] = stay * a[c + 5] + both * a[c + 17];
  a[c + 8] = stay * a[c + 8] + both * a[c + 16];
  a[c + 9] = stay * a[c + 9] + both * a[c + 18] + crossNoise;
  a[c + 10] = stay * a[c + 10] + both * a[c + 19];
  a[c + 12] = stay * a[c + 12] + both * a[c + 17];
  a[c + 13] = stay * a[c + 13] + both * a[c + 19];
  a[c + 14] = stay * a[c + 14] + both * a[c + 20] + crossNoise;
  a[c + 15] = stay2 * a[c + 15] + speedNoise;
  a[c + 16] *= stay2;
  a[c + 17] *= stay2;
  a[c + 18] = stay2 * a[c + 18] + speedNoise;
  a[c + 19] *= stay2;
  a[c + 20] = stay2 * a[c + 20] + speedNoise;
}
const standing = createHoverStep();

/**
 * The longest step for a body of this speed and drag. Where air takes little of the speed in it, a Runge-Kutta step of seconds errs by
 * millimetres: its error goes with the fifth power of that share.
 */
function stepFor(mean: Float64Array): number {
  const speed = Math.sqrt(mean[3] * mean[3] + mean[4] * mean[4] + mean[5] * mean[5]);
  const rate = 0.5 * models.AIR_DENSITY_GREATEST_KGPM3 * Math.exp(mean[6]) * speed;
  const step = models.BALLISTIC_DRAG_PER_STEP / rate;
  return clamp(step, models.BALLISTIC_STEP_MAX_S, models.BALLISTIC_STEP_THIN_MAX_S);
}

/** A member of seven states as mean, 7×1, and full covariance, 7×7 row-major. */
export function unpackMember(
  a: Float64Array,
  member: number,
  mean: Float64Array,
  covariance: Float64Array,
): void {
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    mean[i] = a[member + i];
    for (let j = i; j < 6; j++) {
      const value = a[at++];
      covariance[i * 7 + j] = value;
      covariance[j * 7 + i] = value;
    }
    const cross = a[member + DRAG_CROSS + i];
    covariance[i * 7 + 6] = cross;
    covariance[42 + i] = cross;
  }
  mean[6] = a[member + DRAG_MEAN];
  covariance[48] = a[member + DRAG_VARIANCE];
}

function packMember(
  mean: Float64Array,
  covariance: Float64Array,
  a: Float64Array,
  member: number,
): void {
  let at = member + COVARIANCE;
  for (let i = 0; i < 6; i++) {
    a[member + i] = mean[i];
    for (let j = i; j < 6; j++) a[at++] = covariance[i * 7 + j];
    a[member + DRAG_CROSS + i] = covariance[i * 7 + 6];
  }
  a[member + DRAG_MEAN] = mean[6];
  a[member + DRAG_VARIANCE] = covariance[48];
}

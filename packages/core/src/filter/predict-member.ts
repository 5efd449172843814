import { ballisticTransitionOver } from "../motion/ballistic-transition.ts";
import type { AccelerationDensity } from "../motion/constant-velocity.ts";
import type { Environment } from "../motion/environment.ts";
import { propagateCovariance } from "../motion/propagate-covariance.ts";
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
  const density = models.BALLISTIC_DENSITY;
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
  a[member + DRAG_VARIANCE] += models.LOG_DRAG_DENSITY * dt;
}

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

/** A ballistic member as mean, 7×1, and full covariance, 7×7 row-major. */
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

import type { Environment } from "./environment.ts";
import { chainTransition } from "./propagate-covariance.ts";

/** Longest step, s: in it gravity turns a rocket of 50 m/s by a tenth of a radian. */
const STEP_MAX_S = 1;
/** A body slower than this, m/s, has no direction. */
const SPEED_LEAST_MPS = 1;

const stepState = new Float64Array(7);
const stepJacobian = new Float64Array(49);

/**
 * A body under the thrust of its own motor over `dt` seconds (either sign). State 7×1: position m, velocity m/s, and a, what the thrust leaves of
 * acceleration along the way when drag is taken off, m/s²:
 *
 * v̇ = a·v/s − g·û,  s = √(|v|² + V),  ȧ = 0.
 *
 * V, m²/s², is the trace of the velocity's covariance. With V = 0 the push is along the velocity. Where the velocity is known no better
 * than its own length, so is the direction of the push, and v/s is its mean to first order: a body of unknown velocity speeds up in
 * whatever direction it flies, which is what v̇ ∝ v says of a Gaussian about zero. Each step goes by the midpoint rule; the Jacobian,
 * 7×7 row-major, is exact where gravity turns nothing:
 * F = [I, dt·I + ½dt²G, ½dt²·v/s; 0, I + dt·G, dt·v/s; 0, 0, 1], G = (a/s)(I − vvᵀ/s²), G at the step's start.
 * (The law of a gravity turn: R. R. Bate, D. D. Mueller and J. E. White, "Fundamentals of Astrodynamics", 1971, §7; the slope v/s is ours.)
 * `outState` may be `state`.
 */
export function thrustTransition(
  state: Float64Array,
  dt: number,
  velocityVariance: number,
  env: Environment,
  outState: Float64Array,
  outJacobian: Float64Array,
): void {
  const steps = Math.max(1, Math.ceil(Math.abs(dt) / STEP_MAX_S - 1e-9));
  if (steps === 1) {
    step(state, dt, velocityVariance, env, outState, outJacobian);
    return;
  }
  stepState.set(state);
  for (let i = 0; i < 49; i++) outJacobian[i] = i % 8 === 0 ? 1 : 0;
  for (let i = 0; i < steps; i++) {
    step(stepState, dt / steps, velocityVariance, env, stepState, stepJacobian);
    chainTransition(stepJacobian, outJacobian);
  }
  outState.set(stepState);
}

function step(
  x: Float64Array,
  dt: number,
  velocityVariance: number,
  env: Environment,
  out: Float64Array,
  J: Float64Array,
): void {
  const push = x[6];
  const least = SPEED_LEAST_MPS * SPEED_LEAST_MPS + velocityVariance;
  const first = Math.sqrt(x[3] * x[3] + x[4] * x[4] + x[5] * x[5] + least);
  const half = (0.5 * dt * push) / first;
  const we = x[3] + half * x[3];
  const wn = x[4] + half * x[4];
  const wu = x[5] + half * x[5] - 0.5 * dt * env.gravityMps2;
  const s = Math.sqrt(we * we + wn * wn + wu * wu + least);
  const de = we / s;
  const dn = wn / s;
  const du = wu / s;
  const rise = 0.5 * dt * dt;
  out[0] = x[0] + dt * x[3] + rise * push * de;
  out[1] = x[1] + dt * x[4] + rise * push * dn;
  out[2] = x[2] + dt * x[5] + rise * (push * du - env.gravityMps2);
  out[3] = x[3] + dt * push * de;
  out[4] = x[4] + dt * push * dn;
  out[5] = x[5] + dt * (push * du - env.gravityMps2);
  out[6] = push;
  const g = push / first;
  for (let i = 0; i < 49; i++) J[i] = i % 8 === 0 ? 1 : 0;
  fillRow(J, 0, g * (1 - de * de), -g * de * dn, -g * de * du, de, dt, rise);
  fillRow(J, 1, -g * de * dn, g * (1 - dn * dn), -g * dn * du, dn, dt, rise);
  fillRow(J, 2, -g * de * du, -g * dn * du, g * (1 - du * du), du, dt, rise);
}

/** Rows of position and velocity along one axis, from a row of G and the push's direction. */
function fillRow(
  J: Float64Array,
  axis: number,
  g0: number,
  g1: number,
  g2: number,
  direction: number,
  dt: number,
  rise: number,
): void {
  const place = axis * 7;
  const speed = (axis + 3) * 7;
  J[place + 3] = rise * g0;
  J[place + 4] = rise * g1;
  J[place + 5] = rise * g2;
  J[place + 3 + axis] = J[place + 3 + axis] + dt;
  J[place + 6] = rise * direction;
  J[speed + 3] = dt * g0;
  J[speed + 4] = dt * g1;
  J[speed + 5] = dt * g2;
  J[speed + 3 + axis] = J[speed + 3 + axis] + 1;
  J[speed + 6] = dt * direction;
}

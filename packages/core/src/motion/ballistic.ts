import type { Wind } from "../atmosphere/atmosphere.ts";
import { assert } from "../units/assert.ts";
import type { Environment } from "./environment.ts";

/** Position 3, velocity 3 (ENU site frame, m and m/s), ln k with k = Cd·A/m in m²/kg. */
export const BALLISTIC_STATE = 7;

/** Named limit of one integration; ten minutes of flight in steps of 10 ms. */
export const BALLISTIC_STEPS_MAX = 60_000;

const wind: Wind = { eastMps: 0, northMps: 0, eastShearPs: 0, northShearPs: 0 };
const acceleration = new Float64Array(3);

/**
 * Acceleration, m/s², of an unpowered body in the site frame, written to `out` (3×1):
 *
 * a = −γ(h, φ)·û − ½·ρ(h)·k·|w|·w − 2·Ω×v,  w = v − wind(h),  k = e^{x₇}.
 *
 * û is the vertical at the body's place, (e/(N + u), n/(M + u), 1) normalised, with M and N the radii of
 * curvature at the site; h = h₀ + u + (e·mₑ + n·mₙ)/(1 + |m|) is its height, m being that vector. On a
 * sphere both are exact; on the ellipsoid, up to 50 km from the site, û errs by less than 4e-7 rad
 * and h by less than 6 mm. This is the point-mass trajectory of McCoy (1999), Modern
 * Exterior Ballistics.
 */
export function ballisticAcceleration(
  state: Float64Array,
  env: Environment,
  out: Float64Array,
): Float64Array {
  accelerate(
    state[0],
    state[1],
    state[2],
    state[3],
    state[4],
    state[5],
    Math.exp(state[6]),
    env,
    out,
  );
  return out;
}

function accelerate(
  e: number,
  n: number,
  u: number,
  ve: number,
  vn: number,
  vu: number,
  k: number,
  env: Environment,
  out: Float64Array,
): void {
  const me = e / (env.eastRadiusM + u);
  const mn = n / (env.northRadiusM + u);
  const m = Math.sqrt(1 + me * me + mn * mn);
  const height = env.frame.origin.heightM + u + (e * me + n * mn) / (1 + m);
  const gravity =
    (env.gravityMps2 + env.gravityNorthPs2 * n) *
    (1 - height * (env.gravityDecay1 - height * env.gravityDecay2));
  const down = gravity / m;
  env.atmosphere.wind(height, wind);
  const we = ve - wind.eastMps;
  const wn = vn - wind.northMps;
  const drag = 0.5 * k * env.atmosphere.density(height) * Math.sqrt(we * we + wn * wn + vu * vu);
  const rn = env.rotationNorthRadps;
  const ru = env.rotationUpRadps;
  out[0] = -down * me - drag * we - 2 * (rn * vu - ru * vn);
  out[1] = -down * mn - drag * wn - 2 * ru * ve;
  out[2] = -down - drag * vu + 2 * rn * ve;
}

/**
 * One step of the classical fourth-order Runge-Kutta method over `dt` seconds (either sign); `out` (7×1)
 * may be `state`. ln k stays. With dt = 1 s a rocket's impact errs by millimetres, since drag changes
 * slowly; where ½ρk|w|·|dt| comes near 1 (a fall backwards through thick air) the step must shrink.
 * (Hairer, Nørsett and Wanner, 1993, Solving Ordinary Differential Equations I, table 1.2.)
 */
export function stepBallistic(
  state: Float64Array,
  dt: number,
  env: Environment,
  out: Float64Array,
): Float64Array {
  const k = Math.exp(state[6]);
  out[6] = state[6]!;
  step(state, dt, k, env, out);
  return out;
}

function step(
  state: Float64Array,
  dt: number,
  k: number,
  env: Environment,
  out: Float64Array,
): void {
  const e = state[0];
  const n = state[1];
  const u = state[2];
  const ve = state[3];
  const vn = state[4];
  const vu = state[5];
  const a = acceleration;
  const half = 0.5 * dt;

  accelerate(e, n, u, ve, vn, vu, k, env, a);
  let ae = a[0];
  let an = a[1];
  let au = a[2];
  let sumAe = ae;
  let sumAn = an;
  let sumAu = au;
  let se = ve + half * ae;
  let sn = vn + half * an;
  let su = vu + half * au;
  let sumVe = ve + 2 * se;
  let sumVn = vn + 2 * sn;
  let sumVu = vu + 2 * su;

  accelerate(e + half * ve, n + half * vn, u + half * vu, se, sn, su, k, env, a);
  ae = a[0]!;
  an = a[1]!;
  au = a[2]!;
  sumAe += 2 * ae;
  sumAn += 2 * an;
  sumAu += 2 * au;
  const te = ve + half * ae;
  const tn = vn + half * an;
  const tu = vu + half * au;
  sumVe += 2 * te;
  sumVn += 2 * tn;
  sumVu += 2 * tu;

  accelerate(e + half * se, n + half * sn, u + half * su, te, tn, tu, k, env, a);
  ae = a[0]!;
  an = a[1]!;
  au = a[2]!;
  sumAe += 2 * ae;
  sumAn += 2 * an;
  sumAu += 2 * au;
  se = ve + dt * ae;
  sn = vn + dt * an;
  su = vu + dt * au;
  sumVe += se;
  sumVn += sn;
  sumVu += su;

  accelerate(e + dt * te, n + dt * tn, u + dt * tu, se, sn, su, k, env, a);
  const sixth = dt / 6;
  out[0] = e + sixth * sumVe;
  out[1] = n + sixth * sumVn;
  out[2] = u + sixth * sumVu;
  out[3] = ve + sixth * (sumAe + a[0]);
  out[4] = vn + sixth * (sumAn + a[1]);
  out[5] = vu + sixth * (sumAu + a[2]);
}

/**
 * Flies `state` for `dtTotal` seconds (either sign) in equal steps no longer than `maxStep` > 0; `out` may be
 * `state`. At most {@link BALLISTIC_STEPS_MAX} steps.
 */
export function integrateBallistic(
  state: Float64Array,
  dtTotal: number,
  maxStep: number,
  env: Environment,
  out: Float64Array,
): Float64Array {
  const steps = ballisticSteps(dtTotal, maxStep);
  const k = Math.exp(state[6]);
  if (out !== state) out.set(state);
  for (let i = 0; i < steps; i++) step(out, dtTotal / steps, k, env, out);
  return out;
}

/** How many equal steps no longer than `maxStep` make up `dtTotal`; 0 for no time. */
export function ballisticSteps(dtTotal: number, maxStep: number): number {
  assert(maxStep > 0, "the greatest step must be positive");
  // The allowance keeps 0.3 s in steps of 0.1 s from becoming four by a rounding.
  const steps = Math.ceil(Math.abs(dtTotal) / maxStep - 1e-9);
  assert(steps <= BALLISTIC_STEPS_MAX, "ballistic integration needs too many steps");
  return steps === 0 && dtTotal !== 0 ? 1 : Math.max(steps, 0);
}

import type { Wind } from "../atmosphere/atmosphere.ts";
import { ballisticSteps } from "./ballistic.ts";
import type { Environment } from "./environment.ts";
import { chainTransition } from "./propagate-covariance.ts";

/**
 * For each Runge-Kutta stage: acceleration (3), its derivatives by position (9) and by velocity (9), row-major,
 * and by ln k (3).
 */
const STAGE = 24;
const stages = new Float64Array(4 * STAGE);
const wind: Wind = { eastMps: 0, northMps: 0, eastShearPs: 0, northShearPs: 0 };
/** Where {@link linearise} works: place and velocity. In an array, since each number handed to a function that is not inlined gets an object of its own. */
const point = new Float64Array(6);
/** The parameter of drag of the step under way, m²/kg, and its time, s; likewise. */
const dragParameter = new Float64Array(1);
const stepTime = new Float64Array(1);
const stepState = new Float64Array(7);
const stepJacobian = new Float64Array(49);

/**
 * One Runge-Kutta step as {@link stepBallistic} takes it, with its Jacobian ∂out/∂state (7×7 row-major): the
 * variational equations Φ' = A(x)·Φ integrated by the same stages, which is the exact derivative of
 * the discrete step but for terms below 1e-8 of gravity's gradient. `outState` may be `state`.
 * (Hairer, Nørsett and Wanner, 1993, Solving Ordinary Differential Equations I, section I.14.)
 */
export function ballisticTransition(
  state: Float64Array,
  dt: number,
  env: Environment,
  outState: Float64Array,
  outJacobian: Float64Array,
): void {
  const e = state[0];
  const n = state[1];
  const u = state[2];
  const ve = state[3];
  const vn = state[4];
  const vu = state[5];
  const s = stages;
  const half = 0.5 * dt;
  dragParameter[0] = Math.exp(state[6]);

  placeStage(e, n, u, ve, vn, vu);
  linearise(0, env);
  const be = ve + half * s[0];
  const bn = vn + half * s[1];
  const bu = vu + half * s[2];
  placeStage(e + half * ve, n + half * vn, u + half * vu, be, bn, bu);
  linearise(STAGE, env);
  const ce = ve + half * s[STAGE];
  const cn = vn + half * s[STAGE + 1];
  const cu = vu + half * s[STAGE + 2];
  placeStage(e + half * be, n + half * bn, u + half * bu, ce, cn, cu);
  linearise(2 * STAGE, env);
  const de = ve + dt * s[2 * STAGE];
  const dn = vn + dt * s[2 * STAGE + 1];
  const du = vu + dt * s[2 * STAGE + 2];
  placeStage(e + dt * ce, n + dt * cn, u + dt * cu, de, dn, du);
  linearise(3 * STAGE, env);

  const sixth = dt / 6;
  outState[6] = state[6]!;
  outState[0] = e + sixth * (ve + 2 * be + 2 * ce + de);
  outState[1] = n + sixth * (vn + 2 * bn + 2 * cn + dn);
  outState[2] = u + sixth * (vu + 2 * bu + 2 * cu + du);
  outState[3] = ve + sixth * weighted(0);
  outState[4] = vn + sixth * weighted(1);
  outState[5] = vu + sixth * weighted(2);
  stepTime[0] = dt;
  for (let col = 0; col < 7; col++) propagateColumn(col, outJacobian);
}

/** Says where {@link linearise} works; small enough to be inlined. */
function placeStage(e: number, n: number, u: number, ve: number, vn: number, vu: number): void {
  point[0] = e;
  point[1] = n;
  point[2] = u;
  point[3] = ve;
  point[4] = vn;
  point[5] = vu;
}

/** The four stages' accelerations along one axis, with the weights 1, 2, 2, 1. */
const weighted = (axis: number): number =>
  stages[axis] + 2 * stages[STAGE + axis] + 2 * stages[2 * STAGE + axis] + stages[3 * STAGE + axis];

/**
 * {@link ballisticTransition} over a longer time, in equal steps no longer than `maxStep`; the Jacobian is the
 * product of the steps'. No time gives the identity.
 */
export function ballisticTransitionOver(
  state: Float64Array,
  dtTotal: number,
  maxStep: number,
  env: Environment,
  outState: Float64Array,
  outJacobian: Float64Array,
): void {
  const steps = ballisticSteps(dtTotal, maxStep);
  if (steps === 1) {
    ballisticTransition(state, dtTotal, env, outState, outJacobian);
    return;
  }
  stepState.set(state);
  for (let i = 0; i < 49; i++) outJacobian[i] = i % 8 === 0 ? 1 : 0;
  for (let i = 0; i < steps; i++) {
    ballisticTransition(stepState, dtTotal / steps, env, stepState, stepJacobian);
    chainTransition(stepJacobian, outJacobian);
  }
  outState.set(stepState);
}

/**
 * Acceleration and its derivatives at one stage. With d = ½ρk|w|: ∂a/∂v = −½ρk(|w|·I + w·wᵀ/|w|) − 2[Ω×];
 * ∂a/∂h = −d·w·(d ln ρ/dh) minus the drag part of ∂a/∂v times the wind's shear; ∂a/∂ln k = −d·w;
 * gravity −γ·m/|m| by its parts. ∂h/∂p is û, exact on a sphere.
 */
function linearise(at: number, env: Environment): void {
  const s = stages;
  const k = dragParameter[0];
  const e = point[0];
  const n = point[1];
  const u = point[2];
  const ve = point[3];
  const vn = point[4];
  const vu = point[5];
  const ie = 1 / (env.eastRadiusM + u);
  const inn = 1 / (env.northRadiusM + u);
  const me = e * ie;
  const mn = n * inn;
  const m = Math.sqrt(1 + me * me + mn * mn);
  const height = env.frame.origin.heightM + u + (e * me + n * mn) / (1 + m);
  const decay = 1 - height * (env.gravityDecay1 - height * env.gravityDecay2);
  const gravity = (env.gravityMps2 + env.gravityNorthPs2 * n) * decay;
  const gravityUp = (gravity / decay) * (2 * height * env.gravityDecay2 - env.gravityDecay1);
  env.atmosphere.wind(height, wind);
  const we = ve - wind.eastMps;
  const wn = vn - wind.northMps;
  const speed = Math.sqrt(we * we + wn * wn + vu * vu);
  const drag = 0.5 * k * env.atmosphere.density(height) * speed;
  const rn = env.rotationNorthRadps;
  const ru = env.rotationUpRadps;
  const ue = me / m;
  const un = mn / m;
  const uu = 1 / m;

  s[at] = -gravity * ue - drag * we - 2 * (rn * vu - ru * vn);
  s[at + 1] = -gravity * un - drag * wn - 2 * ru * ve;
  s[at + 2] = -gravity * uu - drag * vu + 2 * rn * ve;

  const q = speed > 0 ? drag / (speed * speed) : 0;
  const dee = -drag - q * we * we;
  const dnn = -drag - q * wn * wn;
  const duu = -drag - q * vu * vu;
  const den = -q * we * wn;
  const deu = -q * we * vu;
  const dnu = -q * wn * vu;
  s[at + 12] = dee;
  s[at + 13] = den + 2 * ru;
  s[at + 14] = deu - 2 * rn;
  s[at + 15] = den - 2 * ru;
  s[at + 16] = dnn;
  s[at + 17] = dnu;
  s[at + 18] = deu + 2 * rn;
  s[at + 19] = dnu;
  s[at + 20] = duu;
  s[at + 21] = -drag * we;
  s[at + 22] = -drag * wn;
  s[at + 23] = -drag * vu;

  const thinning = drag * env.atmosphere.densityLogGradient(height);
  const he = -thinning * we - dee * wind.eastShearPs - den * wind.northShearPs - gravityUp * ue;
  const hn = -thinning * wn - den * wind.eastShearPs - dnn * wind.northShearPs - gravityUp * un;
  const hu = -thinning * vu - deu * wind.eastShearPs - dnu * wind.northShearPs - gravityUp * uu;
  const g = gravity * uu;
  const gn = env.gravityNorthPs2 * decay;
  // ∂û/∂p = (∂m/∂p − û·(ûᵀ·∂m/∂p))/|m|; the columns of ∂m/∂p are (ie, 0, 0), (0, inn, 0), (−me·ie, −mn·inn, 0).
  const lean = ue * me * ie + un * mn * inn;
  s[at + 3] = he * ue - g * ie * (1 - ue * ue);
  s[at + 4] = he * un + g * inn * ue * un - gn * ue;
  s[at + 5] = he * uu + g * (me * ie - ue * lean);
  s[at + 6] = hn * ue + g * ie * ue * un;
  s[at + 7] = hn * un - g * inn * (1 - un * un) - gn * un;
  s[at + 8] = hn * uu + g * (mn * inn - un * lean);
  s[at + 9] = hu * ue + g * ie * ue * uu;
  s[at + 10] = hu * un + g * inn * un * uu - gn * uu;
  s[at + 11] = hu * uu - g * uu * lean;
}

/** Runs one column of Φ through the four stages whose matrices stand in `stages`. */
function propagateColumn(col: number, out: Float64Array): void {
  const s = stages;
  const dt = stepTime[0];
  const half = 0.5 * dt;
  const kappa = col === 6 ? 1 : 0;
  const p0 = col === 0 ? 1 : 0;
  const p1 = col === 1 ? 1 : 0;
  const p2 = col === 2 ? 1 : 0;
  const v0 = col === 3 ? 1 : 0;
  const v1 = col === 4 ? 1 : 0;
  const v2 = col === 5 ? 1 : 0;
  let q0 = p0;
  let q1 = p1;
  let q2 = p2;
  let w0 = v0;
  let w1 = v1;
  let w2 = v2;
  let sumQ0 = 0;
  let sumQ1 = 0;
  let sumQ2 = 0;
  let sumW0 = 0;
  let sumW1 = 0;
  let sumW2 = 0;
  for (let stage = 0; stage < 4; stage++) {
    const o = stage * STAGE;
    const g0 = s[o + 3] * q0 + s[o + 4] * q1 + s[o + 5] * q2;
    const a0 = g0 + s[o + 12] * w0 + s[o + 13] * w1 + s[o + 14] * w2 + s[o + 21] * kappa;
    const g1 = s[o + 6] * q0 + s[o + 7] * q1 + s[o + 8] * q2;
    const a1 = g1 + s[o + 15] * w0 + s[o + 16] * w1 + s[o + 17] * w2 + s[o + 22] * kappa;
    const g2 = s[o + 9] * q0 + s[o + 10] * q1 + s[o + 11] * q2;
    const a2 = g2 + s[o + 18] * w0 + s[o + 19] * w1 + s[o + 20] * w2 + s[o + 23] * kappa;
    const weight = stage === 0 || stage === 3 ? 1 : 2;
    sumQ0 += weight * w0;
    sumQ1 += weight * w1;
    sumQ2 += weight * w2;
    sumW0 += weight * a0;
    sumW1 += weight * a1;
    sumW2 += weight * a2;
    const ahead = stage === 2 ? dt : half;
    q0 = p0 + ahead * w0;
    q1 = p1 + ahead * w1;
    q2 = p2 + ahead * w2;
    w0 = v0 + ahead * a0;
    w1 = v1 + ahead * a1;
    w2 = v2 + ahead * a2;
  }
  const sixth = dt / 6;
  out[col] = p0 + sixth * sumQ0;
  out[7 + col] = p1 + sixth * sumQ1;
  out[14 + col] = p2 + sixth * sumQ2;
  out[21 + col] = v0 + sixth * sumW0;
  out[28 + col] = v1 + sixth * sumW1;
  out[35 + col] = v2 + sixth * sumW2;
  out[42 + col] = kappa;
}

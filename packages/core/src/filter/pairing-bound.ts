import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";
import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  HOVER,
  HOVER_SHARE,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "./bank-layout.ts";
import { LOG_TWO_PI } from "./innovation.ts";
import * as measured from "./measured.ts";

/** What a law adds to less than e to this of the least that matters is not followed further. */
const LOG_NEGLIGIBLE = Math.log(1 / 64);
const NEGLIGIBLE = 1 / 64;
/** More than rounding lets this and the update itself differ by, of a squared distance and of a likelihood. */
const ROUNDING = 1 + 1e-9;
const NEAREST_M = 1;

/** Of each law: its probability, and twice the ln of it less ln of the range's least innovation variance; 0 where it sleeps; */
const WEIGHT = 0;
const LOG_SCALE = 1;
/** place, 3, and its covariance, 00, 01, 02, 11, 12, 22; */
const PLACE = 2;
const SPREAD = 5;
/** what is expected of the range, its variance without what a detection adds, and P·h. */
const RANGE = 11;
const RANGE_VARIANCE = 12;
const BY_RANGE = 13;
const LAW = 16;
const LAWS = [STEADY, AGILE, BALLISTIC, THRUST, HOVER, TURN] as const;

/** What a bank says of any detection at its time, so that each is asked at the cost of what is its own. */
export interface PairingBound {
  readonly laws: Float64Array;
  /** The ln likelihood that matters; in an array, since a number handed to a function that is not inlined gets an object of its own. */
  readonly logLeast: Float64Array;
}
export const createPairingBound = (): PairingBound => ({
  laws: new Float64Array(LAWS.length * LAW),
  logLeast: new Float64Array(1),
});

/** Place and its covariance as the scalars so far leave them. */
const place = new Float64Array(3);
const p = new Float64Array(6);
/** P·h of the scalar at hand. */
const ph = new Float64Array(3);
/** Direction of the scalar at hand, 3×1, its residual and the variance of its noise. */
const row = new Float64Array(5);
const RESIDUAL = 3;
const NOISE = 4;
/** Of the law at hand: squared distance and product of innovation variances so far. */
const found = new Float64Array(2);
const DISTANCE = 0;
const PRODUCT = 1;

/** Makes ready for {@link mayPair} what does not depend on the detection: all of the range, which is asked of every one. */
export function boundPairings(
  a: Float64Array,
  bank: number,
  geometry: SensorGeometry,
  { laws }: PairingBound,
): void {
  weigh(a, bank, laws);
  for (let law = 0; law < LAWS.length; law++) {
    const to = law * LAW;
    if (laws[to + WEIGHT] === 0) continue;
    const member = bank + LAWS[law];
    const c = member + COVARIANCE;
    for (let i = 0; i < 3; i++) place[i] = a[member + i];
    p[0] = a[c];
    p[1] = a[c + 1];
    p[2] = a[c + 2];
    p[3] = a[c + 6];
    p[4] = a[c + 7];
    p[5] = a[c + 11];
    expectRange(geometry, laws, to);
    for (let i = 0; i < 3; i++) laws[to + PLACE + i] = place[i];
    for (let i = 0; i < 6; i++) laws[to + SPREAD + i] = p[i];
    for (let i = 0; i < 3; i++) laws[to + BY_RANGE + i] = ph[i];
    laws[to + LOG_SCALE] = Math.log(
      (laws[to + WEIGHT] * laws[to + WEIGHT]) / laws[to + RANGE_VARIANCE],
    );
  }
}

/** As `updateRange` of `update-member.ts` has it. */
function expectRange({ positionM }: SensorGeometry, laws: Float64Array, to: number): void {
  const de = place[0] - positionM[0];
  const dn = place[1] - positionM[1];
  const du = place[2] - positionM[2];
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), NEAREST_M);
  row[0] = de / range;
  row[1] = dn / range;
  row[2] = du / range;
  const variance = project();
  const squares = p[0] * p[0] + p[3] * p[3] + p[5] * p[5];
  const crosses = p[1] * p[1] + p[2] * p[2] + p[4] * p[4];
  const length2 = ph[0] * ph[0] + ph[1] * ph[1] + ph[2] * ph[2];
  const bend = squares + 2 * crosses - 2 * length2 + variance * variance;
  laws[to + RANGE] = range + (p[0] + p[3] + p[5] - variance) / (2 * range);
  laws[to + RANGE_VARIANCE] = variance + Math.max(0, bend) / (2 * range * range);
}

/**
 * Whether the detection at `values[at]` may have a ln likelihood of `logLeast` or more under a bank that was predicted to its time, and lie
 * within the gate of one of its members; false only where {@link updateBank} would say so too. It takes the steps of {@link updateMember} for range,
 * azimuth and elevation on the place alone, of which they depend, and bounds what a range rate adds by its noise:
 *
 *   L ≤ Σ wᵢ·exp(−½dᵢ²)/√((2π)^m·Πs·Πr)
 *
 * w the laws' probabilities, d and s distance and innovation variances of the scalars worked out, r the variances of the others, m how many they
 * are together. A law is followed as long as it may matter. Of an object seen once, whose velocity is open, nine pairings of ten end here.
 */
export function mayPair(
  { laws, logLeast }: PairingBound,
  geometry: SensorGeometry,
  values: Float64Array,
  at: number,
): boolean {
  if (values[at + measured.LINEAR_COUNT] > 0 || !Number.isNaN(values[at + measured.HEIGHT]))
    return true;
  if (Number.isNaN(values[at + measured.RANGE] + values[at + measured.AZIMUTH])) return true;
  const hasElevation = !Number.isNaN(values[at + measured.ELEVATION]);
  const hasRate = !Number.isNaN(values[at + measured.RANGE_RATE]);
  const rate = hasRate ? values[at + measured.RANGE_RATE_VARIANCE] : 1;
  const rise = (hasElevation ? values[at + measured.ELEVATION_VARIANCE] : 1) * rate;
  const turn = values[at + measured.AZIMUTH_VARIANCE] * rise;
  const count = 2 + (hasElevation ? 1 : 0) + (hasRate ? 1 : 0);
  const logs = logLeast[0] + 0.5 * count * LOG_TWO_PI;
  const noise = values[at + measured.RANGE_VARIANCE];
  const most = -2 * (logs + LOG_NEGLIGIBLE) - Math.log(turn);
  const gate = values[at + measured.GATE] * ROUNDING;
  const least = Math.exp(logs) / ROUNDING;
  const ignored = NEGLIGIBLE * least;
  let sum = 0;
  let isInGate = false;
  for (let from = 0; from < laws.length; from += LAW) {
    const weight = laws[from + WEIGHT];
    if (weight === 0) continue;
    const residual = values[at + measured.RANGE] - laws[from + RANGE];
    const variance = laws[from + RANGE_VARIANCE] + noise;
    const distance = (residual * residual) / variance;
    const farthest = most + laws[from + LOG_SCALE];
    if (distance > farthest) {
      sum += ignored;
      continue;
    }
    found[DISTANCE] = distance;
    found[PRODUCT] = variance;
    takeRange(laws, from, residual, variance);
    byAzimuth(geometry, values, at);
    if (hasElevation && found[DISTANCE] <= farthest) byElevation(geometry, values, at);
    if (found[DISTANCE] > farthest) {
      sum += ignored;
      continue;
    }
    const open = hasElevation ? rate : rise;
    sum += (weight * Math.exp(-0.5 * found[DISTANCE])) / Math.sqrt(found[PRODUCT] * open);
    isInGate ||= found[DISTANCE] <= gate;
    if (isInGate && sum >= least) return true;
  }
  return false;
}

/** Prior probabilities of the laws. */
function weigh(a: Float64Array, bank: number, laws: Float64Array): void {
  const ballistic = a[bank + BALLISTIC_PROBABILITY];
  const thrust = a[bank + THRUST_PROBABILITY];
  const powered = 1 - ballistic - thrust;
  const steady = a[bank + STEADY_SHARE];
  const hover = a[bank + HOVER_SHARE];
  const turn = a[bank + TURN_SHARE];
  laws[WEIGHT] = powered * steady;
  laws[LAW + WEIGHT] = powered * (1 - steady - hover - turn);
  laws[2 * LAW + WEIGHT] = ballistic;
  laws[3 * LAW + WEIGHT] = thrust;
  laws[4 * LAW + WEIGHT] = powered * hover;
  laws[5 * LAW + WEIGHT] = powered * turn;
}

/** {@link place} and its covariance after the range. */
function takeRange(laws: Float64Array, from: number, residual: number, variance: number): void {
  const gain = residual / variance;
  const q0 = laws[from + BY_RANGE];
  const q1 = laws[from + BY_RANGE + 1];
  const q2 = laws[from + BY_RANGE + 2];
  place[0] = laws[from + PLACE] + q0 * gain;
  place[1] = laws[from + PLACE + 1] + q1 * gain;
  place[2] = laws[from + PLACE + 2] + q2 * gain;
  const g0 = q0 / variance;
  const g1 = q1 / variance;
  const g2 = q2 / variance;
  p[0] = laws[from + SPREAD] - g0 * q0;
  p[1] = laws[from + SPREAD + 1] - g0 * q1;
  p[2] = laws[from + SPREAD + 2] - g0 * q2;
  p[3] = laws[from + SPREAD + 3] - g1 * q1;
  p[4] = laws[from + SPREAD + 4] - g1 * q2;
  p[5] = laws[from + SPREAD + 5] - g2 * q2;
}

/** As `updateAzimuth` of `update-member.ts`. */
function byAzimuth(
  { rotation: r, positionM }: SensorGeometry,
  values: Float64Array,
  at: number,
): void {
  const de = place[0] - positionM[0];
  const dn = place[1] - positionM[1];
  const du = place[2] - positionM[2];
  const x = r[0] * de + r[1] * dn + r[2] * du;
  const y = r[3] * de + r[4] * dn + r[5] * du;
  const ground = Math.max(Math.sqrt(x * x + y * y), NEAREST_M);
  const ground2 = ground * ground;
  for (let j = 0; j < 3; j++) row[j] = (x * r[j] + y * r[3 + j]) / ground;
  const bb = project();
  const b0 = ph[0];
  const b1 = ph[1];
  const b2 = ph[2];
  for (let j = 0; j < 3; j++) row[j] = (y * r[j] - x * r[3 + j]) / ground;
  const ab = b0 * row[0] + b1 * row[1] + b2 * row[2];
  const aa = project();
  const widening = Math.max(0, ab * ab + aa * bb) / (ground2 * ground2);
  row[0] = row[0] / ground;
  row[1] = row[1] / ground;
  row[2] = row[2] / ground;
  row[RESIDUAL] = wrapPi(values[at + measured.AZIMUTH] - Math.atan2(x, y) + ab / ground2);
  row[NOISE] = values[at + measured.AZIMUTH_VARIANCE] + widening;
  update();
}

/** As `updateElevation` of `update-member.ts`. */
function byElevation(
  { rotation: r, positionM }: SensorGeometry,
  values: Float64Array,
  at: number,
): void {
  const de = place[0] - positionM[0];
  const dn = place[1] - positionM[1];
  const du = place[2] - positionM[2];
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), NEAREST_M);
  const u0 = de / range;
  const u1 = dn / range;
  const u2 = du / range;
  const range2 = range * range;
  const sine = r[6] * u0 + r[7] * u1 + r[8] * u2;
  const cosine = Math.max(Math.sqrt(Math.max(0, 1 - sine * sine)), NEAREST_M / range);
  const v0 = (r[6] - sine * u0) / cosine;
  const v1 = (r[7] - sine * u1) / cosine;
  const v2 = (r[8] - sine * u2) / cosine;
  row[0] = v1 * u2 - v2 * u1;
  row[1] = v2 * u0 - v0 * u2;
  row[2] = v0 * u1 - v1 * u0;
  const aa = project() * (sine / cosine);
  row[0] = u0;
  row[1] = u1;
  row[2] = u2;
  const uu = project();
  row[0] = v0;
  row[1] = v1;
  row[2] = v2;
  const vv = project();
  const vu = u0 * ph[0] + u1 * ph[1] + u2 * ph[2];
  const bend = vu * vu + vv * uu + 0.5 * aa * aa;
  row[0] = v0 / range;
  row[1] = v1 / range;
  row[2] = v2 / range;
  const predicted = Math.atan2(sine, cosine) - (vu + 0.5 * aa) / range2;
  row[RESIDUAL] = values[at + measured.ELEVATION] - predicted;
  row[NOISE] = values[at + measured.ELEVATION_VARIANCE] + Math.max(0, bend) / (range2 * range2);
  update();
}

/** Fills {@link ph} with P·h; hᵀ·P·h. */
function project(): number {
  const h0 = row[0];
  const h1 = row[1];
  const h2 = row[2];
  ph[0] = p[0] * h0 + p[1] * h1 + p[2] * h2;
  ph[1] = p[1] * h0 + p[3] * h1 + p[4] * h2;
  ph[2] = p[2] * h0 + p[4] * h1 + p[5] * h2;
  return ph[0] * h0 + ph[1] * h1 + ph[2] * h2;
}

/** Kalman update of the place by the scalar of {@link row}. */
function update(): void {
  const variance = project() + row[NOISE];
  const residual = row[RESIDUAL];
  const gain = residual / variance;
  found[DISTANCE] = found[DISTANCE] + residual * gain;
  found[PRODUCT] = found[PRODUCT] * variance;
  const q0 = ph[0];
  const q1 = ph[1];
  const q2 = ph[2];
  place[0] = place[0] + q0 * gain;
  place[1] = place[1] + q1 * gain;
  place[2] = place[2] + q2 * gain;
  const g0 = q0 / variance;
  const g1 = q1 / variance;
  const g2 = q2 / variance;
  p[0] = p[0] - g0 * q0;
  p[1] = p[1] - g0 * q1;
  p[2] = p[2] - g0 * q2;
  p[3] = p[3] - g1 * q1;
  p[4] = p[4] - g1 * q2;
  p[5] = p[5] - g2 * q2;
}

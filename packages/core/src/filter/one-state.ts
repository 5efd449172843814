import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";
import {
  AGILE,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  HOVER_SHARE,
  isOneState,
  THRUST_PROBABILITY,
  TURN_SHARE,
} from "./bank-layout.ts";
import { LOG_TWO_PI } from "./innovation.ts";
import * as measured from "./measured.ts";
import * as models from "./motion-models.ts";
import { CLIMB_VARIANCE, HEIGHT_VARIANCE } from "./predict-bank.ts";

/** The laws of such a bank part by less than this share of a squared distance before {@link TIME_MAX_S} have passed. */
const DISTANCE_FACTOR = 1.1;
/** Until then white acceleration adds no more than a tenth to what an unknown velocity spreads, s. */
const TIME_MAX_S = 60;
/** What has spread over more than this share of its distance bends too much for it to be said what the quiet law makes of it. */
const SHARE_MAX = 0.3;
const NEAREST_M = 1;

/**
 * Whether a bank is one state that flies by its own power, of whose level velocity nothing is known: what a single detection without height and
 * Doppler leaves, and most of a sky of clutter.
 */
export function isOnePoweredState(a: Float64Array, bank: number): boolean {
  const c = bank + AGILE + COVARIANCE;
  return (
    a[bank + BALLISTIC_PROBABILITY] === 0 &&
    a[bank + THRUST_PROBABILITY] === 0 &&
    a[bank + HOVER_SHARE] === 0 &&
    a[bank + TURN_SHARE] === 0 &&
    a[c + 15] === UNKNOWN_VARIANCE &&
    a[c + 18] === UNKNOWN_VARIANCE &&
    a[c + 16] === 0 &&
    isOneState(a, bank)
  );
}
const UNKNOWN_VARIANCE =
  models.POWERED_SPEED_SIGMA.horizontal * models.POWERED_SPEED_SIGMA.horizontal;

/** Place and its covariance, 00, 01, 02, 11, 12, 22, of the state ahead; then the direction in which the scalar at hand grows, and P·h. */
const place = new Float64Array(3);
const p = new Float64Array(6);
const h = new Float64Array(3);
const ph = new Float64Array(3);
/** Squared distance, and the product of the innovation variances, of the scalars so far. */
const found = new Float64Array(2);
const DISTANCE = 0;
const PRODUCT = 1;

/**
 * About the ln likelihood of the detection at `values[at]` under a bank of {@link isOnePoweredState}, `dt` seconds on, by range and azimuth alone, and
 * less than that of all that was measured by no more than 0.3; −Infinity where it lies in no law's gate, Infinity where this says nothing. They are
 * the updates of {@link updateMember} by both, on the place alone, as neither depends on a velocity: of the pairings with such tracks, eight times as
 * many are ruled out by this as come so far that the bank itself is predicted and updated.
 */
export function placeLogLikelihood(
  a: Float64Array,
  bank: number,
  dt: number,
  geometry: SensorGeometry,
  values: Float64Array,
  at: number,
): number {
  if (values[at + measured.LINEAR_COUNT] > 0 || !(dt >= 0 && dt < TIME_MAX_S)) return Infinity;
  if (Number.isNaN(values[at + measured.RANGE] + values[at + measured.AZIMUTH])) return Infinity;
  if (models.POWERED_SPEED_SIGMA.horizontal * dt > SHARE_MAX * values[at + measured.RANGE])
    return Infinity;
  if (!flyPlace(a, bank + AGILE, dt)) return Infinity;
  const gate = DISTANCE_FACTOR * values[at + measured.GATE];
  found[DISTANCE] = 0;
  found[PRODUCT] = 1;
  updateRange(geometry, values, at);
  if (found[DISTANCE] > gate) return -Infinity;
  // These come before the azimuth, and move what is expected of it.
  if (!Number.isNaN(values[at + measured.HEIGHT])) return Infinity;
  updateAzimuth(geometry, values, at);
  if (found[DISTANCE] > gate) return -Infinity;
  let logs = Math.log(found[PRODUCT]) + 2 * LOG_TWO_PI;
  for (const what of LATER) {
    // Nothing is expected better than it is measured.
    if (!Number.isNaN(values[at + what])) logs += Math.log(values[at + what + 1]) + LOG_TWO_PI;
  }
  return -0.5 * (found[DISTANCE] / DISTANCE_FACTOR + logs);
}
const LATER = [measured.ELEVATION, measured.RANGE_RATE] as const;

/** The place of the agile member after `dt` seconds, as {@link predictBank} has it; false where it would know better of the climb. */
function flyPlace(a: Float64Array, member: number, dt: number): boolean {
  const c = member + COVARIANCE;
  const { horizontal, vertical } = models.AGILE_DENSITY;
  if (a[c + 20] + vertical * dt > CLIMB_VARIANCE) return false;
  const dt2 = dt * dt;
  const noise = (dt * dt2) / 3;
  for (let i = 0; i < 3; i++) place[i] = a[member + i] + dt * a[member + 3 + i];
  p[0] = a[c] + 2 * dt * a[c + 3] + dt2 * a[c + 15] + horizontal * noise;
  p[1] = a[c + 1] + dt * (a[c + 4] + a[c + 8]) + dt2 * a[c + 16];
  p[2] = a[c + 2] + dt * (a[c + 5] + a[c + 12]) + dt2 * a[c + 17];
  p[3] = a[c + 6] + 2 * dt * a[c + 9] + dt2 * a[c + 18] + horizontal * noise;
  p[4] = a[c + 7] + dt * (a[c + 10] + a[c + 13]) + dt2 * a[c + 19];
  p[5] = a[c + 11] + 2 * dt * a[c + 14] + dt2 * a[c + 20] + vertical * noise;
  if (p[5] > HEIGHT_VARIANCE) {
    h[0] = 0;
    h[1] = 0;
    h[2] = 1;
    update(0.5 * models.HEIGHT_PRIOR_TOP_M - place[2], HEIGHT_VARIANCE);
  }
  return true;
}

function updateRange({ positionM }: SensorGeometry, values: Float64Array, at: number): void {
  const de = place[0] - positionM[0];
  const dn = place[1] - positionM[1];
  const du = place[2] - positionM[2];
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), NEAREST_M);
  h[0] = de / range;
  h[1] = dn / range;
  h[2] = du / range;
  const variance = project();
  const squares = p[0] * p[0] + p[3] * p[3] + p[5] * p[5];
  const crosses = p[1] * p[1] + p[2] * p[2] + p[4] * p[4];
  const length2 = ph[0] * ph[0] + ph[1] * ph[1] + ph[2] * ph[2];
  const bend = squares + 2 * crosses - 2 * length2 + variance * variance;
  const shift = (p[0] + p[3] + p[5] - variance) / (2 * range);
  update(
    values[at + measured.RANGE] - range - shift,
    values[at + measured.RANGE_VARIANCE] + Math.max(0, bend) / (2 * range * range),
  );
}

function updateAzimuth(
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
  // Along the ground: its variance, and with the direction across.
  for (let j = 0; j < 3; j++) h[j] = (x * r[j] + y * r[3 + j]) / ground;
  const bb = project();
  const [b0, b1, b2] = [ph[0], ph[1], ph[2]];
  for (let j = 0; j < 3; j++) h[j] = (y * r[j] - x * r[3 + j]) / ground;
  const ab = b0 * h[0] + b1 * h[1] + b2 * h[2];
  const aa = project();
  for (let j = 0; j < 3; j++) h[j] /= ground;
  update(
    wrapPi(values[at + measured.AZIMUTH] - Math.atan2(x, y) + ab / ground2),
    values[at + measured.AZIMUTH_VARIANCE] + Math.max(0, ab * ab + aa * bb) / (ground2 * ground2),
  );
}

/** Fills {@link ph}; hᵀ·P·h. */
function project(): number {
  ph[0] = p[0] * h[0] + p[1] * h[1] + p[2] * h[2];
  ph[1] = p[1] * h[0] + p[3] * h[1] + p[4] * h[2];
  ph[2] = p[2] * h[0] + p[4] * h[1] + p[5] * h[2];
  return ph[0] * h[0] + ph[1] * h[1] + ph[2] * h[2];
}

/** Kalman update of the place by one scalar that grows along {@link h}. */
function update(residual: number, noise: number): void {
  const variance = project() + noise;
  const gain = residual / variance;
  found[DISTANCE] += residual * gain;
  found[PRODUCT] *= variance;
  let at = 0;
  for (let i = 0; i < 3; i++) {
    place[i] += ph[i] * gain;
    for (let j = i; j < 3; j++) p[at++] -= (ph[i] / variance) * ph[j];
  }
}

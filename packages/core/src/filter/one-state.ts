import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
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
import {
  byAzimuth,
  DISTANCE,
  expectRange,
  found,
  NOISE,
  p,
  place,
  PRODUCT,
  RESIDUAL,
  row,
  update,
} from "./place-update.ts";
import { CLIMB_VARIANCE, HEIGHT_VARIANCE } from "./predict-bank.ts";

/** The laws of such a bank part by less than this share of a squared distance before {@link TIME_MAX_S} have passed. */
const DISTANCE_FACTOR = 1.1;
/** Until then white acceleration adds no more than a tenth to what an unknown velocity spreads, s. */
const TIME_MAX_S = 60;
/** What has spread over more than this share of its distance bends too much for it to be said what the quiet law makes of it. */
const SHARE_MAX = 0.3;

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
  byAzimuth(geometry, values, at);
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
    row[0] = 0;
    row[1] = 0;
    row[2] = 1;
    row[RESIDUAL] = 0.5 * models.HEIGHT_PRIOR_TOP_M - place[2];
    row[NOISE] = HEIGHT_VARIANCE;
    update();
  }
  return true;
}

function updateRange(geometry: SensorGeometry, values: Float64Array, at: number): void {
  row[RESIDUAL] = values[at + measured.RANGE] - expectRange(geometry);
  row[NOISE] += values[at + measured.RANGE_VARIANCE];
  update();
}

import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { COVARIANCE } from "./bank-layout.ts";
import { LOG_TWO_PI } from "./innovation.ts";
import { LAWS, lawProbabilities } from "./law-probabilities.ts";
import * as measured from "./measured.ts";
import {
  byAzimuth,
  byElevation,
  DISTANCE,
  expectRange,
  found,
  NOISE,
  p,
  ph,
  place,
  PRODUCT,
  project,
  row,
} from "./place-update.ts";

/** What a law adds to less than e to this of the least that matters is not followed further. */
const LOG_NEGLIGIBLE = Math.log(1 / 64);
const NEGLIGIBLE = 1 / 64;
/** More than rounding lets this and the update itself differ by, of a squared distance and of a likelihood. */
const ROUNDING = 1 + 1e-9;

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

const probabilities = new Float64Array(LAWS.length);

/** Makes ready for {@link mayPair} what does not depend on the detection: all of the range, which is asked of every one. */
export function boundPairings(
  a: Float64Array,
  bank: number,
  geometry: SensorGeometry,
  { laws }: PairingBound,
): void {
  lawProbabilities(a, bank, probabilities);
  for (let law = 0; law < LAWS.length; law++) {
    const to = law * LAW;
    laws[to + WEIGHT] = probabilities[law];
    if (probabilities[law] === 0) continue;
    const member = bank + LAWS[law];
    const c = member + COVARIANCE;
    for (let i = 0; i < 3; i++) place[i] = a[member + i];
    p[0] = a[c];
    p[1] = a[c + 1];
    p[2] = a[c + 2];
    p[3] = a[c + 6];
    p[4] = a[c + 7];
    p[5] = a[c + 11];
    laws[to + RANGE] = expectRange(geometry);
    laws[to + RANGE_VARIANCE] = project() + row[NOISE];
    for (let i = 0; i < 3; i++) laws[to + PLACE + i] = place[i];
    for (let i = 0; i < 6; i++) laws[to + SPREAD + i] = p[i];
    for (let i = 0; i < 3; i++) laws[to + BY_RANGE + i] = ph[i];
    laws[to + LOG_SCALE] = Math.log(
      (laws[to + WEIGHT] * laws[to + WEIGHT]) / laws[to + RANGE_VARIANCE],
    );
  }
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

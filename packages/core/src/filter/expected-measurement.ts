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
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "./bank-layout.ts";
import * as measured from "./measured.ts";

/** Bits that name members of a bank. */
const STEADY_BIT = 1;
const AGILE_BIT = 2;
const BALLISTIC_BIT = 4;
const THRUST_BIT = 8;
const HOVER_BIT = 16;
const TURN_BIT = 32;
export const EVERY_MEMBER = 63;

/** Expected by one member: range, azimuth, elevation and range rate, each with its variance. */
const EXPECTED = 8;
const EXPECTATIONS = 6 * EXPECTED;
/** What is measured lies this many times the gate away before it is ruled out: the gate itself linearises better than this. */
const GATE_FACTOR = 1.3;
/** So wide a belief as one about thrust is asked no further out than 3.6 sigmas in all: its tails would take in every detection about. */
const THRUST_GATE_SHARE = 0.45;
/** A spread over this share of the distance makes a direction unforeseeable. */
const SHARE_MAX = 0.3;
const NEAREST_M = 1;

/** What the members of a bank expect one sensor to measure, so that most detections are ruled out by a subtraction or two. */
export interface Expectation {
  readonly values: Float64Array;
  /** Bits of the members that are awake. */
  awake: number;
}

export const createExpectation = (): Expectation => ({
  values: new Float64Array(EXPECTATIONS),
  awake: 0,
});

/** Works out what a bank that was predicted to the time of a look's detections expects. */
export function expectMeasurement(
  a: Float64Array,
  bank: number,
  geometry: SensorGeometry,
  out: Expectation,
): void {
  expectOf(a, bank + STEADY, geometry, out.values, 0);
  expectOf(a, bank + AGILE, geometry, out.values, EXPECTED);
  out.awake = awakeBits(a, bank);
  for (let law = 2, bit = BALLISTIC_BIT; bit <= out.awake; law++, bit <<= 1) {
    if ((out.awake & bit) !== 0)
      expectOf(a, bank + LAWS[law], geometry, out.values, law * EXPECTED);
  }
}

/** The members in the order of their bits. */
const LAWS = [STEADY, AGILE, BALLISTIC, THRUST, HOVER, TURN] as const;

/** The members of a bank that are awake, as bits. */
export function awakeBits(a: Float64Array, bank: number): number {
  let bits = STEADY_BIT | AGILE_BIT;
  if (a[bank + BALLISTIC_PROBABILITY] > 0) bits |= BALLISTIC_BIT;
  if (a[bank + THRUST_PROBABILITY] > 0) bits |= THRUST_BIT;
  if (a[bank + HOVER_SHARE] > 0) bits |= HOVER_BIT;
  if (a[bank + TURN_SHARE] > 0) bits |= TURN_BIT;
  return bits;
}

/** The members whose gate may hold the detection at `values[at]`, as bits. */
export function membersThatMay(expectation: Expectation, values: Float64Array, at: number): number {
  if (values[at + measured.LINEAR_COUNT] > 0) return EVERY_MEMBER;
  const { values: expected, awake } = expectation;
  const gate = GATE_FACTOR * values[at + measured.GATE];
  let members = 0;
  for (let bit = 1, from = 0; bit <= awake; bit <<= 1, from += EXPECTED) {
    if ((awake & bit) === 0) continue;
    if (!isPossible(expected, from, values, at, gate)) continue;
    const isWide = bit === THRUST_BIT;
    if (isWide && !isLikely(expected, from, values, at, THRUST_GATE_SHARE * gate)) continue;
    members |= bit;
  }
  return members;
}

/** No scalar by itself may be further off than all together: a joint distance is no less than that of any part. */
function isPossible(
  expected: Float64Array,
  from: number,
  values: Float64Array,
  at: number,
  gate: number,
): boolean {
  // A comparison with NaN is false, which lets pass what was not measured.
  const range = values[at + measured.RANGE] - expected[from];
  if (range * range > gate * (expected[from + 1] + values[at + measured.RANGE_VARIANCE])) {
    return false;
  }
  const rate = values[at + measured.RANGE_RATE] - expected[from + 6];
  if (rate * rate > gate * (expected[from + 7] + values[at + measured.RANGE_RATE_VARIANCE])) {
    return false;
  }
  const elevation = values[at + measured.ELEVATION] - expected[from + 4];
  const elevationVariance = expected[from + 5] + values[at + measured.ELEVATION_VARIANCE];
  if (elevation * elevation > gate * elevationVariance) return false;
  const azimuth = wrapPi(values[at + measured.AZIMUTH] - expected[from + 2]);
  return !(
    azimuth * azimuth >
    gate * (expected[from + 3] + values[at + measured.AZIMUTH_VARIANCE])
  );
}

/** In the order in which they are expected. */
const SCALARS = [
  measured.RANGE,
  measured.AZIMUTH,
  measured.ELEVATION,
  measured.RANGE_RATE,
] as const;

/** Whether the scalars together are no further off than `gate`, were their errors independent: of a velocity open to all sides they nearly are. */
function isLikely(
  expected: Float64Array,
  from: number,
  values: Float64Array,
  at: number,
  gate: number,
): boolean {
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const what = SCALARS[i];
    const off = values[at + what] - expected[from + 2 * i];
    if (Number.isNaN(off)) continue;
    const residual = what === measured.AZIMUTH ? wrapPi(off) : off;
    sum += (residual * residual) / (expected[from + 2 * i + 1] + values[at + what + 1]);
  }
  return sum <= gate;
}

function expectOf(
  a: Float64Array,
  member: number,
  geometry: SensorGeometry,
  out: Float64Array,
  to: number,
): void {
  const { rotation: r, positionM: origin } = geometry;
  const de = a[member] - origin[0];
  const dn = a[member + 1] - origin[1];
  const du = a[member + 2] - origin[2];
  const x = r[0] * de + r[1] * dn + r[2] * du;
  const y = r[3] * de + r[4] * dn + r[5] * du;
  const z = r[6] * de + r[7] * dn + r[8] * du;
  const ground = Math.max(Math.sqrt(x * x + y * y), NEAREST_M);
  const range = Math.max(Math.sqrt(x * x + y * y + z * z), NEAREST_M);
  const u0 = de / range;
  const u1 = dn / range;
  const u2 = du / range;
  const c = member + COVARIANCE;
  const along = quadratic(a, c, u0, u1, u2);
  const trace = a[c] + a[c + 6] + a[c + 11];
  const bulge = Math.max(0, trace - along) / (2 * range);
  out[to] = range + bulge;
  out[to + 1] = along + 3 * bulge * bulge;
  out[to + 2] = Math.atan2(x, y);
  out[to + 4] = Math.atan2(z, ground);
  const share = Math.sqrt(trace) / ground;
  if (share > SHARE_MAX) {
    out[to + 3] = Infinity;
    out[to + 5] = Infinity;
  } else {
    const e0 = (y * r[0] - x * r[3]) / ground;
    const e1 = (y * r[1] - x * r[4]) / ground;
    const e2 = (y * r[2] - x * r[5]) / ground;
    const across = quadratic(a, c, e0, e1, e2);
    // The part of the spread that is neither along nor across stands for the direction of growing elevation.
    const rising = Math.max(0, trace - along - across);
    const curve = 4 * share * share * share * share;
    out[to + 3] = across / (ground * ground) + curve;
    out[to + 5] = rising / (range * range) + curve;
  }
  expectRate(a, member, u0, u1, u2, range, trace - along, out, to + 6);
}

/** Range rate u·v, with the row (v − (u·v)u)/r on position and u on velocity. */
function expectRate(
  a: Float64Array,
  member: number,
  u0: number,
  u1: number,
  u2: number,
  range: number,
  aside: number,
  out: Float64Array,
  to: number,
): void {
  const v0 = a[member + 3];
  const v1 = a[member + 4];
  const v2 = a[member + 5];
  const c = member + COVARIANCE;
  const rate = u0 * v0 + u1 * v1 + u2 * v2;
  const h0 = (v0 - rate * u0) / range;
  const h1 = (v1 - rate * u1) / range;
  const h2 = (v2 - rate * u2) / range;
  const byPlace = quadratic(a, c, h0, h1, h2);
  const bySpeed =
    u0 * u0 * a[c + 15] +
    u1 * u1 * a[c + 18] +
    u2 * u2 * a[c + 20] +
    2 * (u0 * u1 * a[c + 16] + u0 * u2 * a[c + 17] + u1 * u2 * a[c + 19]);
  const speeds = a[c + 15] + a[c + 18] + a[c + 20];
  const bend = (2 * Math.max(0, aside) * Math.max(0, speeds - bySpeed)) / (range * range);
  out[to] = rate;
  // Twice the sum bounds what place and velocity have in common.
  out[to + 1] = 2 * (byPlace + bySpeed) + bend;
}

/** dᵀPd on the position block of the covariance at `c`. */
const quadratic = (a: Float64Array, c: number, d0: number, d1: number, d2: number): number =>
  Math.max(
    0,
    d0 * d0 * a[c] +
      d1 * d1 * a[c + 6] +
      d2 * d2 * a[c + 11] +
      2 * (d0 * d1 * a[c + 1] + d0 * d2 * a[c + 2] + d1 * d2 * a[c + 7]),
  );

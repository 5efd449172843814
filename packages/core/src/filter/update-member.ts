import { heightOfEnu } from "../geodesy/local-frame.ts";
import { wrapPi } from "../units/angle.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import { COVARIANCE } from "./bank-layout.ts";
import type { Innovation } from "./innovation.ts";
import * as measured from "./measured.ts";
import type { MeasuredSource } from "./measured.ts";
import {
  createScalarMeasurement,
  NOISE,
  RESIDUAL,
  updateByMotion,
  updateByPosition,
} from "./scalar-update.ts";

/** Extra uncertainty of a state that was run back in time to meet a late detection; zero otherwise. */
export interface Slack {
  readonly positionVariance: number;
  readonly velocityVariance: number;
}
export const NO_SLACK: Slack = { positionVariance: 0, velocityVariance: 0 };

/** Nearer than this to the sensor, or to its vertical, directions mean nothing: they are taken at this distance. */
const NEAREST_M = 1;

const row = createScalarMeasurement();
/** The unit vector from the sensor to the object, and the distance. */
const along = new Float64Array(4);
const DISTANCE = 3;
const across = new Float64Array(3);
const radial = new Float64Array(3);
const upward = new Float64Array(3);
/** P·x on the position block, for some x. */
const spread = new Float64Array(3);

/**
 * Updates a member of a bank by everything that a detection measured, one scalar after another, each linearised where the scalars
 * before it have put the state, with the second-order terms of a Gaussian: a bend in the measurement shifts its mean by
 * ½·tr(𝓗P) and widens it by ½·tr((𝓗P)²), 𝓗 the second derivatives. These terms are what lets a radar without elevation
 * follow an aircraft whose height is known to kilometres only.
 * (Y. Bar-Shalom, X. R. Li and T. Kirubarajan, 2001, §10.3.2, the second-order extended Kalman filter.)
 *
 * `at` is the detection's place among `source.values`. Returns false, with the state half updated, when the detection leaves the gate
 * of `innovation`.
 */
export function updateMember(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  source: MeasuredSource,
  at: number,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { values } = source;
  const count = values[at + measured.LINEAR_COUNT];
  if (count > 0) {
    const from = values[at + measured.LINEAR_FROM];
    for (let i = from; i < from + count; i++) {
      if (!updateLinear(a, member, hasDrag, source, i, slack, innovation)) return false;
    }
    return true;
  }
  if (!Number.isNaN(values[at + measured.RANGE])) {
    if (!updateRange(a, member, hasDrag, source, at, slack, innovation)) return false;
  }
  if (!Number.isNaN(values[at + measured.HEIGHT])) {
    if (!updateHeight(a, member, hasDrag, source, at, slack, innovation)) return false;
  }
  if (!Number.isNaN(values[at + measured.AZIMUTH])) {
    if (!updateAzimuth(a, member, hasDrag, source, at, slack, innovation)) return false;
  }
  if (!Number.isNaN(values[at + measured.ELEVATION])) {
    if (!updateElevation(a, member, hasDrag, source, at, slack, innovation)) return false;
  }
  if (Number.isNaN(values[at + measured.RANGE_RATE])) return true;
  return updateRangeRate(a, member, hasDrag, source, at, slack, innovation);
}

function updateLinear(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  source: MeasuredSource,
  i: number,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { row: h, isOfPosition, value, variance } = source.linear[i];
  let predicted = 0;
  for (let k = 0; k < 6; k++) predicted += h[k] * a[member + k];
  for (let k = 0; k < 6; k++) row[k] = h[k];
  row[RESIDUAL] = value - predicted;
  row[NOISE] = variance + (isOfPosition ? slack.positionVariance : slack.velocityVariance);
  return isOfPosition
    ? updateByPosition(a, member, hasDrag, row, innovation)
    : updateByMotion(a, member, hasDrag, row, innovation);
}

/**
 * Range r = |d|, d from sensor to object, u = d/r: h = u, 𝓗 = (I − uuᵀ)/r.
 * tr(AP) = tr P − uᵀPu and tr((AP)²) = tr P² − 2|Pu|² + (uᵀPu)² for A = I − uuᵀ.
 */
function updateRange(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  source: MeasuredSource,
  at: number,
  slack: Slack,
  innovation: Innovation,
): boolean {
  lookAlong(a, member, source.geometry.positionM);
  const range = along[DISTANCE];
  const c = member + COVARIANCE;
  const u0 = along[0];
  const u1 = along[1];
  const u2 = along[2];
  const p00 = a[c];
  const p01 = a[c + 1];
  const p02 = a[c + 2];
  const p11 = a[c + 6];
  const p12 = a[c + 7];
  const p22 = a[c + 11];
  const q0 = p00 * u0 + p01 * u1 + p02 * u2;
  const q1 = p01 * u0 + p11 * u1 + p12 * u2;
  const q2 = p02 * u0 + p12 * u1 + p22 * u2;
  const variance = q0 * u0 + q1 * u1 + q2 * u2;
  const traceSquared = p00 * p00 + p11 * p11 + p22 * p22 + 2 * (p01 * p01 + p02 * p02 + p12 * p12);
  const shift = (p00 + p11 + p22 - variance) / (2 * range);
  const bend = traceSquared - 2 * (q0 * q0 + q1 * q1 + q2 * q2) + variance * variance;
  row[0] = u0;
  row[1] = u1;
  row[2] = u2;
  row[RESIDUAL] = source.values[at + measured.RANGE] - range - shift;
  row[NOISE] =
    source.values[at + measured.RANGE_VARIANCE] +
    slack.positionVariance +
    Math.max(0, bend) / (2 * range * range);
  return updateByPosition(a, member, hasDrag, row, innovation);
}

/**
 * Azimuth about the sensor, clockwise from its north. With a the horizontal direction of growing azimuth, b the horizontal
 * radial one and g the horizontal distance: h = a/g, 𝓗 = −(abᵀ + baᵀ)/g², so that ½·tr(𝓗P) = −P_ab/g² and
 * ½·tr((𝓗P)²) = (P_ab² + P_aa·P_bb)/g⁴.
 */
function updateAzimuth(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  source: MeasuredSource,
  at: number,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { rotation, positionM: origin } = source.geometry;
  const de = a[member] - origin[0];
  const dn = a[member + 1] - origin[1];
  const du = a[member + 2] - origin[2];
  const x = rotation[0] * de + rotation[1] * dn + rotation[2] * du;
  const y = rotation[3] * de + rotation[4] * dn + rotation[5] * du;
  const ground = Math.max(Math.sqrt(x * x + y * y), NEAREST_M);
  for (let j = 0; j < 3; j++) {
    across[j] = (y * rotation[j] - x * rotation[3 + j]) / ground;
    radial[j] = (x * rotation[j] + y * rotation[3 + j]) / ground;
    row[j] = across[j] / ground;
  }
  const c = member + COVARIANCE;
  project(a, c, across);
  const aa = across[0] * spread[0] + across[1] * spread[1] + across[2] * spread[2];
  const ab = radial[0] * spread[0] + radial[1] * spread[1] + radial[2] * spread[2];
  project(a, c, radial);
  const bb = radial[0] * spread[0] + radial[1] * spread[1] + radial[2] * spread[2];
  const ground2 = ground * ground;
  const widening = Math.max(0, ab * ab + aa * bb) / (ground2 * ground2);
  const { values } = source;
  row[RESIDUAL] = wrapPi(values[at + measured.AZIMUTH] - Math.atan2(x, y) + ab / ground2);
  row[NOISE] = values[at + measured.AZIMUTH_VARIANCE] + slack.positionVariance / ground2 + widening;
  return updateByPosition(a, member, hasDrag, row, innovation);
}

/**
 * Elevation about the sensor. With v the direction of growing elevation, u the radial and a the azimuth one:
 * h = v/r, 𝓗 = −(vuᵀ + uvᵀ)/r² − tan(elevation)·aaᵀ/r²; the trace of the square leaves out the product of the two parts.
 */
function updateElevation(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  source: MeasuredSource,
  at: number,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { rotation, positionM } = source.geometry;
  lookAlong(a, member, positionM);
  const range = along[DISTANCE];
  const range2 = range * range;
  const sine = rotation[6] * along[0] + rotation[7] * along[1] + rotation[8] * along[2];
  const cosine = Math.max(Math.sqrt(Math.max(0, 1 - sine * sine)), NEAREST_M / range);
  for (let j = 0; j < 3; j++) {
    upward[j] = (rotation[6 + j] - sine * along[j]) / cosine;
    row[j] = upward[j] / range;
  }
  across[0] = upward[1] * along[2] - upward[2] * along[1];
  across[1] = upward[2] * along[0] - upward[0] * along[2];
  across[2] = upward[0] * along[1] - upward[1] * along[0];
  const c = member + COVARIANCE;
  project(a, c, upward);
  const vv = upward[0] * spread[0] + upward[1] * spread[1] + upward[2] * spread[2];
  const vu = along[0] * spread[0] + along[1] * spread[1] + along[2] * spread[2];
  project(a, c, along);
  const uu = along[0] * spread[0] + along[1] * spread[1] + along[2] * spread[2];
  project(a, c, across);
  const level = across[0] * spread[0] + across[1] * spread[1] + across[2] * spread[2];
  const aa = level * (sine / cosine);
  const bend = vu * vu + vv * uu + 0.5 * aa * aa;
  const predicted = Math.atan2(sine, cosine) - (vu + 0.5 * aa) / range2;
  const { values } = source;
  row[RESIDUAL] = values[at + measured.ELEVATION] - predicted;
  row[NOISE] =
    values[at + measured.ELEVATION_VARIANCE] +
    slack.positionVariance / range2 +
    Math.max(0, bend) / (range2 * range2);
  return updateByPosition(a, member, hasDrag, row, innovation);
}

/**
 * Range rate u·v: ∂/∂p = (v − (u·v)u)/r, ∂/∂v = u. Of the second derivatives the mixed block A/r, A = I − uuᵀ, counts:
 * it shifts the mean by tr(A·P_pv)/r and widens by at most ½·tr(A·P_pp)·tr(A·P_vv)/r² when the two are alike in direction.
 */
function updateRangeRate(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  source: MeasuredSource,
  at: number,
  slack: Slack,
  innovation: Innovation,
): boolean {
  lookAlong(a, member, source.geometry.positionM);
  const range = along[DISTANCE];
  const c = member + COVARIANCE;
  const u0 = along[0];
  const u1 = along[1];
  const u2 = along[2];
  const v0 = a[member + 3];
  const v1 = a[member + 4];
  const v2 = a[member + 5];
  const rate = u0 * v0 + u1 * v1 + u2 * v2;
  row[0] = (v0 - rate * u0) / range;
  row[1] = (v1 - rate * u1) / range;
  row[2] = (v2 - rate * u2) / range;
  row[3] = u0;
  row[4] = u1;
  row[5] = u2;
  project(a, c, along);
  const depth = u0 * spread[0] + u1 * spread[1] + u2 * spread[2];
  const positionTrace = a[c] + a[c + 6] + a[c + 11] - depth;
  const velocityTrace =
    a[c + 15] * (1 - u0 * u0) +
    a[c + 18] * (1 - u1 * u1) +
    a[c + 20] * (1 - u2 * u2) -
    2 * (a[c + 16] * u0 * u1 + a[c + 17] * u0 * u2 + a[c + 19] * u1 * u2);
  const crossTrace =
    a[c + 3] * (1 - u0 * u0) +
    a[c + 9] * (1 - u1 * u1) +
    a[c + 14] * (1 - u2 * u2) -
    (a[c + 4] + a[c + 8]) * u0 * u1 -
    (a[c + 5] + a[c + 12]) * u0 * u2 -
    (a[c + 10] + a[c + 13]) * u1 * u2;
  row[RESIDUAL] = source.values[at + measured.RANGE_RATE] - rate - crossTrace / range;
  row[NOISE] =
    source.values[at + measured.RANGE_RATE_VARIANCE] +
    slack.velocityVariance +
    Math.max(0, 0.5 * positionTrace * velocityTrace) / (range * range);
  return updateByMotion(a, member, hasDrag, row, innovation);
}

/** Height above the ellipsoid: its slope over the frame's plane is that of a sphere, its value exact. */
function updateHeight(
  a: Float64Array,
  member: number,
  hasDrag: boolean,
  source: MeasuredSource,
  at: number,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const e = a[member];
  const n = a[member + 1];
  const height = heightOfEnu(source.geometry.siteFrame, e, n, a[member + 2]);
  row[0] = e / EARTH_MEAN_RADIUS_M;
  row[1] = n / EARTH_MEAN_RADIUS_M;
  row[2] = 1;
  row[RESIDUAL] = source.values[at + measured.HEIGHT] - height;
  row[NOISE] = source.values[at + measured.HEIGHT_VARIANCE] + slack.positionVariance;
  return updateByPosition(a, member, hasDrag, row, innovation);
}

/** Fills `along` with the unit vector from the sensor to the object, and the distance. */
function lookAlong(a: Float64Array, member: number, origin: Float64Array): void {
  const de = a[member] - origin[0];
  const dn = a[member + 1] - origin[1];
  const du = a[member + 2] - origin[2];
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), NEAREST_M);
  along[0] = de / range;
  along[1] = dn / range;
  along[2] = du / range;
  along[DISTANCE] = range;
}

/** Fills `spread` with P·x on the position block of the covariance at `c`. */
function project(a: Float64Array, c: number, x: Float64Array): void {
  const x0 = x[0];
  const x1 = x[1];
  const x2 = x[2];
  spread[0] = a[c] * x0 + a[c + 1] * x1 + a[c + 2] * x2;
  spread[1] = a[c + 1] * x0 + a[c + 6] * x1 + a[c + 7] * x2;
  spread[2] = a[c + 2] * x0 + a[c + 7] * x1 + a[c + 11] * x2;
}

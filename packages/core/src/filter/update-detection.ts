import { heightOfEnu } from "../geodesy/local-frame.ts";
import { wrapPi } from "../units/angle.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import type { Gaussian } from "./gaussian.ts";
import type { PreparedDetection } from "./prepared-detection.ts";
import { type Innovation, updateScalar } from "./scalar-update.ts";

/** Extra uncertainty of a state that was run back in time to meet a late detection; zero otherwise. */
export interface Slack {
  readonly positionVariance: number;
  readonly velocityVariance: number;
}
export const NO_SLACK: Slack = { positionVariance: 0, velocityVariance: 0 };

/** Nearer than this to the sensor, or to its vertical, directions mean nothing: they are taken at this distance. */
const NEAREST_M = 1;

const row = new Float64Array(6);
const along = new Float64Array(3);
const across = new Float64Array(3);
const radial = new Float64Array(3);
const upward = new Float64Array(3);

/**
 * Updates a state by everything that a detection measured, one scalar after another, each linearised where the scalars
 * before it have put the state, with the second-order terms of a Gaussian: a bend in the measurement shifts its mean by
 * ½·tr(𝓗P) and widens it by ½·tr((𝓗P)²), 𝓗 the second derivatives. These terms are what lets a radar without elevation
 * follow an aircraft whose height is known to kilometres only.
 * (Y. Bar-Shalom, X. R. Li and T. Kirubarajan, 2001, §10.3.2, the second-order extended Kalman filter.)
 *
 * Frame: site east-north-up; the state is position and velocity, with a seventh entry where the motion has one.
 * Returns false, with the state half updated, when the detection leaves the gate of `innovation`.
 */
export function updateWithDetection(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  innovation: Innovation,
): boolean {
  if (prepared.linear.length > 0) return updateLinear(state, prepared, slack, innovation);
  if (!Number.isNaN(prepared.rangeM) && !updateRange(state, prepared, slack, innovation)) {
    return false;
  }
  if (!Number.isNaN(prepared.heightM) && !updateHeight(state, prepared, slack, innovation)) {
    return false;
  }
  if (!Number.isNaN(prepared.azimuthRad) && !updateAzimuth(state, prepared, slack, innovation)) {
    return false;
  }
  if (
    !Number.isNaN(prepared.elevationRad) &&
    !updateElevation(state, prepared, slack, innovation)
  ) {
    return false;
  }
  return Number.isNaN(prepared.rangeRateMps) || updateRangeRate(state, prepared, slack, innovation);
}

function updateLinear(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { mean } = state;
  for (const { row: linearRow, length, value, variance } of prepared.linear) {
    let predicted = 0;
    for (let i = 0; i < length; i++) predicted += linearRow[i] * mean[i];
    const noise = variance + (length === 3 ? slack.positionVariance : slack.velocityVariance);
    if (!updateScalar(state, linearRow, length, value - predicted, noise, innovation)) return false;
  }
  return true;
}

/**
 * Range r = |d|, d from sensor to object, u = d/r: h = u, 𝓗 = (I − uuᵀ)/r.
 * tr(AP) = tr P − uᵀPu and tr((AP)²) = tr P² − 2|Pu|² + (uᵀPu)² for A = I − uuᵀ.
 */
function updateRange(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { mean, covariance: P } = state;
  const n = mean.length;
  const range = lookAlong(mean, prepared.geometry.positionM);
  let trace = 0;
  let traceSquared = 0;
  let variance = 0;
  let projectedSquared = 0;
  for (let i = 0; i < 3; i++) {
    const base = i * n;
    const p0 = P[base];
    const p1 = P[base + 1];
    const p2 = P[base + 2];
    const projected = p0 * along[0] + p1 * along[1] + p2 * along[2];
    trace += P[base + i];
    traceSquared += p0 * p0 + p1 * p1 + p2 * p2;
    variance += projected * along[i];
    projectedSquared += projected * projected;
    row[i] = along[i];
  }
  const shift = (trace - variance) / (2 * range);
  const bend = traceSquared - 2 * projectedSquared + variance * variance;
  const widening = Math.max(0, bend) / (2 * range * range);
  const noise = prepared.rangeVariance + slack.positionVariance + widening;
  const residual = prepared.rangeM - range - shift;
  return updateScalar(state, row, 3, residual, noise, innovation);
}

/**
 * Azimuth about the sensor, clockwise from its north. With a the horizontal direction of growing azimuth, b the horizontal
 * radial one and g the horizontal distance: h = a/g, 𝓗 = −(abᵀ + baᵀ)/g², so that ½·tr(𝓗P) = −P_ab/g² and
 * ½·tr((𝓗P)²) = (P_ab² + P_aa·P_bb)/g⁴.
 */
function updateAzimuth(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { mean, covariance } = state;
  const { rotation, positionM: origin } = prepared.geometry;
  const de = mean[0] - origin[0];
  const dn = mean[1] - origin[1];
  const du = mean[2] - origin[2];
  const x = rotation[0] * de + rotation[1] * dn + rotation[2] * du;
  const y = rotation[3] * de + rotation[4] * dn + rotation[5] * du;
  const ground = Math.max(Math.sqrt(x * x + y * y), NEAREST_M);
  for (let j = 0; j < 3; j++) {
    across[j] = (y * rotation[j] - x * rotation[3 + j]) / ground;
    radial[j] = (x * rotation[j] + y * rotation[3 + j]) / ground;
    row[j] = across[j] / ground;
  }
  const aa = bilinear(covariance, mean.length, across, across);
  const ab = bilinear(covariance, mean.length, across, radial);
  const bb = bilinear(covariance, mean.length, radial, radial);
  const ground2 = ground * ground;
  const widening = Math.max(0, ab * ab + aa * bb) / (ground2 * ground2);
  const noise = prepared.azimuthVariance + slack.positionVariance / ground2 + widening;
  const residual = wrapPi(prepared.azimuthRad - Math.atan2(x, y) + ab / ground2);
  return updateScalar(state, row, 3, residual, noise, innovation);
}

/**
 * Elevation about the sensor. With v the direction of growing elevation, u the radial and a the azimuth one:
 * h = v/r, 𝓗 = −(vuᵀ + uvᵀ)/r² − tan(elevation)·aaᵀ/r²; the trace of the square leaves out the product of the two parts.
 */
function updateElevation(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { mean, covariance } = state;
  const { rotation, positionM: origin } = prepared.geometry;
  const range = lookAlong(mean, origin);
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
  const n = mean.length;
  const vv = bilinear(covariance, n, upward, upward);
  const vu = bilinear(covariance, n, upward, along);
  const uu = bilinear(covariance, n, along, along);
  const aa = bilinear(covariance, n, across, across) * (sine / cosine);
  const bend = vu * vu + vv * uu + 0.5 * aa * aa;
  const widening = Math.max(0, bend) / (range2 * range2);
  const noise = prepared.elevationVariance + slack.positionVariance / range2 + widening;
  const predicted = Math.atan2(sine, cosine) - (vu + 0.5 * aa) / range2;
  return updateScalar(state, row, 3, prepared.elevationRad - predicted, noise, innovation);
}

/**
 * Range rate u·v: ∂/∂p = (v − (u·v)u)/r, ∂/∂v = u. Of the second derivatives the mixed block A/r, A = I − uuᵀ, counts:
 * it shifts the mean by tr(A·P_pv)/r and widens by at most ½·tr(A·P_pp)·tr(A·P_vv)/r² when the two are alike in direction.
 */
function updateRangeRate(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { mean, covariance } = state;
  const n = mean.length;
  const range = lookAlong(mean, prepared.geometry.positionM);
  const rate = along[0] * mean[3] + along[1] * mean[4] + along[2] * mean[5];
  let positionTrace = -bilinear(covariance, n, along, along);
  let velocityTrace = 0;
  let crossTrace = 0;
  for (let i = 0; i < 3; i++) {
    row[i] = (mean[3 + i] - rate * along[i]) / range;
    row[3 + i] = along[i];
    positionTrace += covariance[i * n + i];
    velocityTrace += covariance[(3 + i) * n + 3 + i];
    crossTrace += covariance[i * n + 3 + i];
    for (let j = 0; j < 3; j++) {
      const weight = along[i] * along[j];
      velocityTrace -= weight * covariance[(3 + i) * n + 3 + j];
      crossTrace -= weight * covariance[i * n + 3 + j];
    }
  }
  const widening = Math.max(0, 0.5 * positionTrace * velocityTrace) / (range * range);
  const noise = prepared.rangeRateVariance + slack.velocityVariance + widening;
  const residual = prepared.rangeRateMps - rate - crossTrace / range;
  return updateScalar(state, row, 6, residual, noise, innovation);
}

/** Height above the ellipsoid: its slope over the frame's plane is that of a sphere, its value exact. */
function updateHeight(
  state: Gaussian,
  prepared: PreparedDetection,
  slack: Slack,
  innovation: Innovation,
): boolean {
  const { mean } = state;
  const height = heightOfEnu(prepared.geometry.siteFrame, mean[0], mean[1], mean[2]);
  row[0] = mean[0] / EARTH_MEAN_RADIUS_M;
  row[1] = mean[1] / EARTH_MEAN_RADIUS_M;
  row[2] = 1;
  const noise = prepared.heightVariance + slack.positionVariance;
  return updateScalar(state, row, 3, prepared.heightM - height, noise, innovation);
}

/** Fills `along` with the unit vector from the sensor to the object and gives the distance. */
function lookAlong(mean: Float64Array, origin: Float64Array): number {
  const de = mean[0] - origin[0];
  const dn = mean[1] - origin[1];
  const du = mean[2] - origin[2];
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), NEAREST_M);
  along[0] = de / range;
  along[1] = dn / range;
  along[2] = du / range;
  return range;
}

/** aᵀPb on the position block of an n×n covariance. */
function bilinear(P: Float64Array, n: number, a: Float64Array, b: Float64Array): number {
  return (
    a[0] * (P[0] * b[0] + P[1] * b[1] + P[2] * b[2]) +
    a[1] * (P[n] * b[0] + P[n + 1] * b[1] + P[n + 2] * b[2]) +
    a[2] * (P[2 * n] * b[0] + P[2 * n + 1] * b[1] + P[2 * n + 2] * b[2])
  );
}

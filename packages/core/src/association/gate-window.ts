import type { Gaussian } from "../filter/gaussian.ts";
import type { MotionBank } from "../filter/motion-bank.ts";
import type { PreparedDetection } from "../filter/prepared-detection.ts";
import { AGILE_BIT, BALLISTIC_BIT, STEADY_BIT } from "../filter/update-bank.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";

/** Where to search for detections: in azimuth and range about a sensor, and reported places by their east. */
export interface SearchWindow {
  azimuthRad: number;
  azimuthHalfWidthRad: number;
  rangeFromM: number;
  rangeToM: number;
  eastM: number;
  eastHalfWidthM: number;
}

/**
 * Boxes in a sensor's coordinates, one around each member of a track's bank, outside which no detection can pass that member's gate, and
 * one around them all. Cheap and generous: the exact gate follows.
 */
export interface GateWindow extends SearchWindow {
  /** For each member: range, azimuth and elevation, each with its reach, and the ellipsoid inside; see the places below. */
  readonly boxes: Float64Array;
  /** Bits of the members that have a box. */
  members: number;
}

const BOX = 12;
const RANGE = 0;
const AZIMUTH = 2;
const ELEVATION = 4;
/** Inverse of the covariance along, across and above the line of sight, m⁻²: 00, 01, 02, 11, 12, 22. */
const INVERSE = 6;
/** The ellipsoid of the box is linear and the exact gate is not: how much wider it is cut. */
const ELLIPSOID_FACTOR = 1.3;
const ELLIPSOID_MARGIN = 2;

/** √ of the widest gate that a prepared detection has, 22.458. */
export const GATE_SIGMAS = 4.74;
/** A reported place without a height may lie anywhere up to here, which on a curved Earth moves it sideways. */
export const HEIGHT_UNKNOWN_M = 12_000;

/** The largest variances of range, m², azimuth and elevation, rad², among the detections of a look. */
export interface LargestErrors {
  readonly rangeVariance: number;
  readonly azimuthVariance: number;
  readonly elevationVariance: number;
}

export const createGateWindow = (): GateWindow => ({
  azimuthRad: 0,
  azimuthHalfWidthRad: 0,
  rangeFromM: 0,
  rangeToM: 0,
  eastM: 0,
  eastHalfWidthM: 0,
  boxes: new Float64Array(3 * BOX),
  members: 0,
});

/**
 * The window around a bank as a sensor sees it, for detections up to `spanS` seconds before or after the bank's time: each member's box
 * reaches as far as its own spread and as it may move in that span. `errors` are the largest among the detections to come: a larger error
 * only lets more through.
 */
export function aimGateWindow(
  bank: MotionBank,
  geometry: SensorGeometry,
  spanS: number,
  errors: LargestErrors,
  window: GateWindow,
): void {
  window.rangeFromM = Infinity;
  window.rangeToM = -Infinity;
  window.azimuthHalfWidthRad = -1;
  window.eastM = bank.steady.mean[0];
  window.eastHalfWidthM = 0;
  window.members = STEADY_BIT | AGILE_BIT;
  include(bank.steady, 0, geometry, spanS, errors, window);
  include(bank.agile, 1, geometry, spanS, errors, window);
  if (bank.ballisticProbability === 0) return;
  window.members |= BALLISTIC_BIT;
  include(bank.ballistic, 2, geometry, spanS, errors, window);
}

/** Bits of the members whose box holds the detection; all of them for a kind that has no polar coordinates. */
export function membersNear(window: GateWindow, prepared: PreparedDetection): number {
  const { boxes } = window;
  const { rangeM, azimuthRad, elevationRad } = prepared;
  const rangeSlack = GATE_SIGMAS * prepared.rangeSigmaM;
  const azimuthSlack = GATE_SIGMAS * prepared.azimuthSigmaRad;
  const elevationSlack = GATE_SIGMAS * prepared.elevationSigmaRad;
  let near = 0;
  for (let member = 0; member < 3; member++) {
    const at = member * BOX;
    // Each comparison is written so that what was not measured, a NaN, passes.
    const farther = rangeM - boxes[at + RANGE];
    if (Math.abs(farther) > boxes[at + RANGE + 1] + rangeSlack) continue;
    const higher = elevationRad - boxes[at + ELEVATION];
    if (Math.abs(higher) > boxes[at + ELEVATION + 1] + elevationSlack) continue;
    const righter = wrapPi(azimuthRad - boxes[at + AZIMUTH]);
    if (Math.abs(righter) > boxes[at + AZIMUTH + 1] + azimuthSlack) continue;
    const range = boxes[at + RANGE];
    const ground = range * Math.cos(boxes[at + ELEVATION]);
    const aside = ground * righter;
    const distance = Number.isNaN(higher)
      ? ellipseDistance(boxes, at, farther, aside)
      : ellipsoidDistance(boxes, at, farther, aside, range * higher);
    if (distance > ELLIPSOID_FACTOR * prepared.gate + ELLIPSOID_MARGIN) continue;
    near |= 1 << member;
  }
  return near & window.members;
}

function ellipsoidDistance(
  boxes: Float64Array,
  box: number,
  a: number,
  b: number,
  c: number,
): number {
  const at = box + INVERSE;
  return (
    a * (boxes[at] * a + 2 * (boxes[at + 1] * b + boxes[at + 2] * c)) +
    b * (boxes[at + 3] * b + 2 * boxes[at + 4] * c) +
    boxes[at + 5] * c * c
  );
}

/** The least {@link ellipsoidDistance} over what was not measured, the height above the line of sight. */
function ellipseDistance(boxes: Float64Array, box: number, a: number, b: number): number {
  const at = box + INVERSE;
  const own = boxes[at] * a * a + 2 * boxes[at + 1] * a * b + boxes[at + 3] * b * b;
  const upward = boxes[at + 2] * a + boxes[at + 4] * b;
  return boxes[at + 5] > 0 ? own - (upward * upward) / boxes[at + 5] : own;
}

const across = new Float64Array(3);
const along = new Float64Array(3);
const upward = new Float64Array(3);

function include(
  state: Gaussian,
  member: number,
  geometry: SensorGeometry,
  spanS: number,
  errors: LargestErrors,
  window: GateWindow,
): void {
  const { mean, covariance: P } = state;
  const n = mean.length;
  const { rotation: r, positionM: origin } = geometry;
  const de = mean[0] - origin[0];
  const dn = mean[1] - origin[1];
  const du = mean[2] - origin[2];
  const x = r[0] * de + r[1] * dn + r[2] * du;
  const y = r[3] * de + r[4] * dn + r[5] * du;
  const z = r[6] * de + r[7] * dn + r[8] * du;
  const ground = Math.max(Math.sqrt(x * x + y * y), 1);
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), 1);
  const sine = z / range;
  along[0] = de / range;
  along[1] = dn / range;
  along[2] = du / range;
  for (let j = 0; j < 3; j++) {
    across[j] = (y * r[j] - x * r[3 + j]) / ground;
    upward[j] = ((r[6 + j] - sine * along[j]) * range) / ground;
  }
  const trace = P[0] + P[n + 1] + P[2 * n + 2];
  const spread = Math.sqrt(trace);
  const alongVariance = Math.max(0, bilinear(P, n, along, along));
  const acrossVariance = Math.max(0, bilinear(P, n, across, across));
  const upwardVariance = Math.max(0, bilinear(P, n, upward, upward));
  const travel = spanS === 0 ? 0 : spanS * fastest(state);
  // Range bends upwards: its mean lies up to half the cross spread over range further out, and is spread by as much again.
  const bend = Math.max(0, trace - alongVariance) / range;
  const rangeReach = GATE_SIGMAS * (Math.sqrt(alongVariance) + bend) + bend + travel;
  // Where the spread is comparable to the distance, the second-order terms of the angles count.
  const azimuthSigma = (Math.sqrt(acrossVariance) / ground) * (1 + spread / ground);
  const azimuthReach = GATE_SIGMAS * azimuthSigma + trace / (ground * ground) + travel / ground;
  const elevationSigma = (Math.sqrt(upwardVariance) / range) * (1 + spread / range);
  const elevationReach = GATE_SIGMAS * (elevationSigma + trace / (range * ground)) + travel / range;
  const azimuth = Math.atan2(x, y);
  const at = member * BOX;
  window.boxes[at + RANGE] = range;
  window.boxes[at + RANGE + 1] = rangeReach;
  window.boxes[at + AZIMUTH] = azimuth;
  window.boxes[at + AZIMUTH + 1] = azimuthReach;
  window.boxes[at + ELEVATION] = Math.atan2(z, ground);
  window.boxes[at + ELEVATION + 1] = elevationReach;
  const moved = travel * travel;
  const azimuthBend = (spread * spread) / ground;
  invertInto(
    window.boxes,
    at + INVERSE,
    alongVariance + errors.rangeVariance + bend * bend + moved,
    bilinear(P, n, along, across),
    bilinear(P, n, along, upward),
    acrossVariance + errors.azimuthVariance * ground * ground + azimuthBend * azimuthBend + moved,
    bilinear(P, n, across, upward),
    upwardVariance + errors.elevationVariance * range * range + bend * bend + moved,
  );
  if (window.azimuthHalfWidthRad < 0) window.azimuthRad = azimuth;
  const reach = Math.abs(wrapPi(azimuth - window.azimuthRad)) + azimuthReach;
  window.azimuthHalfWidthRad = Math.max(window.azimuthHalfWidthRad, Math.min(reach, Math.PI));
  window.rangeFromM = Math.min(window.rangeFromM, range - rangeReach);
  window.rangeToM = Math.max(window.rangeToM, range + rangeReach);
  const curve = (HEIGHT_UNKNOWN_M * Math.abs(mean[0])) / EARTH_MEAN_RADIUS_M;
  const eastReach =
    Math.abs(mean[0] - window.eastM) + GATE_SIGMAS * Math.sqrt(P[0]) + travel + curve;
  window.eastHalfWidthM = Math.max(window.eastHalfWidthM, eastReach);
}

/** Speed and its uncertainty, at the gate. */
function fastest({ mean, covariance: P }: Gaussian): number {
  const n = mean.length;
  const speed2 = mean[3] * mean[3] + mean[4] * mean[4] + mean[5] * mean[5];
  const variance = P[3 * n + 3] + P[4 * n + 4] + P[5 * n + 5];
  return Math.sqrt(speed2) + GATE_SIGMAS * Math.sqrt(variance);
}

/** Writes the inverse of the symmetric 3×3 matrix [a b c; b d e; c e f], its upper triangle by rows. */
function invertInto(
  out: Float64Array,
  at: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
): void {
  const c00 = d * f - e * e;
  const c01 = c * e - b * f;
  const c02 = b * e - c * d;
  // The measurement errors keep it positive; where rounding does not, nothing is cut.
  const determinant = a * c00 + b * c01 + c * c02;
  const scale = determinant > 0 ? 1 / determinant : 0;
  out[at] = c00 * scale;
  out[at + 1] = c01 * scale;
  out[at + 2] = c02 * scale;
  out[at + 3] = (a * f - c * c) * scale;
  out[at + 4] = (b * c - a * e) * scale;
  out[at + 5] = (a * d - b * b) * scale;
}

/** aᵀPb on the position block. */
function bilinear(P: Float64Array, n: number, a: Float64Array, b: Float64Array): number {
  return (
    a[0] * (P[0] * b[0] + P[1] * b[1] + P[2] * b[2]) +
    a[1] * (P[n] * b[0] + P[n + 1] * b[1] + P[n + 2] * b[2]) +
    a[2] * (P[2 * n] * b[0] + P[2 * n + 1] * b[1] + P[2 * n + 2] * b[2])
  );
}

import type { Gaussian } from "../filter/gaussian.ts";
import type { MotionBank } from "../filter/motion-bank.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { angleDifference } from "../units/angle.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";

/** A box in a sensor's coordinates outside which no detection can pass a track's gate. Cheap and generous. */
export interface GateWindow {
  azimuthRad: number;
  azimuthHalfWidthRad: number;
  rangeFromM: number;
  rangeToM: number;
  eastM: number;
  eastHalfWidthM: number;
  /** How many sigmas of the detection's own error to add. */
  readonly sigmas: number;
}

/** √ of the widest gate that {@link prepareDetection} gives, 22.458. */
const GATE_SIGMAS = 4.74;
/** A reported place without a height may lie anywhere up to here, which on a curved Earth moves it sideways. */
const HEIGHT_UNKNOWN_M = 12_000;

export const createGateWindow = (): GateWindow => ({
  azimuthRad: 0,
  azimuthHalfWidthRad: 0,
  rangeFromM: 0,
  rangeToM: 0,
  eastM: 0,
  eastHalfWidthM: 0,
  sigmas: GATE_SIGMAS,
});

/**
 * The window around a bank as a sensor sees it, for detections up to `spanS` seconds before or after the bank's time: the union over
 * its members, each widened by its own spread and by how far it may move in that span.
 */
export function aimGateWindow(
  bank: MotionBank,
  geometry: SensorGeometry,
  spanS: number,
  window: GateWindow,
): void {
  window.rangeFromM = Infinity;
  window.rangeToM = -Infinity;
  window.azimuthHalfWidthRad = -1;
  window.eastM = bank.steady.mean[0];
  window.eastHalfWidthM = 0;
  include(bank.steady, geometry, spanS, window);
  include(bank.agile, geometry, spanS, window);
  if (bank.ballisticProbability > 0) include(bank.ballistic, geometry, spanS, window);
}

function include(
  state: Gaussian,
  geometry: SensorGeometry,
  spanS: number,
  window: GateWindow,
): void {
  const { mean, covariance: P } = state;
  const n = mean.length;
  const { rotation, positionM: origin } = geometry;
  const de = mean[0] - origin[0];
  const dn = mean[1] - origin[1];
  const du = mean[2] - origin[2];
  const x = rotation[0] * de + rotation[1] * dn + rotation[2] * du;
  const y = rotation[3] * de + rotation[4] * dn + rotation[5] * du;
  const ground = Math.max(Math.sqrt(x * x + y * y), 1);
  const range = Math.max(Math.sqrt(de * de + dn * dn + du * du), 1);
  const trace = P[0] + P[n + 1] + P[2 * n + 2];
  const along =
    (de * (P[0] * de + 2 * (P[1] * dn + P[2] * du)) +
      dn * (P[n + 1] * dn + 2 * P[n + 2] * du) +
      du * P[2 * n + 2] * du) /
    (range * range);
  const speed2 = mean[3] * mean[3] + mean[4] * mean[4] + mean[5] * mean[5];
  const speedVariance = P[3 * n + 3] + P[4 * n + 4] + P[5 * n + 5];
  const travel =
    spanS === 0 ? 0 : spanS * (Math.sqrt(speed2) + GATE_SIGMAS * Math.sqrt(speedVariance));
  // Range bends upwards: its mean lies up to half the cross spread over range further out, and is spread by as much again.
  const bend = (trace - along) / range;
  const rangeReach = GATE_SIGMAS * (Math.sqrt(Math.max(0, along)) + bend) + travel;
  if (range - rangeReach < window.rangeFromM) window.rangeFromM = range - rangeReach;
  if (range + rangeReach + bend > window.rangeToM) window.rangeToM = range + rangeReach + bend;
  const azimuth = Math.atan2(x, y);
  if (window.azimuthHalfWidthRad < 0) window.azimuthRad = azimuth;
  const east = y * rotation[0] - x * rotation[3];
  const north = y * rotation[1] - x * rotation[4];
  const up = y * rotation[2] - x * rotation[5];
  const cross =
    (east * (P[0] * east + 2 * (P[1] * north + P[2] * up)) +
      north * (P[n + 1] * north + 2 * P[n + 2] * up) +
      up * P[2 * n + 2] * up) /
    (ground * ground);
  const crossSigma = Math.sqrt(Math.max(0, cross));
  // Where the spread is comparable to the distance, the second-order widening counts: (P_aa·P_bb)^½/g².
  const angular = (crossSigma / ground) * (1 + Math.sqrt(trace) / ground);
  const reach =
    Math.abs(angleDifference(azimuth, window.azimuthRad)) + GATE_SIGMAS * angular + travel / ground;
  window.azimuthHalfWidthRad = Math.max(window.azimuthHalfWidthRad, Math.min(reach, Math.PI));
  const curve = (HEIGHT_UNKNOWN_M * Math.abs(mean[0])) / EARTH_MEAN_RADIUS_M;
  const eastReach =
    Math.abs(mean[0] - window.eastM) + GATE_SIGMAS * Math.sqrt(P[0]) + travel + curve;
  if (eastReach > window.eastHalfWidthM) window.eastHalfWidthM = eastReach;
}

import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  isOneState,
  DRAG_MEAN,
  DRAG_VARIANCE,
  HOVER,
  HOVER_SHARE,
  STEADY,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { AGILE_DENSITY, AIR_DENSITY_GREATEST_KGPM3 } from "../filter/motion-models.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";

/** √ of the widest gate of a detection, 22.458. */
export const GATE_SIGMAS = 4.74;

/** Where to search for detections of a track: in azimuth, range and elevation about a sensor, and reported places by their east and north. */
export interface SearchWindow {
  azimuthRad: number;
  azimuthHalfWidthRad: number;
  rangeFromM: number;
  rangeToM: number;
  elevationFromRad: number;
  elevationToRad: number;
  eastM: number;
  northM: number;
  /** Of reported places, m, the error of the report left out. */
  halfWidthM: number;
}

export const createSearchWindow = (): SearchWindow => ({
  azimuthRad: 0,
  azimuthHalfWidthRad: 0,
  rangeFromM: 0,
  rangeToM: 0,
  elevationFromRad: 0,
  elevationToRad: 0,
  eastM: 0,
  northM: 0,
  halfWidthM: 0,
});

export const GRAVITY_MPS2 = 9.81;
/** Accelerations that the search leaves room for beside a body's own drag: Earth's rotation, wind, turns. */
export const ACCELERATION_MARGIN_MPS2 = 2;
export const MARGIN = 1.05;
export const MARGIN_M = 5;
const MARGIN_RAD = 1e-3;
/** A spread over this share of the distance leaves the direction open. */
const DIRECTION_SHARE_MAX = 0.3;

/**
 * What is asked of all members: s from the bank's time, and give or take; and of one: by how much it drops, and how far its way may bend, m. In an
 * array, since each number handed to a function that is not inlined gets an object of its own.
 */
const asked = new Float64Array(4);
const TIME = 0;
const SPAN = 1;
const DROP = 2;
const BEND = 3;

/** How far a direction may lie, asked of one at a time: its sigma and the total one across it, by how much more it may have moved, and the distance, m. */
const reach = new Float64Array(4);
const ACROSS = 0;
const TOTAL = 1;
const MOVED = 2;
const DISTANCE = 3;

/** The covariance of a place at the time searched: 00, 01, 02, 11, 12, 22. */
const spread = new Float64Array(6);

/**
 * Aims the window at where a sensor may see the object of a bank `dt` seconds (either sign) after the bank's time, give or take `spanS`,
 * without predicting the bank: straight flight, what bends it allowed for. It is a search, cheap and generous; the exact gate follows.
 */
export function aimSearchWindow(
  a: Float64Array,
  bank: number,
  dt: number,
  spanS: number,
  geometry: SensorGeometry,
  out: SearchWindow,
): void {
  out.azimuthHalfWidthRad = -1;
  out.rangeFromM = Infinity;
  out.rangeToM = -Infinity;
  out.elevationFromRad = Infinity;
  out.elevationToRad = -Infinity;
  out.halfWidthM = 0;
  asked[TIME] = dt;
  asked[SPAN] = spanS;
  asked[DROP] = 0;
  asked[BEND] = 0;
  const agile = bank + AGILE;
  out.eastM = a[agile] + dt * a[agile + 3];
  out.northM = a[agile + 1] + dt * a[agile + 4];
  if (!isOneState(a, bank)) include(a, bank + STEADY, geometry, out);
  include(a, agile, geometry, out);
  if (a[bank + HOVER_SHARE] > 0) include(a, bank + HOVER, geometry, out);
  if (a[bank + TURN_SHARE] > 0) {
    const turn = bank + TURN;
    asked[BEND] = 0.5 * dt * dt * turnAtMost(a, turn);
    include(a, turn, geometry, out);
  }
  if (a[bank + THRUST_PROBABILITY] > 0) {
    const thrust = bank + THRUST;
    const rise = 0.5 * dt * dt;
    asked[DROP] = -GRAVITY_MPS2 * rise;
    asked[BEND] = rise * pushAtMost(a, thrust);
    include(a, thrust, geometry, out);
  }
  if (a[bank + BALLISTIC_PROBABILITY] === 0) return;
  const member = bank + BALLISTIC;
  const speed2 =
    a[member + 3] * a[member + 3] + a[member + 4] * a[member + 4] + a[member + 5] * a[member + 5];
  const drag = dragAtMost(a, member);
  asked[DROP] = -0.5 * GRAVITY_MPS2 * dt * dt;
  asked[BEND] = 0.5 * dt * dt * Math.min(drag, Math.sqrt(speed2) / Math.max(Math.abs(dt), 1e-3));
  include(a, member, geometry, out);
}

/** Acceleration across the way of a turning member with two sigmas more of turn than expected, m/s². */
export function turnAtMost(a: Float64Array, turn: number): number {
  const speed = Math.abs(a[turn + 3]) + Math.abs(a[turn + 4]);
  return speed * (Math.abs(a[turn + DRAG_MEAN]) + 2 * Math.sqrt(a[turn + DRAG_VARIANCE]));
}

/** Push of a member under thrust with two sigmas more than expected, m/s². */
export const pushAtMost = (a: Float64Array, thrust: number): number =>
  Math.abs(a[thrust + DRAG_MEAN]) + 2 * Math.sqrt(a[thrust + DRAG_VARIANCE]);

/** Drag of a ballistic member with two sigmas more of ln k than expected, m/s². */
export function dragAtMost(a: Float64Array, member: number): number {
  const speed2 =
    a[member + 3] * a[member + 3] + a[member + 4] * a[member + 4] + a[member + 5] * a[member + 5];
  const k = Math.exp(a[member + DRAG_MEAN] + 2 * Math.sqrt(a[member + DRAG_VARIANCE]));
  return 0.5 * AIR_DENSITY_GREATEST_KGPM3 * k * speed2;
}

/** Widens the window by one member, as is {@link asked}. */
function include(
  a: Float64Array,
  member: number,
  geometry: SensorGeometry,
  out: SearchWindow,
): void {
  const dt = asked[TIME];
  const ve = a[member + 3];
  const vn = a[member + 4];
  const vu = a[member + 5];
  const e = a[member] + dt * ve;
  const n = a[member + 1] + dt * vn;
  const u = a[member + 2] + dt * vu + asked[DROP];
  spreadAt(a, member);
  const { rotation: r, translation: t } = geometry;
  const x = r[0] * e + r[1] * n + r[2] * u + t[0];
  const y = r[3] * e + r[4] * n + r[5] * u + t[1];
  const z = r[6] * e + r[7] * n + r[8] * u + t[2];
  const ground = Math.sqrt(x * x + y * y);
  const range = Math.sqrt(ground * ground + z * z);
  const trace = spread[0] + spread[3] + spread[5];
  const near = Math.max(range, 1);
  // The line of sight and the direction of growing azimuth, in the site frame.
  const along = quadratic(
    (r[0] * x + r[3] * y + r[6] * z) / near,
    (r[1] * x + r[4] * y + r[7] * z) / near,
    (r[2] * x + r[5] * y + r[8] * z) / near,
  );
  const flat = Math.max(ground, 1);
  const across = quadratic(
    (y * r[0] - x * r[3]) / flat,
    (y * r[1] - x * r[4]) / flat,
    (y * r[2] - x * r[5]) / flat,
  );
  moveMost(a, member);
  const moved = reach[MOVED];
  const curve = Math.max(0, trace - along) / (2 * near);
  const rangeReach = MARGIN * (GATE_SIGMAS * Math.sqrt(along + 2 * curve * curve) + curve) + moved;
  out.rangeFromM = Math.min(out.rangeFromM, range - rangeReach);
  out.rangeToM = Math.max(out.rangeToM, range + rangeReach);
  const total = Math.sqrt(trace);
  // Height spreads an azimuth only by as much as the sensor's level leans in the site's.
  const level =
    Math.sqrt(spread[0] + spread[3]) + (Math.abs(r[2]) + Math.abs(r[5])) * Math.sqrt(spread[5]);
  const away = Math.abs(e - out.eastM) + Math.abs(n - out.northM);
  out.halfWidthM = Math.max(out.halfWidthM, away + MARGIN * GATE_SIGMAS * total + moved);
  const azimuth = Math.atan2(x, y);
  if (out.azimuthHalfWidthRad < 0) out.azimuthRad = azimuth;
  const aside = Math.abs(wrapPi(azimuth - out.azimuthRad));
  reach[ACROSS] = Math.sqrt(across);
  reach[TOTAL] = level;
  reach[DISTANCE] = flat;
  const turn = aside + directionReach();
  out.azimuthHalfWidthRad = Math.min(Math.PI, Math.max(out.azimuthHalfWidthRad, turn));
  const elevation = Math.atan2(z, ground);
  const back = -z / (near * flat);
  const steep = flat / near;
  reach[ACROSS] = Math.sqrt(
    quadratic(
      back * (x * r[0] + y * r[3]) + steep * r[6],
      back * (x * r[1] + y * r[4]) + steep * r[7],
      back * (x * r[2] + y * r[5]) + steep * r[8],
    ),
  );
  reach[TOTAL] = total;
  reach[DISTANCE] = near;
  const climb = directionReach();
  out.elevationFromRad = Math.min(out.elevationFromRad, elevation - climb);
  out.elevationToRad = Math.max(out.elevationToRad, elevation + climb);
}

/** Says in {@link reach} by how much more than its spread a member may have moved. */
function moveMost(a: Float64Array, member: number): void {
  const dt = asked[TIME];
  const ve = a[member + 3];
  const vn = a[member + 4];
  const vu = a[member + 5];
  const speed = Math.sqrt(ve * ve + vn * vn + vu * vu);
  const c = member + COVARIANCE;
  const speedSigma = Math.sqrt(a[c + 15] + a[c + 18] + a[c + 20]);
  reach[MOVED] =
    asked[SPAN] * (speed + GATE_SIGMAS * speedSigma) +
    0.5 * ACCELERATION_MARGIN_MPS2 * dt * dt +
    asked[BEND] +
    MARGIN_M;
}

/** How far the direction of {@link reach} may lie, rad. */
function directionReach(): number {
  const share = (reach[TOTAL] + reach[MOVED]) / reach[DISTANCE];
  if (share > DIRECTION_SHARE_MAX) return Math.PI;
  const sigmas = GATE_SIGMAS * reach[ACROSS] * (1 + share);
  const lengthM = MARGIN * (sigmas + reach[MOVED] + reach[TOTAL] * share);
  return lengthM / reach[DISTANCE] + MARGIN_RAD;
}

/** Fills `spread` with P_pp + dt·(P_pv + P_vp) + dt²·P_vv and the noise of agile flight. */
function spreadAt(a: Float64Array, member: number): void {
  const dt = asked[TIME];
  const c = member + COVARIANCE;
  const dt2 = dt * dt;
  const noise = (Math.abs(dt) * dt2) / 3;
  spread[0] = a[c] + 2 * dt * a[c + 3] + dt2 * a[c + 15] + AGILE_DENSITY.horizontal * noise;
  spread[1] = a[c + 1] + dt * (a[c + 4] + a[c + 8]) + dt2 * a[c + 16];
  spread[2] = a[c + 2] + dt * (a[c + 5] + a[c + 12]) + dt2 * a[c + 17];
  spread[3] = a[c + 6] + 2 * dt * a[c + 9] + dt2 * a[c + 18] + AGILE_DENSITY.horizontal * noise;
  spread[4] = a[c + 7] + dt * (a[c + 10] + a[c + 13]) + dt2 * a[c + 19];
  spread[5] = a[c + 11] + 2 * dt * a[c + 14] + dt2 * a[c + 20] + AGILE_DENSITY.vertical * noise;
}

/** dᵀ·spread·d, never below zero. */
const quadratic = (d0: number, d1: number, d2: number): number =>
  Math.max(
    0,
    d0 * d0 * spread[0] +
      d1 * d1 * spread[3] +
      d2 * d2 * spread[5] +
      2 * (d0 * d1 * spread[1] + d0 * d2 * spread[2] + d1 * d2 * spread[4]),
  );

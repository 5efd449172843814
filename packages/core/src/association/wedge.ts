import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  DRAG_MEAN,
  DRAG_VARIANCE,
  HOVER,
  HOVER_SHARE,
  isOneState,
  STEADY,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";

/** A range of directions about a sensor. */
export interface Wedge {
  readonly azimuthRad: number;
  readonly halfWidthRad: number;
}

/** Wider than this nothing much is ruled out, and no time is spent on trying. */
const HALF_WIDTH_MAX_RAD = 2;
/** More than any gate's sigmas, with what the search adds to them. */
const SIGMAS = 6;
/** Where the spread is beyond this share of the distance, directions are not bounded. */
const SHARE_MAX = 0.95;
/** Bends of a powered way and of a free body's, m/s²: turns and wind; gravity, drag and these, all at once. */
const POWERED_BEND_MPS2 = 8;
const FALLING_BEND_MPS2 = 60;
const MARGIN_M = 10;
const MARGIN_RAD = 2e-3;
/** Three times the density of agile flight over 3. */
const NOISE = 100;

/** The least wedge that holds two, one of which may be none. */
export function wedgeOver(a: Wedge | null, b: Wedge | null): Wedge | null {
  if (a === null || b === null) return a ?? b;
  const aside = Math.abs(wrapPi(b.azimuthRad - a.azimuthRad));
  return {
    azimuthRad: a.azimuthRad,
    halfWidthRad: Math.max(a.halfWidthRad, aside + b.halfWidthRad),
  };
}

/** The directions in which an object cannot but be, about a sensor. */
export interface Hold {
  azimuthRad: number;
  /** NaN where its directions have no bound. */
  halfWidthRad: number;
}

/** Bounds the directions in which the object of a bank may be seen within `untilS` seconds after the bank's time. */
export function holdDirections(
  a: Float64Array,
  bank: number,
  untilS: number,
  geometry: SensorGeometry,
  out: Hold,
): void {
  const agile = bank + AGILE;
  const travel = untilS * Math.sqrt(a[agile + 3] * a[agile + 3] + a[agile + 4] * a[agile + 4]);
  const reach = reachOf(a, bank, untilS, 0, geometry) + 1.05 * travel;
  // The place at the bank's own time, and all that may be reached from it.
  placeOf(a, bank, 0, geometry, middle);
  out.azimuthRad = middle[AZIMUTH];
  const ground = middle[GROUND];
  out.halfWidthRad = reach > SHARE_MAX * ground ? NaN : Math.asin(reach / ground) + MARGIN_RAD;
}

/** Of the middle of what an object may have reached: ground distance, m, and azimuth, rad. */
const middle = new Float64Array(2);
const GROUND = 0;
const AZIMUTH = 1;

/**
 * Whether the object of a bank cannot be seen in a wedge `dt` seconds on: cheap, and true only where the search and the sweep would
 * say the same. A sector of a turning antenna concerns a few tracks of many, and most of the work for the others is to find that out.
 */
export function isOutside(
  a: Float64Array,
  bank: number,
  dt: number,
  spanS: number,
  geometry: SensorGeometry,
  wedge: Wedge,
): boolean {
  if (wedge.halfWidthRad > HALF_WIDTH_MAX_RAD) return false;
  placeOf(a, bank, dt, geometry, middle);
  const aside = Math.abs(wrapPi(middle[AZIMUTH] - wedge.azimuthRad)) - wedge.halfWidthRad;
  if (aside <= MARGIN_RAD) return false;
  const ground = middle[GROUND];
  const reach = reachOf(a, bank, dt, spanS, geometry);
  return reach <= SHARE_MAX * ground && aside > Math.asin(reach / ground) + MARGIN_RAD;
}

function placeOf(
  a: Float64Array,
  bank: number,
  dt: number,
  { rotation: r, translation: t }: SensorGeometry,
  out: Float64Array,
): void {
  const agile = bank + AGILE;
  const e = a[agile] + dt * a[agile + 3];
  const n = a[agile + 1] + dt * a[agile + 4];
  const u = a[agile + 2] + dt * a[agile + 5];
  const x = r[0] * e + r[1] * n + r[2] * u + t[0];
  const y = r[3] * e + r[4] * n + r[5] * u + t[1];
  out[GROUND] = Math.sqrt(x * x + y * y);
  out[AZIMUTH] = Math.atan2(x, y);
}

/** How far from its middle an object may be some time on, m. */

function reachOf(
  a: Float64Array,
  bank: number,
  dt: number,
  spanS: number,
  { rotation: r }: SensorGeometry,
): number {
  const agile = bank + AGILE;
  const c = agile + COVARIANCE;
  const span = Math.abs(dt);
  // Height spreads an azimuth only by as much as the sensor's level leans in the site's.
  const lean = Math.abs(r[2]) + Math.abs(r[5]);
  const speedSigma = Math.sqrt(a[c + 15] + a[c + 18] + a[c + 20]);
  const speed = Math.abs(a[agile + 3]) + Math.abs(a[agile + 4]) + Math.abs(a[agile + 5]);
  let apart = 0;
  let bend = POWERED_BEND_MPS2;
  let spread = spreadOf(a, agile, span, lean);
  if (!isOneState(a, bank)) {
    apart = distanceBetween(a, bank + STEADY, agile, dt);
    spread = Math.max(spread, spreadOf(a, bank + STEADY, span, lean));
  }
  if (a[bank + BALLISTIC_PROBABILITY] > 0) {
    apart = Math.max(apart, distanceBetween(a, bank + BALLISTIC, agile, dt));
    spread = Math.max(spread, spreadOf(a, bank + BALLISTIC, span, lean));
    bend = FALLING_BEND_MPS2;
  }
  if (a[bank + HOVER_SHARE] > 0) {
    apart = Math.max(apart, distanceBetween(a, bank + HOVER, agile, dt));
    spread = Math.max(spread, spreadOf(a, bank + HOVER, span, lean));
  }
  if (a[bank + TURN_SHARE] > 0) {
    const turn = bank + TURN;
    apart = Math.max(apart, distanceBetween(a, turn, agile, dt));
    spread = Math.max(spread, spreadOf(a, turn, span, lean));
    const rate = Math.abs(a[turn + DRAG_MEAN]) + SIGMAS * Math.sqrt(a[turn + DRAG_VARIANCE]);
    bend = Math.max(bend, POWERED_BEND_MPS2 + speed * rate);
  }
  if (a[bank + THRUST_PROBABILITY] > 0) {
    const thrust = bank + THRUST;
    apart = Math.max(apart, distanceBetween(a, thrust, agile, dt));
    spread = Math.max(spread, spreadOf(a, thrust, span, lean));
    const push = Math.abs(a[thrust + DRAG_MEAN]) + SIGMAS * Math.sqrt(a[thrust + DRAG_VARIANCE]);
    bend = Math.max(bend, FALLING_BEND_MPS2 + push);
  }
  return (
    SIGMAS * (spread + Math.sqrt(NOISE * span) * span) +
    apart +
    spanS * (speed + SIGMAS * speedSigma) +
    0.5 * bend * dt * dt +
    MARGIN_M
  );
}

/** How far two members are apart `dt` seconds on, at most. */
const distanceBetween = (a: Float64Array, one: number, other: number, dt: number): number =>
  Math.abs(a[one] - a[other] + dt * (a[one + 3] - a[other + 3])) +
  Math.abs(a[one + 1] - a[other + 1] + dt * (a[one + 4] - a[other + 4])) +
  Math.abs(a[one + 2] - a[other + 2] + dt * (a[one + 5] - a[other + 5]));

/** One sigma of a member's place in the level after `span` seconds, in all directions together, at most. */
function spreadOf(a: Float64Array, member: number, span: number, lean: number): number {
  const c = member + COVARIANCE;
  const place = Math.sqrt(a[c] + a[c + 6]) + lean * Math.sqrt(a[c + 11]);
  return place + span * (Math.sqrt(a[c + 15] + a[c + 18]) + lean * Math.sqrt(a[c + 20]));
}

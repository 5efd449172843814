import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  HOVER,
  HOVER_SHARE,
  isOneState,
  STEADY,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { AGILE_DENSITY } from "../filter/motion-models.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { TWO_PI } from "../units/angle.ts";
import { type TimeUs, secondsBetween } from "../units/time.ts";
import {
  ACCELERATION_MARGIN_MPS2,
  dragAtMost,
  GATE_SIGMAS,
  GRAVITY_MPS2,
  MARGIN,
  MARGIN_M,
  pushAtMost,
  turnAtMost,
} from "./search-window.ts";
import type { Wedge } from "./wedge.ts";

/**
 * What bounds the search window of a bank about one sensor at any time, {@link HOLD} numbers: most sectors of a turning antenna ask most tracks whether
 * they concern them, and this answers by a few products. It holds for as long as the bank does.
 */
export const HOLD = 8;
/** The sensor's index; NaN where nothing was worked out. */
const SENSOR = 0;
/** The time of the bank, and the azimuth of its agile member then. */
const TIME = 1;
const AZIMUTH = 2;
/** The spread σ across the line of sight, with two thirds of what the search window is widened by: σ ≤ σ₀ + σ₁·t + σ₂·t², in ground distances. */
const SPREAD = 3;
/** How far any member may be from where the agile one was: d ≤ d₀ + d₁·t, in ground distances; d₁ no less than half the speed in all directions. */
const AWAY = 6;

/** Farther from where it was than this share of the distance, its direction is open; … */
const AWAY_MAX = 0.5;
/** … and with a spread over this share of it: what opens the search window, or a little less. */
const SHARE_MAX = 0.29;
const MARGIN_RAD = 2e-3;
/** The noise of agile flight is √(q·t³/3), and t^1.5 ≤ ½(t + t²). */
const NOISE = 0.5 * Math.sqrt(Math.max(AGILE_DENSITY.horizontal, AGILE_DENSITY.vertical) / 3);
/** Drag over this is bounded by what stops the body, ½·v·t, and not by ½·d·t². */
const DRAG_MAX_MPS2 = 40;

export const clearHold = (holds: Float64Array, at: number): void => {
  holds[at + SENSOR] = NaN;
};

/** Of all members awake: place and velocity apart from the agile one's, speed, spread of place and velocity, bend by t and by t². */
const greatest = new Float64Array(7);
const APART = 0;
const SPEED_APART = 1;
const SPEED = 2;
const PLACE_SIGMA = 3;
const SPEED_SIGMA = 4;
const BEND = 5;
const BEND_2 = 6;

/** Works out the hold of the bank at `a[bank]`, whose time that is, about a sensor. */
export function holdDirections(
  a: Float64Array,
  bank: number,
  timeUs: TimeUs,
  { rotation: r, translation: t }: SensorGeometry,
  sensor: number,
  holds: Float64Array,
  at: number,
): void {
  // Height tells of an azimuth only by as much as the sensor's level leans in the site's.
  const lean = Math.abs(r[2]) + Math.abs(r[5]);
  const g = greatest;
  g.fill(0);
  measureMembers(a, bank, lean);
  const agile = bank + AGILE;
  const x = r[0] * a[agile] + r[1] * a[agile + 1] + r[2] * a[agile + 2] + t[0];
  const y = r[3] * a[agile] + r[4] * a[agile + 1] + r[5] * a[agile + 2] + t[1];
  const perGround = 1 / Math.max(Math.sqrt(x * x + y * y), 1e-3);
  holds[at + SENSOR] = sensor;
  holds[at + TIME] = timeUs;
  holds[at + AZIMUTH] = Math.atan2(x, y);
  holds[at + SPREAD] = (g[PLACE_SIGMA] + WIDENED * MARGIN_M) * perGround;
  holds[at + SPREAD + 1] = (g[SPEED_SIGMA] + WIDENED * g[BEND] + NOISE) * perGround;
  const bend2 = 0.5 * ACCELERATION_MARGIN_MPS2 + g[BEND_2];
  holds[at + SPREAD + 2] = (WIDENED * bend2 + NOISE + lean * GRAVITY_MPS2) * perGround;
  holds[at + AWAY] = 2 * g[APART] * perGround;
  holds[at + AWAY + 1] = (g[SPEED] + 2 * g[SPEED_APART]) * perGround;
}
/** The part of a widening that counts as spread: a share of the distance is made of 1½ spreads at most, √2 of them in the level. */
const WIDENED = 2 / 3;

function measureMembers(a: Float64Array, bank: number, lean: number): void {
  measureMember(a, bank, AGILE, lean);
  if (!isOneState(a, bank)) measureMember(a, bank, STEADY, lean);
  if (a[bank + HOVER_SHARE] > 0) measureMember(a, bank, HOVER, lean);
  if (a[bank + TURN_SHARE] > 0) {
    measureMember(a, bank, TURN, lean);
    bendBy(0.5 * turnAtMost(a, bank + TURN));
  }
  if (a[bank + THRUST_PROBABILITY] > 0) {
    measureMember(a, bank, THRUST, lean);
    bendBy(0.5 * pushAtMost(a, bank + THRUST));
  }
  if (a[bank + BALLISTIC_PROBABILITY] === 0) return;
  measureMember(a, bank, BALLISTIC, lean);
  const drag = dragAtMost(a, bank + BALLISTIC);
  if (drag < DRAG_MAX_MPS2) bendBy(0.5 * drag);
  else {
    const v = bank + BALLISTIC + 3;
    raise(BEND, 0.5 * Math.sqrt(a[v] * a[v] + a[v + 1] * a[v + 1] + a[v + 2] * a[v + 2]));
  }
}

const bendBy = (mps2: number): void => raise(BEND_2, mps2);

function raise(what: number, value: number): void {
  if (value > greatest[what]) greatest[what] = value;
}

function measureMember(a: Float64Array, bank: number, offset: number, lean: number): void {
  const agile = bank + AGILE;
  const member = bank + offset;
  const c = member + COVARIANCE;
  const ve = a[member + 3];
  const vn = a[member + 4];
  const up = lean * Math.abs(a[member + 5]);
  const level = Math.sqrt(ve * ve + vn * vn);
  // What the search adds for the time within the look is in all directions; that time is given twice.
  raise(SPEED, Math.max(level + up, 0.5 * (level + Math.abs(a[member + 5]))));
  raise(PLACE_SIGMA, longestAxis(a[c], a[c + 1], a[c + 6]) + lean * Math.sqrt(a[c + 11]));
  const axis = longestAxis(a[c + 15], a[c + 16], a[c + 18]) + lean * Math.sqrt(a[c + 20]);
  raise(SPEED_SIGMA, Math.max(axis, 0.5 * Math.sqrt(a[c + 15] + a[c + 18] + a[c + 20])));
  if (offset === AGILE) return;
  const e = a[member] - a[agile];
  const n = a[member + 1] - a[agile + 1];
  raise(APART, Math.sqrt(e * e + n * n) + lean * Math.abs(a[member + 2] - a[agile + 2]));
  const de = ve - a[agile + 3];
  const dn = vn - a[agile + 4];
  raise(SPEED_APART, Math.sqrt(de * de + dn * dn) + lean * Math.abs(a[member + 5] - a[agile + 5]));
}

/** √ of the greater eigenvalue of [p q; q r], of a covariance. */
const longestAxis = (p: number, q: number, r: number): number =>
  Math.sqrt(0.5 * (p + r + Math.sqrt((p - r) * (p - r) + 4 * q * q)));

/** Whether there is a hold of that bank about that sensor. */
export const isHeld = (holds: Float64Array, at: number, sensor: number): boolean =>
  holds[at + SENSOR] === sensor;

/**
 * Whether the search window of a held bank lies outside a wedge about its sensor, at a time and `spanS` before and after it. With t the time from
 * the bank's to the farthest of them and as long again as the span, and d and σ as in the layout, in ground distances, the window lies within
 * (d + 1.05·(4.74·σ·(1 + s) + 1.5·σ·s))/(1 − d) of the azimuth held, s the greatest share that spread and widening may have of the distance.
 */
export function isHeldOutside(
  holds: Float64Array,
  at: number,
  timeUs: TimeUs,
  spanS: number,
  wedge: Wedge,
): boolean {
  const turn = Math.abs(holds[at + AZIMUTH] - wedge.azimuthRad);
  const aside = (turn > Math.PI ? TWO_PI - turn : turn) - wedge.halfWidthRad - MARGIN_RAD;
  if (!(aside > 0)) return false;
  const t = Math.abs(secondsBetween(holds[at + TIME], timeUs)) + 2 * spanS;
  const speed = holds[at + AWAY + 1];
  const away = holds[at + AWAY] + t * speed;
  if (!(away < AWAY_MAX)) return false;
  const speedSpread = holds[at + SPREAD + 1];
  const spread = holds[at + SPREAD] + t * (speedSpread + t * holds[at + SPREAD + 2]);
  const within = spanS * (2 * speed + 2 * GATE_SIGMAS * speedSpread);
  const share = (spread / WIDENED + within) / (1 - away);
  if (!(share < SHARE_MAX)) return false;
  const reach = away + spread * (GATE_SIGMAS * (1 + share) + share / WIDENED);
  return aside * (1 - away) > MARGIN * reach;
}

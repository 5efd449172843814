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
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
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
 * they concern them, and this answers by a root and a few products. It holds for as long as the bank does.
 */
export const HOLD = 14;
/** The sensor's index; NaN where nothing was worked out. */
const SENSOR = 0;
/** The time of the bank; azimuth, rad, of its agile member then. */
const TIME = 1;
const AZIMUTH = 2;
/**
 * No farther than this from that azimuth the window reaches, rad, within {@link SOON_S} of that time, and within {@link LATE_S}, by a look no longer than
 * {@link SHORT_S}.
 */
const WIDEST = 3;
const WIDEST_LATE = 4;
/** How far any member may be from where the agile one was, m: d ≤ d₀ + d₁·t. */
const AWAY = 5;
const AWAY_SPEED = 6;
/** The variance of any member across any line of sight, m²: σ² ≤ v₀ + v₁·t + v₂·t² + q·t³/3, q the density of agile flight. */
const VARIANCE = 7;
/** By how much the search widens the window, m: w ≤ 5 + w₁·t + w₂·t² and, for each second of the look, what comes last. */
const WIDENED = 10;
const WITHIN = 12;
/** The inverse of the distance over the ground of its agile member, 1/m. */
const PER_GROUND = 13;

/** Farther from where it was than this share of the distance, its direction is open; … */
const AWAY_MAX = 0.5;
/** … and so it is where spread and widening together are over this share of it, a little less than what opens the search window. */
const SHARE_MAX = 0.299;
const MARGIN_RAD = 2e-3;
/** More than √2: the spread in all level directions together, in that of the longest axis. */
const ALL_AXES = 1.5;
const NOISE = AGILE_DENSITY.horizontal / 3;
/** Most that go on being seen are asked for sooner than this, most others sooner than that, and by sectors shorter than what comes last. */
const SOON_S = 6;
const LATE_S = 20;
const SOON_US = SOON_S * MICROS_PER_SECOND;
const LATE_US = LATE_S * MICROS_PER_SECOND;
const SHORT_S = 0.25;
/** Drag over this is bounded by what stops the body, ½·v·t, and not by ½·d·t². */
const DRAG_MAX_MPS2 = 40;

export const clearHold = (holds: Float64Array, at: number): void => {
  holds[at + SENSOR] = NaN;
};

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
  const agile = bank + AGILE;
  const x = r[0] * a[agile] + r[1] * a[agile + 1] + r[2] * a[agile + 2] + t[0];
  const y = r[3] * a[agile] + r[4] * a[agile + 1] + r[5] * a[agile + 2] + t[1];
  holds[at + SENSOR] = sensor;
  holds[at + TIME] = timeUs;
  holds[at + AZIMUTH] = Math.atan2(x, y);
  holds[at + PER_GROUND] = 1 / Math.max(Math.sqrt(x * x + y * y), 1e-3);
  for (let k = AWAY; k < PER_GROUND; k++) holds[at + k] = 0;
  const members = { a, bank, lean, holds, at };
  holdMember(members, AGILE);
  if (!isOneState(a, bank)) holdMember(members, STEADY);
  if (a[bank + HOVER_SHARE] > 0) holdMember(members, HOVER);
  if (a[bank + TURN_SHARE] > 0) holdMember(members, TURN);
  if (a[bank + THRUST_PROBABILITY] > 0) holdMember(members, THRUST);
  if (a[bank + BALLISTIC_PROBABILITY] > 0) holdMember(members, BALLISTIC);
  bend(members);
  holds[at + WIDEST] = reachOf(holds, at, SOON_S, SHORT_S);
  holds[at + WIDEST_LATE] = reachOf(holds, at, LATE_S, SHORT_S);
}

/**
 * No farther than this from the azimuth held a window lies, rad, `t` seconds from the bank's time, by a look of so many more; it never lessens as time goes
 * on. Infinity: in any direction. With d, σ and w as in the layout and g the distance over the ground,
 * 1.05·(d + σ·(4.74·(1 + s) + 1.5·s) + w)/(g − d), s = (1.5·σ + w)/(g − d).
 */
function reachOf(holds: Float64Array, at: number, t: number, spanS: number): number {
  const perGround = holds[at + PER_GROUND];
  const away = (holds[at + AWAY] + t * holds[at + AWAY_SPEED]) * perGround;
  const v = at + VARIANCE;
  const variance = holds[v] + t * (holds[v + 1] + t * (holds[v + 2] + t * NOISE));
  const sigma = Math.sqrt(variance) * perGround;
  const widened =
    MARGIN_M + t * (holds[at + WIDENED] + t * holds[at + WIDENED + 1]) + spanS * holds[at + WITHIN];
  const widening = widened * perGround;
  const share = (ALL_AXES * sigma + widening) / (1 - away);
  if (!(away < AWAY_MAX && share < SHARE_MAX)) return Infinity;
  const reach = away + sigma * (GATE_SIGMAS * (1 + share) + ALL_AXES * share) + widening;
  return (MARGIN * reach) / (1 - away);
}

interface Members {
  readonly a: Float64Array;
  readonly bank: number;
  readonly lean: number;
  readonly holds: Float64Array;
  readonly at: number;
}

/** How the ways of members may bend, beside what the search allows all of them. */
function bend({ a, bank, lean, holds, at }: Members): void {
  let mps2 = 0;
  if (a[bank + TURN_SHARE] > 0) mps2 = turnAtMost(a, bank + TURN);
  if (a[bank + THRUST_PROBABILITY] > 0) mps2 = Math.max(mps2, pushAtMost(a, bank + THRUST));
  if (a[bank + BALLISTIC_PROBABILITY] > 0) {
    const drag = dragAtMost(a, bank + BALLISTIC);
    if (drag < DRAG_MAX_MPS2) mps2 = Math.max(mps2, drag);
    else holds[at + WIDENED] = 0.5 * speedOf(a, bank + BALLISTIC);
  }
  // What falls moves sideways by as much as the sensor's level leans: twice that is more than it does to a direction.
  holds[at + WIDENED + 1] = 0.5 * (ACCELERATION_MARGIN_MPS2 + mps2) + lean * GRAVITY_MPS2;
}

const speedOf = (a: Float64Array, member: number): number =>
  Math.sqrt(
    a[member + 3] * a[member + 3] + a[member + 4] * a[member + 4] + a[member + 5] * a[member + 5],
  );

/** Widens a hold by one member. */
function holdMember({ a, bank, lean, holds, at }: Members, offset: number): void {
  const agile = bank + AGILE;
  const member = bank + offset;
  const c = member + COVARIANCE;
  const ve = a[member + 3];
  const vn = a[member + 4];
  const vu = a[member + 5];
  const e = a[member] - a[agile];
  const n = a[member + 1] - a[agile + 1];
  const u = a[member + 2] - a[agile + 2];
  const de = ve - a[agile + 3];
  const dn = vn - a[agile + 4];
  const du = vu - a[agile + 5];
  // The window is about one member and holds the others: what is between them counts twice.
  raise(holds, at + AWAY, 2 * (Math.sqrt(e * e + n * n) + lean * Math.abs(u)));
  const parting = Math.sqrt(de * de + dn * dn) + lean * Math.abs(du);
  const speed = Math.sqrt(ve * ve + vn * vn) + lean * Math.abs(vu);
  raise(holds, at + AWAY_SPEED, speed + 2 * parting);
  // (σ + l·σ_u)² ≤ (1 + l)·σ² + (l + l²)·σ_u².
  const level = 1 + lean;
  const up = lean + lean * lean;
  const v = at + VARIANCE;
  raise(holds, v, level * axis(a[c], a[c + 1], a[c + 6]) + up * a[c + 11]);
  const both = axis(2 * a[c + 3], a[c + 4] + a[c + 8], 2 * a[c + 9]);
  raise(holds, v + 1, level * both + up * 2 * Math.abs(a[c + 14]));
  raise(holds, v + 2, level * axis(a[c + 15], a[c + 16], a[c + 18]) + up * a[c + 20]);
  const speedSigma = Math.sqrt(a[c + 15] + a[c + 18] + a[c + 20]);
  raise(holds, at + WITHIN, speedOf(a, member) + GATE_SIGMAS * speedSigma);
}

function raise(holds: Float64Array, at: number, value: number): void {
  if (value > holds[at]) holds[at] = value;
}

/** The greatest absolute eigenvalue of [p q; q r]. */
const axis = (p: number, q: number, r: number): number =>
  0.5 * (Math.abs(p + r) + Math.sqrt((p - r) * (p - r) + 4 * q * q));

/** Where and when a look of a sensor may show something: a wedge about it, and a time, give or take `spanS`. */
export interface Sought {
  readonly sensor: number;
  readonly wedge: Wedge;
  readonly timeUs: TimeUs;
  readonly spanS: number;
}

/**
 * Writes to `out` those of the first `count` of `rows` whose search window may touch what is sought, by their places among them; how many. `hold` works
 * out the hold about its sensor of a row that has none.
 */
export function heldWithin(
  holds: Float64Array,
  rows: Int32Array,
  count: number,
  { sensor, wedge: { azimuthRad, halfWidthRad }, timeUs, spanS }: Sought,
  hold: (row: number) => void,
  out: Int32Array,
): number {
  const isShort = spanS <= SHORT_S;
  let found = 0;
  for (let place = 0; place < count; place++) {
    const at = rows[place] * HOLD;
    if (holds[at + SENSOR] !== sensor) hold(rows[place]);
    out[found] = place;
    const turn = Math.abs(holds[at + AZIMUTH] - azimuthRad);
    const aside = (turn > Math.PI ? TWO_PI - turn : turn) - halfWidthRad - MARGIN_RAD;
    if (aside > 0) {
      const awayUs = Math.abs(timeUs - holds[at + TIME]);
      if (isShort && awayUs <= LATE_US) {
        if (aside > holds[at + (awayUs <= SOON_US ? WIDEST : WIDEST_LATE)]) continue;
      }
      if (aside > reachOf(holds, at, awayUs / MICROS_PER_SECOND, spanS)) continue;
    }
    found++;
  }
  return found;
}

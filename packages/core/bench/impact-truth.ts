/**
 * Bodies that fall, as they truly fly: with an integrator, a gravity and an air of this bench's own, so that the
 * projection is held against a world that is not its own model. Fourth-order Runge–Kutta in steps of 0.05 s on
 * r″ = g(r) − 2Ω×v − Ω×(Ω×r) − ½ρ·k(M)·|w|·w + a·w/|w|, in Earth-fixed axes.
 */
import { normal, type Random } from "./impact-random.ts";

const GM = 3.986004418e14;
const RADIUS_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const J2 = 1.082626684e-3;
const RATE = 7.292115e-5;
const STEP_S = 0.05;
/** States are kept at this interval: every sensor of the bench looks at whole multiples of it. */
export const GRID_S = 0.25;
const STEPS_PER_GRID = Math.round(GRID_S / STEP_S);
export const SITE = { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 };
/** Heights, m, between which the truth's wind is linear. */
export const WIND_KNOTS_M = [0, 1500, 3500, 7000, 12_000] as const;

/** Everything that a flight depends on, flat: what the bound is a bound on. Places are named by {@link AT}. */
export type Parameters = Float64Array;
export const AT = {
  position: 0,
  velocity: 3,
  logDrag: 6,
  /** Of the drag's curve over Mach number: ln of the rise, middle, width, decay beyond, slope below. */
  curve: 7,
  logDensity: 12,
  /** East at each knot, then north. */
  wind: 13,
  /** ln of the boost's acceleration, its end in seconds from the start, its taper. */
  boost: 23,
} as const;
export const PARAMETERS = 26;

const sinLat = Math.sin(SITE.latitudeRad);
const cosLat = Math.cos(SITE.latitudeRad);
const sinLon = Math.sin(SITE.longitudeRad);
const cosLon = Math.cos(SITE.longitudeRad);
const EAST = [-sinLon, cosLon, 0] as const;
const NORTH = [-sinLat * cosLon, -sinLat * sinLon, cosLat] as const;
const UP = [cosLat * cosLon, cosLat * sinLon, sinLat] as const;
const eccentricity2 = FLATTENING * (2 - FLATTENING);
const curvature = RADIUS_M / Math.sqrt(1 - eccentricity2 * sinLat * sinLat);
const ORIGIN = [
  (curvature + SITE.heightM) * cosLat * cosLon,
  (curvature + SITE.heightM) * cosLat * sinLon,
  (curvature * (1 - eccentricity2) + SITE.heightM) * sinLat,
] as const;

/** Height above the ellipsoid to a centimetre below 20 km: |r| less the ellipsoid's radius at that geocentric latitude. */
function heightOf(x: number, y: number, z: number): number {
  const r = Math.hypot(x, y, z);
  const s2 = (z / r) * (z / r);
  const polar = RADIUS_M * (1 - FLATTENING);
  const ellipsoid = polar / Math.sqrt(1 - eccentricity2 * (1 - s2));
  return r - ellipsoid;
}

/** The 1976 standard's temperature and density below 20 km, from its definition. */
function air(heightM: number): { density: number; sound: number } {
  const h = (6_356_766 * heightM) / (6_356_766 + heightM);
  const temperature = h < 11_000 ? 288.15 - 0.0065 * h : 216.65;
  const pressure =
    h < 11_000
      ? 101_325 * Math.pow(temperature / 288.15, 5.255879)
      : 22_632.06 * Math.exp(-(h - 11_000) / 6341.615);
  return {
    density: pressure / (287.05287 * temperature),
    sound: Math.sqrt(1.4 * 287.05287 * temperature),
  };
}

/** ln Cd(M)/Cd(low): an algebraic step through the speed of sound, a power law beyond it, a slope below. */
export function logCurve(p: Parameters, mach: number): number {
  const [rise, middle, width, decay, slope] = p.subarray(AT.curve, AT.curve + 5);
  const x = (mach - middle) / width;
  const step = 0.5 * (1 + x / Math.sqrt(1 + x * x));
  return (
    rise * step -
    decay * Math.log(Math.max(mach, 1.15) / 1.15) +
    slope * (Math.min(mach, 0.8) - 0.5)
  );
}

function windAt(p: Parameters, axis: 0 | 1, heightM: number): number {
  const base = AT.wind + axis * WIND_KNOTS_M.length;
  let above = 1;
  while (above < WIND_KNOTS_M.length - 1 && WIND_KNOTS_M[above] < heightM) above++;
  const low = WIND_KNOTS_M[above - 1];
  const share = Math.min(1, Math.max(0, (heightM - low) / (WIND_KNOTS_M[above] - low)));
  return p[base + above - 1] + share * (p[base + above] - p[base + above - 1]);
}

type State = Float64Array;
const slope = [0, 1, 2, 3].map(() => new Float64Array(6));
const middle = new Float64Array(6);

/** `boost` at the time `t` since the start, m/s²; 0 when the motor is out. */
function boostAt(p: Parameters, t: number): number {
  const end = p[AT.boost + 1];
  if (!(t < end)) return 0;
  return Math.exp(p[AT.boost]) * (1 + p[AT.boost + 2] * (1 - (2 * t) / Math.max(end, 0.1)));
}

function derive(s: State, p: Parameters, boost: number, out: Float64Array): void {
  const [x, y, z, vx, vy, vz] = s;
  const r2 = x * x + y * y + z * z;
  const r = Math.sqrt(r2);
  const newton = -GM / (r2 * r);
  const flat = 1.5 * J2 * ((RADIUS_M * RADIUS_M) / r2);
  const s2 = (z * z) / r2;
  const height = heightOf(x, y, z);
  const { density, sound } = air(height);
  const we = windAt(p, 0, height);
  const wn = windAt(p, 1, height);
  const wx = vx - we * EAST[0] - wn * NORTH[0];
  const wy = vy - we * EAST[1] - wn * NORTH[1];
  const wz = vz - we * EAST[2] - wn * NORTH[2];
  const speed = Math.hypot(wx, wy, wz);
  const k = Math.exp(p[AT.logDrag] + p[AT.logDensity] + logCurve(p, speed / sound));
  const along = -0.5 * density * k * speed + boost / Math.max(speed, 1);
  out[0] = vx;
  out[1] = vy;
  out[2] = vz;
  out[3] = newton * x * (1 + flat * (1 - 5 * s2)) + RATE * RATE * x + 2 * RATE * vy + along * wx;
  out[4] = newton * y * (1 + flat * (1 - 5 * s2)) + RATE * RATE * y - 2 * RATE * vx + along * wy;
  out[5] = newton * z * (1 + flat * (3 - 5 * s2)) + along * wz;
}

/** One step; the motor's end is met by splitting the step there. */
function stepOn(s: State, p: Parameters, t: number, dt: number): void {
  const end = p[AT.boost + 1];
  if (end > t + 1e-12 && end < t + dt - 1e-12) {
    stepOn(s, p, t, end - t);
    stepOn(s, p, end, t + dt - end);
    return;
  }
  // Inside the step, the motor either burns or does not.
  const half = boostAt(p, t + 0.5 * dt);
  derive(s, p, half === 0 ? 0 : boostAt(p, t), slope[0]);
  for (let i = 0; i < 6; i++) middle[i] = s[i] + 0.5 * dt * slope[0][i];
  derive(middle, p, half, slope[1]);
  for (let i = 0; i < 6; i++) middle[i] = s[i] + 0.5 * dt * slope[1][i];
  derive(middle, p, half, slope[2]);
  for (let i = 0; i < 6; i++) middle[i] = s[i] + dt * slope[2][i];
  derive(middle, p, half, slope[3]);
  for (let i = 0; i < 6; i++) {
    s[i] += (dt / 6) * (slope[0][i] + 2 * slope[1][i] + 2 * slope[2][i] + slope[3][i]);
  }
}

export interface Flight {
  /** East, north, up and their rates at each multiple of {@link GRID_S}. */
  readonly states: readonly Float64Array[];
  readonly impactE: number;
  readonly impactN: number;
  readonly impactS: number;
}

/** Flies to the site's own height; null when that takes more than 200 s. */
export function fly(p: Parameters): Flight | null {
  const s = toEcef(p);
  const states = [toEnu(s)];
  let t = 0;
  for (let i = 1; i < 4000; i++) {
    const before = s.slice();
    const high = heightOf(s[0], s[1], s[2]) - SITE.heightM;
    stepOn(s, p, t, STEP_S);
    const next = heightOf(s[0], s[1], s[2]) - SITE.heightM;
    if (next < 0 && next < high) {
      let share = high / (high - next);
      for (let k = 0; k < 4; k++) {
        s.set(before);
        stepOn(s, p, t, share * STEP_S);
        const rate = UP[0] * s[3] + UP[1] * s[4] + UP[2] * s[5];
        share -= (heightOf(s[0], s[1], s[2]) - SITE.heightM) / (rate * STEP_S);
      }
      s.set(before);
      stepOn(s, p, t, share * STEP_S);
      const [impactE, impactN] = toEnu(s);
      return { states, impactE, impactN, impactS: t + share * STEP_S };
    }
    t += STEP_S;
    if (i % STEPS_PER_GRID === 0) states.push(toEnu(s));
  }
  return null;
}

function toEcef(p: Parameters): State {
  const s = new Float64Array(6);
  for (let i = 0; i < 3; i++) {
    s[i] = ORIGIN[i] + p[0] * EAST[i] + p[1] * NORTH[i] + p[2] * UP[i];
    s[i + 3] = p[3] * EAST[i] + p[4] * NORTH[i] + p[5] * UP[i];
  }
  return s;
}

function toEnu(s: State): Float64Array {
  const out = new Float64Array(6);
  [EAST, NORTH, UP].forEach((axis, k) => {
    for (let i = 0; i < 3; i++) {
      out[k] += axis[i] * (s[i] - ORIGIN[i]);
      out[k + 3] += axis[i] * s[i + 3];
    }
  });
  return out;
}

/** How a body of the bench is drawn; `matched`: even drag, the standard's air, no wind, no motor. */
export interface Draw {
  readonly kind: "mortar" | "rocket";
  /** Parameters at the first detection. */
  readonly start: Parameters;
  readonly flight: Flight;
  readonly boosted: boolean;
  /** Where it left the ground, m, and when, s after the first detection. */
  readonly launchE: number;
  readonly launchN: number;
  readonly launchS: number;
}

/** The truth's own beliefs, of which the bound makes use: mean and spread of ln k by reference and of the curve. */
export const LOG_DRAG_MEAN = Math.log(1.5e-4);
export const LOG_DRAG_SIGMA = 0.45;
export const CURVE_MEAN = [0.95, 0.97, 0.08, 0.45, -0.1] as const;
export const CURVE_SIGMA = [0.25, 0.03, 0.025, 0.2, 0.15] as const;
export const DENSITY_SIGMA = 0.025;
/** Burn and boost are drawn evenly; the bound takes these spreads for them. */
export const BOOST_LOG_SIGMA = 0.6;
export const BURN_SIGMA_S = 0.7;
export const TAPER_SIGMA = 0.15;

/** Spread of the wind at a height where nobody measured it, m/s for each axis. */
const windSigma = (heightM: number): number => 4 + 0.9e-3 * heightM;
const WIND_LENGTH_M = 4000;
/** Covariance of the wind at the knots, 5×5. */
export const WIND_COVARIANCE = WIND_KNOTS_M.map((a) =>
  WIND_KNOTS_M.map((b) => windSigma(a) * windSigma(b) * Math.exp(-Math.abs(a - b) / WIND_LENGTH_M)),
);

/** Bodies come down evenly within this of the site: wide against what is known of any of them, or where they come down would tell. */
const REACH_M = 5000;

/** Draws a body that comes down within {@link REACH_M} of the site and is first seen between 60 and 250 m above it. */
export function drawBody(random: Random, matched: boolean): Draw {
  for (;;) {
    const body = tryBody(random, matched);
    if (body !== null) return body;
  }
}

function tryBody(random: Random, matched: boolean): Draw | null {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const kind = random() < 0.5 ? "mortar" : "rocket";
  const p = new Float64Array(PARAMETERS);
  p[AT.logDrag] = LOG_DRAG_MEAN + LOG_DRAG_SIGMA * normal(random);
  p[AT.curve + 1] = 1;
  p[AT.curve + 2] = 0.1;
  if (!matched) drawUnknown(p, random);
  const speed = kind === "mortar" ? between(180, 300) : between(300, 500);
  const elevation = (Math.PI / 180) * (kind === "mortar" ? between(45, 70) : between(38, 60));
  const azimuth = between(0, 2 * Math.PI);
  const burnS = kind === "rocket" && !matched ? between(0.5, 2.2) : 0;
  const leave = burnS > 0 ? 20 : speed;
  if (burnS > 0) {
    p[AT.boost] = Math.log((speed - leave) / burnS);
    p[AT.boost + 1] = burnS;
    p[AT.boost + 2] = TAPER_SIGMA * normal(random);
  }
  p[AT.velocity] = leave * Math.cos(elevation) * Math.sin(azimuth);
  p[AT.velocity + 1] = leave * Math.cos(elevation) * Math.cos(azimuth);
  p[AT.velocity + 2] = leave * Math.sin(elevation);
  p[2] = 1;
  const whole = fly(p);
  if (whole === null) return null;
  const seenAt = between(60, 250);
  const first = whole.states.findIndex((state) => state[2] > seenAt);
  if (first === -1 || whole.impactS - first * GRID_S < 15) return null;
  const start = p.slice();
  const reach = REACH_M * Math.sqrt(random());
  const bearing = between(0, 2 * Math.PI);
  start.set(whole.states[first]);
  const launchE = reach * Math.sin(bearing) - whole.impactE;
  const launchN = reach * Math.cos(bearing) - whole.impactN;
  start[0] += launchE;
  start[1] += launchN;
  start[2] -= bulge(start[0], start[1]) - bulge(whole.states[first][0], whole.states[first][1]);
  start[AT.boost + 1] = burnS - first * GRID_S;
  const boosted = start[AT.boost + 1] > 0;
  if (boosted) {
    // The taper goes on from where the motor is: the same line over the rest of the burn.
    const now = boostAt(p, first * GRID_S);
    const end = Math.exp(p[AT.boost]) * (1 - p[AT.boost + 2]);
    start[AT.boost] = Math.log(0.5 * (now + end));
    start[AT.boost + 2] = (now - end) / (now + end);
  } else start.fill(0, AT.boost);
  const flight = fly(start);
  if (flight === null || flight.impactS < 14) return null;
  return { kind, start, flight, boosted, launchE, launchN, launchS: -first * GRID_S };
}

/** Drop of the ground below the site's plane. */
const bulge = (e: number, n: number): number => (e * e + n * n) / (2 * RADIUS_M);

function drawUnknown(p: Parameters, random: Random): void {
  for (let i = 0; i < 5; i++) p[AT.curve + i] = CURVE_MEAN[i] + CURVE_SIGMA[i] * normal(random);
  p[AT.curve + 2] = Math.max(p[AT.curve + 2], 0.04);
  p[AT.curve + 3] = Math.max(p[AT.curve + 3], 0);
  p[AT.logDensity] = DENSITY_SIGMA * normal(random);
  const factor = lower(WIND_COVARIANCE);
  for (let axis = 0; axis < 2; axis++) {
    const z = WIND_KNOTS_M.map(() => normal(random));
    WIND_KNOTS_M.forEach((_, row) => {
      let sum = 0;
      for (let column = 0; column <= row; column++) sum += factor[row][column] * z[column];
      p[AT.wind + axis * WIND_KNOTS_M.length + row] = sum;
    });
  }
}

/** Lower triangular factor of a covariance. */
export function lower(covariance: readonly (readonly number[])[]): number[][] {
  const size = covariance.length;
  const factor = covariance.map(() => Array.from({ length: size }, () => 0));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = covariance[row][column];
      for (let k = 0; k < column; k++) sum -= factor[row][k] * factor[column][k];
      factor[row][column] = row === column ? Math.sqrt(sum) : sum / factor[column][column];
    }
  }
  return factor;
}

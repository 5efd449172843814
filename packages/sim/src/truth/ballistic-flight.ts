import { type Atmosphere, assert, enuToEcef, heightOfEnu, type LocalFrame } from "@tocsin/core";
import type { DragLaw } from "./drag.ts";
import { type Flight, type TruthState, truthState } from "./flight.ts";

/** WGS-84 defining constants (NIMA TR8350.2, 3rd ed., 2000, table 3.1) and EGM96's J2 (−√5·C̄20). */
const GM_M3PS2 = 3.986004418e14;
const EARTH_RADIUS_M = 6_378_137;
const EARTH_RATE_RADPS = 7.292115e-5;
const J2 = 1.082626684e-3;

/** Step of the integration: at 1,000 m/s the fourth-order error over a minute stays below a millimetre. */
const STEP_S = 0.05;
/** Longest flight: a body that has not come down by then is not of the kind this simulates. */
const FLIGHT_S_MAX = 400;
/** Halvings of one step to find the moment of impact: 0.05 s / 2^30 is far below a microsecond. */
const IMPACT_HALVINGS = 30;

/** What a ballistic flight goes through: made once for a scenario. */
export interface BallisticAir {
  readonly frame: LocalFrame;
  readonly atmosphere: Atmosphere;
  readonly densityFactor: number;
  /** Height of the ground above the ellipsoid. */
  readonly groundHeightM: number;
}

export interface BallisticStart {
  readonly timeS: number;
  /** Site frame, m and m/s. */
  readonly position: readonly [number, number, number];
  readonly velocity: readonly [number, number, number];
  /** Even push along the velocity; 0 s for none. */
  readonly boostMps2: number;
  readonly boostS: number;
  readonly drag: DragLaw;
}

/**
 * Flight of a point mass from its start to the ground: fourth-order Runge–Kutta on
 * r″ = g(r) − Ω×(Ω×r) − 2Ω×v − ½ρ k(M) |v − w| (v − w) + a v/|v|,
 * with Newton's gravity and the J2 term, k = Cd·A/m at Mach M, wind w and boost a. It shares with the filter the
 * standard atmosphere and nothing else: gravity, drag law, wind and boost are the simulator's own, so that the
 * filter is held against a world that is not its own model.
 * Source: O. Montenbruck and E. Gill, "Satellite Orbits" (2000), sections 3.2 and 3.5; R. L. McCoy, "Modern
 * Exterior Ballistics" (1999), chapter 8. Null when the body is not down within 400 s.
 */
export function ballisticFlight(start: BallisticStart, air: BallisticAir): Flight | null {
  const samples: Float64Array[] = [
    Float64Array.of(start.timeS, ...start.position, ...start.velocity),
  ];
  const boostSteps = Math.ceil(start.boostS / STEP_S);
  const acceleration = accelerationIn(air, start.drag);
  for (let step = 0; step < FLIGHT_S_MAX / STEP_S; step++) {
    const boosting = step < boostSteps;
    const last = samples[samples.length - 1];
    const stepS = boosting ? start.boostS / boostSteps : STEP_S;
    const next = rungeKutta(last, stepS, boosting ? start.boostMps2 : 0, acceleration);
    samples.push(next);
    if (heightOf(next, air) < air.groundHeightM) {
      samples[samples.length - 1] = atGround(last, next, air);
      return sampledFlight(samples);
    }
  }
  return null;
}

type Acceleration = (s: Float64Array, boostMps2: number, out: Float64Array) => void;

const heightOf = (s: Float64Array, air: BallisticAir): number =>
  heightOfEnu(air.frame, s[1], s[2], s[3]);

/** Writes the acceleration of the state (t, e, n, u, ve, vn, vu) into the last three of `out`, the velocity before it. */
function accelerationIn(air: BallisticAir, drag: DragLaw): Acceleration {
  const ecef = new Float64Array(3);
  const { rotation } = air.frame;
  const turnNorth = EARTH_RATE_RADPS * rotation[5];
  const turnUp = EARTH_RATE_RADPS * rotation[8];
  const turnEast = EARTH_RATE_RADPS * rotation[2];
  const wind = { eastMps: 0, northMps: 0, eastShearPs: 0, northShearPs: 0 };
  return (s, boostMps2, out) => {
    const [ve, vn, vu] = [s[4], s[5], s[6]];
    const pull = apparentGravity(enuToEcef(air.frame, s[1], s[2], s[3], ecef));
    const heightM = heightOf(s, air);
    air.atmosphere.wind(heightM, wind);
    const [re, rn] = [ve - wind.eastMps, vn - wind.northMps];
    const airspeed = Math.sqrt(re * re + rn * rn + vu * vu);
    const mach = airspeed / air.atmosphere.soundSpeed(heightM);
    const density = air.densityFactor * air.atmosphere.density(heightM);
    const slow = -0.5 * density * drag(mach) * airspeed;
    const speed = Math.sqrt(ve * ve + vn * vn + vu * vu);
    const push = speed > 0 ? boostMps2 / speed : 0;
    out[1] = ve;
    out[2] = vn;
    out[3] = vu;
    out[4] = dot(rotation, 0, pull) - 2 * (turnNorth * vu - turnUp * vn) + slow * re + push * ve;
    out[5] = dot(rotation, 3, pull) - 2 * (turnUp * ve - turnEast * vu) + slow * rn + push * vn;
    out[6] = dot(rotation, 6, pull) - 2 * (turnEast * vn - turnNorth * ve) + slow * vu + push * vu;
  };
}

const dot = (rows: Float64Array, from: number, v: readonly [number, number, number]): number =>
  rows[from] * v[0] + rows[from + 1] * v[1] + rows[from + 2] * v[2];

/** Gravity with the J2 term plus the centrifugal acceleration, ECEF, m/s². */
function apparentGravity(ecef: Float64Array): [number, number, number] {
  const [x, y, z] = [ecef[0], ecef[1], ecef[2]];
  const squared = x * x + y * y + z * z;
  const newton = -GM_M3PS2 / (squared * Math.sqrt(squared));
  const flat = (1.5 * J2 * EARTH_RADIUS_M * EARTH_RADIUS_M) / squared;
  const lift = (5 * z * z) / squared;
  const level = newton * (1 + flat * (1 - lift)) + EARTH_RATE_RADPS * EARTH_RATE_RADPS;
  return [level * x, level * y, newton * (1 + flat * (3 - lift)) * z];
}

function rungeKutta(
  s: Float64Array,
  stepS: number,
  boostMps2: number,
  acceleration: Acceleration,
): Float64Array {
  const slopes = [0, 1, 2, 3].map(() => new Float64Array(7));
  const probe = new Float64Array(7);
  const at = (slope: Float64Array, share: number): Float64Array => {
    for (let i = 1; i < 7; i++) probe[i] = s[i] + share * stepS * slope[i];
    return probe;
  };
  acceleration(s, boostMps2, slopes[0]);
  acceleration(at(slopes[0], 0.5), boostMps2, slopes[1]);
  acceleration(at(slopes[1], 0.5), boostMps2, slopes[2]);
  acceleration(at(slopes[2], 1), boostMps2, slopes[3]);
  const next = Float64Array.of(s[0] + stepS, 0, 0, 0, 0, 0, 0);
  for (let i = 1; i < 7; i++) {
    const sum = slopes[0][i] + 2 * slopes[1][i] + 2 * slopes[2][i] + slopes[3][i];
    next[i] = s[i] + (stepS / 6) * sum;
  }
  return next;
}

function atGround(above: Float64Array, below: Float64Array, air: BallisticAir): Float64Array {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < IMPACT_HALVINGS; halving++) {
    const middle = 0.5 * (low + high);
    if (heightOf(between(above, below, middle), air) < air.groundHeightM) high = middle;
    else low = middle;
  }
  return between(above, below, low);
}

/** Cubic Hermite interpolation of two samples at `share` of the time between them. */
function between(a: Float64Array, b: Float64Array, share: number): Float64Array {
  const spanS = b[0] - a[0];
  const rest = 1 - share;
  const out = Float64Array.of(a[0] + share * spanS, 0, 0, 0, 0, 0, 0);
  for (let i = 1; i < 4; i++) {
    const [p, q, v, w] = [a[i], b[i], a[i + 3] * spanS, b[i + 3] * spanS];
    out[i] =
      rest * rest * ((1 + 2 * share) * p + share * v) +
      share * share * ((1 + 2 * rest) * q - rest * w);
    out[i + 3] =
      (6 * share * rest * (q - p) + rest * (1 - 3 * share) * v + share * (3 * share - 2) * w) /
      spanS;
  }
  return out;
}

function sampledFlight(samples: readonly Float64Array[]): Flight {
  assert(samples.length >= 2, "a flight has at least two samples");
  const startS = samples[0][0];
  const endS = samples[samples.length - 1][0];
  const stateAt = (timeS: number): TruthState => {
    let [low, high] = [0, samples.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (samples[middle][0] <= timeS) low = middle;
      else high = middle;
    }
    const [a, b] = [samples[low], samples[high]];
    const spanS = b[0] - a[0];
    const share = spanS > 0 ? Math.min(1, Math.max(0, (timeS - a[0]) / spanS)) : 1;
    const s = spanS > 0 ? between(a, b, share) : b;
    return truthState([s[1], s[2], s[3]], [s[4], s[5], s[6]]);
  };
  return { startS, endS, stateAt };
}

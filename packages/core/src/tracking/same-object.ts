import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  BANK,
  COVARIANCE,
  HOVER,
  HOVER_SHARE,
  isAwake,
  leadingMember,
  MEMBERS,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { HEIGHT_PRIOR_TOP_M, POWERED_SPEED_SIGMA } from "../filter/motion-models.ts";
import { cholesky, logDeterminantFromCholesky, mahalanobisSquared } from "../linalg/cholesky.ts";
import type { Environment } from "../motion/environment.ts";
import { square } from "../units/algebra.ts";
import { secondsBetween } from "../units/time.ts";
import { bringBank, isWithinReach } from "./bring-bank.ts";
import { surviveExistence } from "./existence.ts";
import { EXISTENCE, EXISTENCE_US, LAST_SENSED_US, MISS_COUNT, TIME_US } from "./track-columns.ts";

/** Existence of a confirmed track when it was seen last. */
const SEEN_EXISTENCE = 0.99;
/** How often an object leaves its gate and is found again: by a turn no law of motion expects, or a shadow no coverage model knows. */
const ESCAPES = 0.05;
/** How often an object that nobody sees turns, by whatever angle, and how that leaves its speeds, one sigma. */
const TURNS = 0.1;
const TURNED_SPEED_SHARE = 0.1;
const TURNED_SPEED_MPS = 5;
const TURNED_CLIMB_MPS = 5;
/** Of the way flown meanwhile, one sigma, beside what the turn itself leaves open. */
const TURNED_WAY_SHARE = 0.05;
/** What flies slower has no course to turn from, m/s. */
const COURSE_SPEED_MPS = 10;
/** New objects that were not yet tracked anywhere in the cover, at any time. */
const NEW_OBJECTS = 1;
/** One half of them fly low and slowly, as drones do: between these heights above the site, m, and with these sigmas, m/s. */
const LOW_SHARE = 0.5;
const LOW_FROM_M = -500;
const LOW_TO_M = 1000;
const LOW_SPEED_SIGMA = { horizontal: 30, vertical: 3 } as const;
/** How often a second object joins, or leaves, one under track, 1/s; and how near it is then, one sigma. */
const COMPANIONS_PER_SECOND = 2e-4;
const COMPANION_SIGMA_M = 500;
const COMPANION_SIGMA_MPS = 20;

const LOG_TWO_PI = Math.log(2 * Math.PI);
const ahead = new Float64Array(BANK);
const joint = new Float64Array(36);
const factor = new Float64Array(36);
const difference = new Float64Array(6);
const scratch = new Float64Array(6);

/**
 * ln of the odds that a track is the object of an older one that has not been seen since before its first detection, against being
 * another object:
 *
 * odds = r·q·s·(Σ w_i·N(x; m_i, P_i + P) + w_t·T(x)) / λ(x)
 *
 * | symbol | meaning | shape |
 * |---|---|---|
 * | x, P | the newer track's position and velocity, m and m/s in the site's frame, and their covariance | 6, 6×6 |
 * | w_i, m_i, P_i | the older track's laws of motion, each predicted to the newer one's time, with its probability | 1, 6, 6×6 |
 * | w_t, T | that it turned meanwhile, unseen, and the density that this gives ({@link logTurned}) | 1, 1/(m³·(m/s)³) |
 * | r | probability that the older object is still there: that of a track just seen, less exp(−Δt/τ) | scalar |
 * | q | 1 where no look should have shown it meanwhile; else how often an object escapes its gate | scalar |
 * | s | (1 − r′)/(1 − r), r′ its existence by now: what the misses say against two objects, the older unseen though it is there | scalar |
 * | λ | density of other new objects: even over the cover with velocities from the priors of drones and of what flies faster, and companions of the older one | 1/(m³·(m/s)³) |
 *
 * −∞ where the older track cannot be brought to that time. This is the Bernoulli update of Williams (2015, equations 42 to 46) with
 * the newer track in the place of a detection, and its gate as wide as the density of new objects allows.
 *
 * `older` and `newer` are places in `a`; `reachM` is the greatest range of the sensor that found the newer one.
 */
export function logOddsOfSameObject(
  a: Float64Array,
  older: number,
  newer: number,
  reachM: number,
  env: Environment,
): number {
  const timeUs = a[newer + TIME_US];
  if (!isWithinReach(a, older, timeUs)) return -Infinity;
  bringBank(a, older, timeUs, env, ahead, 0);
  const gapS = Math.max(0, secondsBetween(a[older + LAST_SENSED_US], timeUs));
  const now = leadingMember(a, newer);
  const free = ahead[BALLISTIC_PROBABILITY] + ahead[THRUST_PROBABILITY];
  let likelihood = -Infinity;
  for (const member of MEMBERS) {
    if (!isAwake(ahead, 0, member)) continue;
    const weight = Math.log(weightOf(member, free));
    likelihood = logSum(likelihood, weight + logNearness(member, a, now));
  }
  const turned = Math.log(TURNS * (1 - free)) + logTurned(a, older + AGILE, now, gapS);
  likelihood = logSum(likelihood, turned);
  const there = surviveExistence(SEEN_EXISTENCE, gapS);
  const isMissed = a[older + MISS_COUNT] > 0;
  const quietS = Math.max(0, secondsBetween(a[older + EXISTENCE_US], timeUs));
  const left = Math.min(there, surviveExistence(a[older + EXISTENCE], quietS));
  const claim = isMissed ? Math.log((there * ESCAPES * (1 - left)) / (1 - there)) : Math.log(there);
  return claim + likelihood - logDensityOfOthers(a, now, gapS, reachM);
}

/** Probability of a member of the predicted bank, where free flight and thrust together have `free`. */
function weightOf(member: number, free: number): number {
  if (member === BALLISTIC) return ahead[BALLISTIC_PROBABILITY];
  if (member === THRUST) return ahead[THRUST_PROBABILITY];
  return Math.max(0, (1 - free) * shareOf(member));
}

/** Share of a powered member among those. */
function shareOf(member: number): number {
  if (member === STEADY) return ahead[STEADY_SHARE];
  if (member === HOVER) return ahead[HOVER_SHARE];
  if (member === TURN) return ahead[TURN_SHARE];
  return 1 - ahead[STEADY_SHARE] - ahead[HOVER_SHARE] - ahead[TURN_SHARE];
}

/** ln N(x; m, P_m + P) of the member at `member` of the predicted bank and the one at `a[now]`. */
function logNearness(member: number, a: Float64Array, now: number): number {
  let at = COVARIANCE;
  for (let i = 0; i < 6; i++) {
    difference[i] = a[now + i] - ahead[member + i];
    for (let j = i; j < 6; j++) {
      joint[j * 6 + i] = ahead[member + at] + a[now + at];
      at++;
    }
  }
  if (!cholesky(joint, 6, factor)) return -Infinity;
  const distance = mahalanobisSquared(factor, difference, 6, scratch);
  return -0.5 * (distance + logDeterminantFromCholesky(factor, 6) + 6 * LOG_TWO_PI);
}

/**
 * ln of the density, 1/(m³·(m/s)³), of the newer track's place p, m, and velocity v, m/s, in the site's frame, where the older one, at p₀ with v₀ when it was seen last, went on for
 * `gapS` seconds T at about its speed and turned at some time into whatever course: any course is as probable as another, the speed and
 * the climb change by a sigma of their own, and the place follows from both velocities,
 *
 * T = N₂(p; p₀ + T·(v₀ + v)/2, T²·ddᵀ/12 + S) · N(z; z₀ + T·(ż₀ + ż)/2, S_z) · N(|v|; |v₀|, σ_v²)/(2π·|v₀|) · N(ż; ż₀, σ_ż²)
 *
 * | factor | meaning | unit |
 * |---|---|---|
 * | N₂ | level place; T²·ddᵀ/12, m², is that of an even time of the turn, d = v − v₀ level, and S, m², what is not known of both tracks and of the way | 1/m² |
 * | N(z) | height | 1/m |
 * | N(\|v\|)/(2π·\|v₀\|) | level velocity: its size, over a circle of courses | 1/(m/s)² |
 * | N(ż) | climb | 1/(m/s) |
 *
 * `then` and `now` are places of members in `a`. Below {@link COURSE_SPEED_MPS} that speed stands for |v₀|, so that the density stays finite.
 */
function logTurned(a: Float64Array, then: number, now: number, gapS: number): number {
  const d0 = a[now + 3] - a[then + 3];
  const d1 = a[now + 4] - a[then + 4];
  const before = Math.sqrt(square(a[then + 3]) + square(a[then + 4]));
  const after = Math.sqrt(square(a[now + 3]) + square(a[now + 4]));
  const speed = Math.max(before, COURSE_SPEED_MPS);
  const c = then + COVARIANCE;
  const k = now + COVARIANCE;
  const half = 0.5 * gapS;
  const open = square(TURNED_WAY_SHARE * speed * gapS);
  const spread = (place: number, velocity: number): number =>
    a[c + place] + a[k + place] + half * half * (a[c + velocity] + a[k + velocity]);
  const xx = spread(0, 15) + open + (gapS * gapS * d0 * d0) / 12;
  const xy = spread(1, 16) + (gapS * gapS * d0 * d1) / 12;
  const yy = spread(6, 18) + open + (gapS * gapS * d1 * d1) / 12;
  const x = a[now] - a[then] - half * (a[now + 3] + a[then + 3]);
  const y = a[now + 1] - a[then + 1] - half * (a[now + 4] + a[then + 4]);
  const determinant = xx * yy - xy * xy;
  const distance = (yy * x * x - 2 * xy * x * y + xx * y * y) / determinant;
  const z = a[now + 2] - a[then + 2] - half * (a[now + 5] + a[then + 5]);
  const speedVariance =
    square(TURNED_SPEED_SHARE * speed + TURNED_SPEED_MPS) +
    0.5 * (a[c + 15] + a[c + 18] + a[k + 15] + a[k + 18]);
  return (
    -0.5 * (distance + Math.log(determinant)) -
    LOG_TWO_PI +
    logNormal(z, spread(11, 20) + square(TURNED_CLIMB_MPS * half)) +
    logNormal(after - before, speedVariance) -
    Math.log(2 * Math.PI * speed) +
    logNormal(a[now + 5] - a[then + 5], square(TURNED_CLIMB_MPS) + a[c + 20] + a[k + 20])
  );
}

/** ln λ at the newer track's place and velocity. */
function logDensityOfOthers(a: Float64Array, now: number, gapS: number, reachM: number): number {
  const area = Math.PI * reachM * reachM;
  const high = Math.min(HEIGHT_PRIOR_TOP_M, reachM);
  const low = LOW_TO_M - LOW_FROM_M;
  let even =
    Math.log((NEW_OBJECTS * (1 - LOW_SHARE)) / (area * high)) +
    logVelocity(a, now, POWERED_SPEED_SIGMA);
  if (a[now + 2] > LOW_FROM_M && a[now + 2] < LOW_TO_M) {
    const slow = Math.log((NEW_OBJECTS * LOW_SHARE) / (area * low));
    even = logSum(even, slow + logVelocity(a, now, LOW_SPEED_SIGMA));
  }
  const leading = leadingMember(ahead, 0);
  let near = Math.log(COMPANIONS_PER_SECOND * Math.max(gapS, 1));
  for (let i = 0; i < 3; i++) {
    near += logNormal(a[now + i] - ahead[leading + i], square(COMPANION_SIGMA_M));
    near += logNormal(a[now + 3 + i] - ahead[leading + 3 + i], square(COMPANION_SIGMA_MPS));
  }
  return logSum(even, near);
}

const logVelocity = (
  a: Float64Array,
  now: number,
  sigma: { readonly horizontal: number; readonly vertical: number },
): number =>
  logNormal(a[now + 3], square(sigma.horizontal)) +
  logNormal(a[now + 4], square(sigma.horizontal)) +
  logNormal(a[now + 5], square(sigma.vertical));

const logNormal = (x: number, variance: number): number =>
  -0.5 * ((x * x) / variance + Math.log(variance) + LOG_TWO_PI);

/** ln(eᵃ + eᵇ). */
function logSum(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === -Infinity ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most));
}

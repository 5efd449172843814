import type { Gaussian } from "../filter/gaussian.ts";
import type { MotionBank } from "../filter/motion-bank.ts";
import * as models from "../filter/motion-models.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { wrapPi } from "../units/angle.ts";
import { EARTH_MEAN_RADIUS_M } from "../units/constants.ts";
import { GATE_SIGMAS, HEIGHT_UNKNOWN_M, type SearchWindow } from "./gate-window.ts";

/**
 * Where a sensor may see an object from the time of its bank until `untilS` later, without predicting it: no gate window of
 * the predicted bank in that time leaves this one. What it rules out need not be predicted at all.
 */
export interface TrackReach extends SearchWindow {
  /** Seconds after the bank's time up to which it holds, the span of the look included. */
  untilS: number;
  /** About the azimuth: beyond this, a sweep up to `untilS` from the bank's time, before or after, has no chance to hold the object. */
  sweepHalfWidthRad: number;
}

/** Past this a bound from speed alone rules out little, and the air's part in it would need care. */
export const REACH_MAX_S = 12;
/** A look's detections lie within this share of the reach's time about their middle. */
export const REACH_SPAN_SHARE = 0.1;
/** Sigmas at which a sweep's border has no chance left of an object. */
const SWEEP_SIGMAS = 8;

const GRAVITY_MPS2 = 10;
/** More than a wind carries a body aside or the Earth's rotation turns it, m/s over the time of a reach. */
const CARRIED_MPS = 15;
/** Drag that takes more of the speed than this each second, 1/s, makes a bound of its own necessary: nothing is ruled out. */
const DRAG_RATE_MAX = 0.1;
/** What density and gravity add to the growth of a free body's spread within the time and the drag above. */
const FALL_GROWTH = 1.1;
/** On top of every bound, for rounding. */
const MARGIN = 1.01;
const MARGIN_M = 1;
const MARGIN_RAD = 1e-4;
/** Nearer than this to the sensor, directions are not bounded, m. */
const NEAR_M = 200;

/** How far a member may come and spread within the time of the reach; what {@link include} makes a window of. */
interface Excursion {
  e: number;
  n: number;
  u: number;
  /** Moves of the mean, m. */
  horizontalM: number;
  verticalM: number;
  /** The mean's speed and three-dimensional sigma of velocity at most, m/s. */
  speedMps: number;
  velocitySigmaMps: number;
  /** Factor on the spread that the state's own covariances give, and what is added, m. */
  growth: number;
  addedM: number;
  addedUpM: number;
}

const excursion: Excursion = {
  e: 0,
  n: 0,
  u: 0,
  horizontalM: 0,
  verticalM: 0,
  speedMps: 0,
  velocitySigmaMps: 0,
  growth: 1,
  addedM: 0,
  addedUpM: 0,
};

/** The reach of a bank for `untilS` seconds as a sensor sees it, written to `out`. */
export function aimTrackReach(
  bank: MotionBank,
  geometry: SensorGeometry,
  untilS: number,
  out: TrackReach,
): void {
  out.untilS = untilS;
  out.azimuthHalfWidthRad = -1;
  out.sweepHalfWidthRad = -1;
  out.rangeFromM = Infinity;
  out.rangeToM = -Infinity;
  out.eastM = bank.steady.mean[0];
  out.eastHalfWidthM = 0;
  if (!(untilS <= REACH_MAX_S)) {
    open(out);
    return;
  }
  flyOn(bank.steady, bank.agile, untilS);
  include(bank.steady, geometry, untilS, out);
  flyOn(bank.agile, bank.steady, untilS);
  include(bank.agile, geometry, untilS, out);
  if (bank.ballisticProbability === 0) return;
  if (fallOn(bank.ballistic, untilS)) include(bank.ballistic, geometry, untilS, out);
  else open(out);
}

export const createTrackReach = (): TrackReach => ({
  untilS: 0,
  azimuthRad: 0,
  azimuthHalfWidthRad: 0,
  rangeFromM: 0,
  rangeToM: 0,
  eastM: 0,
  eastHalfWidthM: 0,
  sweepHalfWidthRad: 0,
});

function open(out: TrackReach): void {
  out.azimuthHalfWidthRad = Math.PI;
  out.sweepHalfWidthRad = Math.PI;
  out.rangeFromM = -Infinity;
  out.rangeToM = Infinity;
  out.eastHalfWidthM = Infinity;
}

/**
 * A powered member mixes with the other: its mean may come to the other's place and speed, and spreads by half the difference. Where its
 * height is taken for unmeasured, the prior that holds it moves the rest by what goes with the height.
 */
function flyOn({ mean, covariance: P }: Gaussian, other: Gaussian, untilS: number): void {
  const x = excursion;
  const { mean: m2, covariance: P2 } = other;
  const apart = length(mean[0] - m2[0], mean[1] - m2[1]);
  const apartUp = Math.abs(mean[2] - m2[2]);
  const faster = length(mean[3] - m2[3], mean[4] - m2[4]);
  const steeper = Math.abs(mean[5] - m2[5]);
  const speed = length(mean[3], mean[4]) + faster;
  const climb = Math.abs(mean[5]) + steeper;
  const noise = (models.AGILE_DENSITY.horizontal * untilS * untilS * untilS) / 3;
  x.e = mean[0];
  x.n = mean[1];
  x.u = mean[2];
  x.horizontalM = apart + untilS * speed;
  x.verticalM = apartUp + untilS * climb;
  const velocityVariance = Math.max(P[21] + P[28] + P[35], P2[21] + P2[28] + P2[35]);
  const noisy = velocityVariance + 3 * models.AGILE_DENSITY.horizontal * untilS;
  x.velocitySigmaMps = Math.sqrt(noisy) + 0.5 * (faster + steeper);
  x.speedMps = length(speed, climb);
  x.growth = 1;
  // Where the other member's spread is the greater, its own window is the wider.
  const mixed = 0.5 * (apart + untilS * faster);
  x.addedM = Math.sqrt(noise) + mixed;
  x.addedUpM = Math.sqrt(noise) + 0.5 * (apartUp + untilS * steeper);
  const climbSigma = Math.sqrt(Math.max(P[35], P2[35])) + 0.5 * steeper;
  const climbVariance = climbSigma * climbSigma + models.AGILE_DENSITY.vertical * untilS;
  const height = Math.sqrt(Math.max(P[14], P2[14])) + untilS * climbSigma + x.addedUpM;
  const heightHeld = height > models.HEIGHT_PRIOR_SIGMA_M;
  const climbHeld = climbVariance > CLIMB_HELD_VARIANCE;
  if (!heightHeld && !climbHeld) return;
  const off = Math.abs(0.5 * models.HEIGHT_PRIOR_TOP_M - mean[2]) + apartUp + untilS * climb;
  const pull =
    (heightHeld ? off / (2 * models.HEIGHT_PRIOR_SIGMA_M) : 0) +
    (climbHeld ? climb / (2 * Math.sqrt(CLIMB_HELD_VARIANCE)) : 0);
  x.horizontalM += pull * (spreadOver(P, untilS) + x.addedM);
  x.verticalM += pull * height;
  x.speedMps += pull * x.velocitySigmaMps;
}
const CLIMB_HELD_VARIANCE =
  9 * models.POWERED_SPEED_SIGMA.vertical * models.POWERED_SPEED_SIGMA.vertical;

/** √ of the horizontal variances of place, and of velocity over a time: no direction's spread is greater. */
const spreadOver = (P: Float64Array, untilS: number): number =>
  Math.sqrt(P[0] + P[7]) + untilS * Math.sqrt(P[21] + P[28]);

/** False where drag is too great for the bound. */
function fallOn({ mean, covariance: P }: Gaussian, untilS: number): boolean {
  const x = excursion;
  const speed = length(mean[3], mean[4]);
  const fastest = length(speed, mean[5]) + GRAVITY_MPS2 * untilS + CARRIED_MPS;
  const rate = 0.5 * models.AIR_DENSITY_GREATEST_KGPM3 * Math.exp(mean[6]) * fastest;
  if (!(rate <= DRAG_RATE_MAX)) return false;
  const half = 0.5 * untilS * untilS;
  const noise = (models.BALLISTIC_DENSITY * untilS * untilS * untilS) / 3;
  const logDragSigma = Math.sqrt(P[48] + models.LOG_DRAG_DENSITY * untilS);
  x.e = mean[0];
  x.n = mean[1];
  x.u = mean[2];
  x.horizontalM = untilS * (speed + CARRIED_MPS);
  x.verticalM = untilS * (Math.abs(mean[5]) + CARRIED_MPS) + half * GRAVITY_MPS2;
  x.speedMps = fastest;
  x.velocitySigmaMps =
    FALL_GROWTH * Math.sqrt(P[24] + P[32] + P[40]) + untilS * rate * fastest * logDragSigma + 1;
  x.growth = FALL_GROWTH;
  x.addedM = half * rate * fastest * logDragSigma * FALL_GROWTH + Math.sqrt(3 * noise);
  // Between the axes drag, the air's thinning and the Earth's rotation hand on a little of the others' spread.
  const crossed = 0.1 * untilS * rate * untilS * Math.sqrt(P[24] + P[32] + P[40]);
  x.addedM += crossed;
  x.addedUpM = x.addedM;
  return true;
}

const along = new Float64Array(3);
const across = new Float64Array(3);

/** Widens the reach to hold what {@link aimGateWindow} would make of the member anywhere in its {@link Excursion}. */
function include(state: Gaussian, geometry: SensorGeometry, untilS: number, out: TrackReach): void {
  const x = excursion;
  const P = state.covariance;
  const size = state.mean.length;
  const { rotation: r, positionM: origin } = geometry;
  const de = x.e - origin[0];
  const dn = x.n - origin[1];
  const du = x.u - origin[2];
  const sx = r[0] * de + r[1] * dn + r[2] * du;
  const sy = r[3] * de + r[4] * dn + r[5] * du;
  const sz = r[6] * de + r[7] * dn + r[8] * du;
  const ground = length(sx, sy);
  const tilt = length(r[2], r[5]);
  const moved = x.horizontalM + tilt * x.verticalM;
  const range = length(ground, sz);
  const movedFully = length(x.horizontalM, x.verticalM);
  const groundLeast = ground - moved;
  const rangeLeast = range - movedFully;
  const eastHalf = x.horizontalM + Math.abs(x.e - out.eastM) + eastReach(x, P, size, untilS);
  if (eastHalf > out.eastHalfWidthM) out.eastHalfWidthM = eastHalf;
  const total =
    x.growth * (spread(P, size, 0) + untilS * spread(P, size, 3)) + x.addedM + x.addedUpM;
  // The negated form also opens it where rounding has left a variance below zero.
  if (!(groundLeast > NEAR_M && rangeLeast > NEAR_M && total < Infinity)) {
    openPolar(out);
    return;
  }
  for (let j = 0; j < 3; j++) {
    along[j] = (j === 0 ? de : j === 1 ? dn : du) / range;
    across[j] = (sy * r[j] - sx * r[3 + j]) / ground;
  }
  const turned = movedFully / rangeLeast;
  const turnedAside = moved / groundLeast;
  const alongSigma =
    x.growth * sigmaAlong(P, size, along, untilS) + x.addedM + x.addedUpM + turned * total;
  const acrossSigma =
    x.growth * sigmaAlong(P, size, across, untilS) +
    x.addedM +
    tilt * x.addedUpM +
    turnedAside * total;
  const travel = REACH_SPAN_SHARE * untilS * (x.speedMps + GATE_SIGMAS * x.velocitySigmaMps);
  const bend = (total * total) / rangeLeast;
  const rise = (Math.abs(sz) + x.verticalM) / rangeLeast;
  const movedAlong = x.horizontalM + Math.min(1, rise) * x.verticalM;
  const rangeReach =
    MARGIN * (GATE_SIGMAS * (alongSigma + bend) + bend + travel + movedAlong) + MARGIN_M;
  const spreadShare = total / groundLeast;
  const azimuthReach =
    MARGIN *
      (GATE_SIGMAS * (acrossSigma / groundLeast) * (1 + spreadShare) +
        spreadShare * spreadShare +
        travel / groundLeast +
        turnedAside) +
    MARGIN_RAD;
  const sweepReach = MARGIN * (SWEEP_SIGMAS * (total / groundLeast) + turnedAside) + MARGIN_RAD;
  const azimuth = Math.atan2(sx, sy);
  if (out.azimuthHalfWidthRad < 0) out.azimuthRad = azimuth;
  const aside = Math.abs(wrapPi(azimuth - out.azimuthRad));
  out.azimuthHalfWidthRad = widest(out.azimuthHalfWidthRad, aside + azimuthReach);
  out.sweepHalfWidthRad = widest(out.sweepHalfWidthRad, aside + sweepReach);
  out.rangeFromM = Math.min(out.rangeFromM, range - rangeReach);
  out.rangeToM = Math.max(out.rangeToM, range + rangeReach);
}

function openPolar(out: TrackReach): void {
  out.azimuthHalfWidthRad = Math.PI;
  out.sweepHalfWidthRad = Math.PI;
  out.rangeFromM = -Infinity;
  out.rangeToM = Infinity;
}

const widest = (before: number, reach: number): number =>
  Math.min(Math.PI, Math.max(before, reach));

/** What the east window takes from the spread and the curve of the Earth, and the moves of the window's own middle. */
function eastReach(x: Excursion, P: Float64Array, size: number, untilS: number): number {
  const sigma = x.growth * (Math.sqrt(P[0]) + untilS * Math.sqrt(P[3 * size + 3])) + x.addedM;
  const curve = (HEIGHT_UNKNOWN_M * (Math.abs(x.e) + x.horizontalM)) / EARTH_MEAN_RADIUS_M;
  const travel = REACH_SPAN_SHARE * untilS * (x.speedMps + GATE_SIGMAS * x.velocitySigmaMps);
  return MARGIN * (GATE_SIGMAS * sigma + curve + travel) + x.horizontalM + MARGIN_M;
}

/** √ of the trace of the 3×3 block at `from`. */
const spread = (P: Float64Array, size: number, from: number): number =>
  Math.sqrt(P[from * (size + 1)] + P[(from + 1) * (size + 1)] + P[(from + 2) * (size + 1)]);

/** √(aᵀP_pp a) + t·√(aᵀP_vv a): no less than the sigma along a after t seconds, whatever place and velocity have in common. */
function sigmaAlong(P: Float64Array, size: number, a: Float64Array, untilS: number): number {
  const place = Math.max(0, bilinear(P, size, 0, a));
  const velocity = Math.max(0, bilinear(P, size, 3, a));
  return Math.sqrt(place) + untilS * Math.sqrt(velocity);
}

function bilinear(P: Float64Array, size: number, from: number, a: Float64Array): number {
  const at = from * (size + 1);
  return (
    a[0] * a[0] * P[at] +
    a[1] * a[1] * P[at + size + 1] +
    a[2] * a[2] * P[at + 2 * size + 2] +
    2 * (a[0] * a[1] * P[at + 1] + a[0] * a[2] * P[at + 2] + a[1] * a[2] * P[at + size + 2])
  );
}

const length = (a: number, b: number): number => Math.sqrt(a * a + b * b);

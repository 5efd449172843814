import {
  AGILE,
  BALLISTIC,
  BALLISTIC_PROBABILITY,
  COVARIANCE,
  DIAGONAL,
  DRAG_MEAN,
  DRAG_VARIANCE,
  HOVER,
  HOVER_SHARE,
  STEADY,
  STEADY_SHARE,
  THRUST,
  THRUST_PROBABILITY,
  TURN,
  TURN_SHARE,
} from "../filter/bank-layout.ts";
import { LOG_DRAG_MEAN, LOG_DRAG_SIGMA } from "../filter/motion-models.ts";
import { isHeightKnown } from "../filter/update-bank.ts";
import { heightOfEnu } from "../geodesy/local-frame.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { hypot2, hypot3 } from "../units/algebra.ts";
import {
  type ClassFeatures,
  type Classified,
  classify,
  type Contradiction,
  createClassified,
} from "./classify.ts";
import { knowsSize, logSizeEvidence, spreadSizes } from "./echo-sizes.ts";
import type { SensorContext } from "./sensor-context.ts";
import * as columns from "./track-columns.ts";

/** What an object does is believed for good where it is surer than this many standard deviations … */
const SURE_SIGMAS = 2;
/** … and it was detected this often: the first estimates are not yet those of its own flight. */
const TOLD_DETECTIONS = 3;
/**
 * What it surely flew faster or steeper than is only approached, by this share with each detection that shows it: one detection of another object,
 * of a flock or a salvo, makes a speed for a moment that would else be held against the object for good. And it is let go of again, by the
 * second share with each detection that shows less: what is shown no more was of the first, wrong pairings more probably than of the object.
 */
const SHOWN_SHARE = 0.15;
const FORGOTTEN_SHARE = 0.1;
/** A height that nobody measured, or one less known than this, m, tells of no class: what a radar without elevation infers is surer of itself than right. */
const HEIGHT_TOLD_SIGMA_M = 100;
/** High up, where no class ends within hundreds of metres, less will do: this share of the height. */
const HEIGHT_TOLD_SHARE = 0.05;
/** Nothing in scope flies as slowly as the greatest, m/s: no speed is known yet. */
const SPEED_UNKNOWN_MPS = 1e4;

const features: ClassFeatures = {
  heightM: 0,
  heightSigmaM: 0,
  heightIsTold: false,
  speedMps: 0,
  speedSigmaMps: 0,
  climbMps: 0,
  climbSigmaMps: 0,
  levelSpeedMps: 0,
  fastestMps: 0,
  slowestMps: 0,
  steepestMps: 0,
  turnRadps: 0,
  freeProbability: 0,
  freeIsTold: false,
  pushedProbability: 0,
  stoodProbability: 0,
  logDrag: 0,
  logDragSigma: 1,
  detectionCount: 0,
  rcsDbsm: 0,
  rcsCount: 0,
  saysAircraft: false,
  logPlaceProbability: 0,
  logSizes: new Float64Array(columns.CLASSES),
};
const classified: Classified = createClassified();

/**
 * Takes in what a detection of the row's track made of its bank: what it was surely faster, slower, steeper than since it began, and from
 * that and its present state the probabilities of the classes. All of it stands in the row, so that whatever brings the row back brings
 * back its class. `sensor` is any, for the site's frame and ground and how large classes look to it.
 */
export function noteClass(
  a: Float64Array,
  row: number,
  { geometry, sizesOfClasses }: SensorContext,
  saysAircraft: boolean,
): void {
  const count = a[row + columns.DETECTION_COUNT];
  if (count === 1) a[row + columns.SLOWEST_MPS] = SPEED_UNKNOWN_MPS;
  if (count > 1) readState(a, row, geometry);
  if (count >= TOLD_DETECTIONS) noteGreatest(a, row);
  const rcsCount = a[row + columns.RCS_COUNT];
  features.fastestMps = a[row + columns.FASTEST_MPS];
  features.slowestMps = a[row + columns.SLOWEST_MPS];
  features.steepestMps = a[row + columns.STEEPEST_MPS];
  features.turnRadps = a[row + columns.TURN_GREATEST_RADPS];
  features.pushedProbability = a[row + columns.PUSHED];
  features.stoodProbability = a[row + columns.STOOD];
  features.detectionCount = count;
  features.rcsCount = rcsCount;
  features.rcsDbsm = rcsCount === 0 ? 0 : a[row + columns.RCS_SUM_DB] / rcsCount;
  features.saysAircraft = saysAircraft;
  features.logPlaceProbability = a[row + columns.LOG_PLACE_PROBABILITY];
  const { logSizes } = features;
  const isSized = sizesOfClasses !== null || knowsSize(a, row);
  if (isSized) logSizeEvidence(a, row, sizesOfClasses, logSizes);
  else for (let i = 0; i < columns.CLASSES; i++) logSizes[i] = 0;
  classify(features, classified);
  for (let i = 0; i < columns.CLASSES; i++)
    a[row + columns.CLASS_SHARES + i] = classified.shares[i];
  if (isSized) spreadSizes(a, row, sizesOfClasses, logSizes);
  a[row + columns.CLAIM_FACTOR] = classified.claimFactor;
  a[row + columns.CLAIM_CONTRADICTION] = CONTRADICTIONS.indexOf(classified.contradiction);
}

const CONTRADICTIONS: readonly (Contradiction | null)[] = [null, "flight", "place"];

/** What speaks against what the row's track says of itself, or null. */
export const contradictionOf = (a: Float64Array, row: number): Contradiction | null =>
  CONTRADICTIONS[a[row + columns.CLAIM_CONTRADICTION]] ?? null;

/** The likeliest of the six laws of a bank. */
function likeliestMember(a: Float64Array, bank: number): number {
  const ballistic = a[bank + BALLISTIC_PROBABILITY];
  const thrust = a[bank + THRUST_PROBABILITY];
  if (ballistic + thrust > 0.5) return bank + (ballistic >= thrust ? BALLISTIC : THRUST);
  const steady = a[bank + STEADY_SHARE];
  const hover = a[bank + HOVER_SHARE];
  const turn = a[bank + TURN_SHARE];
  const agile = 1 - steady - hover - turn;
  if (steady >= agile && steady >= hover && steady >= turn) return bank + STEADY;
  if (hover >= agile && hover >= turn) return bank + HOVER;
  return bank + (turn >= agile ? TURN : AGILE);
}

function readState(a: Float64Array, row: number, geometry: SensorGeometry): void {
  const member = likeliestMember(a, row);
  const c = member + COVARIANCE;
  const e = a[member];
  const n = a[member + 1];
  const ve = a[member + 3];
  const vn = a[member + 4];
  const vu = a[member + 5];
  const ground =
    geometry.terrain === null ? geometry.groundHeightM : geometry.terrain.heightAt(e, n);
  features.heightM = heightOfEnu(geometry.siteFrame, e, n, a[member + 2]) - ground;
  features.heightSigmaM = Math.sqrt(a[c + DIAGONAL[2]]);
  features.heightIsTold =
    a[row + columns.HEIGHT_COUNT] > 0 &&
    features.heightSigmaM <= Math.max(HEIGHT_TOLD_SIGMA_M, HEIGHT_TOLD_SHARE * features.heightM);
  const rise = features.heightIsTold ? vu : 0;
  const speed = hypot3(ve, vn, rise);
  features.speedMps = speed;
  features.speedSigmaMps = Math.sqrt(speedVariance(a, c, ve, vn, rise, speed));
  features.climbMps = vu;
  features.levelSpeedMps = hypot2(ve, vn);
  features.climbSigmaMps = Math.sqrt(a[c + DIAGONAL[5]]);
  features.freeProbability = a[row + BALLISTIC_PROBABILITY] + a[row + THRUST_PROBABILITY];
  features.freeIsTold =
    features.freeProbability > 0 || isHeightKnown(a[row + AGILE + COVARIANCE + DIAGONAL[2]]);
  const falls = a[row + BALLISTIC_PROBABILITY] > 0;
  features.logDrag = falls ? a[row + BALLISTIC + DRAG_MEAN] : LOG_DRAG_MEAN;
  features.logDragSigma = falls ? Math.sqrt(a[row + BALLISTIC + DRAG_VARIANCE]) : LOG_DRAG_SIGMA;
}

/** Variance of a speed, vᵀPv/|v|², P the covariance of the velocity, its upper triangle at `c` + 15; the greatest of its axes for what stands. */
function speedVariance(
  a: Float64Array,
  c: number,
  ve: number,
  vn: number,
  vu: number,
  speed: number,
): number {
  const level = Math.max(a[c + DIAGONAL[3]], a[c + DIAGONAL[4]]);
  const axes = features.heightIsTold ? Math.max(level, a[c + DIAGONAL[5]]) : level;
  if (speed * speed <= axes) return axes;
  const along =
    ve * ve * a[c + 15] +
    vn * vn * a[c + 18] +
    vu * vu * a[c + 20] +
    2 * (ve * vn * a[c + 16] + ve * vu * a[c + 17] + vn * vu * a[c + 19]);
  return along / (speed * speed);
}

function noteGreatest(a: Float64Array, row: number): void {
  const { speedMps, speedSigmaMps, climbMps, climbSigmaMps } = features;
  approach(a, row + columns.FASTEST_MPS, speedMps - SURE_SIGMAS * speedSigmaMps);
  if (features.heightIsTold)
    approach(a, row + columns.STEEPEST_MPS, Math.abs(climbMps) - SURE_SIGMAS * climbSigmaMps);
  raise(a, row + columns.PUSHED, a[row + THRUST_PROBABILITY]);
  const powered = 1 - features.freeProbability;
  raise(a, row + columns.STOOD, powered * a[row + HOVER_SHARE]);
  const slowest = speedMps + SURE_SIGMAS * speedSigmaMps;
  if (slowest < a[row + columns.SLOWEST_MPS]) a[row + columns.SLOWEST_MPS] = slowest;
  if (powered * a[row + TURN_SHARE] <= 0.5) return;
  const rate = Math.abs(a[row + TURN + DRAG_MEAN]);
  const sigma = Math.sqrt(Math.max(0, a[row + TURN + DRAG_VARIANCE]));
  approach(a, row + columns.TURN_GREATEST_RADPS, rate - SURE_SIGMAS * sigma);
}

function raise(a: Float64Array, at: number, value: number): void {
  if (value > a[at]) a[at] = value;
}

function approach(a: Float64Array, at: number, value: number): void {
  const share = value > a[at] ? SHOWN_SHARE : FORGOTTEN_SHARE;
  a[at] = Math.max(0, a[at] + share * (value - a[at]));
}

/** Makes what is known of the class of the row at `to` that of one object with the row at `from`, which goes on from it. */
export function joinClass(a: Float64Array, to: number, from: number): void {
  for (const column of GREATEST) a[to + column] = Math.max(a[to + column], a[from + column]);
  a[to + columns.SLOWEST_MPS] = Math.min(
    a[to + columns.SLOWEST_MPS],
    a[from + columns.SLOWEST_MPS],
  );
  for (let i = 0; i < columns.CLASSES; i++)
    a[to + columns.CLASS_SHARES + i] = a[from + columns.CLASS_SHARES + i];
  for (const column of LATEST) a[to + column] = a[from + column];
  for (let i = 0; i < 2 * columns.SIZES; i++)
    a[to + columns.SIZE_SHARES + i] = a[from + columns.SIZE_SHARES + i];
}

const GREATEST = [
  columns.FASTEST_MPS,
  columns.STEEPEST_MPS,
  columns.TURN_GREATEST_RADPS,
  columns.PUSHED,
  columns.STOOD,
] as const;
const LATEST = [
  columns.LOG_PLACE_PROBABILITY,
  columns.CLAIM_FACTOR,
  columns.CLAIM_CONTRADICTION,
] as const;

/**
 * Notes of a track what a look of a sensor, that does not depend on what objects say of themselves, says of its place: it was seen there, or
 * missed though it should have shown with this probability.
 */
export function notePlace(
  a: Float64Array,
  row: number,
  seen: boolean,
  missProbability: number,
): void {
  if (seen) a[row + columns.LOG_PLACE_PROBABILITY] = 0;
  else a[row + columns.LOG_PLACE_PROBABILITY] += Math.log(1 - missProbability);
}

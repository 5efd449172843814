import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { BIASES, CLOCK_BIAS } from "./biases.ts";
import { expectRow, ROW, ROW_RESIDUAL, ROW_SCALE, ROW_VARIANCE } from "./expected-row.ts";
import { KEPT_IS_PLACE, type KeptDetection } from "./kept-detection.ts";

/** Place and velocity of the object that both detections are of. */
const OBJECT = 6;
/** Sigma of the object's place before the pair, m: so wide that the place comes from the pair alone. */
const PLACE_SIGMA_M = 300;
/** Chi-squared quantiles at 0.999 for as many scalars as a pair may have: past it the two are not of one object. */
const GATES = [0, 10.828, 13.816, 16.266, 18.467, 20.515, 22.458];

/** The biases of all sensors beside the object, while a pair is worked on: shift of the mean, and covariance, all rows. */
export interface BiasPair {
  readonly size: number;
  readonly shift: Float64Array;
  readonly joint: Float64Array;
  readonly slope: Float64Array;
  readonly projected: Float64Array;
  readonly row: Float64Array;
  readonly place: Float64Array;
  distanceSquared: number;
  scalars: number;
}

export function createBiasPair(biases: number): BiasPair {
  const size = biases + OBJECT;
  return {
    size,
    shift: new Float64Array(size),
    joint: new Float64Array(size * size),
    slope: new Float64Array(size),
    projected: new Float64Array(size),
    row: new Float64Array(ROW),
    place: new Float64Array(3),
    distanceSquared: 0,
    scalars: 0,
  };
}

/** Of one of the two detections: the slot of its sensor's biases, −1 for a reference, and how long after the object's state it was, s. */
export interface PairedDetection {
  slot: number;
  afterS: number;
  /** What the object may have done meanwhile, m². */
  wanderM2: number;
}

/** Position and velocity, m and m/s, site frame, 6; the velocity's covariance, 00, 01, 02, 11, 12, 22; how fast it falls, m/s², 0 where it flies. */
export interface PairObject {
  readonly state: Float64Array;
  readonly velocityCovariance: Float64Array;
  fallMps2: number;
}

/** Makes ready for a pair: biases as they are (n×n at `numbers[covariance]`), the object's place all but unknown, its velocity as tracked. */
export function beginPair(
  pair: BiasPair,
  numbers: Float64Array,
  covariance: number,
  { velocityCovariance: v }: PairObject,
): void {
  const { size, joint, shift } = pair;
  const biases = size - OBJECT;
  joint.fill(0);
  shift.fill(0);
  for (let i = 0; i < biases; i++) {
    for (let j = 0; j < biases; j++) joint[i * size + j] = numbers[covariance + i * biases + j];
  }
  for (let k = biases; k < biases + 3; k++) joint[k * size + k] = PLACE_SIGMA_M * PLACE_SIGMA_M;
  let at = 0;
  for (let i = biases + 3; i < size; i++) {
    for (let j = i; j < size; j++) {
      joint[i * size + j] = v[at];
      joint[j * size + i] = v[at++];
    }
  }
  pair.distanceSquared = 0;
  pair.scalars = 0;
}

/**
 * Takes one detection into the joint state, one scalar after another: z = h(p + (Δt − c)·v) + b + noise, p the object's place and v its velocity, b
 * the sensor's bias in this quantity and c its clock's lateness; so the slope is 1 by b, ∂h/∂p by p, Δt·∂h/∂p by v, and
 * −∂h/∂p·v by c. `means` begins at the biases' means.
 */
export function addToPair(
  pair: BiasPair,
  means: Float64Array,
  from: number,
  { state, fallMps2 }: PairObject,
  detection: PairedDetection,
  { numbers, at }: KeptDetection,
  geometry: SensorGeometry,
): void {
  const { slope, row, size, place } = pair;
  const { slot } = detection;
  const isPlace = numbers[at + KEPT_IS_PLACE] === 1;
  const object = size - OBJECT;
  const first = slot * BIASES;
  const clock = slot === -1 ? 0 : means[from + first + CLOCK_BIAS];
  const afterS = detection.afterS - clock;
  for (let k = 0; k < 3; k++) place[k] = state[k] + afterS * state[k + 3];
  place[2] -= 0.5 * fallMps2 * afterS * afterS;
  for (let which = 0; which < 3; which++) {
    if (!expectRow(numbers, at, which, place, geometry, row)) continue;
    slope.fill(0);
    let rate = 0;
    for (let k = 0; k < 3; k++) {
      slope[object + k] = row[k];
      slope[object + 3 + k] = afterS * row[k];
      rate += row[k] * state[k + 3];
    }
    let residual = row[ROW_RESIDUAL];
    if (slot !== -1) {
      slope[first + CLOCK_BIAS] = -rate;
      if (!isPlace) {
        slope[first + which] = 1;
        residual -= means[from + first + which];
      }
    }
    takeScalar(pair, residual, row[ROW_VARIANCE] + detection.wanderM2 * row[ROW_SCALE]);
  }
}

/** Whether the pair says something, and is of one object. */
export const isSoundPair = ({ scalars, distanceSquared }: BiasPair): boolean =>
  scalars > 3 && distanceSquared <= GATES[Math.min(scalars, GATES.length - 1)];

/** Kalman update of the joint state by one scalar, its slope in `pair.slope`. */
function takeScalar(pair: BiasPair, residual: number, noise: number): void {
  const { size, joint, slope, projected, shift } = pair;
  let variance = noise;
  let expected = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += joint[i * size + j] * slope[j];
    projected[i] = sum;
    variance += sum * slope[i];
    expected += slope[i] * shift[i];
  }
  const surprise = residual - expected;
  pair.distanceSquared += (surprise * surprise) / variance;
  pair.scalars++;
  for (let i = 0; i < size; i++) {
    shift[i] += (projected[i] * surprise) / variance;
    for (let j = 0; j < size; j++) {
      joint[i * size + j] -= (projected[i] * projected[j]) / variance;
    }
  }
}

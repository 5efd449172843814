import { crossSectionsOf } from "../coverage/cross-section.ts";
import type { RadarModel } from "../coverage/radar-model.ts";
import { square } from "../units/algebra.ts";
import { CLASS_SHARES, SIZE_LOGS, SIZE_SHARES, SIZES } from "./track-columns.ts";
import { classGivenExistence } from "./most-probable-class.ts";
import { OBJECT_CLASSES, type Track } from "./track.ts";

/** Cross-sections that an object may have, m²: every 6 dB from those of insects to those of airliners. */
export const SIZES_M2: Float64Array = Float64Array.of(
  0.001,
  0.004,
  0.016,
  0.064,
  0.256,
  1.024,
  4.096,
  16.384,
);
const CLASSES = OBJECT_CLASSES.length;
const UNKNOWN = OBJECT_CLASSES.indexOf("unknown");
/** The mean of a class is known by this factor, one sigma, and that of what is unknown by its square. */
const LOG_SPREAD = Math.log(3);
/** One look says no more against a size than this: shadows, aspects and clutter are in no model. */
const CHANCE_LEAST = 0.02;
/** What was learnt from a look fades by this with each later one: an object turns, and shows another side. */
const KEPT_SHARE = 0.97;

const LOG_SIZES = SIZES_M2.map(Math.log);

/** How the sizes of each class are spread, as a radar sees them: {@link SIZES} numbers for each class, which sum to one. */
export function sizesOfClasses(radar: RadarModel | undefined): Float64Array {
  const means = crossSectionsOf(radar, OBJECT_CLASSES);
  const weights = new Float64Array(CLASSES * SIZES);
  for (let c = 0; c < CLASSES; c++) {
    const spread = c === UNKNOWN ? 2 * LOG_SPREAD : LOG_SPREAD;
    let sum = 0;
    for (let k = 0; k < SIZES; k++) {
      const weight = Math.exp(-0.5 * square((LOG_SIZES[k] - Math.log(means[c])) / spread));
      weights[c * SIZES + k] = weight;
      sum += weight;
    }
    for (let k = 0; k < SIZES; k++) weights[c * SIZES + k] /= sum;
  }
  return weights;
}

const GENERAL = sizesOfClasses(undefined);
/** Of an object of which nothing is known. */
const UNKNOWN_SIZES = GENERAL.subarray(UNKNOWN * SIZES, (UNKNOWN + 1) * SIZES);

/** Mean over the sizes that the row's object may have of a probability `bySize` of each. */
export function meanOverSizes(a: Float64Array, row: number, bySize: ArrayLike<number>): number {
  const at = row + SIZE_SHARES;
  let sum = 0;
  let mean = 0;
  for (let k = 0; k < SIZES; k++) {
    sum += a[at + k];
    mean += a[at + k] * bySize[k];
  }
  return sum > 0 ? mean / sum : meanOfUnknown(bySize);
}

/** {@link meanOverSizes} of an object of which nothing is known. */
export function meanOfUnknown(bySize: ArrayLike<number>): number {
  let mean = 0;
  for (let k = 0; k < SIZES; k++) mean += UNKNOWN_SIZES[k] * bySize[k];
  return mean;
}

/**
 * Takes in that a look detected the object of a row, or missed it, which it does of each size with the probability `bySize`, times
 * `inside` that the look went there: l_k ← 0.97·l_k + ln p, p = P_k of what is seen and 1 − inside·P_k of what is missed.
 * After a miss p_k ∝ p_k·p; after a detection the shares follow from those of the classes ({@link spreadSizes}).
 */
export function noteSize(
  a: Float64Array,
  row: number,
  isSeen: boolean,
  bySize: ArrayLike<number>,
  inside: number,
): void {
  const logs = row + SIZE_LOGS;
  const shares = row + SIZE_SHARES;
  let sum = 0;
  for (let k = 0; k < SIZES; k++) {
    const chance = isSeen ? bySize[k] : 1 - inside * bySize[k];
    const weight = Math.max(chance, CHANCE_LEAST);
    a[logs + k] = KEPT_SHARE * a[logs + k] + Math.log(weight);
    if (!isSeen) a[shares + k] *= weight;
    sum += a[shares + k];
  }
  if (sum > 0) for (let k = 0; k < SIZES; k++) a[shares + k] /= sum;
}

/** ln of the probability of what was seen and missed of the row's object, were it of each class, up to a constant: L_c = Σ_k w_ck·e^{l_k}. */
export function logSizeEvidence(
  a: Float64Array,
  row: number,
  ofClasses: Float64Array | null,
  out: Float64Array,
): void {
  const weights = ofClasses ?? GENERAL;
  weighLearnt(a, row);
  for (let c = 0; c < CLASSES; c++) {
    let sum = 0;
    for (let k = 0; k < SIZES; k++) sum += weights[c * SIZES + k] * learnt[k];
    out[c] = Math.log(sum);
  }
}

/** What was seen and missed of an object, were it of each size, beside the likeliest: e^{l_k − max l}. */
const learnt = new Float64Array(SIZES);
function weighLearnt(a: Float64Array, row: number): void {
  const logs = row + SIZE_LOGS;
  let greatest = -Infinity;
  for (let k = 0; k < SIZES; k++) greatest = Math.max(greatest, a[logs + k]);
  for (let k = 0; k < SIZES; k++) learnt[k] = Math.exp(a[logs + k] - greatest);
}

/** Works out the shares of the sizes from those of the classes and what was seen and missed: p_k = Σ_c p_c·w_ck·e^{l_k}/L_c. */
export function spreadSizes(
  a: Float64Array,
  row: number,
  ofClasses: Float64Array | null,
  logEvidence: Float64Array,
): void {
  const shares = row + SIZE_SHARES;
  const weights = ofClasses ?? GENERAL;
  weighLearnt(a, row);
  for (let c = 0; c < CLASSES; c++) perEvidence[c] = Math.exp(-logEvidence[c]);
  for (let k = 0; k < SIZES; k++) {
    let share = 0;
    for (let c = 0; c < CLASSES; c++)
      share += a[row + CLASS_SHARES + c] * weights[c * SIZES + k] * perEvidence[c];
    a[shares + k] = share * learnt[k];
  }
}

const perEvidence = new Float64Array(CLASSES);

/** The shares of the sizes of a track's object, by its class alone; `ofClasses` as {@link sizesOfClasses} gives them. */
export function sizesOf(
  track: Pick<Track, "classProbabilities" | "existence">,
  ofClasses: Float64Array,
  out: Float64Array,
): void {
  const classes = classGivenExistence(track);
  out.fill(0);
  OBJECT_CLASSES.forEach((name, c) => {
    for (let k = 0; k < SIZES; k++) out[k] += classes[name] * ofClasses[c * SIZES + k];
  });
}

/** Whether anything was learnt of the size of a row's object. */
export const knowsSize = (a: Float64Array, row: number): boolean => a[row + SIZE_SHARES] > 0;

import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { COVARIANCE } from "./bank-layout.ts";
import { LOG_TWO_PI } from "./innovation.ts";
import { LAWS, lawProbabilities } from "./law-probabilities.ts";
import * as measured from "./measured.ts";
import { MEASURED, type MeasuredSource } from "./measured.ts";

/**
 * An object that was seen once, and missed, may be anywhere within hundreds of metres: where thousands fly, hundreds of detections lie there, and next to none
 * of them is its own. Most are told by where they lie in space, at the cost of a quadratic form for each law; the exact gate follows.
 *
 *   ln L ≤ ln w − ½·ln((2π)³·det P) − ½·δᵀ(P + R)⁻¹δ + ln(r²·cos ε) − ½·ln(2π·σ²)
 *
 * | symbol | meaning |
 * |---|---|
 * | w, P | probability of a law, and the covariance of its place, 3×3, m² |
 * | R | a sphere that holds the errors of any detection of the look at that distance, m² |
 * | δ | from where the law expects it to where the detection lies, 3×1, m |
 * | r, ε | the detection's range and elevation: a volume of space for one of range and angles |
 * | σ | error of its range rate, where it has one, which is not asked beyond that |
 *
 * This bounds what is linear. Updates by one scalar after another see a belief bent that is wide beside its distance, so that more is left open:
 * of the squared distance this share counts, and
 */
const DISTANCE_SHARE = 0.5;
/** ln of what the likelihood may be greater by; the sum over the laws is in it. */
const LOG_OPEN = 3;
/** Errors of angles are taken five standard deviations farther than expected: (d + 5s)² ≤ 2·d² + 50·s². */
const SPREAD_FACTOR = 50;

/** Where the detections of one look lie in the site frame. */
export interface SeenInSpace {
  /** Of each: its place, 3×1, m, and what turns a density in space into one of measurements, ln; NaN where it tells no place. */
  readonly numbers: Float64Array;
  /** The greatest variances of a range, m², and of an angle, rad². */
  readonly rangeVariance: number;
  readonly angleVariance: number;
}
const LOG_SCALE = 3;
const DETECTION = 4;

/** The places of the first `count` detections of a source, worked out once for a look. */
export function seenInSpace(source: MeasuredSource, count: number): SeenInSpace {
  const { values } = source;
  const numbers = new Float64Array(count * DETECTION).fill(NaN);
  let rangeVariance = 0;
  let angleVariance = 0;
  for (let i = 0; i < count; i++) {
    const at = i * MEASURED;
    const told = values[at + measured.RANGE] + values[at + measured.ELEVATION];
    // A height is measured beside the place, and may contradict it.
    if (Number.isNaN(told) || !Number.isNaN(values[at + measured.HEIGHT])) continue;
    placeInSpace(source, at, numbers, i * DETECTION);
    rangeVariance = Math.max(rangeVariance, values[at + measured.RANGE_VARIANCE]);
    angleVariance = Math.max(
      angleVariance,
      values[at + measured.AZIMUTH_VARIANCE],
      values[at + measured.ELEVATION_VARIANCE],
    );
  }
  return { numbers, rangeVariance, angleVariance };
}

function placeInSpace(
  { values, geometry }: MeasuredSource,
  at: number,
  numbers: Float64Array,
  to: number,
): void {
  const { rotation: r, positionM } = geometry;
  const range = values[at + measured.RANGE];
  const azimuth = values[at + measured.AZIMUTH];
  const elevation = values[at + measured.ELEVATION];
  const ground = range * Math.cos(elevation);
  const x = ground * Math.sin(azimuth);
  const y = ground * Math.cos(azimuth);
  const z = range * Math.sin(elevation);
  for (let k = 0; k < 3; k++)
    numbers[to + k] = positionM[k] + r[k] * x + r[3 + k] * y + r[6 + k] * z;
  const hasRate = !Number.isNaN(values[at + measured.RANGE_RATE]);
  const logRate = hasRate ? LOG_TWO_PI + Math.log(values[at + measured.RANGE_RATE_VARIANCE]) : 0;
  numbers[to + LOG_SCALE] = Math.log(Math.max(range * ground, 1)) - 0.5 * logRate;
}

/** Where the laws of a bank expect its object. */
export interface OpenPlace {
  /** Of each law that is awake: ln of its probability over the volume of its place; that place, 3×1, m; (P + R)⁻¹, 00, 01, 02, 11, 12, 22. */
  readonly laws: Float64Array;
  count: number;
}
const LOG_DENSITY = 0;
const PLACE = 1;
const INVERSE = 4;
const LAW = 10;

/** Room for every law of a bank. */
export const createOpenPlace = (): OpenPlace => ({
  laws: new Float64Array(LAWS.length * LAW),
  count: 0,
});
const probabilities = new Float64Array(LAWS.length);

/** Works out where a bank that was predicted to the time of a look's detections expects them. */
export function openPlace(
  a: Float64Array,
  bank: number,
  geometry: SensorGeometry,
  seen: SeenInSpace,
  out: OpenPlace,
): void {
  lawProbabilities(a, bank, probabilities);
  out.count = 0;
  for (let law = 0; law < LAWS.length; law++) {
    if (probabilities[law] === 0) continue;
    const member = bank + LAWS[law];
    const to = LAW * out.count++;
    for (let k = 0; k < 3; k++) out.laws[to + PLACE + k] = a[member + k];
    const determinant = invert(a, member, 0, out.laws, to + INVERSE);
    invert(a, member, errorOf(a, member, geometry, seen), out.laws, to + INVERSE);
    const logVolume = 3 * LOG_TWO_PI + Math.log(determinant);
    out.laws[to + LOG_DENSITY] = Math.log(probabilities[law]) - 0.5 * logVolume;
  }
}

/** Variance of the errors of a detection about where a member expects it, m². */
function errorOf(
  a: Float64Array,
  member: number,
  { positionM }: SensorGeometry,
  { rangeVariance, angleVariance }: SeenInSpace,
): number {
  const c = member + COVARIANCE;
  const de = a[member] - positionM[0];
  const dn = a[member + 1] - positionM[1];
  const du = a[member + 2] - positionM[2];
  const spread = a[c] + a[c + 6] + a[c + 11];
  return (
    rangeVariance + angleVariance * (2 * (de * de + dn * dn + du * du) + SPREAD_FACTOR * spread)
  );
}

/** Writes the inverse of a member's covariance of place, with `error` more in every direction; gives its determinant. */
function invert(
  a: Float64Array,
  member: number,
  error: number,
  out: Float64Array,
  to: number,
): number {
  const c = member + COVARIANCE;
  const p00 = a[c] + error;
  const p01 = a[c + 1];
  const p02 = a[c + 2];
  const p11 = a[c + 6] + error;
  const p12 = a[c + 7];
  const p22 = a[c + 11] + error;
  const m00 = p11 * p22 - p12 * p12;
  const m01 = p02 * p12 - p01 * p22;
  const m02 = p01 * p12 - p02 * p11;
  const determinant = p00 * m00 + p01 * m01 + p02 * m02;
  out[to] = m00 / determinant;
  out[to + 1] = m01 / determinant;
  out[to + 2] = m02 / determinant;
  out[to + 3] = (p00 * p22 - p02 * p02) / determinant;
  out[to + 4] = (p01 * p02 - p00 * p12) / determinant;
  out[to + 5] = (p00 * p11 - p01 * p01) / determinant;
  return determinant;
}

/**
 * Whether the detection at `i` may lie within `gate` of one law, and have the ln likelihood `logLeast[0]` under all; true of one that tells no
 * place.
 */
export function mayLieThere(
  { count, laws }: OpenPlace,
  { numbers }: SeenInSpace,
  i: number,
  gate: number,
  logLeast: Float64Array,
): boolean {
  const at = i * DETECTION;
  const least = logLeast[0] - numbers[at + LOG_SCALE] - LOG_OPEN;
  let isInGate = false;
  let isLikely = false;
  for (let from = 0; from < count * LAW; from += LAW) {
    const e = numbers[at] - laws[from + PLACE];
    const n = numbers[at + 1] - laws[from + PLACE + 1];
    const u = numbers[at + 2] - laws[from + PLACE + 2];
    const q = from + INVERSE;
    const straight = e * e * laws[q] + n * n * laws[q + 3] + u * u * laws[q + 5];
    const crossed = e * n * laws[q + 1] + e * u * laws[q + 2] + n * u * laws[q + 4];
    const distance = DISTANCE_SHARE * (straight + 2 * crossed);
    // A comparison with NaN is false, which lets pass what tells no place.
    isInGate ||= !(distance > gate);
    isLikely ||= !(laws[from + LOG_DENSITY] - 0.5 * distance < least);
    if (isInGate && isLikely) return true;
  }
  return false;
}

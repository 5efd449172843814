import { detectionProbabilities } from "../coverage/detection-probability.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { AGILE, COVARIANCE, HOVER, HOVER_SHARE, leadingMember } from "../filter/bank-layout.ts";
import { HOVER_SIGMA_MPS } from "../filter/motion-models.ts";
import type { LocalFrame } from "../geodesy/local-frame.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import { square } from "../units/algebra.ts";
import { meanOfUnknown, meanOverSizes, SIZES_M2, sizesOfClasses } from "./echo-sizes.ts";
import { SIZES } from "./track-columns.ts";
import type { TrackerConfig } from "./tracker.ts";

/** A sensor as the tracker knows it: its place in the configuration and in space. */
export interface SensorContext {
  readonly index: number;
  readonly geometry: SensorGeometry;
  /** How large each class looks to it ({@link sizesOfClasses}); null of what sees all sizes alike. */
  readonly sizesOfClasses: Float64Array | null;
}

/** The sensors of a configuration, whose frame is `frame`. */
export const sensorContexts = (
  { sensors, origin, terrain = null }: TrackerConfig,
  frame: LocalFrame,
): readonly SensorContext[] =>
  sensors.map((spec, index) => ({
    index,
    sizesOfClasses: spec.radar === undefined ? null : sizesOfClasses(spec.radar),
    geometry: createSensorGeometry(frame, spec, origin.heightM, terrain),
  }));

/** No stated detection probability is believed beyond this: one missed look must not refute an object. */
export const DETECTION_PROBABILITY_MAX = 0.98;

/** A track's speed towards a sensor is never known better than this, m/s, … */
const RANGE_RATE_SIGMA_LEAST_MPS = 0.3;
/** … and from its last detection on, the variance grows by so much, m²/s³: what flies does not go on for ever as it did. */
const RANGE_RATE_DIFFUSION = 0.1;

/** Scratch of {@link chanceToDetect}. */
const moved = {
  state: new Float64Array(6),
  offset: 0,
  rangeRateSigmaMps: RANGE_RATE_SIGMA_LEAST_MPS,
};
const found = new Float64Array(SIZES);
const bySize = new Float64Array(SIZES);
const ONE_SIZE = SIZES_M2.subarray(0, 1);

/**
 * Probability that a healthy look of the sensor detects the object of a bank `dt` seconds on, 0 outside the cover. Of a radar
 * with a model it is the mean over the sizes that the object of the row at `sizes` of `a` may have, or of an unknown one at −1; and next to
 * nothing while it moves too slowly to be told from clutter: where it may stand in the air, the mean over both ways of flying.
 */
export function chanceToDetect(
  a: Float64Array,
  bank: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  sizes: number,
): number {
  chancesBySize(a, bank, dt, sensor, health, bySize);
  return meanOf(a, sizes, sensor, bySize);
}

/** {@link chanceToDetect} for each of {@link SIZES_M2}; of a sensor that sees all alike the first only. */
export function chancesBySize(
  a: Float64Array,
  bank: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  out: Float64Array,
): void {
  const hover = hasSpeedFloor(sensor) ? a[bank + HOVER_SHARE] : 0;
  if (hover === 0) return flyingBySize(a, leadingMember(a, bank), dt, sensor, health, out);
  hoveringBySize(a, bank, sensor, health, out);
  flyingBySize(a, bank + AGILE, dt, sensor, health, found);
  for (let k = 0; k < SIZES; k++) out[k] = hover * out[k] + (1 - hover) * found[k];
}

const meanOf = (
  a: Float64Array,
  sizes: number,
  sensor: SensorContext,
  chances: Float64Array,
): number => {
  if (sensor.sizesOfClasses === null) return chances[0];
  return sizes === -1 ? meanOfUnknown(chances) : meanOverSizes(a, sizes, chances);
};

/** Whether the sensor takes what is slow for clutter. */
export const hasSpeedFloor = ({ geometry }: SensorContext): boolean =>
  (geometry.spec.radar?.rangeRateMinMps ?? 0) > 0;

/** {@link chanceToDetect} of an object that stands where the hovering member has it, which drifts no further in any time; `sizes` in `b`. */
export function chanceOfHovering(
  a: Float64Array,
  bank: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  b: Float64Array,
  sizes: number,
): number {
  hoveringBySize(a, bank, sensor, health, bySize);
  return meanOf(b, sizes, sensor, bySize);
}

/** {@link chanceToDetect} of an object that flies as one member of a bank says, at `member`; `sizes` in `b`. */
export function chanceOfMember(
  a: Float64Array,
  member: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  b: Float64Array,
  sizes: number,
): number {
  flyingBySize(a, member, 0, sensor, health, bySize);
  return meanOf(b, sizes, sensor, bySize);
}

function hoveringBySize(
  a: Float64Array,
  bank: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  out: Float64Array,
): void {
  moved.rangeRateSigmaMps = HOVER_SIGMA_MPS;
  chancesAt(a, bank + HOVER, 0, 0, sensor, health, out);
}

function flyingBySize(
  a: Float64Array,
  member: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  out: Float64Array,
): void {
  moved.rangeRateSigmaMps = hasSpeedFloor(sensor)
    ? rangeRateSigma(a, member, dt, sensor)
    : RANGE_RATE_SIGMA_LEAST_MPS;
  chancesAt(a, member, dt, 1, sensor, health, out);
}

/**
 * Standard deviation of a member's speed towards the sensor `dt` seconds on, m/s: σ² = lᵀ·P_vv·l + |v|²·P_pp/r² + q·dt, with l the
 * direction from the sensor, r the range, and P_pp the mean variance of its level place, which turns l. A fixed one would have what crosses the
 * radar's beam count as seen by chance where its Doppler is known to be none.
 */
function rangeRateSigma(
  a: Float64Array,
  member: number,
  dt: number,
  { geometry: { positionM } }: SensorContext,
): number {
  const c = member + COVARIANCE;
  const e = a[member] + dt * a[member + 3] - positionM[0];
  const n = a[member + 1] + dt * a[member + 4] - positionM[1];
  const u = a[member + 2] + dt * a[member + 5] - positionM[2];
  const range2 = Math.max(e * e + n * n + u * u, 1);
  const along =
    e * e * a[c + 15] +
    n * n * a[c + 18] +
    u * u * a[c + 20] +
    2 * (e * n * a[c + 16] + e * u * a[c + 17] + n * u * a[c + 19]);
  const speed2 = square(a[member + 3]) + square(a[member + 4]) + square(a[member + 5]);
  const turned = 0.5 * speed2 * (a[c] + a[c + 6]);
  const variance = (along + turned) / range2 + RANGE_RATE_DIFFUSION * Math.abs(dt);
  return Math.sqrt(Math.max(variance, square(RANGE_RATE_SIGMA_LEAST_MPS)));
}

/** `speed` is the share of the member's velocity that counts. */
function chancesAt(
  a: Float64Array,
  member: number,
  dt: number,
  speed: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
  out: Float64Array,
): void {
  const { state } = moved;
  for (let i = 0; i < 3; i++) {
    state[i] = a[member + i] + dt * speed * a[member + 3 + i];
    state[i + 3] = speed * a[member + 3 + i];
  }
  const sections = sensor.sizesOfClasses === null ? ONE_SIZE : SIZES_M2;
  detectionProbabilities(sensor.geometry, health, moved, sections, out);
  for (let k = 0; k < sections.length; k++) out[k] = Math.min(out[k], DETECTION_PROBABILITY_MAX);
}

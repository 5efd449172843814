import { UNKNOWN_TARGET } from "../coverage/coverage-target.ts";
import { detectionProbabilities } from "../coverage/detection-probability.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { AGILE, COVARIANCE, HOVER, HOVER_SHARE, leadingMember } from "../filter/bank-layout.ts";
import { HOVER_SIGMA_MPS } from "../filter/motion-models.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import { square } from "../units/algebra.ts";

/** A sensor as the tracker knows it: its place in the configuration and in space. */
export interface SensorContext {
  readonly index: number;
  readonly geometry: SensorGeometry;
}

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
const sections = Float64Array.of(UNKNOWN_TARGET.crossSectionM2);
const found = new Float64Array(1);

/**
 * Probability that a healthy look of the sensor detects the object of a bank `dt` seconds on, 0 outside the cover. Of a radar
 * with a model it is that of an object of unknown class, and next to nothing while it moves too slowly to be told from clutter: where it
 * may stand in the air, the mean over both ways of flying.
 */
export function chanceToDetect(
  a: Float64Array,
  bank: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number {
  const hover = hasSpeedFloor(sensor) ? a[bank + HOVER_SHARE] : 0;
  if (hover === 0) return chanceOfMember(a, leadingMember(a, bank), dt, sensor, health);
  const flying = chanceOfMember(a, bank + AGILE, dt, sensor, health);
  return hover * chanceOfHovering(a, bank, sensor, health) + (1 - hover) * flying;
}

/** Whether the sensor takes what is slow for clutter. */
export const hasSpeedFloor = ({ geometry }: SensorContext): boolean =>
  (geometry.spec.radar?.rangeRateMinMps ?? 0) > 0;

/** {@link chanceToDetect} of an object that stands where the hovering member has it, which drifts no further in any time. */
export function chanceOfHovering(
  a: Float64Array,
  bank: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number {
  moved.rangeRateSigmaMps = HOVER_SIGMA_MPS;
  return chanceAt(a, bank + HOVER, 0, 0, sensor, health);
}

/** {@link chanceToDetect} of an object that flies as one member of a bank says, at `member`. */
export function chanceOfMember(
  a: Float64Array,
  member: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number {
  moved.rangeRateSigmaMps = hasSpeedFloor(sensor)
    ? rangeRateSigma(a, member, dt, sensor)
    : RANGE_RATE_SIGMA_LEAST_MPS;
  return chanceAt(a, member, dt, 1, sensor, health);
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
function chanceAt(
  a: Float64Array,
  member: number,
  dt: number,
  speed: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number {
  const { state } = moved;
  for (let i = 0; i < 3; i++) {
    state[i] = a[member + i] + dt * speed * a[member + 3 + i];
    state[i + 3] = speed * a[member + 3 + i];
  }
  detectionProbabilities(sensor.geometry, health, moved, sections, found);
  return Math.min(found[0], DETECTION_PROBABILITY_MAX);
}

import { UNKNOWN_TARGET } from "../coverage/coverage-target.ts";
import { detectionProbabilities } from "../coverage/detection-probability.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { AGILE, HOVER, HOVER_SHARE, leadingMember } from "../filter/bank-layout.ts";
import { HOVER_SIGMA_MPS } from "../filter/motion-models.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";

/** A sensor as the tracker knows it: its place in the configuration and in space. */
export interface SensorContext {
  readonly index: number;
  readonly geometry: SensorGeometry;
}

/** No stated detection probability is believed beyond this: one missed look must not refute an object. */
export const DETECTION_PROBABILITY_MAX = 0.98;

/** A track's speed towards a sensor is seldom known better than this, m/s. */
const RANGE_RATE_SIGMA_MPS = 3;

/** Scratch of {@link chanceToDetect}. */
const moved = {
  state: new Float64Array(6),
  offset: 0,
  rangeRateSigmaMps: RANGE_RATE_SIGMA_MPS,
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
  const chance = chanceAt(a, bank + HOVER, 0, 0, sensor, health);
  moved.rangeRateSigmaMps = RANGE_RATE_SIGMA_MPS;
  return chance;
}

/** {@link chanceToDetect} of an object that flies as one member of a bank says, at `member`. */
export const chanceOfMember = (
  a: Float64Array,
  member: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number => chanceAt(a, member, dt, 1, sensor, health);

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

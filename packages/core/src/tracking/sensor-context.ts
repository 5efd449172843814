import { UNKNOWN_TARGET } from "../coverage/coverage-target.ts";
import { detectionProbabilities } from "../coverage/detection-probability.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { leadingMember } from "../filter/bank-layout.ts";
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
 * with a model it is that of an object of unknown class, and next to nothing while it moves too slowly to be told from clutter.
 */
export function chanceToDetect(
  a: Float64Array,
  bank: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number {
  const member = leadingMember(a, bank);
  const { state } = moved;
  for (let i = 0; i < 3; i++) {
    state[i] = a[member + i] + dt * a[member + 3 + i];
    state[i + 3] = a[member + 3 + i];
  }
  detectionProbabilities(sensor.geometry, health, moved, sections, found);
  return Math.min(found[0], DETECTION_PROBABILITY_MAX);
}

import { detectionProbabilityAt } from "../coverage/detection-probability.ts";
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

/** Probability that a healthy look of the sensor detects the object of a bank `dt` seconds on, 0 outside the cover. */
export function chanceToDetect(
  a: Float64Array,
  bank: number,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number {
  const member = leadingMember(a, bank);
  const probability = detectionProbabilityAt(
    sensor.geometry,
    health,
    a[member] + dt * a[member + 3],
    a[member + 1] + dt * a[member + 4],
    a[member + 2] + dt * a[member + 5],
  );
  return Math.min(probability, DETECTION_PROBABILITY_MAX);
}

import { detectionProbabilityAt } from "../coverage/detection-probability.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import type { SensorGeometry } from "../measurement/sensor-geometry.ts";
import type { TrackState } from "./live-track.ts";

/** A sensor as the tracker knows it: its place in the configuration and in space. */
export interface SensorContext {
  readonly index: number;
  readonly geometry: SensorGeometry;
}

/** No stated detection probability is believed beyond this: one missed look must not refute an object. */
export const DETECTION_PROBABILITY_MAX = 0.98;

/** Probability that a healthy look of the sensor detects the object where its track now puts it, 0 outside the cover. */
export function chanceToDetect(
  track: TrackState,
  dt: number,
  sensor: SensorContext,
  health: SensorHealth | undefined,
): number {
  const { mean } = track.bank.ballisticProbability > 0.5 ? track.bank.ballistic : track.bank.agile;
  const probability = detectionProbabilityAt(
    sensor.geometry,
    health,
    mean[0] + dt * mean[3],
    mean[1] + dt * mean[4],
    mean[2] + dt * mean[5],
  );
  return Math.min(probability, DETECTION_PROBABILITY_MAX);
}

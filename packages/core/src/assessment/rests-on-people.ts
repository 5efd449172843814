import type { SensorSpec } from "../coverage/sensor.ts";
import type { Track } from "../tracking/track.ts";

/**
 * So many detections of sensors confirm a track by themselves; with fewer, a track that people report too owes its confirmation to
 * them. No more may be asked: reports of people would then delay a take-cover that sensors alone would have given.
 */
export const SENSOR_DETECTIONS_WANTED = 2;

/**
 * Whether a track stands on what people say: observers report it, and fewer than {@link SENSOR_DETECTIONS_WANTED} of the
 * detections that it rests on are a sensor's. However many people report, they may all have been told by each other.
 */
export function restsOnPeople(track: Track, sensors: readonly SensorSpec[]): boolean {
  const people = sensors.filter(({ kind }) => kind === "observer");
  if (people.length === 0) return false;
  let [byPeople, bySensors] = [0, 0];
  for (const { sensorId } of track.evidence) {
    if (people.some(({ id }) => id === sensorId)) byPeople++;
    else bySensors++;
  }
  return byPeople > 0 && bySensors < SENSOR_DETECTIONS_WANTED;
}

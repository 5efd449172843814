import type { SensorSpec } from "../coverage/sensor.ts";
import type { Track } from "../tracking/track.ts";
import { trustClassOf } from "../trust/trust-class.ts";

/** Whether a track stands on what its object says of itself alone: no detection that it rests on is of a sensor that looks for itself. */
export function restsOnClaims({ evidence }: Track, sensors: readonly SensorSpec[]): boolean {
  const claimants = sensors.filter((spec) => trustClassOf(spec) === "self-reported");
  if (claimants.length === 0 || evidence.length === 0) return false;
  return evidence.every(({ sensorId }) => claimants.some(({ id }) => id === sensorId));
}

/**
 * ln of the odds that what is known by its own word alone is where it says: most that reports itself is, and some of it is a navigation that was deceived, or
 * made up by whoever wants people under cover.
 */
const LOG_ODDS_HONEST = 4;

/** Whether what says where it is less probably is there than not: with odds e⁴·p, p the probability that sensors would have missed it there as they did. */
export const isUnseenThere = ({ logPlaceProbability = 0 }: Track): boolean =>
  logPlaceProbability < -LOG_ODDS_HONEST;

import { type SensorId, sensorId } from "@tocsin/core";
import type { GenericInputConfig } from "@tocsin/sdk";

type SensorConfig = GenericInputConfig["sensors"][number];
type SigmaKey = Extract<keyof SensorConfig, `${string}_sigma_${string}`>;

/** A sensor behind a generic input. */
export interface GenericSensor {
  readonly sensorId: SensorId;
  readonly geoidHeightM: number;
  /** Errors of records that do not state their own. */
  readonly sigmas: Readonly<Partial<Record<SigmaKey, number | undefined>>>;
}

/**
 * Finds the sensor that a record means: by its key, or the only one where the record names none. Without a list, any is
 * a sensor of that name whose errors are not known.
 */
export function createSensorLookup(
  sensors: readonly SensorConfig[] | null,
): (key: string | undefined) => GenericSensor | null {
  if (sensors === null)
    return (key = "sensor") => ({ sensorId: sensorId(key), geoidHeightM: 0, sigmas: {} });
  const byKey = new Map(
    sensors.map((config) => [
      config.key ?? config.sensor,
      {
        sensorId: sensorId(config.sensor),
        geoidHeightM: config.geoid_height_m,
        sigmas: config,
      },
    ]),
  );
  const [only = null] = byKey.size === 1 ? byKey.values() : [];
  return (key) => (key === undefined ? only : (byKey.get(key) ?? null));
}

import { radians, sensorId } from "@tocsin/core";
import type { InputConfig } from "@tocsin/sdk";
import type { AsterixConfig } from "./assembler.ts";

/** The assembler's configuration from an input of the site file. */
export const asterixConfigOf = (
  input: Exclude<InputConfig, { type: "simulation" }>,
): AsterixConfig => ({
  sensors: input.sensors.map((source) => ({
    sensorId: sensorId(source.sensor),
    sac: source.sac,
    sic: source.sic,
    accuracy: {
      rangeSigmaM: source.range_sigma_m,
      azimuthSigmaRad: radians(source.azimuth_sigma_deg),
    },
    geoidHeightM: source.geoid_height_m,
  })),
});

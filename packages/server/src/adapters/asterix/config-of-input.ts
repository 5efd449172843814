import { MICROS_PER_SECOND, radians, sensorId } from "@tocsin/core";
import type { InputConfig, SiteConfig } from "@tocsin/sdk";
import type { AsterixConfig } from "./assembler.ts";
import type { AsterixSensorConfig } from "./sensor-config.ts";

type AsterixInput = Extract<InputConfig, { type: "asterix-udp" | "asterix-file" }>;
type Source = AsterixInput["sensors"][number];

/**
 * The assembler's configuration from an input of the site file. What the site file says of each sensor's place and period is
 * what the sensor should say of itself.
 */
export const asterixConfigOf = (
  input: AsterixInput,
  sensors: SiteConfig["sensors"],
): AsterixConfig => ({
  editions: editionsOf(input),
  sensors: input.sensors.map((source) => ({
    ...sourceConfig(source),
    ...expectations(sensors.find(({ id }) => id === source.sensor)),
  })),
});

const editionsOf = ({ editions }: AsterixInput): Readonly<Record<number, string>> =>
  editions["62"] === undefined ? {} : { 62: editions["62"] };

const sourceConfig = (source: Source): AsterixSensorConfig => ({
  sensorId: sensorId(source.sensor),
  sac: source.sac,
  sic: source.sic,
  accuracy: {
    rangeSigmaM: source.range_sigma_m,
    azimuthSigmaRad: radians(source.azimuth_sigma_deg),
    elevationSigmaRad: radians(source.elevation_sigma_deg),
    rangeRateSigmaMps: source.range_rate_sigma_mps,
  },
  geoidHeightM: source.geoid_height_m,
  dopplerSign: source.doppler_positive === "receding" ? 1 : -1,
  acceptWhenNoGo: source.accept_when_no_go,
  ...(source.cartesian_reference === undefined
    ? {}
    : {
        cartesianReference: {
          latitudeRad: radians(source.cartesian_reference.latitude_deg),
          longitudeRad: radians(source.cartesian_reference.longitude_deg),
        },
      }),
});

function expectations(
  sensor: SiteConfig["sensors"][number] | undefined,
): Pick<AsterixSensorConfig, "expectedPeriodUs" | "expectedPosition"> {
  if (sensor === undefined) return {};
  return {
    expectedPeriodUs: sensor.period_s * MICROS_PER_SECOND,
    expectedPosition: {
      latitudeRad: radians(sensor.latitude_deg),
      longitudeRad: radians(sensor.longitude_deg),
      heightM: sensor.height_m,
    },
  };
}

import { radians } from "@tocsin/core";
import { parseSiteConfig } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { asterixConfigOf } from "./config-of-input.ts";

function configOf(source: object, input: object = {}) {
  const parsed = parseSiteConfig({
    mode: "replay",
    site: { id: "dock", name: "Dock", latitude_deg: 33, longitude_deg: 44, ground_height_m: 40 },
    sensors: [
      {
        id: "radar",
        name: "Radar",
        kind: "radar",
        latitude_deg: 33.1,
        longitude_deg: 44.2,
        height_m: 55,
        period_s: 2.5,
        coverage: { range_max_m: 5_000 },
      },
    ],
    areas: [
      {
        id: "dock",
        name: "Dock",
        owner: "Dock Trust",
        protection: "protected",
        circle: { latitude_deg: 33, longitude_deg: 44, radius_m: 100 },
        people: 1,
      },
    ],
    inputs: [
      {
        type: "asterix-file",
        id: "recording",
        path: "radar.pcap",
        sensors: [{ sac: 25, sic: 40, sensor: "radar", ...source }],
        ...input,
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const [first] = parsed.config.inputs;
  if (first.type !== "asterix-file") throw new Error(first.type);
  return asterixConfigOf(first, parsed.config.sensors);
}

test("a source has its codes, the default errors, and what its sensor should say of itself", () => {
  expect(configOf({})).toEqual({
    editions: {},
    sensors: [
      {
        sensorId: "radar",
        sac: 25,
        sic: 40,
        accuracy: {
          rangeSigmaM: 60,
          azimuthSigmaRad: radians(0.08),
          elevationSigmaRad: radians(0.5),
          rangeRateSigmaMps: 2,
        },
        geoidHeightM: 0,
        dopplerSign: 1,
        acceptWhenNoGo: false,
        expectedPeriodUs: 2_500_000,
        expectedPosition: { latitudeRad: radians(33.1), longitudeRad: radians(44.2), heightM: 55 },
      },
    ],
  });
});

test("what the site file says otherwise is taken", () => {
  const { editions, sensors } = configOf(
    {
      doppler_positive: "approaching",
      accept_when_no_go: true,
      elevation_sigma_deg: 1,
      range_rate_sigma_mps: 0.3,
      cartesian_reference: { latitude_deg: 33.5, longitude_deg: 44.5 },
    },
    { editions: { "62": "0.17" } },
  );
  expect(editions).toEqual({ 62: "0.17" });
  expect(sensors[0]).toMatchObject({
    dopplerSign: -1,
    acceptWhenNoGo: true,
    accuracy: { elevationSigmaRad: radians(1), rangeRateSigmaMps: 0.3 },
    cartesianReference: { latitudeRad: radians(33.5), longitudeRad: radians(44.5) },
  });
});

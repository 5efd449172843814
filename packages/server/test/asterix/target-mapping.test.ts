import { describe, expect, test } from "vitest";
import { AsterixAssembler } from "../../src/adapters/asterix/assembler.ts";
import type { AsterixSensorConfig } from "../../src/adapters/asterix/sensor-config.ts";
import { sensorId } from "@tocsin/core";
import {
  blockOf,
  type Items,
  SECONDS,
  SENSED_US,
  SOURCE,
  target,
  ticksOf,
} from "./block-builder.ts";
import { detectionOf, pushOne, rejectOf } from "./push-one.ts";

const degree = Math.PI / 180;
const polar = (items: Items, config: Partial<AsterixSensorConfig> = {}) =>
  detectionOf("polar", pushOne(15, target(items), config));

describe("a CAT015 report of a monostatic radar", () => {
  test("becomes a polar detection with the configured errors, and nothing made up", () => {
    expect(polar({})).toEqual({
      kind: "polar",
      sensedUs: SENSED_US,
      rangeM: 4_123,
      azimuthRad: Math.PI / 2,
      elevationRad: null,
      rangeRateMps: null,
      heightM: null,
      rangeSigmaM: 60,
      azimuthSigmaRad: 0.08 * degree,
      elevationSigmaRad: 0.5 * degree,
      rangeRateSigmaMps: 2,
      heightSigmaM: 50,
      rcsDbsm: null,
      identity: null,
    });
  });

  test("has the elevation, Doppler velocity and errors that it states", () => {
    const detection = polar({
      "161": 4_711,
      "625": { R: 41_230, SDR: 35 },
      "626": { DV: -2_150, SDDV: 16 },
      "627": { AZ: 16_384, SDASZ: 728 },
      "628": { EL: 1_820, SDEL: 1_456 },
    });
    expect(detection.rangeSigmaM).toBeCloseTo(3.5, 12);
    expect(detection.azimuthSigmaRad / degree).toBeCloseTo(0.5, 3);
    expect(detection.elevationRad).toBeCloseTo(5 * degree, 4);
    expect(detection.elevationSigmaRad / degree).toBeCloseTo(1, 3);
    expect(detection.rangeRateMps).toBeCloseTo(-21.5, 12);
    expect(detection.rangeRateSigmaMps).toBe(0.25);
    expect(detection.identity?.sensorTrack).toBe("4711");
  });

  test("has a positive Doppler velocity for what recedes, or as configured", () => {
    const doppler = { "626": { DV: 2_150 } };
    expect(polar(doppler).rangeRateMps).toBeCloseTo(21.5, 12);
    expect(polar(doppler, { dopplerSign: -1 }).rangeRateMps).toBeCloseTo(-21.5, 12);
    const still = polar({ "626": { DV: 0 } }, { dopplerSign: -1 });
    expect(Object.is(still.rangeRateMps, 0)).toBe(true);
  });

  test("has the range rate where there is no Doppler velocity; its sign is no matter of opinion", () => {
    const rate = { "625": { R: 41_230, RR: -305, SDRR: { SDRR: 12, CORRR: 0 } } };
    const detection = polar(rate, { dopplerSign: -1 });
    expect(detection.rangeRateMps).toBeCloseTo(-30.5, 12);
    expect(detection.rangeRateSigmaMps).toBeCloseTo(1.2, 12);
  });

  test("has a height only beside no elevation: it would be the same measurement", () => {
    const height = { "601": { GH: 12_345, SDGH: 400 } };
    expect(polar(height)).toMatchObject({ heightM: 123.45, heightSigmaM: 4 });
    expect(polar({ ...height, "628": { EL: 100 } }).heightM).toBeNull();
    expect(polar({ ...height, "170": { CSTH: 1 } }).heightM).toBeNull();
    const interval = { "601": { GH: 12_345, CI6: { UCI6: 2, LCI6: 3 } } };
    expect(polar(interval).heightSigmaM).toBe(48);
  });

  test("is never taken for perfect, whatever errors it states", () => {
    const detection = polar({
      "625": { R: 41_230, SDR: 0 },
      "626": { DV: 1, SDDV: 0 },
      "627": { AZ: 0, SDASZ: 0 },
    });
    expect(detection.rangeSigmaM).toBe(0.5);
    expect(detection.azimuthSigmaRad).toBeCloseTo(0.01 * degree, 12);
    expect(detection.rangeRateSigmaMps).toBe(0.05);
  });

  test.each([
    ["track-end", { "000": { MT: 5, RG: 1 } }],
    ["unknown-message-type", { "000": { MT: 6, RG: 1 } }],
    ["field-monitor", { "020": { MOMU: 0, TTAX: 1, SCD: 1 } }],
    ["test-target", { "020": { MOMU: 0, TTAX: 2, SCD: 1 } }],
    ["simulated", { "020": { MOMU: 0, TTAX: 3, SCD: 1 } }],
    ["coasted", { "000": { MT: 4, RG: 0 }, "170": { CSTP: 1 } }],
    ["position-invalid", { "625": { R: -1 } }],
    ["no-position", { "627": { RSAZ: 1 } }],
    ["bistatic-range", { "020": { MOMU: 1, TTAX: 0, SCD: 1 } }],
  ])("is rejected as %s", (reason, items) => {
    expect(rejectOf(pushOne(15, target(items)))).toBe(reason);
  });
});

test("a CAT015 report without a range is a bearing, as a camera gives it", () => {
  const { "625": _, ...camera } = target({
    "020": { MOMU: 2, TTAX: 0, SCD: 3 },
    "627": { AZ: 8_192, SDASZ: 146 },
    "628": { EL: 3_641, SDEL: 146 },
  });
  const detection = detectionOf("bearing", pushOne(15, camera));
  expect(detection.azimuthRad).toBeCloseTo(45 * degree, 12);
  expect(detection.elevationRad).toBeCloseTo(10 * degree, 4);
  expect(detection.azimuthSigmaRad / degree).toBeCloseTo(0.1, 3);
  const multistatic = { ...camera, "020": { MOMU: 1, TTAX: 0, SCD: 3 } };
  expect(rejectOf(pushOne(15, multistatic))).toBe("bistatic-range");
});

test("a CAT015 report of a multistatic system is the position that it computed", () => {
  const detection = detectionOf(
    "position",
    pushOne(
      15,
      target({
        "000": { MT: 4, RG: 0 },
        "020": { MOMU: 1, TTAX: 0, SCD: 0 },
        "600": {
          P84: { LATITUDE: 536_870_912, LONGITUDE: 178_956_971 },
          HPP: { SDHPX: 40, SDHPY: 80, COSDHPXY: -64 },
        },
        "601": { GH: 30_000, SDGH: 1_500 },
        "602": { HV: { X: 3_000, Y: -4_000 }, SDHV: { X: 100, Y: 150, COHVXY: 0 } },
        "604": { VV: -250, SDVV: { SDVV: 80, COVVGH: 0 } },
      }),
    ),
  );
  expect(detection.latitudeRad).toBeCloseTo(Math.PI / 4, 12);
  expect(detection.longitudeRad).toBeCloseTo(15 * degree, 8);
  expect(detection).toMatchObject({
    covarianceEeM2: 100,
    covarianceEnM2: -100,
    covarianceNnM2: 400,
    heightM: 300,
    heightSigmaM: 15,
    velocity: { eastMps: 30, northMps: -40, upMps: -2.5, horizontalSigmaMps: 1.5, upSigmaMps: 0.8 },
  });
});

describe("what a staring CAT015 radar looked at", () => {
  const frames = (
    times: readonly number[],
    items: Items = {},
  ): {
    readonly sweeps: readonly (readonly [number, number])[];
    readonly rejects: readonly string[];
  } => {
    const sensor = { sensorId: sensorId("radar"), sac: SOURCE.SAC, sic: SOURCE.SIC };
    const assembler = new AsterixAssembler({ sensors: [sensor] });
    const outputs = times.flatMap((second, index) =>
      assembler.push(
        blockOf(
          15,
          target({
            "000": { MT: 1, RG: 0 },
            "020": { MOMU: 0, TTAX: 0, SCD: 3 },
            "050": { UPD: 64 },
            "145": ticksOf(SECONDS + second),
            "161": index,
            ...items,
          }),
        ),
        SENSED_US + second * 1_000_000 + 20_000,
      ),
    );
    return {
      sweeps: outputs.flatMap((output) => {
        if (output.type !== "look" || output.look.sweep === null) return [];
        expect(output.look.sweep).toEqual({ azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI });
        return [[output.look.fromUs - SENSED_US, output.look.toUs - SENSED_US] as const];
      }),
      rejects: outputs.flatMap((output) => (output.type === "reject" ? [output.reason] : [])),
    };
  };

  test("is each whole frame, once the next has begun", () => {
    const { sweeps, rejects } = frames([0, 0, 0.5, 0.5, 0.5, 1, 1.5]);
    expect(sweeps).toEqual([
      [0, 500_000],
      [500_000, 1_000_000],
    ]);
    expect(rejects).toEqual([]);
  });

  test("is not known over a gap", () => {
    const { sweeps, rejects } = frames([0, 0.5, 1, 3, 3.5, 4]);
    expect(sweeps).toEqual([
      [0, 500_000],
      [500_000, 1_000_000],
      [3_000_000, 3_500_000],
    ]);
    expect(rejects).toEqual([]);
    expect(frames([0, 3, 6]).rejects).toEqual(["sweep-gap", "sweep-gap"]);
  });

  test.each([
    ["reports by event", { "000": { MT: 1, RG: 1 } }],
    ["scans", { "020": { MOMU: 0, TTAX: 0, SCD: 1 } }],
    ["says no period", { "050": { UPD: 0 } }],
  ])("is not claimed of one that %s", (_, items) => {
    expect(frames([0, 0.5, 1, 1.5], items)).toEqual({ sweeps: [], rejects: [] });
  });
});

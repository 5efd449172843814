import type { PolarDetection, PositionDetection } from "@tocsin/core";
import { sensorId } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import type { AsterixOutput } from "../../src/adapters/asterix/assembler.ts";
import { AsterixAssembler } from "../../src/adapters/asterix/assembler.ts";
import { expansion048 } from "../../src/adapters/asterix/categories/expansion-048.ts";
import { ByteWriter } from "../../src/adapters/asterix/codec/byte-writer.ts";
import { encodeLayout } from "../../src/adapters/asterix/codec/encode-item.ts";
import type { AsterixValue } from "../../src/adapters/asterix/codec/value.ts";
import type { AsterixSensorConfig } from "../../src/adapters/asterix/sensor-config.ts";
import type { Items } from "./block-builder.ts";
import { blockOf, plot, RECEIVED_US, SENSED_US, SOURCE, track } from "./block-builder.ts";

const sensor: AsterixSensorConfig = {
  sensorId: sensorId("radar"),
  sac: SOURCE.SAC,
  sic: SOURCE.SIC,
};
const degree = Math.PI / 180;

function push(category: number, items: Items, config: Partial<AsterixSensorConfig> = {}) {
  const assembler = new AsterixAssembler({ sensors: [{ ...sensor, ...config }] });
  return assembler.push(blockOf(category, items), RECEIVED_US);
}

function detectionOf(outputs: readonly AsterixOutput[]) {
  expect(outputs).toHaveLength(1);
  const [output] = outputs;
  if (output.type !== "look") throw new Error(JSON.stringify(output));
  expect(output.look.sweep).toBeNull();
  return output.look.detections[0];
}
const polar = (items: Items, config: Partial<AsterixSensorConfig> = {}) =>
  detectionOf(push(48, plot(items), config)) as PolarDetection;
const position = (items: Items, config: Partial<AsterixSensorConfig> = {}) =>
  detectionOf(push(62, track(items), config)) as PositionDetection;

describe("a CAT048 target report", () => {
  test("of a primary radar becomes a polar detection with nothing made up", () => {
    expect(push(48, plot())).toEqual([
      {
        type: "look",
        look: {
          sensorId: "radar",
          sequence: 0,
          fromUs: SENSED_US,
          toUs: SENSED_US,
          sweep: null,
          detections: [
            {
              kind: "polar",
              sensedUs: SENSED_US,
              rangeM: 18_520,
              azimuthRad: Math.PI / 2,
              elevationRad: null,
              rangeRateMps: null,
              heightM: null,
              rangeSigmaM: 60,
              azimuthSigmaRad: 0.08 * degree,
              elevationSigmaRad: 0,
              rangeRateSigmaMps: 2,
              heightSigmaM: 150,
              rcsDbsm: null,
              identity: null,
            },
          ],
        },
      },
    ]);
  });

  test("takes the flight level as a height, unless it is garbled or not validated", () => {
    const level = (V: number, G: number) => polar({ "090": { V, G, FL: 1_320 } }).heightM;
    expect(level(0, 0)).toBeCloseTo(33_000 * 0.3048, 9);
    expect(level(1, 0)).toBeNull();
    expect(level(0, 1)).toBeNull();
  });

  test("prefers the height that the radar measured, raised by the geoid", () => {
    const items = { "090": { V: 0, G: 0, FL: 1_320 }, "110": { "3DH": 100 } };
    const detection = polar(items, { geoidHeightM: 44 });
    expect(detection.heightM).toBeCloseTo(2_500 * 0.3048 + 44, 9);
    expect(detection.heightSigmaM).toBe(100);
  });

  test("has a positive Doppler speed for what recedes, or as configured; none when doubtful", () => {
    const doppler = (D: number, CAL: number) => ({ "120": { CAL: { D, CAL } } });
    expect(polar(doppler(0, 51)).rangeRateMps).toBe(51);
    expect(polar(doppler(0, 51), { dopplerSign: -1 }).rangeRateMps).toBe(-51);
    expect(Object.is(polar(doppler(0, 0), { dopplerSign: -1 }).rangeRateMps, 0)).toBe(true);
    expect(polar(doppler(1, 51)).rangeRateMps).toBeNull();
  });

  test("carries what names the aircraft", () => {
    const items = {
      "161": { TRN: 482 },
      "220": 0x4baacd,
      "240": 0x10c236d41820,
      "070": { V: 0, G: 0, L: 0, MODE3A: 0o2303 },
    };
    expect(polar(items).identity).toMatchObject({
      sensorTrack: "482",
      aircraftAddress: "4BAACD",
      callsign: "DLH65A",
      mode3A: "2303",
    });
    const unsure = polar({ "220": 0, "240": 0, "070": { V: 1, G: 0, L: 0, MODE3A: 0o2303 } });
    expect(unsure.identity).toBeNull();
  });

  test("reads range beyond 256 miles and cross-section from the expansion field", () => {
    const expansion = hexOf({ ERR: 70_000, GEN48: { RCSDB: { RCSDB: -1_250 } } });
    const extended = { TYP: 1, TST: 0, ERR: 1 };
    const detection = polar({ "020": extended, RE: expansion });
    expect(detection.rangeM).toBeCloseTo((70_000 / 256) * 1_852, 6);
    expect(detection.rcsDbsm).toBeCloseTo(-12.5, 12);
    expect(push(48, plot({ "020": extended }))).toMatchObject([{ reason: "range-beyond-item" }]);
  });

  test.each([
    ["no-detection", plot({ "020": { TYP: 0 } })],
    ["simulated", plot({ "020": { TYP: 1, SIM: 1 } })],
    ["field-monitor", plot({ "020": { TYP: 2, RAB: 1 } })],
    ["test-target", plot({ "020": { TYP: 1, TST: 1 } })],
    ["track-end", plot({ "170": { CNF: 0, TRE: 1 } })],
    ["no-position", { "010": SOURCE, "140": 3_000_000, "020": { TYP: 1 } }],
    ["no-time-of-day", { "010": SOURCE, "020": { TYP: 1 } }],
    ["time-of-day-invalid", plot({ "140": 86_400 * 128 })],
    ["no-source", { "140": 3_000_000 }],
    ["unknown-sensor", plot({ "010": { SAC: 1, SIC: 2 } })],
  ])("is rejected as %s", (reason, items) => {
    expect(push(48, items)).toMatchObject([{ type: "reject", reason, count: 1 }]);
  });
});

describe("a CAT062 track", () => {
  test("becomes a position detection", () => {
    const items = {
      "185": { VX: 400, VY: -80 },
      "220": -160,
      "130": 1_600,
      "500": { APC: { X: 60, Y: 40 }, COV: -30, AGA: 16, ATV: { X: 8, Y: 12 }, ARC: 32 },
      "060": { V: 0, G: 0, CH: 0, MODE3A: 0o7700 },
      "380": { ADR: 0xabcdef },
    };
    const detection = position(items);
    expect(detection).toMatchObject({
      kind: "position",
      sensedUs: SENSED_US,
      covarianceEeM2: 900,
      covarianceEnM2: -225,
      covarianceNnM2: 400,
      identity: { sensorTrack: "77", aircraftAddress: "ABCDEF", mode3A: "7700", callsign: null },
    });
    expect(detection.latitudeRad).toBeCloseTo(Math.PI / 4, 12);
    expect(detection.longitudeRad).toBeCloseTo(15 * degree, 7);
    expect(detection.heightM).toBeCloseTo(10_000 * 0.3048, 9);
    expect(detection.heightSigmaM).toBeCloseTo(100 * 0.3048, 9);
    expect(detection.velocity?.eastMps).toBe(100);
    expect(detection.velocity?.northMps).toBe(-20);
    expect(detection.velocity?.upMps).toBeCloseTo((-1_000 * 0.3048) / 60, 12);
    expect(detection.velocity?.horizontalSigmaMps).toBe(3);
    expect(detection.velocity?.upSigmaMps).toBeCloseTo((200 * 0.3048) / 60, 12);
  });

  test("without accuracies has the configured ones, and a covariance that is one", () => {
    expect(position({})).toMatchObject({
      covarianceEeM2: 10_000,
      covarianceEnM2: 0,
      velocity: null,
    });
    const extreme = position({ "500": { APC: { X: 0, Y: 0 }, COV: 32_767 } });
    const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = extreme;
    expect([ee, nn]).toEqual([1, 1]);
    expect(ee * nn - en * en).toBeGreaterThan(0);
    expect(position({ "500": { APW: { LAT: 4, LON: 4 } } }).covarianceNnM2).toBeCloseTo(5.69, 1);
  });

  test("takes height from pressure where there is no better, and QNH for what it is", () => {
    const corrected = position({ "135": { QNH: 1, CTB: 400 } }, { geoidHeightM: 40 });
    expect(corrected.heightM).toBeCloseTo(10_000 * 0.3048 + 40, 9);
    expect(corrected.heightSigmaM).toBe(50);
    const plain = position({ "135": { QNH: 0, CTB: 400 }, "136": 800, "500": { ABA: 4 } });
    expect(plain.heightM).toBeCloseTo(10_000 * 0.3048, 9);
    expect(plain.heightSigmaM).toBeCloseTo(Math.hypot(150, 100 * 0.3048), 9);
    expect(position({ "136": 800 }).heightM).toBeCloseTo(20_000 * 0.3048, 9);
    expect(position({}).heightM).toBeNull();
  });

  test("with Cartesian co-ordinates only needs the system's reference", () => {
    const { "105": _, ...cartesian } = track({ "100": { X: 20_000, Y: -40_000 } });
    expect(push(62, cartesian)).toMatchObject([{ reason: "cartesian-position-only" }]);
    const reference = { latitudeRad: 45 * degree, longitudeRad: 16 * degree };
    const placed = detectionOf(push(62, cartesian, { cartesianReference: reference }));
    if (placed.kind !== "position") throw new Error(placed.kind);
    expect((placed.latitudeRad - reference.latitudeRad) * 6_371_000).toBeCloseTo(-20_000, -2);
  });

  test.each([
    ["simulated", { "080": { MON: 0, SIM: 1 } }],
    ["track-end", { "080": { MON: 0, SIM: 0, TSE: 1 } }],
    ["coasted", { "080": { MON: 0, CST: 1 } }],
    ["position-invalid", { "105": { LAT: 16_777_217, LON: 0 } }],
  ])("is rejected as %s", (reason, items) => {
    expect(push(62, track(items))).toMatchObject([{ type: "reject", reason, count: 1 }]);
  });
});

function hexOf(value: AsterixValue): string {
  const writer = new ByteWriter();
  expect(encodeLayout(writer, expansion048, value)).toBeNull();
  return Buffer.from(writer.finish()).toString("hex");
}

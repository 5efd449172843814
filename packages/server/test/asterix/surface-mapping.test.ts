import { describe, expect, test } from "vitest";
import { sensorId } from "@tocsin/core";
import { AsterixAssembler } from "../../src/adapters/asterix/assembler.ts";
import type { AsterixSensorConfig } from "../../src/adapters/asterix/sensor-config.ts";
import {
  blockOf,
  type Items,
  SECONDS,
  SENSED_US,
  SOURCE,
  surface,
  ticksOf,
} from "./block-builder.ts";
import { detectionOf, pushOne, rejectOf } from "./push-one.ts";

const degree = Math.PI / 180;
const place = { latitudeRad: 45 * degree, longitudeRad: 15 * degree };
const { "040": _, ...unplaced } = surface({ "020": { TYP: 1 } });
const position = (items: Items, config: Partial<AsterixSensorConfig> = {}) =>
  detectionOf("position", pushOne(10, { ...unplaced, ...items }, config));

describe("a CAT010 report", () => {
  test("of a surface radar becomes a polar detection", () => {
    expect(detectionOf("polar", pushOne(10, surface()))).toEqual({
      kind: "polar",
      sensedUs: SENSED_US,
      rangeM: 1_500,
      azimuthRad: Math.PI,
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
    });
  });

  test("of multilateration becomes a position detection with its own errors", () => {
    const detection = position({
      "041": { LAT: 536_870_912, LON: 178_956_971 },
      "202": { VX: 20, VY: -30 },
      "161": { TRK: 12 },
      "220": 0xabcdef,
      "245": { STI: 0, CHR: 0x10c236d41820 },
      "060": { V: 0, G: 0, L: 0, MODE3A: 0o2303 },
      "500": { DEVX: 12, DEVY: 8, COVXY: -8 },
    });
    expect(detection.latitudeRad).toBeCloseTo(place.latitudeRad, 12);
    expect(detection).toMatchObject({
      covarianceEeM2: 9,
      covarianceEnM2: -4,
      covarianceNnM2: 4,
      velocity: { eastMps: 5, northMps: -7.5, upMps: null },
      identity: {
        sensorTrack: "12",
        aircraftAddress: "ABCDEF",
        callsign: "DLH65A",
        mode3A: "2303",
      },
    });
  });

  test("takes the velocity in polar form where there is no other", () => {
    const at = { "041": { LAT: 0, LON: 0 } };
    const velocity = position({ ...at, "200": { GSP: 885, TRA: 16_384 } }).velocity;
    expect(velocity?.eastMps).toBeCloseTo((885 / 16_384) * 1_852, 9);
    expect(velocity?.northMps).toBeCloseTo(0, 9);
    expect(position(at).velocity).toBeNull();
  });

  test("counts Cartesian positions from the configured reference", () => {
    const cartesian = { "042": { X: 200, Y: -400 } };
    expect(rejectOf(pushOne(10, { ...unplaced, ...cartesian }))).toBe("cartesian-position-only");
    const detection = position(cartesian, { cartesianReference: place });
    expect((detection.latitudeRad - place.latitudeRad) * 6_371_000).toBeCloseTo(-400, -1);
  });

  test("has the measured height above the sensor, else the flight level unless doubtful", () => {
    const expectedPosition = { ...place, heightM: 100 };
    const height = (items: Items) =>
      detectionOf("polar", pushOne(10, surface(items), { expectedPosition })).heightM;
    expect(height({ "091": 16 })).toBeCloseTo(100 + 100 * 0.3048, 9);
    expect(height({ "090": { V: 0, G: 0, FL: 40 } })).toBeCloseTo(1_000 * 0.3048, 9);
    expect(height({ "090": { V: 1, G: 0, FL: 40 } })).toBeNull();
    expect(detectionOf("polar", pushOne(10, surface({ "091": 16 }))).heightM).toBeNull();
  });

  test("of what a transponder says stands on the ground is left out, an echo never", () => {
    const grounded = { "020": { TYP: 1, GBS: 1 }, "041": { LAT: 0, LON: 0 } };
    const vehicle = { "020": { TYP: 1, GBS: 0, TOT: 2 }, "041": { LAT: 0, LON: 0 } };
    expect(rejectOf(pushOne(10, { ...unplaced, ...grounded }))).toBe("on-ground");
    expect(rejectOf(pushOne(10, { ...unplaced, ...vehicle }))).toBe("on-ground");
    const echo = { "020": { TYP: 3, GBS: 1, TOT: 2 } };
    expect(rejectOf(pushOne(10, surface(echo)))).toBe("look");
  });

  test.each([
    ["test-target", { "020": { TYP: 3, TST: 1 } }],
    ["simulated", { "020": { TYP: 3, SIM: 1 } }],
    ["field-monitor", { "020": { TYP: 3, RAB: 1 } }],
    ["track-end", { "170": { TRE: 1 } }],
    ["coasted", { "170": { CST: 1 } }],
  ])("is rejected as %s", (reason, items) => {
    expect(rejectOf(pushOne(10, surface(items)))).toBe(reason);
  });

  test("without any place is rejected", () => {
    expect(rejectOf(pushOne(10, unplaced))).toBe("no-position");
    const nowhere = { ...unplaced, "041": { LAT: 1_200_000_000, LON: 0 } };
    expect(rejectOf(pushOne(10, nowhere))).toBe("position-invalid");
  });
});

describe("a CAT010 service message", () => {
  const at = (type: number, second: number, items: Items = {}): Items => ({
    "010": SOURCE,
    "000": type,
    "140": ticksOf(SECONDS + second),
    ...items,
  });
  const outputsOf = (...messages: readonly Items[]) => {
    const sensor = { sensorId: sensorId("radar"), sac: SOURCE.SAC, sic: SOURCE.SIC };
    const assembler = new AsterixAssembler({ sensors: [sensor] });
    return messages.flatMap((message) => {
      const sinceUs = ((message["140"] as number) / 128 - SECONDS) * 1_000_000;
      return assembler.push(blockOf(10, message), SENSED_US + sinceUs + 10_000);
    });
  };

  test("that begins an update cycle ends a whole turn", () => {
    const outputs = outputsOf(at(2, 0), at(2, 1), at(2, 2));
    expect(outputs).toMatchObject([
      { look: { fromUs: SENSED_US, toUs: SENSED_US + 1_000_000, detections: [] } },
      { look: { sweep: { azimuthFromRad: 0, azimuthWidthRad: 2 * Math.PI } } },
    ]);
  });

  test.each([
    ["up: it reports no fault", {}],
    ["degraded: it says that it works in part only", { NOGO: 1 }],
    ["down: it says that its data must not be used", { NOGO: 2 }],
    ["degraded: its time source is invalid", { TSV: 1 }],
    ["degraded: it is overloaded; it has lost its diversity", { OVL: 1, DIV: 1 }],
    ["degraded: it does not see its test target", { TTF: 1 }],
  ])("says %s", (text, status) => {
    const outputs = outputsOf(at(3, 0, { "550": status }), at(3, 1, { "550": status }));
    expect(
      outputs.map((output) =>
        output.type === "health" ? `${output.status}: ${output.reason}` : output.type,
      ),
    ).toEqual([text]);
  });

  test("of no-go stops plots and sweeps until it is lifted", () => {
    const outputs = outputsOf(
      at(3, 0, { "550": { NOGO: 2 } }),
      surface({ "140": ticksOf(SECONDS + 1) }),
      at(2, 2),
      at(4, 3, { "550": {} }),
      surface({ "140": ticksOf(SECONDS + 4) }),
    );
    expect(
      outputs.map((output) => (output.type === "reject" ? output.reason : output.type)),
    ).toEqual(["health", "no-go", "no-go", "health", "look"]);
  });
});

test("a CAT016 configuration message says where the system stands, and is shown where it differs", () => {
  const message = (LAT: number): Items => ({
    "010": SOURCE,
    "000": 1,
    "140": ticksOf(SECONDS),
    "400": { LAT, LON: 178_956_971 },
    "405": 400,
  });
  const expectedPosition = { ...place, heightM: 100 };
  expect(pushOne(16, message(536_870_912), { expectedPosition })).toMatchObject([
    { type: "health", status: "up" },
  ]);
  expect(pushOne(16, message(536_890_912), { expectedPosition })).toMatchObject([
    { type: "health", reason: "it says it stands 186 m from where it is configured" },
  ]);
  const pairs = { "010": SOURCE, "000": 2, "140": ticksOf(SECONDS), "300": [] };
  expect(rejectOf(pushOne(16, pairs))).toBe("service-message");
});

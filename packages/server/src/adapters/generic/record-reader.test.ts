import { radians } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { type GenericOutput, type ReaderConfig, RecordReader } from "./record-reader.ts";
import {
  BEARING,
  bytes,
  CONFIG,
  HEALTH,
  NOW_US,
  POLAR,
  POSITION,
  SWEEP,
} from "./records.test-support.ts";
import { isoToUs } from "./to-look.ts";

const read = (value: unknown, config = CONFIG): readonly GenericOutput[] =>
  new RecordReader(config).read(bytes(value), NOW_US);
const words = (value: unknown, config = CONFIG): string =>
  read(value, config)
    .map((output) => (output.type === "rejected" ? output.problem.words : output.type))
    .join(" | ");

describe("what a record becomes", () => {
  test("a polar detection, with the site file's errors where it has none of its own", () => {
    expect(read(POLAR)).toEqual([
      {
        type: "look",
        look: {
          sensorId: "radar-1",
          sequence: 0,
          fromUs: NOW_US + 123_456,
          toUs: NOW_US + 123_456,
          sweep: null,
          detections: [
            {
              kind: "polar",
              sensedUs: NOW_US + 123_456,
              identity: { sensorTrack: "17", aircraftAddress: null, callsign: null, mode3A: null },
              rcsDbsm: -12,
              rangeM: 1_234.5,
              azimuthRad: radians(45),
              elevationRad: null,
              rangeRateMps: -42,
              heightM: 130,
              rangeSigmaM: 10,
              azimuthSigmaRad: radians(0.2),
              elevationSigmaRad: 0,
              rangeRateSigmaMps: 1,
              heightSigmaM: 15,
            },
          ],
        },
      },
    ]);
  });

  test("a bearing, sensed when it arrived where it says no time", () => {
    expect(read(BEARING)).toMatchObject([
      { look: { sensorId: "ear", toUs: NOW_US, detections: [{ kind: "bearing" }] } },
    ]);
  });

  test("a position with its velocity from speed and course", () => {
    const [output] = read(POSITION);
    expect(output).toMatchObject({
      look: {
        toUs: NOW_US - 1_250_000,
        detections: [
          { covarianceEeM2: 64, covarianceEnM2: 0, identity: { aircraftAddress: "4CA2D1" } },
        ],
      },
    });
    const [detection] = output.type === "look" ? output.look.detections : [];
    expect(detection.kind === "position" && detection.velocity?.eastMps).toBeCloseTo(20, 9);
    expect(detection.kind === "position" && detection.velocity?.northMps).toBeCloseTo(0, 9);
  });

  test("a sweep, which says what was looked at, empty or not", () => {
    expect(read(SWEEP)).toMatchObject([
      {
        look: {
          fromUs: NOW_US - 2_000_000,
          toUs: NOW_US,
          sweep: { azimuthFromRad: radians(270), azimuthWidthRad: Math.PI },
          detections: [{ sensedUs: NOW_US, rangeM: 900 }],
        },
      },
    ]);
    expect(read({ ...SWEEP, detections: [] })).toMatchObject([{ look: { detections: [] } }]);
  });

  test("health", () => {
    expect(read(HEALTH)).toEqual([
      { type: "health", sensorId: "ear", status: "degraded", reason: "wind" },
    ]);
  });

  test("looks of a sensor are numbered", () => {
    const reader = new RecordReader(CONFIG);
    const numbers = [POLAR, BEARING, POLAR].flatMap((record) =>
      reader
        .read(bytes(record), NOW_US)
        .map((out) => (out.type === "look" ? out.look.sequence : -1)),
    );
    expect(numbers).toEqual([0, 0, 1]);
  });

  test("the clock of receipt takes no sensor's word on time", () => {
    expect(
      read({ ...POLAR, time: "1999-01-01T00:00:00Z" }, { ...CONFIG, clock: "receipt" }),
    ).toMatchObject([{ look: { toUs: NOW_US } }]);
  });
});

describe("what is wrong with a record is said in words", () => {
  test.each([
    [{ ...BEARING, azimuth_deg: "12" }, 'azimuth_deg must be a number, and is "12"'],
    [{ ...POLAR, range_m: -3 }, "range_m must be at least 0, and is -3"],
    [{ ...POLAR, rangem: 3 }, 'there is no key "rangem"; write range_m'],
    [{ ...POLAR, snr: 3 }, 'there is no key "snr"; put what is your own under `extra`'],
    [{ type: "barring" }, 'type is "barring"; write bearing'],
    [{ sensor: "mic 7" }, "type is missing; it is one of polar, bearing, position, sweep, health"],
    [[POLAR], "the record must be an object { … }, and is [{"],
    [{ ...POLAR, time: "2026-05-01 08:00" }, "time must be a time with its offset from UTC"],
    [
      { ...BEARING, sensor: "mic7" },
      'there is no sensor "mic7" in this input; did you mean mic 7?',
    ],
    [
      { ...BEARING, sensor: undefined },
      "sensor is missing: this input has several, radar-1, mic 7",
    ],
    [
      { ...BEARING, azimuth_sigma_deg: undefined },
      "azimuth_sigma_deg is missing: say it in the record",
    ],
    [{ ...POLAR, time: "2025-05-01T08:00:00Z" }, "its time lies 8760.0 h before its receipt"],
    [{ ...POLAR, time: "2026-05-01T08:02:00Z" }, "after its receipt"],
    [{ ...SWEEP, to: "2026-05-01T07:00:00Z" }, "the sweep ends before it begins"],
    [{ ...SWEEP, from: undefined }, "from or from_unix_s is missing"],
    [{ ...SWEEP, detections: [{ type: "polar" }] }, "detections.0.range_m is missing"],
    [{ ...POSITION, speed_mps: undefined, east_mps: 3 }, "east_mps and north_mps belong together"],
    ["{nonsense", "this is not JSON"],
    ['{"type":"polar","__proto__":{"range_m":1}}', 'there is no key "__proto__"'],
  ])("%j", (record, expected) => {
    expect(words(record)).toContain(expected);
  });

  test("bytes that are no text", () => {
    const output = new RecordReader(CONFIG).read(Uint8Array.of(0x7b, 0xff, 0x7d), NOW_US);
    expect(output).toMatchObject([{ problem: { reason: "not-utf-8" } }]);
  });
});

describe("a mapping", () => {
  const mapping: NonNullable<ReaderConfig["mapping"]> = {
    records: "aircraft",
    constants: { type: "position", sensor: "mic 7", horizontal_sigma_m: 30, height_sigma_m: 20 },
    fields: {
      latitude_deg: "lat",
      longitude_deg: "lon",
      height_m: { path: "alt_geom", unit: "ft" },
      aircraft_address: "hex",
      time_unix_s: { path: "$.now", unit: "ms" },
    },
    skip_without: ["lat"],
  };
  const config = { ...CONFIG, mapping };

  test("finds the records of a list, turns units, and passes over what has no place", () => {
    const message = {
      now: NOW_US / 1_000 - 500,
      aircraft: [
        { hex: "4ca2d1", lat: 33.1, lon: 44.2, alt_geom: 1_000 },
        { hex: "4ca2d2" },
        { hex: "4ca2d3", lat: 33.2, lon: 44.3, alt_geom: "2000" },
        { hex: "4ca2d4", lat: "x", lon: 44.3 },
      ],
    };
    expect(read(message, config)).toMatchObject([
      { look: { toUs: NOW_US - 500_000, detections: [{ heightM: 304.8 }] } },
      { look: { sequence: 1, detections: [{ heightM: 609.6 }] } },
      { problem: { words: 'latitude_deg must be a number, and is "x"' } },
    ]);
    expect(words({ aircraft: {} }, config)).toBe("there is no list at aircraft");
    expect(words({ aircraft: Array.from({ length: 20_001 }) }, config)).toContain(
      "more than 20000",
    );
  });

  test("that turns a length into an angle is refused when it is made", () => {
    const wrong = { ...mapping, fields: { azimuth_deg: { path: "a", unit: "ft" } } };
    expect(() => new RecordReader({ ...CONFIG, mapping: wrong })).toThrow(
      "azimuth_deg cannot be made from ft",
    );
  });

  test("reads a record's own values only", () => {
    const fields = { type: "constructor.name", azimuth_deg: "toString" };
    const own = {
      ...CONFIG,
      mapping: { ...mapping, records: undefined, constants: {}, fields, skip_without: [] },
    };
    expect(words({}, own)).toContain("type is missing");
  });
});

test.each([
  ["2026-05-01T08:00:00Z", 0],
  ["2026-05-01T08:00:00.5Z", 500_000],
  ["2026-05-01T11:00:00.0000019+03:00", 1],
  ["2026-05-01T08:00:00.123456789Z", 123_456],
])("%s to the microsecond", (iso, offsetUs) => {
  expect(isoToUs(iso)).toBe(NOW_US + offsetUs);
});

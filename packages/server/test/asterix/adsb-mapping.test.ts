import { describe, expect, test } from "vitest";
import type { AsterixSensorConfig } from "../../src/adapters/asterix/sensor-config.ts";
import { adsb, type Items, SECONDS, SENSED_US, ticksOf } from "./block-builder.ts";
import { detectionOf, pushOne, rejectOf } from "./push-one.ts";

const degree = Math.PI / 180;
const position = (items: Items, config: Partial<AsterixSensorConfig> = {}) =>
  detectionOf("position", pushOne(21, adsb(items), config));
const sigmaM = (items: Items): number => Math.sqrt(position(items).covarianceEeM2);
const version = (VN: number): Items => ({ "210": { VNS: 0, VN, LTT: 2 } });

describe("a CAT021 report", () => {
  test("becomes a position detection with the errors that it claims", () => {
    const detection = position({
      ...version(2),
      "090": { NUCRNACV: 2, NUCPNIC: 8, NICBARO: 1, SIL: 3, NACP: 9, SILS: 0, SDA: 2, GVA: 2 },
      "140": 1_600,
      "160": { RE: 0, GS: 1_769, TA: 16_384 },
      "157": { RE: 0, GVR: -160 },
      "161": { TRNUM: 7 },
      "170": 0x10c236d41820,
      "070": { MODE3A: 0o7700 },
    });
    expect(detection.sensedUs).toBe(SENSED_US);
    expect(detection.latitudeRad).toBeCloseTo(45 * degree, 9);
    expect(detection.longitudeRad).toBeCloseTo(15 * degree, 8);
    expect(Math.sqrt(detection.covarianceEeM2)).toBeCloseTo(30 / 2.4477, 3);
    expect(detection.covarianceEnM2).toBe(0);
    expect(detection.heightM).toBeCloseTo(10_000 * 0.3048, 9);
    expect(detection.heightSigmaM).toBeCloseTo(45 / 1.96, 9);
    expect(detection.velocity?.eastMps).toBeCloseTo((1_769 / 16_384) * 1_852, 9);
    expect(detection.velocity?.upMps).toBeCloseTo((-1_000 * 0.3048) / 60, 12);
    expect(detection.velocity?.horizontalSigmaMps).toBeCloseTo(3 / 1.96, 9);
    expect(detection.identity).toEqual({
      sensorTrack: "7",
      aircraftAddress: "4BAACD",
      callsign: "DLH65A",
      mode3A: "7700",
    });
  });

  test.each([
    ["NACp 11", { ...version(2), "090": { NUCPNIC: 0, NACP: 11 } }, 3 / 2.4477],
    ["NACp 1", { ...version(1), "090": { NUCPNIC: 11, NACP: 1 } }, 18_520 / 2.4477],
    ["NUCp 7 of version 0", { "090": { NUCPNIC: 7 } }, 92.6 / 2.4477],
    ["NUCp 9 of version 0", { ...version(0), "090": { NUCPNIC: 9 } }, 3 / 2.4477],
    ["NIC 8 and SIL 3", { ...version(2), "090": { NUCPNIC: 8, SIL: 3, NACP: 0 } }, 185.2 / 5.6777],
    ["NIC 8 without SIL", { ...version(1), "090": { NUCPNIC: 8 } }, 185.2 / 2.4477],
    [
      "PIC 13 before NIC 8",
      { ...version(2), "090": { NUCPNIC: 8, SIL: 2, NACP: 0, PIC: 13 } },
      25 / 4.7985,
    ],
    ["nothing", {}, 1_852],
    ["a reserved NACp", { ...version(2), "090": { NUCPNIC: 0, NACP: 15 } }, 1_852],
  ])("with %s has that sigma", (_, items, expected) => {
    expect(sigmaM(items) / expected).toBeCloseTo(1, 3);
  });

  test("takes the finer of two positions, else the one that there is", () => {
    const coarse = { "130": { LAT: 4_194_304, LON: 699_051 } };
    expect(position(coarse).latitudeRad).toBeCloseTo(45 * degree, 9);
    const { "131": _, ...rest } = adsb(coarse);
    const detection = detectionOf("position", pushOne(21, rest));
    expect(detection.latitudeRad).toBeCloseTo(90 * degree, 9);
  });

  test.each([
    ["", {}, 0],
    ["with a fraction of it", { "074": { FSI: 0, TOMRP: 268_435_456 } }, 250_000],
    ["with a fraction of the next", { "074": { FSI: 1, TOMRP: 0 } }, 1_000_000],
    ["with a fraction of the one before", { "074": { FSI: 2, TOMRP: 536_870_912 } }, -500_000],
    ["with a reserved indication", { "074": { FSI: 3, TOMRP: 5 } }, 0],
  ])("received in a second %s was sensed then", (_, items, laterUs) => {
    const { "071": _applies, ...received } = adsb({ "073": ticksOf(SECONDS), ...items });
    expect(detectionOf("position", pushOne(21, received)).sensedUs).toBe(SENSED_US + laterUs);
  });

  test("that says when it was sent only was sensed about then; without any time it is refused", () => {
    const { "071": _, ...timeless } = adsb();
    expect(rejectOf(pushOne(21, timeless))).toBe("no-time-of-day");
    const sent = { ...timeless, "077": ticksOf(SECONDS) };
    expect(detectionOf("position", pushOne(21, sent)).sensedUs).toBe(SENSED_US);
  });

  test("received, and not corrected for latency, errs by what it flew meanwhile", () => {
    const fast = {
      "160": { RE: 0, GS: 2_000, TA: 0 },
      ...version(2),
      "090": { NACP: 11, NUCPNIC: 0 },
    };
    const { "071": _, ...received } = adsb({ ...fast, "073": ticksOf(SECONDS) });
    const sigma = Math.sqrt(detectionOf("position", pushOne(21, received)).covarianceNnM2);
    const flownM = (2_000 / 16_384) * 1_852 * 0.1;
    expect(sigma).toBeCloseTo(Math.hypot(3 / 2.4477, flownM), 2);
    expect(sigmaM(fast)).toBeCloseTo(3 / 2.4477, 3);
  });

  test("has the pressure height where there is no geometric one, or one that is out of range", () => {
    const level = { "145": 400 };
    expect(position(level).heightM).toBeCloseTo(10_000 * 0.3048, 9);
    expect(position(level).heightSigmaM).toBeCloseTo(Math.hypot(150, 0.03 * 3_048), 9);
    expect(position({ ...level, "140": 32_767 }).heightM).toBeCloseTo(10_000 * 0.3048, 9);
    expect(position({ ...level, "140": 1_600 }).heightSigmaM).toBe(50);
    expect(position({}).heightM).toBeNull();
  });

  test("has wider errors for what is old", () => {
    const velocity = { "160": { RE: 0, GS: 1_000, TA: 0 } };
    const aged = position({ ...velocity, "140": 0, "295": { GV: 20, GH: 50 } });
    expect(aged.velocity?.horizontalSigmaMps).toBeCloseTo(Math.hypot(5, 10), 9);
    expect(aged.heightSigmaM).toBeCloseTo(Math.hypot(50, 100), 9);
  });

  test("has no velocity or climb beyond what can be said", () => {
    expect(position({ "160": { RE: 1, GS: 32_767, TA: 0 } }).velocity).toBeNull();
    const rates = { "160": { RE: 0, GS: 100, TA: 0 }, "157": { RE: 1, GVR: 1 } };
    expect(position(rates).velocity?.upMps).toBeNull();
    const pressure = position({ ...rates, "155": { RE: 0, BVR: 16 } }).velocity?.upMps;
    expect(pressure).toBeCloseTo((100 * 0.3048) / 60, 12);
  });

  test("of an anonymous or vehicle address names no aircraft", () => {
    for (const ATP of [2, 3]) expect(position({ "040": { ATP } }).identity).toBeNull();
    expect(position({ "040": { ATP: 1 } }).identity?.aircraftAddress).toBe("4BAACD");
  });

  test.each([
    ["test-target", { "040": { ATP: 0, TST: 1 } }],
    ["simulated", { "040": { ATP: 0, SIM: 1 } }],
    ["field-monitor", { "040": { ATP: 0, RAB: 1 } }],
    ["on-ground", { "040": { ATP: 0, GBS: 1 } }],
    ["position-suspect", { "040": { ATP: 0, CPR: 1 } }],
    ["position-suspect", { "040": { ATP: 0, LDPJ: 1 } }],
    ["position-suspect", { "040": { ATP: 0, RCF: 1 } }],
    ["position-suspect", { "040": { ATP: 0, IPC: 1 } }],
    ["position-suspect", { "090": { NUCPNIC: 8, "VALSTATE/EP": 1, "VALSTATE/VAL": 3 } }],
    ["position-invalid", { "131": { LAT: 536_870_913, LON: 0 } }],
  ])("is rejected as %s", (reason, items) => {
    expect(rejectOf(pushOne(21, adsb(items)).filter(({ type }) => type !== "health"))).toBe(reason);
  });

  test("on a station's black list only is taken in: that doubts who it is, not that it is there", () => {
    expect(rejectOf(pushOne(21, adsb({ "040": { ATP: 0, CL: 1, LLC: 1 } })))).toContain("look");
  });

  test("of a station that must not be used is refused, and the station is down", () => {
    const report = adsb({ "040": { ATP: 0, NOGO: 1 } });
    expect(pushOne(21, report)).toMatchObject([
      { type: "health", status: "down", reason: "it says that its data must not be used" },
      { type: "reject", reason: "no-go" },
    ]);
    expect(rejectOf(pushOne(21, report, { acceptWhenNoGo: true }))).toBe("health,look");
  });
});

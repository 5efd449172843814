import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circleRing } from "../geodesy/polygon.ts";
import { createLocalFrame, enuToGeodetic, geodeticToEnu } from "../geodesy/local-frame.ts";
import { createSensorGeometry } from "../measurement/sensor-geometry.ts";
import { degrees, radians } from "../units/angle.ts";
import { areaId, sensorId } from "../units/ids.ts";
import { assessProtection } from "./assess-protection.ts";
import { detectionProbabilityAt } from "./detection-probability.ts";
import { atLeastProbability } from "./detection-run.ts";
import type { Approach, AreaProtection } from "./protection.ts";
import { DEFAULT_PROTECTION_PARAMETERS, type ProtectedPlace } from "./protection-parameters.ts";
import type { CoverageVolume, SensorHealth, SensorSpec } from "./sensor.ts";

const SITE = createLocalFrame({
  latitudeRad: radians(33.3),
  longitudeRad: radians(44.4),
  heightM: 40,
});
const PLACE: ProtectedPlace = {
  id: areaId("clinic"),
  rings: [circleRing(0, 0, 200, 32)],
  groundHeightM: 40,
  shelterS: 20,
};

const sensor = (
  id: string,
  [e, n]: readonly [number, number],
  volume: Partial<CoverageVolume> = {},
  change: Partial<SensorSpec> = {},
): SensorSpec => ({
  id: sensorId(id),
  name: id,
  kind: "radar",
  position: { ...enuToGeodetic(SITE, e, n, 0), heightM: 55 },
  azimuthOffsetRad: 0,
  rangeOffsetM: 0,
  coverage: {
    rangeMinM: 0,
    rangeMaxM: 20_000,
    azimuthFromRad: 0,
    azimuthWidthRad: 2 * Math.PI,
    elevationMinRad: radians(-2),
    elevationMaxRad: radians(90),
    horizon: true,
    ...volume,
  },
  detectionProbability: 0.9,
  falseDetectionsPerSweep: 1,
  periodUs: 1_000_000,
  staleAfterUs: 5_000_000,
  commonCauseGroup: null,
  authenticated: true,
  ...change,
});

const down = (id: string): ReadonlyMap<string, SensorHealth> =>
  new Map([[id, { sensorId: sensorId(id), status: "down", sinceUs: 0, reason: "test" }]]);

const assess = (
  sensors: readonly SensorSpec[],
  health: ReadonlyMap<string, SensorHealth> = new Map(),
): AreaProtection => assessProtection(SITE, [PLACE], sensors, health)[0];

const at = (area: AreaProtection, kind: string, bearingDeg: number): Approach =>
  area.approaches.find((each) => {
    const width = each.bearingToRad - each.bearingFromRad;
    const turn = (radians(bearingDeg) - each.bearingFromRad + 4 * Math.PI) % (2 * Math.PI);
    return each.kind === kind && turn < width;
  })!;

describe("assessProtection", () => {
  it("says all round, in time, limited by range, for one radar on the spot", () => {
    const area = assess([sensor("a", [0, 0])]);
    expect(area.status).toBe("protecting");
    expect(area.approaches.length).toBe(4);
    for (const approach of area.approaches) {
      expect(approach.bearingFromRad).toBe(0);
      expect(approach.bearingToRad).toBe(2 * Math.PI);
      expect(approach.seenBy).toEqual(["a"]);
      expect(approach.limitedBy).toBe("range");
    }
    // 20 km of range less 200 m to the edge, and four looks at 40 m/s: 3 of 5 with p = 0.9 needs the fourth.
    const drone = at(area, "drone", 77);
    expect(Math.abs(drone.seenFromM! - (19_800 - 4 * 40))).toBeLessThan(15);
    expect(drone.warningS).toBeCloseTo(drone.seenFromM! / 40, 9);
  });

  it("is blind where the sector ends, and says so", () => {
    const volume = { azimuthFromRad: radians(200), azimuthWidthRad: radians(250) };
    const area = assess([sensor("a", [0, 0], volume)]);
    expect(area.status).toBe("degraded");
    const blind = at(area, "drone", 145);
    expect(blind).toMatchObject({ seenFromM: null, warningS: 0, seenBy: [], limitedBy: "sector" });
    expect(degrees(blind.bearingFromRad)).toBeCloseTo(92.5, 6);
    expect(degrees(blind.bearingToRad)).toBeCloseTo(197.5, 6);
    expect(at(area, "drone", 0).limitedBy).toBe("range");
  });

  it("lets the horizon limit what flies low, and not what flies high", () => {
    const area = assess([sensor("a", [0, 0], { rangeMaxM: 60_000 })]);
    const low = at(area, "low-drone", 10);
    expect(low.limitedBy).toBe("horizon");
    // √(2kR·15) + √(2kR·50) = 45.1 km.
    expect(Math.abs(low.seenFromM! - (45_108 - 200 - 160))).toBeLessThan(60);
    expect(at(area, "drone", 10).seenFromM!).toBeGreaterThan(low.seenFromM! + 10_000);
  });

  it("blames health where a sensor that is down would have seen it", () => {
    const both = [sensor("a", [0, 0]), sensor("b", [0, 0], { rangeMaxM: 4_000 })];
    const hurt = assess(both, down("a"));
    expect(at(hurt, "drone", 0)).toMatchObject({ seenBy: ["b"], limitedBy: "health" });
    const blind = assess([both[0]], down("a"));
    expect(blind.status).toBe("not-protecting");
    expect(at(blind, "drone", 0)).toMatchObject({ seenFromM: null, limitedBy: "health" });
  });

  it("has nothing to say without a sensor that watches", () => {
    const area = assess([sensor("a", [0, 0], {}, { kind: "cooperative" })]);
    expect(area.status).toBe("not-protecting");
    expect(area.approaches.every((each) => each.limitedBy === "no-sensor")).toBe(true);
    expect(assess([]).status).toBe("not-protecting");
  });

  it("is late where shelter takes longer than the warning", () => {
    const area = assess([sensor("a", [0, 0], { rangeMaxM: 900 })]);
    expect(at(area, "drone", 0).warningS).toBeLessThan(20);
    expect(area.status).toBe("not-protecting");
  });

  it("counts a common-cause group once", () => {
    const poor = { detectionProbability: 0.6 };
    const apart = assess([sensor("a", [0, 0], {}, poor), sensor("b", [0, 0], {}, poor)]);
    const shared = { ...poor, commonCauseGroup: "mast" };
    const together = assess([sensor("a", [0, 0], {}, shared), sensor("b", [0, 0], {}, shared)]);
    // Alone, 3 of 5 at 0.6 comes to 0.68: never 0.9. Two independent ones make 0.84 a look.
    expect(at(apart, "drone", 0).seenFromM).not.toBeNull();
    expect(at(together, "drone", 0).seenFromM).toBeNull();
  });

  it("isn't spoilt by a fast poor sensor beside a slow good one", () => {
    const slow = sensor("slow", [0, 0], {}, { periodUs: 4_000_000 });
    const fast = sensor("fast", [0, 0], {}, { periodUs: 200_000, detectionProbability: 0.02 });
    const alone = at(assess([slow]), "drone", 0).seenFromM!;
    expect(at(assess([slow, fast]), "drone", 0).seenFromM!).toBeGreaterThanOrEqual(alone);
  });

  it("joins directions without gap or overlap, for any network", () => {
    fc.assert(
      fc.property(networks, (sensors) => {
        const area = assess(sensors);
        for (const { kind } of DEFAULT_PROTECTION_PARAMETERS.approaches) {
          const pieces = area.approaches.filter((each) => each.kind === kind);
          const width = pieces.reduce(
            (sum, each) => sum + each.bearingToRad - each.bearingFromRad,
            0,
          );
          expect(width).toBeCloseTo(2 * Math.PI, 9);
          pieces.forEach((piece, i) => {
            const next = pieces[(i + 1) % pieces.length];
            const turn = (piece.bearingToRad - next.bearingFromRad + 2e-9) % (2 * Math.PI);
            expect(turn).toBeLessThan(4e-9);
          });
        }
      }),
      { seed: 17, numRuns: 60 },
    );
  });

  it("agrees with walking in, look by look, through detectionProbabilityAt", () => {
    let compared = 0;
    fc.assert(
      fc.property(networks, fc.integer({ min: 0, max: 71 }), (sensors, step) => {
        const bearingDeg = step * 5;
        const one = { ...DEFAULT_PROTECTION_PARAMETERS, bearings: 72 };
        const area = assessProtection(SITE, [PLACE], sensors, new Map(), { parameters: one })[0];
        for (const model of one.approaches.slice(0, 2)) {
          const claimed = at(area, model.kind, bearingDeg);
          // A ray along a sector's edge may fall to either side: ask on both, a little apart.
          const walks = [-0.003, 0, 0.003].map(
            (turn) =>
              walkIn(sensors, radians(bearingDeg) + turn, model.heightM, model.speedMps) ?? 0,
          );
          const claimedM = claimed.seenFromM ?? 0;
          // A joined sector states its least distance: never more than a direction in it has.
          expect(Math.max(...walks)).toBeGreaterThan(claimedM - 150);
          expect(Math.min(...walks)).toBeLessThan(claimedM * 1.25 + 150);
          if (claimedM > 0) {
            compared++;
          }
        }
      }),
      { seed: 18, numRuns: 120 },
    );
    expect(compared).toBeGreaterThan(60);
  });
});

describe("atLeastProbability", () => {
  it("is the binomial tail for equal trials", () => {
    const trials = new Float64Array(5).fill(0.9);
    const scratch = new Float64Array(8);
    expect(atLeastProbability(trials, 5, 3, scratch)).toBeCloseTo(0.99144, 10);
    expect(atLeastProbability(trials, 3, 3, scratch)).toBeCloseTo(0.729, 12);
    expect(atLeastProbability(trials, 2, 3, scratch)).toBe(0);
  });
});

const networks = fc.array(
  fc
    .record({
      e: fc.double({ min: -4_000, max: 4_000, noNaN: true }),
      n: fc.double({ min: -4_000, max: 4_000, noNaN: true }),
      from: fc.double({ min: 0, max: 6.28, noNaN: true }),
      width: fc.double({ min: 0.3, max: 6.2, noNaN: true }),
      range: fc.double({ min: 3_000, max: 40_000, noNaN: true }),
      ceiling: fc.double({ min: 0.3, max: 1.5, noNaN: true }),
    })
    .map(({ e, n, from, width, range, ceiling }) =>
      sensor(`s${Math.round(e)}:${Math.round(n)}`, [e, n], {
        rangeMinM: 100,
        rangeMaxM: range,
        azimuthFromRad: from,
        azimuthWidthRad: width,
        elevationMaxRad: ceiling,
      }),
    ),
  { minLength: 1, maxLength: 3 },
);

/** The same question by brute force: fly in from 60 km, one look a second, 3 of 5 with 0.9. */
function walkIn(
  sensors: readonly SensorSpec[],
  bearingRad: number,
  heightM: number,
  speedMps: number,
): number | null {
  const geometries = sensors.map((spec) => createSensorGeometry(SITE, spec));
  const window: number[] = [0, 0, 0, 0, 0];
  for (let d = 60_000; d > 0; d -= speedMps) {
    const far = enuToGeodetic(
      SITE,
      (200 + d) * Math.sin(bearingRad),
      (200 + d) * Math.cos(bearingRad),
      0,
    );
    const p = geodeticToEnu(SITE, { ...far, heightM: 40 + heightM });
    let miss = 1;
    for (const g of geometries) miss *= 1 - detectionProbabilityAt(g, undefined, p[0], p[1], p[2]);
    window.shift();
    window.push(1 - miss);
    const seen = atLeastProbability(Float64Array.from(window), 5, 3, new Float64Array(8));
    if (seen >= 0.9) return d;
  }
  return null;
}

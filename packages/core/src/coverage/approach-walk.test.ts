import { describe, expect, it } from "vitest";
import { createLocalFrame, enuToGeodetic } from "../geodesy/local-frame.ts";
import { circleRing } from "../geodesy/polygon.ts";
import { HeightGrid } from "../terrain/height-grid.ts";
import { radians } from "../units/angle.ts";
import { areaId, sensorId } from "../units/ids.ts";
import { assessProtection, ProtectionSurvey } from "./assess-protection.ts";
import type { Approach, AreaProtection } from "./protection.ts";
import type { ProtectedPlace } from "./protection-parameters.ts";
import type { RadarModel } from "./radar-model.ts";
import type { SensorHealth, SensorSpec } from "./sensor.ts";

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
const gridOf = (height: (e: number, n: number) => number): HeightGrid =>
  new HeightGrid(
    { westM: -40_000, southM: -40_000, spacingM: 400, columns: 201, rows: 201 },
    Float32Array.from({ length: 201 * 201 }, (_, at) =>
      height(-40_000 + 400 * (at % 201), -40_000 + 400 * Math.floor(at / 201)),
    ),
  );
const FLAT = gridOf(() => 40);

const sensor = (change: Partial<SensorSpec> = {}, rangeMaxM = 20_000): SensorSpec => ({
  id: sensorId("a"),
  name: "a",
  kind: "radar",
  position: { ...enuToGeodetic(SITE, 0, 0, 0), heightM: 55 },
  azimuthOffsetRad: 0,
  rangeOffsetM: 0,
  coverage: {
    rangeMinM: 0,
    rangeMaxM,
    azimuthFromRad: 0,
    azimuthWidthRad: 2 * Math.PI,
    elevationMinRad: radians(-5),
    elevationMaxRad: radians(90),
    horizon: true,
  },
  detectionProbability: 0.9,
  falseDetectionsPerSweep: 1,
  periodUs: 1_000_000,
  staleAfterUs: 5_000_000,
  commonCauseGroup: null,
  authenticated: true,
  ...change,
});

const RADAR: RadarModel = {
  referenceRangeM: 12_000,
  referenceCrossSectionM2: 0.1,
  referenceDetectionProbability: 0.9,
  falseAlarmProbability: 1e-6,
  beam: { shape: "uniform", tiltRad: 0, widthRad: 1 },
  rangeRateMinMps: 0,
  groundClutter: null,
  crossSectionsM2: {},
};

const assess = (
  sensors: readonly SensorSpec[],
  terrain: HeightGrid | null,
  health: ReadonlyMap<string, SensorHealth> = new Map(),
): AreaProtection => assessProtection(SITE, [PLACE], sensors, health, { terrain })[0];

const at = (area: AreaProtection, kind: string, bearingDeg: number): Approach =>
  area.approaches.find((each) => {
    const width = each.bearingToRad - each.bearingFromRad;
    const turn = (radians(bearingDeg) - each.bearingFromRad + 4 * Math.PI) % (2 * Math.PI);
    return each.kind === kind && turn < width;
  })!;

describe("an approach walked station by station", () => {
  it("comes to what the rings say where the ground is level", () => {
    for (const rangeM of [9_000, 20_000, 60_000]) {
      const rings = assess([sensor({}, rangeM)], null);
      const walked = assess([sensor({}, rangeM)], FLAT);
      expect(walked.status).toBe(rings.status);
      for (const kind of ["low-drone", "drone", "ballistic"])
        for (const bearing of [0, 90, 225]) {
          const [ring, walk] = [at(rings, kind, bearing), at(walked, kind, bearing)];
          // A station is 250 m long, and an arc's rings are eight steps of height.
          const off = kind === "ballistic" ? 1_000 : 300;
          expect(Math.abs(walk.seenFromM! - ring.seenFromM!)).toBeLessThan(off);
          expect(walk.seenBy).toEqual(ring.seenBy);
          expect(walk.limitedBy).toBe(ring.limitedBy);
        }
    }
  });

  it("says that a ridge hides the low drones from the north, and from nowhere else", () => {
    const ridge = gridOf((_, n) => (n > 5_900 && n < 6_500 ? 240 : 40));
    const area = assess([sensor()], ridge);
    const low = at(area, "low-drone", 0);
    expect(low.limitedBy).toBe("terrain");
    // It follows the ground, so it shows itself on the ridge, and four looks later that is known.
    expect(low.seenFromM!).toBeLessThan(6_600);
    expect(at(area, "low-drone", 180).seenFromM!).toBeGreaterThan(19_000);
    expect(at(area, "low-drone", 180).limitedBy).toBe("range");
  });

  it("sees a drone as far as the radar equation lets it, and names the signal", () => {
    const area = assess([sensor({ radar: RADAR }, 60_000)], null);
    const drone = at(area, "drone", 45);
    expect(drone.limitedBy).toBe("signal");
    // At 12 km one look has 0.9, and 3 of 5 with 0.9 needs but 0.75 a look: a little farther out than 12 km.
    expect(drone.seenFromM!).toBeGreaterThan(11_800);
    expect(drone.seenFromM!).toBeLessThan(16_000);
  });

  it("names nobody where many together see what none of them covers, beside a direction that one covers", () => {
    const half = (id: string, azimuthFromRad: number): SensorSpec => {
      const one = sensor({ id: sensorId(id), radar: RADAR }, 60_000);
      return { ...one, coverage: { ...one.coverage, azimuthFromRad, azimuthWidthRad: Math.PI } };
    };
    const west = ["b", "c", "d", "e", "f"].map((id) => half(id, Math.PI));
    const area = assess([half("a", 0), ...west], null);
    expect(at(area, "drone", 90).seenBy).toEqual(["a"]);
    expect(at(area, "drone", 270).seenFromM!).toBeGreaterThan(at(area, "drone", 90).seenFromM!);
    expect(at(area, "drone", 270).seenBy).toEqual([]);
  });

  it("blames health while the sensor is down, and takes it up again", () => {
    const survey = new ProtectionSurvey(SITE, [PLACE], [sensor({ radar: RADAR })], {});
    const down: SensorHealth = {
      sensorId: sensorId("a"),
      status: "down",
      sinceUs: 0,
      reason: "test",
    };
    const hurt = survey.assess(new Map([["a", down]]))[0];
    expect(hurt.status).toBe("not-protecting");
    expect(at(hurt, "drone", 0)).toMatchObject({ seenFromM: null, limitedBy: "health" });
    expect(survey.assess(new Map())[0]).toEqual(assess([sensor({ radar: RADAR })], null));
  });

  it("counts a common-cause group once, and has nothing to say without a sensor that watches", () => {
    const poor = { radar: { ...RADAR, referenceRangeM: 4_000 }, commonCauseGroup: "mast" };
    const two = [sensor(poor), sensor({ ...poor, id: sensorId("b") })];
    const one = at(assess([two[0]], null), "drone", 0).seenFromM;
    expect(at(assess(two, null), "drone", 0).seenFromM).toBe(one);
    const apart = two.map((each) => ({ ...each, commonCauseGroup: null }));
    expect(at(assess(apart, null), "drone", 0).seenFromM!).toBeGreaterThan(one!);
    const hears = assess([sensor({ kind: "cooperative", radar: RADAR })], null);
    expect(hears.approaches.every((each) => each.limitedBy === "no-sensor")).toBe(true);
  });
});

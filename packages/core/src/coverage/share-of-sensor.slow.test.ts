import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLocalFrame, enuToGeodetic } from "../geodesy/local-frame.ts";
import { circleRing } from "../geodesy/polygon.ts";
import { HeightGrid } from "../terrain/height-grid.ts";
import { radians } from "../units/angle.ts";
import { areaId, sensorId } from "../units/ids.ts";
import { assessProtection, ProtectionSurvey } from "./assess-protection.ts";
import type { ProtectedPlace } from "./protection-parameters.ts";
import type { SensorHealth, SensorSpec, SensorStatus } from "./sensor.ts";

const SITE = createLocalFrame({
  latitudeRad: radians(33.3),
  longitudeRad: radians(44.4),
  heightM: 40,
});
const PLACES: readonly ProtectedPlace[] = ["clinic", "school"].map((id, i) => ({
  id: areaId(id),
  rings: [circleRing(3_000 * i, -2_000 * i, 200, 16)],
  groundHeightM: 40,
  shelterS: 20,
}));
const HILLS = new HeightGrid(
  { westM: -40_000, southM: -40_000, spacingM: 800, columns: 101, rows: 101 },
  Float32Array.from(
    { length: 101 * 101 },
    (_, at) => 40 + 120 * Math.max(0, Math.sin((at % 101) / 5) * Math.cos(at / 707)),
  ),
);

const real = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });
const sensors: fc.Arbitrary<readonly SensorSpec[]> = fc
  .array(
    fc.record({
      e: real(-9_000, 9_000),
      n: real(-9_000, 9_000),
      rangeMaxM: real(3_000, 40_000),
      azimuthFromRad: real(0, 6.2),
      azimuthWidthRad: fc.oneof(fc.constant(2 * Math.PI), real(0.4, 6)),
      detectionProbability: real(0.3, 0.99),
      periodUs: fc.constantFrom(200_000, 1_000_000, 4_000_000),
      commonCauseGroup: fc.constantFrom(null, "mast", "link"),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) =>
    drawn.map(({ e, n, rangeMaxM, azimuthFromRad, azimuthWidthRad, ...rest }, i) => ({
      id: sensorId(`s${i}`),
      name: `s${i}`,
      kind: "radar",
      position: { ...enuToGeodetic(SITE, e, n, 0), heightM: 220 },
      azimuthOffsetRad: 0,
      rangeOffsetM: 0,
      coverage: {
        rangeMinM: 100,
        rangeMaxM,
        azimuthFromRad,
        azimuthWidthRad,
        elevationMinRad: radians(-5),
        elevationMaxRad: radians(80),
        horizon: true,
      },
      falseDetectionsPerSweep: 1,
      staleAfterUs: 5_000_000,
      authenticated: true,
      ...rest,
    })),
  );
const STATUSES: readonly SensorStatus[] = ["up", "degraded", "down", "unknown"];
const changes = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...STATUSES)), {
  minLength: 2,
  maxLength: 6,
});

describe("a sensor whose health changes", () => {
  for (const [ground, terrain, numRuns] of [
    ["level ground", null, 40],
    ["hills", HILLS, 4],
  ] as const)
    test(`changes its own share of the answers, which are those of anew, whatever was before: ${ground}`, () => {
      fc.assert(
        fc.property(sensors, changes, (specs, changed) => {
          const survey = new ProtectionSurvey(SITE, PLACES, specs, { terrain });
          const health = new Map<string, SensorHealth>();
          for (const [at, status] of changed) {
            const { id } = specs[at % specs.length];
            health.set(id, { sensorId: id, status, sinceUs: 0, reason: "test" });
            const anew = assessProtection(SITE, PLACES, specs, health, { terrain });
            expect(survey.assess(health)).toEqual(anew);
          }
        }),
        { seed: 39, numRuns },
      );
    });
});

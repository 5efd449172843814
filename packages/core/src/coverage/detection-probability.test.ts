import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLocalFrame, enuToGeodetic, geodeticToEnu } from "../geodesy/local-frame.ts";
import { createSensorGeometry } from "../measurement/sensor-geometry.ts";
import { radians } from "../units/angle.ts";
import { sensorId } from "../units/ids.ts";
import type { CoverageLink, CoverageLinkName } from "./coverage-link.ts";
import { detectionProbabilityAt } from "./detection-probability.ts";
import { detectionProbability } from "./explain-coverage.ts";
import { groundDistance, radioHorizon } from "./radio-horizon.ts";
import type { CoverageVolume, SensorHealth, SensorSpec, SensorStatus } from "./sensor.ts";

const SITE = createLocalFrame({
  latitudeRad: radians(33.3),
  longitudeRad: radians(44.4),
  heightM: 1_200,
});

const spec = (volume: Partial<CoverageVolume> = {}, mastM = 20): SensorSpec => ({
  id: sensorId("r"),
  name: "Radar",
  kind: "radar",
  position: { ...enuToGeodetic(SITE, 2_000, -1_000, 0), heightM: 1_200 + mastM },
  azimuthOffsetRad: 0,
  rangeOffsetM: 0,
  coverage: {
    rangeMinM: 150,
    rangeMaxM: 30_000,
    azimuthFromRad: radians(300),
    azimuthWidthRad: radians(120),
    elevationMinRad: radians(-0.5),
    elevationMaxRad: radians(40),
    horizon: true,
    ...volume,
  },
  detectionProbability: 0.85,
  falseDetectionsPerSweep: 1,
  periodUs: 1_000_000,
  staleAfterUs: 5_000_000,
  commonCauseGroup: null,
  authenticated: true,
});
const health = (status: SensorStatus): SensorHealth => ({
  sensorId: sensorId("r"),
  status,
  sinceUs: 0,
  reason: "test",
});

/** A place by compass bearing, ground distance and height above ground, from the radar. */
const from = (bearingDeg: number, distanceM: number, heightM: number): Float64Array => {
  const radar = createLocalFrame(spec().position);
  const g = enuToGeodetic(
    radar,
    distanceM * Math.sin(radians(bearingDeg)),
    distanceM * Math.cos(radians(bearingDeg)),
    0,
  );
  return geodeticToEnu(SITE, { ...g, heightM: 1_200 + heightM });
};

const link = <N extends CoverageLinkName>(
  links: readonly CoverageLink[],
  name: N,
): Extract<CoverageLink, { link: N }> =>
  links.find((each) => each.link === name) as Extract<CoverageLink, { link: N }>;

describe("the radio horizon", () => {
  it("is √(2·k·R·h): 4.12 km per root metre", () => {
    expect(radioHorizon(100, 0)).toBeCloseTo(4_121.8 * 10, -2);
    expect(radioHorizon(25, 400)).toBeCloseTo(4_121.8 * 25, -2);
    expect(radioHorizon(-5, 100)).toBe(radioHorizon(0, 100));
  });

  it("is met along the ground, not along the slant", () => {
    expect(groundDistance(5_000, 0, 3_000)).toBeCloseTo(4_000 * (1 - 1_500 / 6.371e6), 0);
    expect(groundDistance(100, 0, 100)).toBe(0);
  });

  it("hides a low drone that would otherwise be in range, until it climbs", () => {
    const geometry = createSensorGeometry(SITE, spec({ rangeMaxM: 60_000 }));
    const low = detectionProbability(geometry, undefined, from(350, 45_000, 30));
    expect(low.probability).toBe(0);
    expect(low.links.filter((each) => !each.ok).map((each) => each.link)).toEqual(["horizon"]);
    const horizon = link(low.links, "horizon");
    expect(horizon.reason).toBe("BELOW_HORIZON");
    expect(horizon.sensorHeightM).toBeCloseTo(20, 6);
    expect(horizon.targetHeightM).toBeCloseTo(30, 3);
    expect(horizon.groundDistanceM / 45_000).toBeCloseTo(1, 3);
    expect(horizon.marginM!).toBeCloseTo(radioHorizon(20, 30) - horizon.groundDistanceM, 1);
    expect(detectionProbability(geometry, undefined, from(350, 45_000, 60)).probability).toBe(0.85);
  });

  it("bounds no microphone", () => {
    const geometry = createSensorGeometry(SITE, spec({ horizon: false, rangeMaxM: 60_000 }));
    const seen = detectionProbability(geometry, undefined, from(350, 45_000, 30));
    expect(seen.probability).toBe(0.85);
    expect(link(seen.links, "horizon").marginM).toBeNull();
  });
});

describe("detectionProbability", () => {
  const geometry = createSensorGeometry(SITE, spec());

  it("has signed margins at every limit", () => {
    const inside = detectionProbability(geometry, health("up"), from(10, 10_000, 500));
    expect(inside.probability).toBe(0.85);
    expect(inside.links.every((each) => each.ok && each.reason === null)).toBe(true);
    expect(link(inside.links, "range").marginM).toBeCloseTo(9_850, -2);
    expect(link(inside.links, "sector").marginRad).toBeCloseTo(radians(50), 6);
    const outside = detectionProbability(geometry, health("up"), from(65, 10_000, 500));
    expect(link(outside.links, "sector").marginRad).toBeCloseTo(radians(-5), 6);
    const before = detectionProbability(geometry, health("up"), from(290, 10_000, 500));
    expect(link(before.links, "sector").marginRad).toBeCloseTo(radians(-10), 6);
    expect(link(outside.links, "sector").reason).toBe("OUT_OF_COVERAGE");
    const far = detectionProbability(geometry, health("up"), from(10, 31_000, 2_000));
    expect(link(far.links, "range").marginM).toBeLessThan(-900);
    const high = detectionProbability(geometry, health("up"), from(10, 1_000, 3_000));
    expect(link(high.links, "elevation").ok).toBe(false);
  });

  it("evaluates every link though several fail", () => {
    const lost = detectionProbability(geometry, health("down"), from(180, 50_000, 10));
    expect(lost.links.filter((each) => !each.ok).map((each) => each.link)).toEqual([
      "range",
      "sector",
      "horizon",
      "health",
    ]);
    expect(link(lost.links, "health").reason).toBe("SENSOR_DOWN");
  });

  it("halves when degraded, is nothing when down or unknown, and whole when nothing is said", () => {
    const place = from(0, 8_000, 300);
    const p = (state: SensorHealth | undefined): number =>
      detectionProbability(geometry, state, place).probability;
    expect([p(undefined), p(health("up")), p(health("degraded"))]).toEqual([0.85, 0.85, 0.425]);
    expect([p(health("down")), p(health("unknown"))]).toEqual([0, 0]);
  });

  it("agrees to the bit with its fast path", () => {
    const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true });
    const status = fc.constantFrom<SensorStatus | null>("up", "degraded", "down", "unknown", null);
    let seen = 0;
    fc.assert(
      fc.property(
        angle,
        fc.double({ min: 1, max: 2 * Math.PI, noNaN: true }),
        fc.double({ min: 5_000, max: 50_000, noNaN: true }),
        fc.tuple(
          fc.integer({ min: -30_000, max: 30_000 }),
          fc.integer({ min: -30_000, max: 30_000 }),
          fc.integer({ min: -200, max: 6_000 }),
        ),
        status,
        fc.boolean(),
        (azimuthFromRad, azimuthWidthRad, rangeMaxM, [e, n, u], state, horizon) => {
          const volume = { azimuthFromRad, azimuthWidthRad, rangeMaxM, horizon };
          const g = createSensorGeometry(SITE, spec(volume, horizon ? 3 : 30));
          const h = state === null ? undefined : health(state);
          const slow = detectionProbability(g, h, [e, n, u]);
          const fast = detectionProbabilityAt(g, h, e, n, u);
          expect(Object.is(fast, slow.probability)).toBe(true);
          expect(slow.links.every((each) => each.ok)).toBe(fast > 0);
          if (fast > 0) seen++;
        },
      ),
      { seed: 99, numRuns: 2_000 },
    );
    expect(seen).toBeGreaterThan(100);
  });
});

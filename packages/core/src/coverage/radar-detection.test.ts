import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLocalFrame } from "../geodesy/local-frame.ts";
import { upAtHeight } from "../geodesy/up-at-height.ts";
import { createSensorGeometry, type SensorGeometry } from "../measurement/sensor-geometry.ts";
import { HeightGrid } from "../terrain/height-grid.ts";
import { OBJECT_CLASSES } from "../tracking/track.ts";
import { radians } from "../units/angle.ts";
import { sensorId } from "../units/ids.ts";
import type { CoverageTarget } from "./coverage-target.ts";
import { crossSectionOf, crossSectionsOf } from "./cross-section.ts";
import { detectionProbabilities, detectionProbabilityOf } from "./detection-probability.ts";
import { detectionProbability } from "./explain-coverage.ts";
import type { RadarModel } from "./radar-model.ts";
import type { SensorSpec } from "./sensor.ts";

const SITE = createLocalFrame({
  latitudeRad: radians(33.3),
  longitudeRad: radians(44.4),
  heightM: 40,
});

const RADAR: RadarModel = {
  referenceRangeM: 20_000,
  referenceCrossSectionM2: 1,
  referenceDetectionProbability: 0.8,
  falseAlarmProbability: 1e-6,
  beam: { shape: "uniform", tiltRad: 0, widthRad: radians(30) },
  rangeRateMinMps: 0,
  groundClutter: null,
  crossSectionsM2: {},
};

const geometryOf = (
  radar: Partial<RadarModel>,
  terrain: HeightGrid | null = null,
): SensorGeometry => {
  const spec: SensorSpec = {
    id: sensorId("r"),
    name: "r",
    kind: "radar",
    position: { ...SITE.origin, heightM: 60 },
    azimuthOffsetRad: 0,
    rangeOffsetM: 0,
    coverage: {
      rangeMinM: 0,
      rangeMaxM: 60_000,
      azimuthFromRad: 0,
      azimuthWidthRad: 2 * Math.PI,
      elevationMinRad: radians(-5),
      elevationMaxRad: radians(90),
      horizon: true,
    },
    radar: { ...RADAR, ...radar },
    detectionProbability: 0.98,
    falseDetectionsPerSweep: 1,
    periodUs: 1_000_000,
    staleAfterUs: 5_000_000,
    commonCauseGroup: null,
    authenticated: true,
  };
  return createSensorGeometry(SITE, spec, SITE.origin.heightM, terrain);
};

const target = (crossSectionM2: number, velocityMps: number[] | null = null): CoverageTarget => ({
  crossSectionM2,
  velocityMps,
  rangeRateSigmaMps: 0,
});

const north = (distanceM: number, heightM: number): readonly [number, number, number] => [
  0,
  distanceM,
  upAtHeight(SITE, 0, distanceM, 40 + heightM),
];

describe("a radar by its equation", () => {
  it("detects as stated at the reference range, and by σ/R⁴ elsewhere", () => {
    const geometry = geometryOf({});
    const [e, n] = north(20_000, 300);
    const u = 20 + Math.sqrt(20_000 ** 2 - n ** 2);
    const at = (scale: number, m2: number): number =>
      detectionProbabilityOf(geometry, undefined, e, scale * n, 20 + scale * (u - 20), target(m2));
    expect(at(1, 1)).toBeCloseTo(0.8, 9);
    // Half the range gives sixteen times the echo: a sixteenth of the cross-section is seen as well there.
    expect(at(0.5, 1 / 16)).toBeCloseTo(0.8, 9);
    expect(at(0.5, 1)).toBeCloseTo(0.98, 9);
    const snr = Math.log(1e-6) / Math.log(0.8) - 1;
    expect(at(1, 0.1)).toBeCloseTo(Math.exp(Math.log(1e-6) / (1 + snr / 10)), 9);
  });

  it("never sees more of what is smaller or farther away", () => {
    const geometry = geometryOf({ beam: { shape: "uniform", tiltRad: 0, widthRad: 1 } });
    const distance = fc.double({ min: 500, max: 55_000, noNaN: true });
    const decibels = fc.double({ min: -30, max: 20, noNaN: true });
    fc.assert(
      fc.property(distance, distance, decibels, decibels, (d1, d2, s1, s2) => {
        const p = (d: number, s: number): number =>
          detectionProbabilityOf(geometry, undefined, ...north(d, 3_000), target(10 ** (s / 10)));
        const [near, far] = [Math.min(d1, d2), Math.max(d1, d2)];
        const [small, large] = [Math.min(s1, s2), Math.max(s1, s2)];
        expect(p(near, large)).toBeGreaterThanOrEqual(p(far, large));
        expect(p(near, large)).toBeGreaterThanOrEqual(p(near, small));
      }),
      { seed: 71, numRuns: 500 },
    );
  });

  it("takes what hovers or passes across for clutter, and says so", () => {
    const geometry = geometryOf({ rangeRateMinMps: 8 });
    const place = north(5_000, 200);
    const p = (velocity: number[] | null, sigma = 0): number =>
      detectionProbabilityOf(geometry, undefined, ...place, {
        ...target(1, velocity),
        rangeRateSigmaMps: sigma,
      });
    expect([p([0, 0, 0]), p([40, 0, 0])]).toEqual([0, 0]);
    expect(p([0, -40, 0])).toBeCloseTo(0.98, 6);
    expect(p(null)).toBeCloseTo(0.98, 6);
    // Right at the limit, an uncertain speed is seen half the time.
    expect(p([0, 8.006, 0], 1)).toBeCloseTo(0.49, 2);
    const links = detectionProbability(geometry, undefined, place, target(1, [40, 0, 0])).links;
    const speed = links.find((link) => link.link === "speed")!;
    expect(speed).toMatchObject({ ok: false, reason: "BELOW_DOPPLER", leastMps: 8 });
    expect(links.filter((link) => !link.ok).length).toBe(1);
  });

  it("loses what flies over or under its beam", () => {
    const beam = { shape: "gaussian", tiltRad: radians(5), widthRad: radians(4) } as const;
    const geometry = geometryOf({ beam });
    const at = (elevationDeg: number): number => {
      const up = 20 + 10_000 * Math.tan(radians(elevationDeg));
      return detectionProbabilityOf(geometry, undefined, 0, 10_000, up, target(1));
    };
    expect(at(5)).toBeGreaterThan(0.97);
    expect(at(12)).toBeLessThan(0.001);
    expect(at(0.5)).toBeLessThan(at(2));
  });

  it("is drowned by echoes of the ground where they are not filtered out", () => {
    const clutter = {
      gamma: 0.03,
      azimuthBeamWidthRad: radians(2),
      rangeResolutionM: 75,
      improvement: 1,
    };
    const place = north(4_000, 60);
    const p = (improvement: number): number =>
      detectionProbabilityOf(
        geometryOf({ groundClutter: { ...clutter, improvement } }),
        undefined,
        ...place,
        target(0.03),
      );
    expect(p(1)).toBeLessThan(1e-4);
    expect(p(1e5)).toBeGreaterThan(0.8);
    expect(p(1e12)).toBeCloseTo(
      detectionProbabilityOf(geometryOf({}), undefined, ...place, target(0.03)),
      6,
    );
  });

  it("answers for all classes at once as for each alone", () => {
    const geometry = geometryOf({ rangeRateMinMps: 5, crossSectionsM2: { multirotor: 0.005 } });
    const sections = crossSectionsOf(geometry.spec.radar, OBJECT_CLASSES);
    expect(crossSectionOf(geometry.spec.radar, "multirotor")).toBe(0.005);
    const out = new Float64Array(OBJECT_CLASSES.length);
    const state = [7, ...north(9_000, 150), 3, -9, 1];
    detectionProbabilities(
      geometry,
      undefined,
      { state, offset: 1, rangeRateSigmaMps: 2 },
      sections,
      out,
    );
    out.forEach((p, i) =>
      expect(p).toBeCloseTo(
        detectionProbabilityOf(geometry, undefined, state[1], state[2], state[3], {
          crossSectionM2: sections[i],
          velocityMps: [3, -9, 1],
          rangeRateSigmaMps: 2,
        }),
        12,
      ),
    );
    expect(new Set(out).size).toBeGreaterThan(3);
  });
});

describe("a sensor among hills", () => {
  const ridge = new HeightGrid(
    { westM: -20_000, southM: -20_000, spacingM: 200, columns: 201, rows: 201 },
    Float32Array.from({ length: 201 * 201 }, (_, at) =>
      Math.abs(-20_000 + 200 * Math.floor(at / 201) - 5_000) < 150 ? 160 : 40,
    ),
  );
  const geometry = geometryOf({}, ridge);

  it("does not see behind the ridge, and names it", () => {
    const hidden = detectionProbability(geometry, undefined, north(8_000, 100), target(1));
    expect(hidden.probability).toBe(0);
    const failed = hidden.links.filter((link) => !link.ok);
    expect(failed.map((link) => [link.link, link.reason])).toEqual([["terrain", "TERRAIN"]]);
    const terrain = failed[0];
    if (terrain.link !== "terrain") throw new Error("the terrain link");
    expect(terrain.obstacle!.distanceM).toBeCloseTo(5_000, -3);
    // The crest stands 100 m above the antenna at 5 km, and so hides up to 160 m above it at 8 km: 80 m more than 100 m up.
    expect(terrain.marginM!).toBeCloseTo(-80, -1);
    const over = detectionProbability(geometry, undefined, north(8_000, 185), target(1));
    expect(over.links.every((link) => link.ok)).toBe(true);
    expect(over.probability).toBeGreaterThan(0.9);
  });

  it("blames the Earth, not the hill, for what lies below the horizon of the lowest ground", () => {
    const far = detectionProbability(geometry, undefined, north(50_000, 20), target(1));
    expect(far.links.find((link) => !link.ok)?.reason).toBe("BELOW_HORIZON");
  });

  it("hears over the hill what needs no line of sight", () => {
    const { spec } = geometry;
    const ear = { ...spec, coverage: { ...spec.coverage, horizon: false } };
    const heard = createSensorGeometry(SITE, ear, 40, ridge);
    expect(
      detectionProbabilityOf(heard, undefined, ...north(8_000, 100), target(1)),
    ).toBeGreaterThan(0);
  });
});

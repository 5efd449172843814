import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { createEnvironment } from "../motion/environment.ts";
import type { Area } from "../policy/area.ts";
import type { CourseComponent, ImpactComponent, Projection } from "../projection/projection.ts";
import { areaId, trackId } from "../units/ids.ts";
import { type AssessOptions, assessArea } from "./assess.ts";

const NOW_US = 1_700_000_000_000_000;
const env = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind(),
);
const options: AssessOptions = { nowUs: NOW_US, horizonS: 120, environment: env };

const areaOf = (east: number, north: number, half: number, bufferM = 0): Area => ({
  id: areaId(`${east},${north}`),
  name: "a",
  owner: "o",
  protection: "protected",
  rings: [
    [
      east - half,
      north - half,
      east + half,
      north - half,
      east + half,
      north + half,
      east - half,
      north + half,
    ],
  ],
  groundHeightM: 40,
  people: 1,
  shelterS: 10,
  bufferM,
});

const impact = (eastM: number, northM: number, sigmaM: number, weight = 1): ImpactComponent => ({
  kind: "impact",
  model: "ballistic",
  weight,
  eastM,
  northM,
  covarianceEeM2: sigmaM * sigmaM,
  covarianceEnM2: 0,
  covarianceNnM2: sigmaM * sigmaM,
  impactUs: NOW_US + 20_000_000,
  impactSigmaS: 1,
  speedMps: 200,
});
const course = (mean: number[], weight = 1): CourseComponent => {
  const covariance = Array.from({ length: 36 }, () => 0);
  for (let i = 0; i < 3; i++) covariance[i * 7] = 100;
  for (let i = 3; i < 6; i++) covariance[i * 7] = 1;
  return { kind: "course", model: "powered", weight, mean, covariance };
};
const projection = (...components: Projection["components"]): Projection => ({
  trackId: trackId("t"),
  fromUs: NOW_US,
  components,
});

describe("an impact", () => {
  test("in the area: probability, depth in metres and sigmas, window", () => {
    const got = assessArea(projection(impact(20, 0, 50)), areaOf(0, 0, 100), options);
    // Φ(80/50) − Φ(−120/50) times Φ(2) − Φ(−2).
    expect(got.probability).toBeCloseTo((0.945200708 - 0.008197536) * 0.954499736, 7);
    expect(got.impactProbability).toBe(got.probability);
    expect(got.reachProbability).toBe(0);
    expect(got.missDistanceM).toBeCloseTo(-80, 9);
    expect(got.missSigmas).toBeCloseTo(-1.6, 9);
    expect(got.arrivalFromUs).toBe(NOW_US + 20_000_000 - 1_644_854);
    expect(got.arrivalToUs).toBe(NOW_US + 20_000_000 + 1_644_854);
    expect([got.heightM, got.model]).toEqual([null, "ballistic"]);
  });
  test("outside: how far, and how many sigmas", () => {
    const got = assessArea(projection(impact(300, 0, 50)), areaOf(0, 0, 100), options);
    expect(got.missDistanceM).toBeCloseTo(200, 9);
    expect(got.missSigmas).toBeCloseTo(4, 9);
    expect(got.probability).toBeLessThan(4e-5);
  });
  test("far off: nothing, and at least so far", () => {
    const got = assessArea(projection(impact(5000, 0, 50)), areaOf(0, 0, 100), options);
    expect(got.probability).toBe(0);
    expect(got.missDistanceM).toBeGreaterThan(4700);
    expect(got.missDistanceM).toBeLessThanOrEqual(4900);
  });
  test("does not count the buffer, which is for courses", () => {
    const bare = assessArea(projection(impact(300, 0, 50)), areaOf(0, 0, 100), options);
    const wide = assessArea(projection(impact(300, 0, 50)), areaOf(0, 0, 100, 400), options);
    expect(wide.probability).toBe(bare.probability);
  });
});

describe("a course", () => {
  test("into the area: reach, height above the ellipsoid, window", () => {
    const got = assessArea(
      projection(course([-2000, 0, 200, 40, 0, -1])),
      areaOf(0, 0, 200),
      options,
    );
    expect(got.reachProbability).toBeGreaterThan(0.9);
    expect(got.heightM).toBeCloseTo(40 + 200 - 45, 0);
    expect(got.missDistanceM).toBeCloseTo(-200, 6);
    expect(got.arrivalFromUs).toBeGreaterThan(NOW_US + 35_000_000);
    expect(got.arrivalToUs).toBeLessThan(NOW_US + 60_000_000);
  });
  test("an old state has its horizon from now", () => {
    const old = { ...projection(course([-7000, 0, 200, 40, 0, 0])), fromUs: NOW_US - 60_000_000 };
    expect(assessArea(old, areaOf(0, 0, 200), options).reachProbability).toBeGreaterThan(0.15);
    const fresh = projection(course([-7000, 0, 200, 40, 0, 0]));
    expect(assessArea(fresh, areaOf(0, 0, 200), options).reachProbability).toBeLessThan(0.05);
  });
  test("without an environment the height is not known", () => {
    const bare = { nowUs: NOW_US, horizonS: 120 };
    expect(
      assessArea(projection(course([-2000, 0, 200, 40, 0, 0])), areaOf(0, 0, 200), bare).heightM,
    ).toBeNull();
  });
  test("away from everything: nothing", () => {
    const got = assessArea(projection(course([-2000, 0, 200, -40, 0, 0])), areaOf(0, 0, 200), {
      ...options,
      manoeuvreDensityM2Ps3: 0.1,
    });
    expect([got.probability, got.arrivalFromUs, got.arrivalToUs, got.heightM]).toEqual([
      0,
      null,
      null,
      null,
    ]);
    expect(got.missDistanceM).toBeGreaterThan(1700);
  });
});

describe("a mixture", () => {
  test("adds up by weight; the greatest share governs, all shares widen the window", () => {
    const area = areaOf(0, 0, 200);
    const both = projection(impact(0, 0, 50, 0.4), course([-2000, 0, 200, 40, 0, 0], 0.6));
    const got = assessArea(both, area, options);
    const alone = assessArea(projection(impact(0, 0, 50)), area, options).probability;
    expect(got.impactProbability).toBeCloseTo(0.4 * alone, 12);
    expect(got.probability).toBeCloseTo(got.impactProbability + got.reachProbability, 12);
    expect(got.model).toBe("powered");
    expect(got.arrivalFromUs).toBe(NOW_US + 20_000_000 - 1_644_854);
    expect(got.arrivalToUs).toBeGreaterThan(NOW_US + 45_000_000);
  });
  test("a law that does not come here does not widen the window", () => {
    const both = projection(impact(3000, 0, 50, 0.5), course([-2000, 0, 200, 40, 0, 0], 0.5));
    const got = assessArea(both, areaOf(0, 0, 200), options);
    expect(got.arrivalFromUs).toBeGreaterThan(NOW_US + 35_000_000);
  });
  test("of nothing is no threat", () => {
    expect(assessArea(projection(), areaOf(0, 0, 200), options).probability).toBe(0);
  });
});

test("skipped areas are those of no probability", () => {
  let skipped = 0;
  for (let east = -8000; east <= 8000; east += 400) {
    for (let north = -8000; north <= 8000; north += 400) {
      const area = areaOf(east, north, 150, 50);
      const one = projection(course([-500, 300, 200, 30, 12, 0]));
      const got = assessArea(one, area, options);
      if (got.arrivalFromUs !== null) continue;
      skipped++;
      // A slightly worse known velocity is not skipped so soon: what it finds bounds what was left out.
      const looser = { ...one, components: [{ ...course([-500, 300, 200, 30, 12, 0]) }] };
      const covariance = [...looser.components[0].covariance];
      covariance[21] = 1.5;
      covariance[28] = 1.5;
      const loose = assessArea(projection({ ...looser.components[0], covariance }), area, options);
      expect(loose.probability).toBeLessThan(1e-6);
    }
  }
  expect(skipped).toBeGreaterThan(300);
});

describe("what comes after the horizon", () => {
  const later = (mean: number[]): boolean =>
    assessArea(projection(course(mean)), areaOf(0, 0, 100), options).comesLater;

  test.each<[string, number[], boolean]>([
    ["straight in, 160 s away", [8000, 0, 100, -50, 0, 0], true],
    ["straight in, 100 s away: it counts by its probability", [5000, 0, 100, -50, 0, 0], false],
    ["straight away from it", [8000, 0, 100, 50, 0, 0], false],
    ["hovering far off", [8000, 0, 100, -0.5, 0, 0], false],
    ["aside by less than its course is uncertain by then", [8000, 900, 100, -50, 0, 0], true],
    ["aside by far more", [8000, 7000, 100, -50, 0, 0], false],
  ])("%s", (_, mean, expected) => expect(later(mean)).toBe(expected));

  test("is never an impact", () => {
    const got = assessArea(projection(impact(9000, 0, 50)), areaOf(0, 0, 100), options);
    expect(got.comesLater).toBe(false);
  });
});

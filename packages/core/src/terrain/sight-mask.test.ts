import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EFFECTIVE_EARTH_RADIUS_M } from "../units/constants.ts";
import { findObstacle } from "./find-obstacle.ts";
import { HeightGrid } from "./height-grid.ts";
import { SightMask } from "./sight-mask.ts";

const COUNT = 201;
const SPACING_M = 100;
const HALF_M = (SPACING_M * (COUNT - 1)) / 2;
const LAYOUT = {
  westM: -HALF_M,
  southM: -HALF_M,
  spacingM: SPACING_M,
  columns: COUNT,
  rows: COUNT,
};

const gridOf = (height: (e: number, n: number) => number): HeightGrid =>
  new HeightGrid(
    LAYOUT,
    Float32Array.from({ length: COUNT * COUNT }, (_, at) =>
      height(-HALF_M + SPACING_M * (at % COUNT), -HALF_M + SPACING_M * Math.floor(at / COUNT)),
    ),
  );

/** The line of sight by brute force: over the 4/3 Earth its height at s is that of the chord less the bulge s(D − s)/2R. */
function leastClearance(
  grid: HeightGrid,
  eye: readonly [number, number, number],
  target: readonly [number, number, number],
): number {
  const [ee, en, eh] = eye;
  const [te, tn, th] = target;
  const distance = Math.hypot(te - ee, tn - en);
  let least = Infinity;
  for (let s = 10; s < distance; s += 10) {
    const share = s / distance;
    const ground = grid.heightAt(ee + share * (te - ee), en + share * (tn - en));
    const bulge = (s * (distance - s)) / (2 * EFFECTIVE_EARTH_RADIUS_M);
    const clearance = eh + share * (th - eh) - bulge - ground;
    // What it means at the target: by how much it could sink.
    least = Math.min(least, clearance / share);
  }
  return least;
}

describe("SightMask", () => {
  it("meets the horizon formula over level ground", () => {
    const flat = gridOf(() => 200);
    const mask = new SightMask(flat, { eastM: 0, northM: 0, heightM: 202, reachM: 60_000 });
    const horizon = (h: number): number => Math.sqrt(2 * EFFECTIVE_EARTH_RADIUS_M * h);
    const edgeM = horizon(2) + horizon(3);
    for (const bearing of [0, 0.3, 2, 5]) {
      const at = (d: number): number =>
        mask.clearanceSlope(d * Math.sin(bearing), d * Math.cos(bearing), 203);
      expect(at(edgeM - 30)).toBeGreaterThan(0);
      expect(at(edgeM + 30)).toBeLessThan(0);
    }
  });

  it("is hidden behind a wall by similar triangles, and not before or beside it", () => {
    const wall = gridOf((e, n) => (Math.abs(n - 4_000) < 50 && Math.abs(e) < 3_000 ? 100 : 0));
    const mask = new SightMask(wall, { eastM: 0, northM: 0, heightM: 20, reachM: 10_000 });
    const bulge = (s: number, d: number): number => (s * (d - s)) / (2 * EFFECTIVE_EARTH_RADIUS_M);
    // The crest at 4 km lifts the shadow's edge at 8 km to 20 + 2·(80 + bulge).
    const edgeM = 20 + 2 * (80 + bulge(4_000, 8_000));
    expect(mask.clearanceSlope(0, 8_000, edgeM + 2)).toBeGreaterThan(0);
    expect(mask.clearanceSlope(0, 8_000, edgeM - 2)).toBeLessThan(0);
    expect(mask.clearanceSlope(0, 3_800, 10)).toBeGreaterThan(0);
    expect(mask.clearanceSlope(8_000, 4_000, 10)).toBeGreaterThan(0);
  });

  it("does not cut off a crest that lies on a line of posts, from wherever it is looked at", () => {
    const ridge = gridOf((_, n) => Math.max(0, 60 - Math.abs(n - 4_000) * 0.6));
    for (const [eastM, northM] of [
      [0, 37],
      [41, 0],
      [-63, -950],
      [3_017, 612],
    ]) {
      const mask = new SightMask(ridge, { eastM, northM, heightM: 20, reachM: 10_000 });
      for (const bearing of [-0.6, -0.2, 0.01, 0.45]) {
        const crestM = (4_000 - northM) / Math.cos(bearing);
        const d = 2 * crestM;
        const edgeM = 20 + 2 * (40 + (crestM * crestM) / (2 * EFFECTIVE_EARTH_RADIUS_M));
        const at = (heightM: number): number =>
          mask.clearanceSlope(
            eastM + d * Math.sin(bearing),
            northM + d * Math.cos(bearing),
            heightM,
          );
        expect(at(edgeM + 1)).toBeGreaterThan(0);
        expect(at(edgeM - 1)).toBeLessThan(0);
      }
    }
  });

  it("lifts an eye that stands in the ground onto it", () => {
    const mask = new SightMask(
      gridOf(() => 50),
      {
        eastM: 0,
        northM: 0,
        heightM: 30,
        reachM: 5_000,
      },
    );
    expect(mask.eyeHeightM).toBe(51);
    expect(mask.clearanceSlope(0, 4_000, 52)).toBeGreaterThan(0);
  });

  it("agrees with a brute-force march through hills, but within a few metres of the shadow's edge", () => {
    let hidden = 0;
    let compared = 0;
    let near = 0;
    const wrong: unknown[] = [];
    const wave = fc.double({ min: 1_500, max: 6_000, noNaN: true });
    const place = fc.integer({ min: -9_000, max: 9_000 });
    fc.assert(
      fc.property(
        fc.tuple(wave, wave, fc.double({ min: 20, max: 250, noNaN: true })),
        fc.tuple(place, place),
        fc.array(fc.tuple(place, place, fc.integer({ min: 2, max: 400 })), {
          minLength: 20,
          maxLength: 20,
        }),
        ([first, second, amplitudeM], [ee, en], targets) => {
          const grid = gridOf(
            (e, n) =>
              amplitudeM * (2 + Math.sin(e / first) * Math.cos(n / second) + Math.sin(n / first)),
          );
          const eyeM = grid.heightAt(ee, en) + 15;
          const mask = new SightMask(grid, {
            eastM: ee,
            northM: en,
            heightM: eyeM,
            reachM: 30_000,
          });
          for (const [te, tn, above] of targets) {
            const heightM = grid.heightAt(te, tn) + above;
            const truth = leastClearance(grid, [ee, en, eyeM], [te, tn, heightM]);
            const seen = mask.clearanceSlope(te, tn, heightM) >= 0;
            compared++;
            if (truth < 0) hidden++;
            if (Math.abs(truth) < 5) near++;
            else if (seen !== truth > 0) wrong.push({ te, tn, above, truth });
          }
        },
      ),
      { seed: 61, numRuns: 150 },
    );
    expect(wrong).toEqual([]);
    expect(compared).toBe(3_000);
    expect(hidden).toBeGreaterThan(300);
    expect(near / compared).toBeLessThan(0.1);
  });

  it("turns with the world: a quarter turn of ground, eye and target changes nothing", () => {
    const hill = (e: number, n: number): number =>
      120 * Math.exp(-((e - 2_000) ** 2 + (n - 1_000) ** 2) / 2e6);
    const mask = new SightMask(gridOf(hill), { eastM: 0, northM: 0, heightM: 15, reachM: 9_000 });
    const turned = new SightMask(
      gridOf((e, n) => hill(n, -e)),
      { eastM: 0, northM: 0, heightM: 15, reachM: 9_000 },
    );
    for (const [e, n, h] of [
      [5_000, 2_500, 60],
      [5_000, 2_500, 400],
      [-3_000, 4_000, 20],
    ])
      expect(turned.clearanceSlope(-n, e, h)).toBeCloseTo(mask.clearanceSlope(e, n, h), 3);
  });
});

describe("findObstacle", () => {
  it("names the crest, and by how much it stands in the way", () => {
    const wall = gridOf((_, n) => (Math.abs(n - 4_000) < 50 ? 100 : 0));
    const eye = { eastM: 0, northM: 0, heightM: 20 };
    const found = findObstacle(wall, eye, { eastM: 0, northM: 8_000, heightM: 20 })!;
    expect(found.distanceM).toBeCloseTo(4_000, -1);
    expect(found.groundHeightM).toBe(100);
    expect(found.riseM).toBeCloseTo(80 + 4_000 ** 2 / (2 * EFFECTIVE_EARTH_RADIUS_M), 1);
    expect(findObstacle(wall, eye, { eastM: 0, northM: 150, heightM: 20 })).toBeNull();
  });
});

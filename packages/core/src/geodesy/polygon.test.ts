import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  circleRing,
  distanceToBoundary,
  distanceToRings,
  pointInRings,
  ringArea,
  signedDistanceToRings,
} from "./polygon.ts";
import { ringsAreSimple, validateRings } from "./validate-rings.ts";

const SEED = { seed: 65, numRuns: 500 };
const SQUARE = [0, 0, 10, 0, 10, 10, 0, 10];
const HOLE = [4, 4, 6, 4, 6, 6, 4, 6];
const coordinate = fc.double({ min: -30, max: 30, noNaN: true });

describe("regions", () => {
  it("know inside, outside and holes", () => {
    expect(pointInRings([SQUARE, HOLE], 2, 2)).toBe(true);
    expect(pointInRings([SQUARE, HOLE], 5, 5)).toBe(false);
    expect(pointInRings([SQUARE, HOLE], 12, 5)).toBe(false);
    expect(distanceToRings([SQUARE, HOLE], 2, 2)).toBe(0);
    expect(distanceToRings([SQUARE, HOLE], 5, 5)).toBe(1);
    expect(signedDistanceToRings([SQUARE, HOLE], 2, 5)).toBe(-2);
    expect(signedDistanceToRings([SQUARE, HOLE], 13, 14)).toBe(5);
  });

  it("give a shared edge to one neighbour only", () => {
    const east = [10, 0, 20, 0, 20, 10, 10, 10];
    for (const n of [0.5, 5, 9.5]) {
      expect([SQUARE, east].filter((ring) => pointInRings([ring], 10, n)).length).toBe(1);
    }
  });

  it("don't depend on where a ring starts or which way it turns", () => {
    const star = [0, 0, 8, -3, 20, 1, 9, 6, 12, 20, 2, 9, -11, 14, -3, 2];
    const flipped: number[] = [];
    for (let i = star.length - 2; i >= 0; i -= 2) flipped.push(star[i], star[i + 1]);
    const turned = [...star.slice(6), ...star.slice(0, 6)];
    fc.assert(
      fc.property(coordinate, coordinate, (e, n) => {
        const inside = pointInRings([star], e, n);
        expect(pointInRings([flipped], e, n)).toBe(inside);
        expect(pointInRings([turned], e, n)).toBe(inside);
        const distance = signedDistanceToRings([star], e, n);
        expect(distance === 0 || distance < 0 === inside).toBe(true);
      }),
      SEED,
    );
  });

  it("have the circle's distance and area", () => {
    const ring = circleRing(3, -4, 10, 720);
    expect(ringArea(ring)).toBeCloseTo(0.5 * 720 * 100 * Math.sin((2 * Math.PI) / 720), 9);
    fc.assert(
      fc.property(coordinate, coordinate, (e, n) => {
        const wanted = Math.sqrt((e - 3) * (e - 3) + (n + 4) * (n + 4)) - 10;
        expect(Math.abs(signedDistanceToRings([ring], e, n) - wanted)).toBeLessThan(1e-3);
      }),
      SEED,
    );
  });

  it("move no faster than the point does", () => {
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (e0, n0, e1, n1) => {
        const rings = [SQUARE, HOLE];
        const step = Math.sqrt((e1 - e0) * (e1 - e0) + (n1 - n0) * (n1 - n0));
        const change = Math.abs(
          signedDistanceToRings(rings, e1, n1) - signedDistanceToRings(rings, e0, n0),
        );
        expect(change).toBeLessThanOrEqual(step + 1e-9);
      }),
      SEED,
    );
  });

  it("have signed area: counterclockwise is positive", () => {
    expect(ringArea(SQUARE)).toBe(100);
    expect(ringArea([0, 0, 0, 10, 10, 10, 10, 0])).toBe(-100);
    expect(distanceToBoundary([], 0, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("validateRings", () => {
  const bad: readonly (readonly [string, readonly (readonly number[])[], RegExp])[] = [
    ["no ring", [], /no outer ring/],
    ["two vertices", [[0, 0, 1, 1]], /fewer than three/],
    ["an odd coordinate", [[0, 0, 1, 1, 2]], /odd number/],
    ["NaN", [[0, 0, 1, Number.NaN, 2, 0]], /not a number/],
    ["a line", [[0, 0, 5, 5, 10, 10]], /itself|no area/],
    ["a bow tie", [[0, 0, 10, 10, 10, 0, 0, 10]], /crosses or touches itself/],
    ["a spike", [[0, 0, 10, 0, 15, 0, 10, 0, 10, 10, 0, 10]], /itself/],
    ["a vertex on an edge", [[0, 0, 10, 0, 10, 10, 5, 0, 0, 10]], /itself/],
    ["a closed ring", [[...SQUARE, 0, 0]], /closed by themselves/],
    ["a vertex twice", [[0, 0, 10, 0, 10, 0, 10, 10]], /twice in a row/],
    ["a hole outside", [SQUARE, [20, 20, 22, 20, 21, 22]], /outside/],
    ["a hole across", [SQUARE, [8, 8, 12, 8, 12, 12]], /crosses or touches the outer/],
    ["a hole around", [HOLE, SQUARE], /outside|crosses/],
    ["holes in one another", [SQUARE, HOLE, [4.5, 4.5, 5, 4.5, 5, 5]], /inside the other/],
    ["holes across", [SQUARE, HOLE, [5, 5, 8, 5, 8, 8]], /hole 1/],
  ];
  it.each(bad)("finds %s", (_name, rings, words) => {
    const problems = validateRings(rings);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join(" ")).toMatch(words);
    expect(ringsAreSimple(rings)).toBe(false);
  });

  it("accepts what is right, either way round", () => {
    expect(validateRings([SQUARE, HOLE])).toEqual([]);
    expect(validateRings([[0, 0, 0, 10, 10, 10, 10, 0]])).toEqual([]);
    expect(validateRings([circleRing(0, 0, 500)])).toEqual([]);
    expect(ringsAreSimple([SQUARE, HOLE, [1, 1, 2, 1, 2, 2]])).toBe(true);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pointInRings, type Rings } from "./polygon.ts";
import { ringsCover } from "./rings-cover.ts";

function rectangle(e: number, n: number, width: number, height: number): readonly number[] {
  const [east, north] = [e + width, n + height];
  return [e, n, east, n, east, north, e, north];
}
const SQUARE = rectangle(0, 0, 100, 100);
/** A square without its north-east quarter. */
const ELL = [0, 0, 100, 0, 100, 50, 50, 50, 50, 100, 0, 100];

describe("whether an area holds all of another", () => {
  test.each<[string, Rings, Rings, boolean]>([
    ["itself", [SQUARE], [SQUARE], true],
    ["itself, from another corner", [SQUARE], [[...SQUARE.slice(4), ...SQUARE.slice(0, 4)]], true],
    ["itself, the other way round", [SQUARE], [[0, 0, 0, 100, 100, 100, 100, 0]], true],
    ["one inside", [SQUARE], [rectangle(10, 10, 20, 20)], true],
    ["one around it", [rectangle(10, 10, 20, 20)], [SQUARE], false],
    ["one that lies elsewhere", [SQUARE], [rectangle(200, 0, 20, 20)], false],
    ["one that only touches it", [SQUARE], [rectangle(100, 0, 20, 20)], false],
    ["one that sticks out", [SQUARE], [rectangle(90, 10, 20, 20)], false],
    [
      "one that a cross lies over",
      [rectangle(-50, 40, 200, 20)],
      [rectangle(40, -50, 20, 200)],
      false,
    ],
    ["an area of which a corner was cut", [ELL], [SQUARE], false],
    ["what is left of it", [SQUARE], [ELL], true],
    ["an area in which a hole was cut", [SQUARE, rectangle(40, 40, 20, 20)], [SQUARE], false],
    ["an area whose hole was filled", [SQUARE], [SQUARE, rectangle(40, 40, 20, 20)], true],
    [
      "an area whose hole grew",
      [SQUARE, rectangle(30, 30, 40, 40)],
      [SQUARE, rectangle(40, 40, 20, 20)],
      false,
    ],
    [
      "an area whose hole shrank",
      [SQUARE, rectangle(45, 45, 10, 10)],
      [SQUARE, rectangle(40, 40, 20, 20)],
      true,
    ],
    [
      "exactly its own hole",
      [SQUARE, rectangle(40, 40, 20, 20)],
      [rectangle(40, 40, 20, 20)],
      false,
    ],
    ["an area that lost two millimetres", [rectangle(0.002, 0, 100, 100)], [SQUARE], false],
    ["one rounded in its last digit", [rectangle(1e-7, 0, 100, 100)], [SQUARE], true],
    [
      "a corner moved along its own edge",
      [[0, 0, 60, 0, 100, 0, 100, 100, 0, 100]],
      [SQUARE],
      true,
    ],
  ])("%s", (_, outer, inner, covers) => {
    expect(ringsCover(outer, inner)).toBe(covers);
  });

  /** A star around the origin: no two corners in one direction, so that each half-line from there leaves it once. */
  const star = fc
    .array(fc.double({ min: 20, max: 1000, noNaN: true }), { minLength: 3, maxLength: 12 })
    .map((radii) =>
      radii.flatMap((r, i) => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [r * Math.cos(angle), r * Math.sin(angle)];
      }),
    );

  test("what grew around its middle holds what it was, and the reverse does not", () => {
    fc.assert(
      fc.property(star, fc.double({ min: 1.01, max: 3, noNaN: true }), (ring, by) => {
        const grown = ring.map((x) => x * by);
        expect(ringsCover([grown], [ring])).toBe(true);
        expect(ringsCover([ring], [grown])).toBe(false);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test("says yes only where no place of the inner area lies outside the outer", () => {
    let covered = 0;
    fc.assert(
      fc.property(star, star, fc.double({ min: 1, max: 12, noNaN: true }), (outer, inner, by) => {
        const small = inner.map((x) => x / by);
        const covers = ringsCover([outer], [small]);
        if (covers) covered++;
        let outside = false;
        for (let e = -1000; e <= 1000; e += 40)
          for (let n = -1000; n <= 1000; n += 40)
            outside ||=
              pointInRings([small], e / by, n / by) && !pointInRings([outer], e / by, n / by);
        expect(covers && outside).toBe(false);
      }),
      { seed: 11, numRuns: 300 },
    );
    expect(covered).toBeGreaterThan(20);
  });
});

import { describe, expect, test } from "vitest";
import { circleRing } from "../geodesy/polygon.ts";
import { areaProblems } from "./area-problems.ts";

describe("an outline by which nobody may be warned", () => {
  test.each([
    ["there is none", []],
    ["an empty one", [[]]],
    ["two corners", [[0, 0, 100, 0]]],
    ["no surface", [[0, 0, 100, 0, 50, 0]]],
    ["one that crosses itself", [[0, 0, 100, 100, 100, 0, 0, 100]]],
    ["a corner that is no number", [[0, 0, 100, 0, Number.NaN, 100]]],
    ["a corner at the end of the world", [[0, 0, 100, 0, Number.POSITIVE_INFINITY, 100]]],
    ["one that is half a country", [circleRing(0, 0, 26_000, 64)]],
    ["one that lies elsewhere", [circleRing(60_000, 0, 200, 64)]],
    ["a hole beside it", [circleRing(0, 0, 100, 16), circleRing(500, 0, 10, 16)]],
  ])("%s", (_, rings) => {
    expect(areaProblems(rings).length).toBeGreaterThan(0);
  });

  test.each([
    ["a house", [circleRing(0, 0, 10, 8)]],
    ["a region", [circleRing(0, 0, 25_000, 64)]],
    ["with a hole", [circleRing(0, 0, 100, 16), circleRing(0, 0, 10, 16)]],
  ])("but %s is sound", (_, rings) => {
    expect(areaProblems(rings)).toEqual([]);
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AreaSet,
  areaSetOf,
  EVERY_AREA,
  holdsArea,
  isSameAreaSet,
  NO_AREA,
} from "../broadcast/area-set.ts";
import { watchViewOf } from "./watch-view.ts";

const AREAS = ["a", "b", "c", "d", "e"];
const RUNS = { seed: 20_261_130, numRuns: 2_000 };
const chosen = fc.subarray(AREAS);
const areaSet = fc.record<AreaSet>({
  extent: fc.constantFrom("only", "all-but"),
  areas: chosen,
});
const said = fc.oneof(areaSet, fc.constant("untold" as const), fc.constant(undefined));

test("a set of areas holds those that were chosen, and names the fewer", () => {
  fc.assert(
    fc.property(chosen, (held) => {
      const set = areaSetOf(new Set(held), AREAS, 2);
      expect(AREAS.filter((area) => holdsArea(set, area))).toEqual(held);
      expect(set.areas.length).toBeLessThanOrEqual(2);
    }),
    RUNS,
  );
  expect(areaSetOf(new Set(), [], 2)).toEqual(NO_AREA);
  expect(areaSetOf(new Set(AREAS), AREAS, 2)).toEqual(EVERY_AREA);
});

test("where neither side fits into the names, every area is meant: nobody is told of a calm that is none", () => {
  expect(areaSetOf(new Set(["a", "b"]), AREAS, 1)).toEqual(EVERY_AREA);
  expect(areaSetOf(new Set(["a"]), AREAS, 1)).toEqual({ extent: "only", areas: ["a"] });
});

test("sets are the same in whatever order they name areas", () => {
  const of = (...areas: readonly string[]): AreaSet => ({ extent: "only", areas });
  expect(isSameAreaSet(of("a", "b"), of("b", "a"))).toBe(true);
  expect(isSameAreaSet(of("a"), of("b"))).toBe(false);
  expect(isSameAreaSet(of("a"), of("a", "b"))).toBe(false);
  expect(isSameAreaSet(NO_AREA, EVERY_AREA)).toBe(false);
});

test("an area is watched where one post that is heard watches it, whatever the others say", () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (posts) => {
      const { unwatched, untold } = watchViewOf(posts);
      for (const area of AREAS) {
        const each = posts.map((one) =>
          one === undefined ? "watches" : one === "untold" ? one : holdsArea(one, area),
        );
        const isWatched = each.some((one) => one === "watches" || one === false);
        expect(holdsArea(untold, area)).toBe(!isWatched && each.includes("untold"));
        expect(holdsArea(unwatched, area)).toBe(!isWatched && !each.includes("untold"));
      }
    }),
    RUNS,
  );
  expect(watchViewOf([])).toEqual({ unwatched: NO_AREA, untold: NO_AREA });
});

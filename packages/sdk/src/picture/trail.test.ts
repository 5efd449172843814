import { expect, test } from "vitest";
import { PICTURE_LIMITS } from "./picture.ts";
import { createTrail, extendTrail } from "./trail.ts";

test("a long flight keeps its beginning and its end in a bounded number of points", () => {
  const trail = createTrail();
  for (let second = 0; second < 1_000; second += 1)
    extendTrail(trail, second * 1e6, [second / 1e4, 0]);
  expect(trail.points.length).toBeLessThanOrEqual(PICTURE_LIMITS.trailPoints);
  expect(trail.points.length).toBeGreaterThan(PICTURE_LIMITS.trailPoints / 2 - 1);
  expect(trail.points[0]).toEqual([0, 0]);
  expect(trail.points.at(-1)?.[0]).toBeGreaterThan(0.095);
});

test("what comes sooner than the spacing is left out", () => {
  const trail = createTrail([[1, 1]]);
  extendTrail(trail, 5e6, [2, 2]);
  extendTrail(trail, 5.25e6, [3, 3]);
  extendTrail(trail, 6e6, [4, 4]);
  expect(trail.points).toEqual([
    [1, 1],
    [2, 2],
    [4, 4],
  ]);
});

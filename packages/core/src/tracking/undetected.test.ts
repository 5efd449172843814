import { expect, test } from "vitest";
import { geometryOf, radar, START_US, sweepLook } from "./tracker-world.test-support.ts";
import { UndetectedObjects } from "./undetected.ts";

const sensor = {
  index: 0,
  geometry: geometryOf(radar({ detectionProbability: 0.9 })),
  sizesOfClasses: null,
};

test("each sweep takes what it would have shown, a sector its share, and a report without a sweep nothing", () => {
  const undetected = new UndetectedObjects();
  const before = undetected.count;
  undetected.sweep({ ...sweepLook(0, []), sweep: null }, sensor);
  expect(undetected.count).toBe(before);
  undetected.sweep(sweepLook(0, []), sensor);
  expect(undetected.count).toBeCloseTo(0.1 * before, 12);
  const half = { azimuthFromRad: 0, azimuthWidthRad: Math.PI };
  undetected.sweep({ ...sweepLook(0, []), sweep: half }, sensor);
  expect(undetected.count).toBeCloseTo(0.1 * before * 0.55, 12);
});

test("what appears and what lands balance in the end, time does not go back, and a restored one goes on", () => {
  const undetected = new UndetectedObjects();
  undetected.sweep(sweepLook(0, []), sensor);
  undetected.advance(START_US);
  const swept = undetected.count;
  undetected.advance(START_US + 1_000_000);
  expect(undetected.count).toBeGreaterThan(swept);
  const after = undetected.count;
  undetected.advance(START_US);
  expect(undetected.count).toBe(after);
  const other = new UndetectedObjects();
  other.restore(undetected.state());
  for (const one of [undetected, other]) one.advance(START_US + 1e12);
  expect(other.count).toBe(undetected.count);
  // However long nobody looked, it is bounded by where it began.
  expect(undetected.count).toBeLessThanOrEqual(new UndetectedObjects().count);
});

import { expect, test } from "vitest";
import { circleRing, ringArea, signedDistanceToRings } from "../geodesy/polygon.ts";
import { widenedRing } from "./widened-ring.ts";

const SQUARE = [0, 0, 100, 0, 100, 100, 0, 100];
const turned = (ring: readonly number[]): number[] =>
  Array.from({ length: ring.length / 2 }, (_, i) =>
    ring.slice(-2 * i - 2, ring.length - 2 * i),
  ).flat();

test("every edge of a square moves out by as much, whichever way round it turns", () => {
  expect(widenedRing(SQUARE, 10)).toEqual([-10, -10, 110, -10, 110, 110, -10, 110]);
  expect(Math.abs(ringArea(widenedRing(turned(SQUARE), 10)))).toBeCloseTo(120 * 120, 6);
  expect(widenedRing(SQUARE, 0)).toEqual(SQUARE);
});

test("the old outline lies as deep inside the new one as it was widened", () => {
  const circle = circleRing(500, -200, 150, 64);
  const wide = [widenedRing(circle, 40)];
  for (let i = 0; i < circle.length; i += 2)
    expect(signedDistanceToRings(wide, circle[i], circle[i + 1])).toBeCloseTo(-40, 6);
});

test("a sharp corner is blunted", () => {
  const needle = [0, 0, 1_000, -5, 1_000, 5];
  const wide = widenedRing(needle, 10);
  expect(Math.hypot(wide[0], wide[1])).toBeLessThanOrEqual(20 + 1e-9);
});

import { expect, test } from "vitest";
import { existenceAfterMiss, SURVIVAL_S, surviveExistence } from "./existence.ts";

test("a miss costs what the sensor would have shown, and nothing where it shows nothing", () => {
  expect(existenceAfterMiss(0.5, 0.9)).toBeCloseTo(0.05 / 0.55, 12);
  expect(existenceAfterMiss(0.5, 0)).toBe(0.5);
});

test("time wears it down, and no certainty is reached", () => {
  expect(surviveExistence(0.8, SURVIVAL_S)).toBeCloseTo(0.8 / Math.E, 12);
  expect(surviveExistence(1, 0)).toBeLessThan(1);
  expect(surviveExistence(0.5, 1e6)).toBeGreaterThan(0);
  expect(existenceAfterMiss(1e-6, 0.98)).toBeGreaterThan(0);
});

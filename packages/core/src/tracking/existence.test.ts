import { expect, test } from "vitest";
import { existenceAfterHit, existenceAfterMiss, surviveExistence } from "./existence.ts";

test("a hit is Bayes' rule on the likelihood ratio", () => {
  const ratio = 1 - 0.9 + 0.9 * 50;
  const expected = (0.2 * ratio) / (0.8 + 0.2 * ratio);
  expect(existenceAfterHit(0.2, 0.9, Math.log(50))).toBeCloseTo(expected, 12);
});

test("a miss costs what the sensor would have shown, and nothing where it shows nothing", () => {
  expect(existenceAfterMiss(0.5, 0.9)).toBeCloseTo(0.05 / 0.55, 12);
  expect(existenceAfterMiss(0.5, 0)).toBe(0.5);
});

test("time wears it down, and no certainty is reached", () => {
  expect(surviveExistence(0.8, 300)).toBeCloseTo(0.8 / Math.E, 12);
  expect(existenceAfterHit(0.999, 0.9, 800)).toBeLessThan(1);
  expect(surviveExistence(0.5, 1e9)).toBeGreaterThan(0);
});

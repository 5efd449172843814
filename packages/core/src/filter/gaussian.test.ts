import { expect, test } from "vitest";
import { createGaussian, interactGaussians, mixGaussians, repairGaussian } from "./gaussian.ts";

function filled(seed: number) {
  const gaussian = createGaussian(6);
  for (let i = 0; i < 6; i++) {
    gaussian.mean[i] = Math.sin(seed + i);
    for (let j = 0; j <= i; j++) {
      const value = i === j ? 5 + i + seed : Math.cos(seed * i + j);
      gaussian.covariance[i * 6 + j] = value;
      gaussian.covariance[j * 6 + i] = value;
    }
  }
  return gaussian;
}

test("a variance that rounding ate is raised, counted and uncorrelated; −0 becomes 0", () => {
  const state = filled(1);
  expect(repairGaussian(state)).toBe(0);
  state.mean[3] = -0;
  state.covariance[1] = -0;
  state.covariance[28] = -1e-12;
  expect(repairGaussian(state)).toBe(1);
  expect(state.covariance[28]).toBeGreaterThan(0);
  expect(state.covariance[24]).toBe(0);
  expect(Object.is(state.mean[3], 0)).toBe(true);
  expect(Object.is(state.covariance[1], 0)).toBe(true);
});

test("a state that is not finite is a defect, and says so", () => {
  const state = filled(1);
  state.mean[2] = NaN;
  expect(() => repairGaussian(state)).toThrow("finite");
});

test("the mixture has the mixture's mean and covariance, and the interaction is two of them", () => {
  const a = filled(1);
  const b = filled(2);
  const mixed = createGaussian(6);
  mixGaussians(a, b, 0.3, mixed);
  expect(mixed.mean[1]).toBeCloseTo(0.3 * a.mean[1] + 0.7 * b.mean[1], 12);
  const difference = a.mean[1] - b.mean[1];
  const expected = 0.3 * a.covariance[7] + 0.7 * b.covariance[7] + 0.21 * difference * difference;
  expect(mixed.covariance[7]).toBeCloseTo(expected, 12);
  const first = createGaussian(6);
  const second = createGaussian(6);
  interactGaussians(a, b, 0.3, 0.9, first, second);
  const other = createGaussian(6);
  mixGaussians(a, b, 0.9, other);
  for (let i = 0; i < 36; i++) {
    expect(first.covariance[i]).toBeCloseTo(mixed.covariance[i], 12);
    expect(second.covariance[i]).toBeCloseTo(other.covariance[i], 12);
  }
});

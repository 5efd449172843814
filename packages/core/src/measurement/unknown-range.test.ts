import fc from "fast-check";
import { expect, test } from "vitest";
import { unknownRange } from "./unknown-range.ts";

test("is the mean and the spread of points strewn evenly over the sector", () => {
  const range = fc.double({ min: 0, max: 5e4, noNaN: true });
  fc.assert(
    fc.property(range, range, (a, b) => {
      const [rangeMinM, rangeMaxM] = [Math.min(a, b), Math.max(a, b) + 1];
      const { rangeM, sigmaM } = unknownRange({ rangeMinM, rangeMaxM });
      // The midpoint rule over p(r) ∝ r.
      const steps = 2_000;
      const width = (rangeMaxM - rangeMinM) / steps;
      let [weight, first, second] = [0, 0, 0];
      for (let i = 0; i < steps; i++) {
        const r = rangeMinM + (i + 0.5) * width;
        weight += r;
        first += r * r;
        second += r * r * r;
      }
      const mean = first / weight;
      expect(Math.abs(rangeM - mean)).toBeLessThan(1e-5 * rangeMaxM);
      const variance = second / weight - mean * mean;
      expect(Math.abs(sigmaM * sigmaM - variance)).toBeLessThan(1e-5 * rangeMaxM * rangeMaxM);
    }),
    { seed: 20_261_128 },
  );
});

test("reaches what the text says: two thirds of the reach, and 0.24 of it", () => {
  const { rangeM, sigmaM } = unknownRange({ rangeMinM: 0, rangeMaxM: 9_000 });
  expect(rangeM).toBeCloseTo(6_000, 6);
  expect(sigmaM).toBeCloseTo(9_000 / Math.sqrt(18), 6);
});

test("a least distance beyond the greatest is that one distance", () => {
  const { rangeM, sigmaM } = unknownRange({ rangeMinM: 500, rangeMaxM: 400 });
  expect([rangeM, sigmaM]).toEqual([400, 0]);
});

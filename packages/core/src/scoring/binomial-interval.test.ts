import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialCumulative, binomialInterval, rateOf } from "./binomial-interval.ts";
import { medianSummary, orderSummary } from "./order-summary.ts";

const SEED = 20_261_129;

describe("binomialCumulative", () => {
  test("is the sum of Pascal's triangle", () => {
    // n = 6: 1 6 15 20 15 6 1 of 64.
    for (const [k, sum] of [1, 7, 22, 42, 57, 63, 64].entries())
      expect(binomialCumulative(k, 6, 0.5) * 64).toBeCloseTo(sum, 12);
    expect(binomialCumulative(1, 3, 0.2)).toBeCloseTo(0.8 ** 3 + 3 * 0.2 * 0.8 ** 2, 14);
  });

  test("is right where the terms underflow", () => {
    expect(binomialCumulative(9_000, 10_000, 0.1)).toBe(1);
    expect(binomialCumulative(1_000, 10_000, 0.9)).toBe(0);
    // Poisson's limit: P(0) of a mean of 2.
    expect(binomialCumulative(0, 1_000_000, 2e-6)).toBeCloseTo(Math.exp(-2), 6);
  });
});

describe("binomialInterval", () => {
  test("is the published one", () => {
    // 8 of 10 and 1 of 20 as in statistical tables; 0 of n has the closed form 1 − (α/2)^(1/n).
    expect(binomialInterval(8, 10).from).toBeCloseTo(0.4439, 4);
    expect(binomialInterval(8, 10).to).toBeCloseTo(0.9748, 4);
    expect(binomialInterval(1, 20).from).toBeCloseTo(0.00127, 5);
    expect(binomialInterval(1, 20).to).toBeCloseTo(0.24873, 5);
    expect(binomialInterval(0, 1_000)).toEqual({
      from: 0,
      to: expect.closeTo(1 - 0.025 ** 0.001, 10) as number,
    });
  });

  test("says nothing where nothing was tried", () => {
    expect(rateOf(0, 0)).toEqual({ count: 0, of: 0, share: null, from: 0, to: 1 });
  });

  test("holds the chance in at least 95 of 100, whatever it is", () => {
    const n = 25;
    const intervals = Array.from({ length: n + 1 }, (_, k) => binomialInterval(k, n));
    for (let p = 0.01; p < 1; p += 0.01) {
      let held = 0;
      for (let k = 0; k <= n; k++)
        if (intervals[k].from <= p && p <= intervals[k].to)
          held += binomialCumulative(k, n, p) - binomialCumulative(k - 1, n, p);
      expect(held, `p = ${p}`).toBeGreaterThanOrEqual(0.95);
    }
  });

  test("holds the share, mirrors, and narrows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), fc.nat(), (trials, any) => {
        const count = any % (trials + 1);
        const { from, to } = binomialInterval(count, trials);
        expect(from).toBeLessThanOrEqual(count / trials);
        expect(to).toBeGreaterThanOrEqual(count / trials);
        const mirrored = binomialInterval(trials - count, trials);
        expect(mirrored.from).toBeCloseTo(1 - to, 9);
        const more = binomialInterval(10 * count, 10 * trials);
        expect(more.to - more.from).toBeLessThan(to - from);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});

describe("medianSummary", () => {
  test("the middle, and the interval of order statistics as in tables", () => {
    expect(orderSummary([4, 1, 3, 2])).toEqual({ least: 1, median: 2.5, greatest: 4 });
    expect(medianSummary([])).toBeNull();
    expect(medianSummary([5, 4, 3, 2, 1])).toMatchObject({ medianFrom: null, medianTo: null });
    // n = 6: the whole range; n = 10: the second from each end; n = 20: the sixth.
    const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
    expect(medianSummary(upTo(6))).toMatchObject({ count: 6, medianFrom: 1, medianTo: 6 });
    expect(medianSummary(upTo(10))).toMatchObject({ medianFrom: 2, medianTo: 9 });
    expect(medianSummary(upTo(20))).toMatchObject({ medianFrom: 6, medianTo: 15 });
  });
});

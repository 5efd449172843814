import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stream } from "./stream.ts";

const DRAWS = 40_000;
const draw = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const central = (power: (d: number) => number) =>
    values.reduce((sum, x) => sum + power(x - mean), 0) / values.length;
  const variance = central((d) => d * d);
  return {
    mean,
    variance,
    skewness: central((d) => d * d * d) / (variance * Math.sqrt(variance)),
    kurtosis: central((d) => d * d * d * d) / (variance * variance),
  };
}

describe("stream", () => {
  test("the same names give the same numbers, other names other numbers", () => {
    const numbers = (...names: string[]) => draw(8, stream(7, ...names).uint32);
    expect(numbers("radar-1", "noise")).toEqual(numbers("radar-1", "noise"));
    expect(numbers("radar-1", "noise")).not.toEqual(numbers("radar-2", "noise"));
    expect(numbers("radar", "1noise")).not.toEqual(numbers("radar1", "noise"));
    expect(draw(8, stream(8, "radar-1", "noise").uint32)).not.toEqual(numbers("radar-1", "noise"));
  });

  test("what another stream draws in between shifts nothing", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(50), (name, other, extra) => {
        fc.pre(name !== other);
        const alone = draw(5, stream(1, name).unit);
        const mine = stream(1, name);
        const theirs = stream(1, other);
        const mixed = draw(5, () => {
          draw(extra, theirs.normal);
          return mine.unit();
        });
        expect(mixed).toEqual(alone);
      }),
      { seed: 20211107, numRuns: 50 },
    );
  });

  test("unit stays in [0, 1) and is uniform", () => {
    const values = draw(DRAWS, stream(1, "unit").unit);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const { mean, variance } = moments(values);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  test("normal has the moments of a standard Gaussian", () => {
    const { mean, variance, skewness, kurtosis } = moments(draw(DRAWS, stream(1, "normal").normal));
    // Five standard errors: 1/√n, √(2/n), √(6/n), √(24/n).
    expect(Math.abs(mean)).toBeLessThan(0.025);
    expect(Math.abs(variance - 1)).toBeLessThan(0.036);
    expect(Math.abs(skewness)).toBeLessThan(0.062);
    expect(Math.abs(kurtosis - 3)).toBeLessThan(0.123);
  });

  test.each([0, 0.05, 1, 7.5, 60, 500])("poisson(%d) has mean and variance alike", (mean) => {
    const source = stream(1, "poisson", String(mean));
    const found = moments(draw(20_000, () => source.poisson(mean)));
    expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(mean / 20_000));
    expect(Math.abs(found.variance - mean)).toBeLessThanOrEqual(0.08 * mean);
  });

  test("chance draws once whatever its probability", () => {
    const [never, always] = [stream(3, "chance"), stream(3, "chance")];
    expect(never.chance(0)).toBe(false);
    expect(always.chance(1)).toBe(true);
    expect(never.unit()).toBe(always.unit());
  });
});

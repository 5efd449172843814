import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { angleDifference, degrees, radians, TWO_PI, wrapPi, wrapTwoPi } from "./angle.ts";

const SEED = { seed: 20_241, numRuns: 500 };
const angle = fc.double({ min: -1e4, max: 1e4, noNaN: true });

describe("angles", () => {
  it("wraps to (−π, π], the boundary belonging to +π", () => {
    expect(wrapPi(Math.PI)).toBe(Math.PI);
    expect(wrapPi(-Math.PI)).toBe(Math.PI);
    expect(wrapPi(3 * Math.PI)).toBeCloseTo(Math.PI, 12);
    fc.assert(
      fc.property(angle, (a) => {
        const w = wrapPi(a);
        expect(w > -Math.PI && w <= Math.PI).toBe(true);
        expect(Math.sin(w)).toBeCloseTo(Math.sin(a), 9);
        expect(Math.cos(w)).toBeCloseTo(Math.cos(a), 9);
      }),
      SEED,
    );
  });

  it("wraps to [0, 2π), a tiny negative angle to 0", () => {
    expect(wrapTwoPi(-1e-20)).toBe(0);
    expect(Object.is(wrapTwoPi(-0), 0)).toBe(true);
    expect(wrapTwoPi(TWO_PI)).toBe(0);
    expect(wrapTwoPi(-0.5)).toBeCloseTo(TWO_PI - 0.5, 12);
    fc.assert(
      fc.property(angle, (a) => {
        const w = wrapTwoPi(a);
        expect(w >= 0 && w < TWO_PI).toBe(true);
        expect(Math.sin(w)).toBeCloseTo(Math.sin(a), 9);
      }),
      SEED,
    );
  });

  it("differs the short way round", () => {
    expect(angleDifference(radians(5), radians(355))).toBeCloseTo(radians(10), 12);
    expect(angleDifference(radians(355), radians(5))).toBeCloseTo(radians(-10), 12);
    expect(degrees(radians(123.25))).toBeCloseTo(123.25, 12);
  });
});

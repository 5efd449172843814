import fc from "fast-check";
import { expect, test } from "vitest";
import { isOnePoweredState, placeLogLikelihood } from "./one-state.ts";
import { far, near, number, type Parts, secondDetection } from "./second-detection.test-support.ts";

/** What the bound may lack of the true ln likelihood. */
const LACKING_MOST = 0.3;

/** A coarser radar than that of other tests. */
const COARSE = { rangeSigmaM: 40, elevationSigmaRad: 0.003, rangeRateSigmaMps: 2 };
const maybe = (min: number, max: number): fc.Arbitrary<number | null> =>
  fc.option(number(min, max), { freq: 1 });

/** The ln likelihood of a second detection under the bank that a first one began, and what the place alone says of it; null of other banks. */
function asked(
  first: Parts,
  second: Parts,
  dt: number,
  geometry: typeof near,
): { readonly exact: number; readonly byPlace: number } | null {
  const told = secondDetection({ ...COARSE, ...first }, { ...COARSE, ...second }, dt, geometry);
  if (!isOnePoweredState(told.bank, 0)) return null;
  const byPlace = placeLogLikelihood(told.bank, 0, dt, geometry, told.values, 0);
  return { exact: told.exact, byPlace };
}

test("the place alone never makes a detection less likely than the bank does, by more than a trace", () => {
  let told = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(near, far),
      fc.record({ rangeM: number(500, 80_000), azimuthRad: number(-3, 3) }),
      number(0.5, 15),
      fc.record({ along: number(-6, 6), aside: number(-6, 6) }),
      fc.record({
        elevationRad: maybe(0, 0.6),
        rangeRateMps: maybe(-200, 200),
        heightM: maybe(0, 12_000),
      }),
      (geometry, first, dt, { along, aside }, rest) => {
        const spreadM = 100 * dt + 100;
        const rangeM = Math.max(100, first.rangeM + along * spreadM);
        const azimuthRad = first.azimuthRad + (aside * spreadM) / first.rangeM;
        const found = asked(first, { rangeM, azimuthRad, ...rest }, dt, geometry);
        expect(found).not.toBeNull();
        if (found === null) return;
        expect(found.exact).toBeLessThanOrEqual(found.byPlace + LACKING_MOST);
        if (found.byPlace < Infinity) told++;
      },
    ),
    { seed: 4, numRuns: 4_000 },
  );
  expect(told).toBeGreaterThan(1_000);
});

test("of range and azimuth it says what the bank says", () => {
  const first = { rangeM: 30_000, azimuthRad: 1 };
  const at = (rangeM: number, azimuthRad: number) =>
    asked(first, { rangeM, azimuthRad }, 4, near) ?? { exact: NaN, byPlace: NaN };
  const beside = at(30_300, 1.01);
  expect(beside.byPlace).toBeCloseTo(beside.exact, 0);
  expect(at(36_000, 1).byPlace).toBe(-Infinity);
  expect(at(30_000, 1.2).byPlace).toBe(-Infinity);
});

test("a bank of which a way or a height is known is not asked so", () => {
  const first = { rangeM: 30_000, azimuthRad: 1 };
  expect(asked({ ...first, rangeRateMps: 80 }, first, 4, near)).toBeNull();
  expect(asked({ ...first, elevationRad: 0.1 }, first, 4, near)).toBeNull();
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { boundPairings, createPairingBound, mayPair } from "./pairing-bound.ts";
import { far, near, number, type Parts, secondDetection } from "./second-detection.test-support.ts";

const maybe = (min: number, max: number): fc.Arbitrary<number | null> =>
  fc.option(number(min, max), { freq: 4 });

/** Of one detection after another: its ln likelihood, and whether the bound lets it pass that asks for one so much greater. */
function asked(from: Parts, second: Parts, dt: number, geometry: typeof near, aboveExact: number) {
  const { ahead, values, exact } = secondDetection(from, second, dt, geometry);
  const bound = createPairingBound();
  boundPairings(ahead, 0, geometry, bound);
  bound.logLeast[0] = (exact === -Infinity ? -80 : exact) + aboveExact;
  return { exact, passes: mayPair(bound, geometry, values, 0) };
}

const first = fc.record({
  rangeM: number(300, 15_000),
  azimuthRad: number(-Math.PI, Math.PI),
  elevationRad: maybe(0, 1.2),
  rangeRateMps: maybe(-400, 400),
});
const moved = fc.record({
  rangeM: number(-600, 600),
  azimuthRad: number(-0.1, 0.1),
  elevationRad: number(-0.1, 0.1),
  rangeRateMps: number(-150, 150),
});
const seconds = fc.double({ min: 0, max: 12, noNaN: true });
const sensor = fc.constantFrom(near, far);

/** By how much a second detection differs from the first. */
type Moved = Readonly<Record<"rangeM" | "azimuthRad" | "elevationRad" | "rangeRateMps", number>>;
const added = (a: number | null | undefined, b: number): number | null =>
  a === null || a === undefined ? null : a + b;
const secondOf = (from: Parts, by: Moved): Parts => ({
  rangeM: Math.max(50, from.rangeM + by.rangeM),
  azimuthRad: from.azimuthRad + by.azimuthRad,
  elevationRad: added(from.elevationRad, by.elevationRad),
  rangeRateMps: added(from.rangeRateMps, by.rangeRateMps),
});

test("no pairing is left out that is as likely as was asked for", () => {
  let inGate = 0;
  fc.assert(
    fc.property(first, moved, seconds, sensor, (from, by, dt, geometry) => {
      const { exact, passes } = asked(from, secondOf(from, by), dt, geometry, 0);
      if (exact === -Infinity) return;
      inGate++;
      expect(passes).toBe(true);
    }),
    { numRuns: 4000, seed: 7 },
  );
  expect(inGate).toBeGreaterThan(200);
});

test("of the pairings within a gate that fall short by far, most are left out", () => {
  let inGate = 0;
  let leftOut = 0;
  fc.assert(
    fc.property(first, moved, seconds, sensor, (from, by, dt, geometry) => {
      const { exact, passes } = asked(from, secondOf(from, by), dt, geometry, 8);
      if (exact === -Infinity) return;
      inGate++;
      if (!passes) leftOut++;
    }),
    { numRuns: 4000, seed: 7 },
  );
  expect(leftOut / inGate).toBeGreaterThan(0.7);
});

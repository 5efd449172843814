import fc from "fast-check";
import { expect, test } from "vitest";
import { BANK } from "./bank-layout.ts";
import { EVERY_MEMBER } from "./expected-measurement.ts";
import { far, near, number, type Parts, secondDetection } from "./second-detection.test-support.ts";
import { updateBank, updateBankInPlace } from "./update-bank.ts";
import { NO_SLACK } from "./update-member.ts";

const orNull = (value: fc.Arbitrary<number>): fc.Arbitrary<number | null> =>
  fc.option(value, { nil: null });
const parts = (rangeM: number): fc.Arbitrary<Parts> =>
  fc.record({
    rangeM: number(rangeM - 150, rangeM + 150),
    azimuthRad: number(0.98, 1.02),
    elevationRad: orNull(number(0.05, 0.09)),
    rangeRateMps: orNull(number(-40, 40)),
  });

test("a bank updated in its own place is what an update makes of a copy, to the bit", () => {
  let held = 0;
  let left = 0;
  fc.assert(
    fc.property(parts(5000), parts(5000), fc.constantFrom(near, far), (first, second, geometry) => {
      const { ahead, values, exact } = secondDetection(first, second, 2, geometry);
      const source = { geometry, values, linear: [] };
      const copied = new Float64Array(BANK);
      const inPlace = ahead.slice();
      const logLikelihood = updateBankInPlace(inPlace, 0, source, 0, NO_SLACK, EVERY_MEMBER);
      expect(logLikelihood).toBe(exact);
      if (exact === -Infinity) return void left++;
      held++;
      // What sleeps is not copied, and means nothing.
      copied.set(ahead);
      expect(updateBank(ahead, 0, source, 0, NO_SLACK, copied, 0)).toBe(exact);
      expect(inPlace).toEqual(copied);
    }),
    { seed: 5, numRuns: 300 },
  );
  expect(Math.min(held, left)).toBeGreaterThan(20);
});

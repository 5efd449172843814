import fc from "fast-check";
import { expect, test } from "vitest";
import { multiply } from "../linalg/matrix.ts";
import { sandwich } from "../linalg/sandwich.ts";
import { chainTransition, propagateCovariance } from "./propagate-covariance.ts";

const numbers = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
  minLength: 49,
  maxLength: 49,
});

/** A transition keeps ln k: its last row is that of the identity. */
const transitionOf = (values: readonly number[]): Float64Array =>
  Float64Array.from(values, (value, i) => (i < 42 ? value : i === 48 ? 1 : 0));
const symmetricOf = (values: readonly number[]): Float64Array =>
  Float64Array.from(values, (_, i) => {
    const [row, col] = [Math.floor(i / 7), i % 7];
    return values[Math.max(row, col) * 7 + Math.min(row, col)];
  });

test("agrees with the general products to the bit, in place as well", () => {
  fc.assert(
    fc.property(numbers, numbers, numbers, (first, second, third) => {
      const later = transitionOf(first);
      const earlier = transitionOf(second);
      const covariance = symmetricOf(third);
      const wanted = multiply(later, earlier, new Float64Array(49), 7, 7, 7);
      const spread = sandwich(later, covariance, new Float64Array(49), 7, 7);
      chainTransition(later, earlier);
      propagateCovariance(later, covariance, covariance);
      // Zero stands for itself whatever its sign.
      expect(Array.from(earlier, (x) => x + 0)).toEqual(Array.from(wanted, (x) => x + 0));
      expect(Array.from(covariance, (x) => x + 0)).toEqual(Array.from(spread, (x) => x + 0));
    }),
    { seed: 7, numRuns: 200, endOnFailure: true },
  );
});

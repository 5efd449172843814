import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cholesky,
  choleskySolve,
  inverseFromCholesky,
  logDeterminantFromCholesky,
  mahalanobisSquared,
} from "./cholesky.ts";
import { eigenSymmetric2 } from "./eigen-symmetric2.ts";
import {
  identity,
  multiply,
  multiplyTransposed,
  quadraticForm,
  symmetrize,
  transpose,
} from "./matrix.ts";
import { joseph, sandwich } from "./sandwich.ts";

const SEED = { seed: 31, numRuns: 200 };
const matrix = (size: number) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: size, maxLength: size })
    .map((values) => Float64Array.from(values));

/** B·Bᵀ + I: positive definite whatever B. */
function definite(b: Float64Array, n: number): Float64Array {
  const out = multiplyTransposed(b, b, new Float64Array(n * n), n, n, n);
  for (let i = 0; i < n; i++) out[i * n + i] += 1;
  return out;
}

const expectClose = (actual: Float64Array, wanted: Float64Array, digits = 9): void => {
  expect(actual.length).toBe(wanted.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(wanted[i], digits));
};

describe("Cholesky", () => {
  it("multiplies back, solves, inverts and measures, at sizes 1 to 7", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), matrix(49), matrix(7), (n, values, rhs) => {
        const a = definite(values.subarray(0, n * n), n);
        const l = new Float64Array(n * n);
        expect(cholesky(a, n, l)).toBe(true);
        expectClose(multiplyTransposed(l, l, new Float64Array(n * n), n, n, n), a);
        const b = rhs.slice(0, n);
        const x = choleskySolve(l, b, n, new Float64Array(n));
        expectClose(multiply(a, x, new Float64Array(n), n, n, 1), b, 7);
        const inverse = inverseFromCholesky(l, n, new Float64Array(n * n), new Float64Array(n));
        expectClose(
          multiply(a, inverse, new Float64Array(n * n), n, n, n),
          identity(n, new Float64Array(n * n)),
          7,
        );
        const distance = mahalanobisSquared(l, b, n, new Float64Array(n));
        expect(distance).toBeCloseTo(quadraticForm(inverse, b, n), 7);
      }),
      SEED,
    );
  });

  it("gives the logarithm of the determinant", () => {
    const l = new Float64Array(4);
    cholesky(Float64Array.of(4, 2, 2, 3), 2, l);
    expect(logDeterminantFromCholesky(l, 2)).toBeCloseTo(Math.log(8), 14);
  });

  it("refuses what is not positive definite, and NaN", () => {
    const out = new Float64Array(4);
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2, out)).toBe(false);
    expect(cholesky(Float64Array.of(0, 0, 0, 0), 2, out)).toBe(false);
    expect(cholesky(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2, out)).toBe(false);
  });

  it("may factor in place", () => {
    const a = Float64Array.of(4, 2, 2, 3);
    const apart = new Float64Array(4);
    cholesky(a, 2, apart);
    cholesky(a, 2, a);
    expect(a).toEqual(apart);
  });
});

describe("products", () => {
  it("sandwich equals J·P·Jᵀ by two products, and is symmetric to the bit", () => {
    fc.assert(
      fc.property(matrix(21), matrix(49), (j, values) => {
        const p = definite(values, 7);
        const jp = multiply(j, p, new Float64Array(21), 3, 7, 7);
        const wanted = multiplyTransposed(jp, j, new Float64Array(9), 3, 7, 3);
        const actual = sandwich(j, p, new Float64Array(9), 3, 7);
        expectClose(actual, wanted, 8);
        expect(actual[1]).toBe(actual[3]);
        expect(actual[2]).toBe(actual[6]);
      }),
      SEED,
    );
  });

  it("joseph equals the short form at the optimal gain", () => {
    const p = Float64Array.of(4, 1, 1, 3);
    const h = Float64Array.of(1, 0);
    const r = Float64Array.of(2);
    const gain = Float64Array.of(4 / 6, 1 / 6);
    const out = joseph(p, gain, h, r, new Float64Array(4), 2, 1, new Float64Array(8));
    expectClose(out, Float64Array.of(4 - 16 / 6, 1 - 4 / 6, 1 - 4 / 6, 3 - 1 / 6), 14);
    joseph(p, gain, h, r, p, 2, 1, new Float64Array(8));
    expect(p).toEqual(out);
  });

  it("symmetrizes and transposes", () => {
    expect(symmetrize(Float64Array.of(1, 2, 4, 1), 2)).toEqual(Float64Array.of(1, 3, 3, 1));
    const t = transpose(Float64Array.of(1, 2, 3, 4, 5, 6), new Float64Array(6), 2, 3);
    expect(t).toEqual(Float64Array.of(1, 4, 2, 5, 3, 6));
  });
});

describe("eigenSymmetric2", () => {
  it("rebuilds the matrix from its ellipse", () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(value, value, value, (xx, xy, yy) => {
        const { major, minor, angleRad } = eigenSymmetric2(xx, xy, yy);
        const c = Math.cos(angleRad);
        const s = Math.sin(angleRad);
        expect(major).toBeGreaterThanOrEqual(minor - 1e-9);
        expect(major * c * c + minor * s * s).toBeCloseTo(xx, 8);
        expect((major - minor) * c * s).toBeCloseTo(xy, 8);
        expect(major * s * s + minor * c * c).toBeCloseTo(yy, 8);
      }),
      SEED,
    );
  });

  it("keeps a small axis beside a great one", () => {
    // Axes 1e8 and 1 turned by 30°: the small eigenvalue has lost 8 of 16 digits in the entries, not all.
    const c = Math.cos(Math.PI / 6);
    const s = 0.5;
    const { minor } = eigenSymmetric2(1e8 * c * c + s * s, (1e8 - 1) * c * s, 1e8 * s * s + c * c);
    expect(minor).toBeCloseTo(1, 6);
  });
});

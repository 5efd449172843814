import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identity, multiply, multiplyTransposed } from "../linalg/matrix.ts";
import { sandwich } from "../linalg/sandwich.ts";
import { predictConstantVelocity } from "./constant-velocity.ts";

const values = (size: number) =>
  fc
    .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: size, maxLength: size })
    .map((list) => Float64Array.from(list));

const DENSITY = { horizontal: 4, vertical: 0.5 };

describe("predictConstantVelocity", () => {
  it("equals F·P·Fᵀ + Q, forwards and back, also in place", () => {
    fc.assert(
      fc.property(
        values(6),
        values(36),
        fc.double({ min: -8, max: 8, noNaN: true }),
        (x, b, dt) => {
          const p = multiplyTransposed(b, b, new Float64Array(36), 6, 6, 6);
          const f = identity(6, new Float64Array(36));
          for (let i = 0; i < 3; i++) f[i * 6 + i + 3] = dt;
          const wantedMean = multiply(f, x, new Float64Array(6), 6, 6, 1);
          const wanted = sandwich(f, p, new Float64Array(36), 6, 6);
          const span = Math.abs(dt);
          for (let i = 0; i < 3; i++) {
            const q = i === 2 ? DENSITY.vertical : DENSITY.horizontal;
            wanted[i * 7] += (q * span * span * span) / 3;
            wanted[i * 6 + i + 3] += (q * dt * span) / 2;
            wanted[(i + 3) * 6 + i] += (q * dt * span) / 2;
            wanted[(i + 3) * 7] += q * span;
          }
          predictConstantVelocity(x, p, dt, DENSITY, x, p);
          for (let i = 0; i < 6; i++) expect(x[i]).toBeCloseTo(wantedMean[i], 9);
          for (let i = 0; i < 36; i++) expect(p[i]).toBeCloseTo(wanted[i], 8);
          for (let i = 0; i < 6; i++) {
            for (let j = 0; j < i; j++) expect(p[i * 6 + j]).toBe(p[j * 6 + i]);
          }
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });

  it("in two steps is as in one", () => {
    const once = new Float64Array(36);
    const twice = new Float64Array(36);
    const start = identity(6, new Float64Array(36));
    const mean = Float64Array.of(1, 2, 3, 4, 5, 6);
    predictConstantVelocity(mean, start, 5, DENSITY, new Float64Array(6), once);
    predictConstantVelocity(mean, start, 2, DENSITY, mean, twice);
    predictConstantVelocity(mean, twice, 3, DENSITY, mean, twice);
    once.forEach((value, i) => expect(twice[i]).toBeCloseTo(value, 10));
  });
});

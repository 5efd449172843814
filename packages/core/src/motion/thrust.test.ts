import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { createEnvironment } from "./environment.ts";
import { thrustTransition } from "./thrust.ts";

const ENV = createEnvironment(
  { latitudeRad: 0.58, longitudeRad: 0.77, heightM: 40 },
  standardAtmosphereWithWind(),
);
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** A rocket on its way up. */
const rocket = fc
  .record({
    speed: number(100, 500),
    steep: number(0.5, 1.4),
    bearing: number(-3, 3),
    push: number(20, 400),
  })
  .map(({ speed, steep, bearing, push }) => {
    const level = speed * Math.cos(steep);
    return Float64Array.of(
      1000,
      -2000,
      100,
      level * Math.sin(bearing),
      level * Math.cos(bearing),
      speed * Math.sin(steep),
      push,
    );
  });

/** v̇ = a·v/|v| − g·û by Euler's method in steps so small that its error does not matter, half of it taken back by Richardson's rule. */
function integrate(x: Float64Array, dt: number, steps: number): number[] {
  const s = Array.from(x);
  const h = dt / steps;
  for (let i = 0; i < steps; i++) {
    const speed = Math.hypot(s[3], s[4], s[5]);
    const rate = x[6] / speed;
    const before = s.slice(3, 6);
    for (let k = 0; k < 3; k++) {
      s[3 + k] += h * (rate * before[k] - (k === 2 ? ENV.gravityMps2 : 0));
      s[k] += 0.5 * h * (before[k] + s[3 + k]);
    }
  }
  return s;
}

function exactly(x: Float64Array, dt: number): number[] {
  const coarse = integrate(x, dt, 500);
  return integrate(x, dt, 1000).map((value, i) => 2 * value - coarse[i]);
}

const moved = (
  x: Float64Array,
  dt: number,
  variance = 0,
  j = new Float64Array(49),
): Float64Array => {
  const out = new Float64Array(7);
  thrustTransition(x, dt, variance, ENV, out, j);
  return out;
};

describe("a body under thrust", () => {
  test("flies as an independent integration of its law says", () => {
    fc.assert(
      fc.property(rocket, number(0.1, 2), (x, dt) => {
        const wanted = exactly(x, dt);
        const got = moved(x, dt);
        for (let i = 0; i < 3; i++) {
          expect(Math.abs(got[i] - wanted[i])).toBeLessThan(3 * dt * dt);
          expect(Math.abs(got[3 + i] - wanted[3 + i])).toBeLessThan(3 * dt);
        }
      }),
      { seed: 61, numRuns: 200 },
    );
  });

  test("has the Jacobian of that integration's differences", () => {
    fc.assert(
      fc.property(rocket, number(0.1, 1), (x, dt) => {
        const j = new Float64Array(49);
        moved(x, dt, 0, j);
        for (let col = 3; col < 7; col++) {
          const up = x.slice();
          const down = x.slice();
          up[col] += 0.5;
          down[col] -= 0.5;
          const [high, low] = [exactly(up, dt), exactly(down, dt)];
          for (let row = 0; row < 6; row++) {
            const slope = high[row] - low[row];
            expect(Math.abs(j[7 * row + col] - slope)).toBeLessThan(0.2);
          }
        }
      }),
      { seed: 62, numRuns: 100 },
    );
  });

  test("of a velocity that nobody knows, the spread grows as that of drawn ones", () => {
    const sigma = 120;
    const push = 140;
    const j = new Float64Array(49);
    const start = Float64Array.of(0, 0, 0, 0, 0, 0, push);
    moved(start, 1, 3 * sigma * sigma, j);
    let sum = 0;
    let weights = 0;
    for (let r = 0.05; r < 5; r += 0.1) {
      // |v| = r·sigma has the density r²·exp(−r²/2); the push adds to it.
      const weight = r * r * Math.exp(-0.5 * r * r);
      const speed = r * sigma + push;
      sum += (weight * speed * speed) / 3;
      weights += weight;
    }
    const drawn = Math.sqrt(sum / weights);
    expect((j[7 * 3 + 3] * sigma) / drawn).toBeGreaterThan(0.9);
    expect((j[7 * 3 + 3] * sigma) / drawn).toBeLessThan(1.1);
  });

  test("going back undoes going on", () => {
    fc.assert(
      fc.property(rocket, number(0.05, 1), (x, dt) => {
        const back = moved(moved(x, dt), -dt);
        for (let i = 0; i < 3; i++) expect(Math.abs(back[i] - x[i])).toBeLessThan(2 * dt);
        expect(back[6]).toBe(x[6]);
      }),
      { seed: 63, numRuns: 100 },
    );
  });
});

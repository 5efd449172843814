import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardAtmosphereWithWind } from "../atmosphere/atmosphere.ts";
import { identity } from "../linalg/matrix.ts";
import { radians } from "../units/angle.ts";
import { integrateBallistic, stepBallistic } from "./ballistic.ts";
import { ballisticTransition, ballisticTransitionOver } from "./ballistic-transition.ts";
import { createEnvironment } from "./environment.ts";

const ENV = createEnvironment(
  { latitudeRad: radians(33.3), longitudeRad: radians(44.4), heightM: 40 },
  standardAtmosphereWithWind([
    { heightM: -1_000, eastMps: 2, northMps: 1 },
    { heightM: 20_000, eastMps: 62, northMps: -29 },
  ]),
);
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const state = fc
  .tuple(
    number(-40_000, 40_000),
    number(-40_000, 40_000),
    number(0, 6_000),
    number(-300, 300),
    number(-300, 300),
    number(-300, 300),
    number(-10, -6),
  )
  .map((values) => Float64Array.from(values));

/** Fourth-order differences, so that the comparison is sharper than the second-order ones would be. */
function differences(x: Float64Array, dt: number): Float64Array {
  const j = new Float64Array(49);
  const at = (col: number, h: number): Float64Array => {
    const moved = x.slice();
    moved[col] += h;
    return stepBallistic(moved, dt, ENV, new Float64Array(7));
  };
  for (let col = 0; col < 7; col++) {
    const h = col < 3 ? 4 : col < 6 ? 0.2 : 0.003;
    const [a, b, c, d] = [at(col, -2 * h), at(col, -h), at(col, h), at(col, 2 * h)];
    for (let row = 0; row < 7; row++) {
      j[row * 7 + col] = (a[row] - 8 * b[row] + 8 * c[row] - d[row]) / (12 * h);
    }
  }
  return j;
}

describe("ballisticTransition", () => {
  it("takes the very step of stepBallistic", () => {
    fc.assert(
      fc.property(state, number(-2, 2), (x, dt) => {
        const moved = new Float64Array(7);
        ballisticTransition(x, dt, ENV, moved, new Float64Array(49));
        const wanted = stepBallistic(x, dt, ENV, new Float64Array(7));
        for (let i = 0; i < 7; i++) expect(Math.abs(moved[i] - wanted[i])).toBeLessThan(1e-9);
      }),
      { seed: 49, numRuns: 200 },
    );
  });

  it("has the Jacobian of differences, forwards and back, with wind shear and the Earth's turn", () => {
    fc.assert(
      fc.property(state, number(-2, 2), (x, dt) => {
        const j = new Float64Array(49);
        ballisticTransition(x, dt, ENV, new Float64Array(7), j);
        const wanted = differences(x, dt);
        for (let row = 0; row < 7; row++) {
          for (let col = 0; col < 7; col++) {
            const error = Math.abs(j[row * 7 + col] - wanted[row * 7 + col]);
            // Column 6 is metres per unit of ln k: up to hundreds.
            expect(error).toBeLessThan(col === 6 ? 2e-5 : 1e-7);
          }
        }
      }),
      { seed: 50, numRuns: 200 },
    );
  });

  it("chains over a longer time, may overwrite its state, and is the identity in no time", () => {
    const x = Float64Array.of(3_000, -2_000, 1_500, -120, 90, 40, -5.5);
    const moved = new Float64Array(7);
    const j = new Float64Array(49);
    ballisticTransitionOver(x, 10, 1, ENV, moved, j);
    const wanted = integrateBallistic(x, 10, 1, ENV, new Float64Array(7));
    for (let i = 0; i < 7; i++) expect(Math.abs(moved[i] - wanted[i])).toBeLessThan(1e-8);
    for (let col = 0; col < 7; col++) {
      const h = col < 3 ? 1 : col < 6 ? 0.05 : 1e-3;
      const up = x.slice();
      const down = x.slice();
      up[col] += h;
      down[col] -= h;
      integrateBallistic(up, 10, 1, ENV, up);
      integrateBallistic(down, 10, 1, ENV, down);
      for (let row = 0; row < 7; row++) {
        const slope = (up[row] - down[row]) / (2 * h);
        expect(Math.abs(j[row * 7 + col] - slope)).toBeLessThan(1e-3);
      }
    }
    ballisticTransitionOver(x, 0, 1, ENV, x, j);
    expect(j).toEqual(identity(7, new Float64Array(49)));
    ballisticTransition(x, 1, ENV, x, j);
    expect(x[0]).toBeLessThan(3_000);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coordinatedTurn } from "./coordinated-turn.ts";

const turned = (state: Float64Array, dt: number): Float64Array => {
  const out = new Float64Array(7);
  coordinatedTurn(state, dt, out, new Float64Array(49));
  return out;
};

describe("coordinatedTurn", () => {
  it("flies the exact circle: left for a positive rate, and comes round", () => {
    const speed = 30;
    const rate = 0.3;
    const radius = speed / rate;
    for (const t of [0.01, 0.2, 1, 5, 13]) {
      const x = turned(Float64Array.of(radius, 0, 7, 0, speed, 2, rate), t);
      expect(x[0]).toBeCloseTo(radius * Math.cos(rate * t), 10);
      expect(x[1]).toBeCloseTo(radius * Math.sin(rate * t), 10);
      expect(x[2]).toBeCloseTo(7 + 2 * t, 12);
      expect(x[3]).toBeCloseTo(-speed * Math.sin(rate * t), 10);
      expect(x[4]).toBeCloseTo(speed * Math.cos(rate * t), 10);
    }
    const round = turned(Float64Array.of(5, 6, 0, 20, -10, 0, rate), (2 * Math.PI) / rate);
    expect(round[0]).toBeCloseTo(5, 9);
    expect(round[1]).toBeCloseTo(6, 9);
  });

  it("flies straight at no rate, with the limit of the Jacobian", () => {
    const j = new Float64Array(49);
    const x = new Float64Array(7);
    coordinatedTurn(Float64Array.of(0, 0, 0, 20, 10, 1, 0), 2, x, j);
    expect(Array.from(x)).toEqual([40, 20, 2, 20, 10, 1, 0]);
    expect(j[6]).toBeCloseTo(-0.5 * 4 * 10, 12);
    expect(j[13]).toBeCloseTo(0.5 * 4 * 20, 12);
  });

  it("has no seam where the series takes over", () => {
    const jLow = new Float64Array(49);
    const jHigh = new Float64Array(49);
    const x = new Float64Array(7);
    const state = (rate: number) => Float64Array.of(0, 0, 0, 200, -100, 0, rate);
    coordinatedTurn(state(0.1 - 1e-12), 1, x, jLow);
    coordinatedTurn(state(0.1 + 1e-12), 1, x, jHigh);
    jLow.forEach((value, i) => expect(jHigh[i]).toBeCloseTo(value, 9));
  });

  it("has the Jacobian of central differences, and is undone by the way back", () => {
    const state = fc.tuple(
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -4, max: 4, noNaN: true }),
    );
    fc.assert(
      fc.property(state, ([ve, vn, rate, dt]) => {
        const x = Float64Array.of(10, -20, 30, ve, vn, 3, rate);
        const out = new Float64Array(7);
        const j = new Float64Array(49);
        coordinatedTurn(x, dt, out, j);
        turned(out, -dt).forEach((value, i) => expect(value).toBeCloseTo(x[i], 9));
        for (let col = 0; col < 7; col++) {
          const h = col === 6 ? 1e-5 : 1e-2;
          const up = x.slice();
          const down = x.slice();
          up[col] += h;
          down[col] -= h;
          const high = turned(up, dt);
          const low = turned(down, dt);
          for (let row = 0; row < 7; row++) {
            const slope = (high[row] - low[row]) / (2 * h);
            expect(Math.abs(j[row * 7 + col] - slope)).toBeLessThan(2e-5);
          }
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { radians } from "../units/angle.ts";
import { EFFECTIVE_EARTH_RADIUS_M } from "../units/constants.ts";
import { normalDistribution } from "./normal-distribution.ts";
import {
  elevationGain,
  groundCrossSection,
  swerlingOneProbability,
  swerlingOneSignalToNoise,
} from "./radar-equation.ts";

describe("Swerling 1", () => {
  it("has the textbook figures: 12.8 dB for one half, 21.1 dB for 0.9, at 1e-6", () => {
    const decibels = (p: number): number => 10 * Math.log10(swerlingOneSignalToNoise(p, 1e-6));
    expect(decibels(0.5)).toBeCloseTo(12.77, 2);
    expect(decibels(0.9)).toBeCloseTo(21.14, 2);
  });

  it("is the mean over an exponential echo of a threshold's exceedance, in the square-law receiver", () => {
    // Given the noise and a Rayleigh target together, the power is exponential with mean 1 + S: P = exp(−T/(1 + S)).
    const threshold = -Math.log(1e-4);
    for (const s of [0, 0.5, 3, 40])
      expect(swerlingOneProbability(s, 1e-4)).toBeCloseTo(Math.exp(-threshold / (1 + s)), 12);
    expect(swerlingOneProbability(0, 1e-4)).toBeCloseTo(1e-4, 15);
  });

  it("is undone by its inverse", () => {
    const probability = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(probability, fc.double({ min: 1e-9, max: 1e-3, noNaN: true }), (p, pfa) => {
        expect(swerlingOneProbability(swerlingOneSignalToNoise(p, pfa), pfa)).toBeCloseTo(p, 10);
      }),
      { seed: 51, numRuns: 500 },
    );
  });
});

describe("the beam in elevation", () => {
  const beam = { tiltRad: radians(4), widthRad: radians(6) };

  it("halves at its half-power points and is whole on its axis", () => {
    for (const shape of ["gaussian", "cosecant-squared"] as const) {
      expect(elevationGain({ ...beam, shape }, radians(4))).toBe(1);
      expect(elevationGain({ ...beam, shape }, radians(1))).toBeCloseTo(0.5, 12);
      expect(elevationGain({ ...beam, shape }, radians(7))).toBeCloseTo(0.5, 12);
    }
    expect(elevationGain({ ...beam, shape: "uniform" }, radians(60))).toBe(1);
  });

  it("gives level flight the same echo at every range above its shoulder", () => {
    // Echo ~ G²/R⁴, and at height h the range is h/sin θ.
    const echo = (elevationDeg: number): number => {
      const sine = Math.sin(radians(elevationDeg));
      const gain = elevationGain({ ...beam, shape: "cosecant-squared" }, radians(elevationDeg));
      return gain * gain * sine ** 4;
    };
    for (const elevationDeg of [8, 15, 30, 60])
      expect(echo(elevationDeg) / echo(7.000001)).toBeCloseTo(1, 5);
  });
});

describe("echoes of the ground", () => {
  const clutter = {
    gamma: 10 ** -1.5,
    azimuthBeamWidthRad: radians(2),
    rangeResolutionM: 75,
    improvement: 1,
  };

  it("come from the lit cell at the grazing angle, and from none beyond the horizon", () => {
    const at = (rangeM: number): number =>
      groundCrossSection(clutter, rangeM, 20, EFFECTIVE_EARTH_RADIUS_M);
    // 10 km: sin ψ = 0.002 − 0.000589; the cell is 349 m by 75 m.
    expect(at(10_000)).toBeCloseTo(10 ** -1.5 * 0.0014114 * 349.07 * 75, 2);
    const horizonM = Math.sqrt(2 * EFFECTIVE_EARTH_RADIUS_M * 20);
    expect(at(horizonM * 0.999)).toBeGreaterThan(0);
    expect(at(horizonM * 1.001)).toBe(0);
  });
});

describe("normalDistribution", () => {
  it("has the tabled values", () => {
    for (const [x, p] of [
      [0, 0.5],
      [1, 0.8413447],
      [-1, 0.1586553],
      [1.959964, 0.975],
      [-3, 0.0013499],
    ])
      expect(normalDistribution(x)).toBeCloseTo(p, 6);
  });
});

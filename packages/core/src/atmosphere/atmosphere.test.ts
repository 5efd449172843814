import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardAtmosphereWithWind } from "./atmosphere.ts";
import {
  airDensity,
  airDensityLogGradient,
  geometricHeight,
  geopotentialHeight,
  soundSpeed,
  standardAtmosphere,
} from "./standard-atmosphere.ts";

/** Geometric height m, T K, p Pa, ρ kg/m³: U.S. Standard Atmosphere, 1976, table I. */
const BY_GEOMETRIC = [
  [-1_000, 294.651, 1.1393e5, 1.347],
  [0, 288.15, 1.01325e5, 1.225],
  [1_000, 281.651, 8.9876e4, 1.1117],
  [5_000, 255.676, 5.4048e4, 7.3643e-1],
  [10_000, 223.252, 2.6499e4, 4.1351e-1],
  [20_000, 216.65, 5.5293e3, 8.891e-2],
  [30_000, 226.509, 1.197e3, 1.841e-2],
  [50_000, 270.65, 7.9779e1, 1.0269e-3],
  [80_000, 198.639, 1.0524, 1.8458e-5],
] as const;

/** Base of each layer: geopotential height m, T K, p Pa (the same, table 4 and ISO 2533). */
const LAYER_BASES = [
  [11_000, 216.65, 22_632.06],
  [20_000, 216.65, 5_474.889],
  [32_000, 228.65, 868.0187],
  [47_000, 270.65, 110.9063],
  [51_000, 270.65, 66.93887],
  [71_000, 214.65, 3.95642],
  [84_852, 186.946, 0.37338],
] as const;

describe("the standard atmosphere", () => {
  it.each(BY_GEOMETRIC)(
    "has the table's air at %d m",
    (heightM, temperature, pressure, density) => {
      const air = standardAtmosphere(heightM);
      expect(Math.abs(air.temperatureK - temperature)).toBeLessThan(6e-4);
      expect(Math.abs(air.pressurePa / pressure - 1)).toBeLessThan(1e-4);
      expect(Math.abs(air.densityKgPm3 / density - 1)).toBeLessThan(1e-4);
    },
  );

  it.each(LAYER_BASES)("has the layer's base at %d m geopotential", (geopotential, t, p) => {
    const air = standardAtmosphere(geometricHeight(geopotential));
    expect(Math.abs(air.temperatureK - t)).toBeLessThan(1e-3);
    expect(Math.abs(air.pressurePa / p - 1)).toBeLessThan(2e-5);
  });

  it("has the table's speed of sound", () => {
    expect(soundSpeed(0)).toBeCloseTo(340.294, 3);
    expect(soundSpeed(geometricHeight(11_000))).toBeCloseTo(295.069, 2);
  });

  it("is one atmosphere by all its doors, continuous, and falls with height", () => {
    fc.assert(
      fc.property(fc.double({ min: -2_000, max: 120_000, noNaN: true }), (heightM) => {
        const air = standardAtmosphere(heightM);
        expect(airDensity(heightM)).toBe(air.densityKgPm3);
        expect(soundSpeed(heightM)).toBe(air.soundSpeedMps);
        expect(geometricHeight(geopotentialHeight(heightM))).toBeCloseTo(heightM, 6);
        const higher = airDensity(heightM + 0.5);
        const lower = airDensity(heightM - 0.5);
        expect(higher).toBeLessThan(lower);
        // At a layer's edge the slope jumps; the difference then lies between both sides.
        const slope = Math.log(higher / lower);
        const above = airDensityLogGradient(heightM + 0.5);
        const below = airDensityLogGradient(heightM - 0.5);
        expect(slope).toBeGreaterThan(Math.min(above, below) - 1e-9);
        expect(slope).toBeLessThan(Math.max(above, below) + 1e-9);
      }),
      { seed: 1976, numRuns: 500 },
    );
  });
});

describe("wind", () => {
  const windy = standardAtmosphereWithWind([
    { heightM: 100, eastMps: 2, northMps: -4 },
    { heightM: 1_100, eastMps: 12, northMps: 6 },
  ]);

  it("is linear between levels and constant outside", () => {
    expect(windy.wind(600)).toEqual({
      eastMps: 7,
      northMps: 1,
      eastShearPs: 0.01,
      northShearPs: 0.01,
    });
    expect(windy.wind(0)).toMatchObject({ eastMps: 2, northMps: -4, eastShearPs: 0 });
    expect(windy.wind(5_000)).toMatchObject({ eastMps: 12, northMps: 6, northShearPs: 0 });
    expect(standardAtmosphereWithWind().wind(10)).toMatchObject({ eastMps: 0, northMps: 0 });
  });

  it("writes into what it is given", () => {
    const out = windy.wind(0);
    expect(windy.wind(1_100, out)).toBe(out);
    expect(out.eastMps).toBe(12);
  });

  it("refuses levels out of order", () => {
    const level = { heightM: 5, eastMps: 0, northMps: 0 };
    expect(() => standardAtmosphereWithWind([level, level])).toThrow(/ascend/);
  });
});

import { describe, expect, test } from "vitest";
import { type AirLevel, airProblem, measuredAtmosphere } from "./measured-atmosphere.ts";
import { airDensity, soundSpeed, standardAtmosphere } from "./standard-atmosphere.ts";

/** A hot, dry morning under a jet: made up, the pressures from the barometric formula for these temperatures. */
const LEVELS: readonly AirLevel[] = [
  { heightM: 100, eastMps: 2, northMps: 1, temperatureK: 308, pressurePa: 99_600 },
  { heightM: 1_500, eastMps: 8, northMps: 2 },
  { heightM: 3_000, eastMps: 15, northMps: 0, temperatureK: 283, pressurePa: 71_100 },
  { heightM: 9_000, eastMps: 45, northMps: -10, temperatureK: 240, pressurePa: 31_300 },
];
const DRY_AIR_GAS_CONSTANT = 287.053;

describe("a measured atmosphere", () => {
  const air = measuredAtmosphere(LEVELS);

  test.each(LEVELS.filter(({ pressurePa }) => pressurePa !== undefined))(
    "has the density of an ideal gas and its speed of sound where both were measured: %o",
    ({ heightM, temperatureK = 0, pressurePa = 0 }) => {
      expect(air.density(heightM)).toBeCloseTo(
        pressurePa / (DRY_AIR_GAS_CONSTANT * temperatureK),
        5,
      );
      expect(air.soundSpeed(heightM)).toBeCloseTo(
        Math.sqrt(1.4 * DRY_AIR_GAS_CONSTANT * temperatureK),
        2,
      );
    },
  );

  test("says how its density changes with height", () => {
    for (const heightM of [50, 700, 1_500, 2_900, 5_000, 8_900, 12_000]) {
      const byDifference =
        (Math.log(air.density(heightM + 1)) - Math.log(air.density(heightM - 1))) / 2;
      expect(air.densityLogGradient(heightM)).toBeCloseTo(byDifference, 7);
    }
  });

  test("goes on as the standard one does above and below what was measured", () => {
    expect(air.density(15_000) / airDensity(15_000)).toBeCloseTo(
      air.density(9_000) / airDensity(9_000),
      9,
    );
    expect(air.density(0) / airDensity(0)).toBeCloseTo(air.density(100) / airDensity(100), 9);
  });

  test("has the wind that was measured, and says how high it is known", () => {
    expect(air.wind(1_500)).toMatchObject({ eastMps: 8, northMps: 2 });
    expect(air.wind(6_000)).toMatchObject({ eastMps: 30, northMps: -5 });
    expect(air.windKnownToM).toBe(9_000);
  });

  test("is standard where only the wind was measured", () => {
    const windOnly = measuredAtmosphere(
      LEVELS.map(({ heightM, eastMps, northMps }) => ({ heightM, eastMps, northMps })),
    );
    expect(windOnly.density(4_000)).toBe(airDensity(4_000));
    expect(windOnly.soundSpeed(4_000)).toBe(soundSpeed(4_000));
  });
});

describe("what cannot be the air over a site", () => {
  const [low, mid, high, top] = LEVELS;
  const { pressurePa: _, ...withoutPressure } = low;
  test.each<[string, readonly AirLevel[], RegExp]>([
    ["one height", [low], /fewer than two/],
    ["unordered heights", [low, high, mid], /ascend/],
    ["a wind in kilometres an hour", [low, { ...top, eastMps: 162 }], /at 9000 m: a wind of 162/],
    ["a temperature in Celsius", [{ ...low, temperatureK: 35 }, top], /35 K/],
    ["a pressure in hectopascals", [{ ...low, pressurePa: 996 }, top], /times the usual density/],
    ["a temperature alone", [withoutPressure, top], /without pressure/],
    ["no number", [{ ...low, northMps: Number.NaN }, top], /no number/],
    ["nothing near the ground", [high, top], /begins more than 1000 m/],
    ["nothing but the ground", [low, { ...low, heightM: 110 }], /ends less than 1000 m/],
  ])("%s", (_name, levels, words) => {
    expect(airProblem(levels, 50)).toMatch(words);
  });

  test("sound levels are, the standard atmosphere's too", () => {
    expect(airProblem(LEVELS, 50)).toBeNull();
    const standard = [0, 2_000, 8_000, 20_000].map((heightM): AirLevel => {
      const { temperatureK, pressurePa } = standardAtmosphere(heightM);
      return { heightM, eastMps: 0, northMps: 0, temperatureK, pressurePa };
    });
    expect(airProblem(standard, 0)).toBeNull();
  });
});

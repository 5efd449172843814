import { describe, expect, test } from "vitest";
import { circle, POLICY, radar, siteOf } from "../engine/engine.test-support.ts";
import { fixedDraw, fixedError } from "./fixed-draws.ts";
import { plannedThreats } from "./planned-threats.ts";
import { type PlannedSite, type WarningTime, warningTimes } from "./warning-time.ts";

const [mortar] = plannedThreats({ kinds: ["mortar"] });
const BEARINGS = 8;
const seeing = (azimuthWidthRad = 2 * Math.PI) =>
  radar("radar", {
    coverage: {
      ...radar("x").coverage,
      rangeMaxM: 8_000,
      elevationMinRad: -0.1,
      elevationMaxRad: 1.5,
      azimuthFromRad: 0,
      azimuthWidthRad,
    },
  });
const asked = (changes: Partial<PlannedSite> = {}): readonly WarningTime[] =>
  warningTimes({
    site: siteOf({ sensors: [seeing()], areas: [circle("camp", 0, 0, 300)], ...changes }),
    threats: [mortar],
    bearings: BEARINGS,
    flightsRehearsed: 5,
  });

describe("what falls", () => {
  test("is tracked, and then ordered to take cover of when it is sure enough where it falls", () => {
    const flightS = mortar.reachM / mortar.speedMps;
    for (const time of asked()) {
      expect(time.likelyS).toBeLessThan(flightS);
      expect(time.likelyOrderedS).toBeLessThan(time.likelyS);
      expect(time.orderedS).toBeGreaterThan(0);
      expect(time.orderedS).toBeLessThanOrEqual(time.likelyOrderedS);
      expect(time.orderedS).toBeLessThanOrEqual(time.trackedS);
    }
  });

  test("is ordered sooner where the policy asks for less, and later for more", () => {
    const meanS = (takeCoverProbability: number): number => {
      const preAlertProbability = Math.min(POLICY.preAlertProbability, takeCoverProbability);
      const policy = { ...POLICY, preAlertProbability, takeCoverProbability };
      const times = asked({ policy });
      return times.reduce((sum, { likelyOrderedS }) => sum + likelyOrderedS, 0) / times.length;
    };
    const [soon, late] = [meanS(0.05), meanS(0.7)];
    expect(soon).toBeGreaterThan(late + 2);
  });

  test("has no time at all where nothing looks, and all of it next to there", () => {
    const times = asked({ sensors: [seeing(Math.PI)] });
    const blind = times.filter(({ trackedS }) => trackedS === 0);
    expect(blind.length).toBeGreaterThan(BEARINGS / 4);
    for (const time of blind) expect(time.orderedS).toBe(0);
    // The east lies in the middle of the sector, as if the radar looked all round.
    const east = BEARINGS / 4;
    expect(times[east].orderedS).toBeCloseTo(asked()[east].orderedS, 0);
  });

  test("is answered the same twice", () => {
    expect(asked()).toEqual(asked());
  });
});

describe("numbers as if drawn", () => {
  const COUNT = 20_000;
  const moments = (of: (index: number) => number): readonly [number, number] => {
    const all = Array.from({ length: COUNT }, (_, i) => of(i));
    const mean = all.reduce((sum, x) => sum + x, 0) / COUNT;
    return [mean, all.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / COUNT];
  };

  test.each([0, 1, -1, -20])("are even and normal, of flight %i", (flight) => {
    const [even, spread] = moments((i) => fixedDraw(flight, i));
    expect(even).toBeCloseTo(0.5, 1);
    expect(spread).toBeCloseTo(1 / 12, 2);
    const [middle, variance] = moments((i) => fixedError(flight, i));
    expect(middle).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });
});

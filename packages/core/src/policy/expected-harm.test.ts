import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { averted, type ExpectedHarm, type HarmAtStake, harmThreshold } from "./expected-harm.ts";

const HARM: ExpectedHarm = {
  exposedMost: 50,
  lyingShare: 0.3,
  personMinuteCost: 1e-6,
  trustCost: 0.01,
  thresholdLeast: 0.02,
  thresholdMost: 0.5,
};
const AT: HarmAtStake = { people: 300, leftS: 30, shelterS: 15, disturbedS: 120 };

describe("the threshold of expected harm", () => {
  test("is the cost of a needless alarm by that and what warning averts", () => {
    // C = 300 × (2 × 1e-6 + 0.01) = 3.0006, B = 50.
    expect(harmThreshold(HARM, AT)).toBeCloseTo(3.0006 / 53.0006, 12);
  });

  test("gives the figures of ADR 21", () => {
    const of = (people: number, leftS = 30): number =>
      Number(harmThreshold(HARM, { ...AT, people, leftS, disturbedS: leftS + 60 }).toPrecision(2));
    expect([of(50), of(300), of(1000), of(300, 0)]).toEqual([0.02, 0.057, 0.17, 0.17]);
  });

  test("who cannot reach shelter averts some by lying down", () => {
    expect([0, 7.5, 15, 60].map((leftS) => averted({ ...AT, leftS }, 0.3))).toEqual([
      0.3,
      expect.closeTo(0.65, 12),
      1,
      1,
    ]);
    expect(averted({ ...AT, shelterS: 0, leftS: 0 }, 0.3)).toBe(1);
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
  const wild = fc.double();
  const harms = fc.record({
    exposedMost: amount,
    lyingShare: share,
    personMinuteCost: share,
    trustCost: share,
    thresholdLeast: fc.constant(0.02),
    thresholdMost: fc.constant(0.5),
  });
  const stakes = fc.record({ people: amount, leftS: amount, shelterS: amount, disturbedS: amount });

  test.each<[string, -1 | 1]>([
    ["exposedMost", -1],
    ["lyingShare", -1],
    ["personMinuteCost", 1],
    ["trustCost", 1],
    ["leftS", -1],
    ["shelterS", 1],
    ["disturbedS", 1],
  ])("goes one way with %s", (key, sign) => {
    let moved = 0;
    fc.assert(
      fc.property(harms, stakes, share, (harm, at, more) => {
        const step = ["lyingShare", "personMinuteCost", "trustCost"].includes(key)
          ? more
          : 1000 * more;
        const grown = <T extends object>(one: T): T =>
          key in one ? { ...one, [key]: Number(Reflect.get(one, key)) + step } : one;
        const change = harmThreshold(grown(harm), grown(at)) - harmThreshold(harm, at);
        expect(sign * change).toBeGreaterThanOrEqual(-1e-12);
        if (Math.abs(change) > 1e-9) moved++;
      }),
      { seed: 3, numRuns: 2000 },
    );
    expect(moved).toBeGreaterThan(0);
  });

  test("whatever the values, it neither mutes nor always alarms", () => {
    fc.assert(
      fc.property(
        fc.tuple(wild, wild, wild, wild),
        fc.tuple(wild, wild, wild, wild),
        (
          [exposedMost, lyingShare, personMinuteCost, trustCost],
          [people, leftS, shelterS, disturbedS],
        ) => {
          const harm = { ...HARM, exposedMost, lyingShare, personMinuteCost, trustCost };
          const threshold = harmThreshold(harm, { people, leftS, shelterS, disturbedS });
          expect(threshold).toBeGreaterThanOrEqual(HARM.thresholdLeast);
          expect(threshold).toBeLessThanOrEqual(HARM.thresholdMost);
        },
      ),
      { seed: 4, numRuns: 3000 },
    );
  });
});

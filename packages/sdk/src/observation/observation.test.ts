import { MICROS_PER_SECOND } from "@tocsin/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alarmBefore, ALARM_HEARD_M, type PublicAlarm } from "./after-alarm.ts";
import { observerStanding, STANDING_LEAST } from "./observer-standing.ts";
import { reportWeight, WEIGHT_LEAST } from "./report-weight.ts";

const SEED = 20_261_128;
const standing = fc.double({ min: STANDING_LEAST, max: 1, noNaN: true });
const count = fc.nat(2_000);

describe("what a report counts", () => {
  test("after a public alarm all together count no more than one that nobody prompted", () => {
    fc.assert(
      fc.property(fc.array(standing, { maxLength: 200 }), (observers) => {
        const total = observers.reduce(
          (sum, each, i) => sum + reportWeight({ standing: each, promptedBefore: i, ownBefore: 0 }),
          0,
        );
        expect(total).toBeLessThanOrEqual(1);
      }),
      { seed: SEED },
    );
  });

  test("never grows with what came before, never exceeds the observer's standing, and is nothing or something", () => {
    fc.assert(
      fc.property(standing, fc.option(fc.nat(40)), fc.nat(40), (each, promptedBefore, own) => {
        const of = (n: number | null, m: number): number =>
          reportWeight({ standing: each, promptedBefore: n, ownBefore: m });
        const weight = of(promptedBefore, own);
        expect(weight).toBeLessThanOrEqual(each);
        expect(of(promptedBefore, own + 1)).toBeLessThanOrEqual(weight);
        expect(of((promptedBefore ?? -1) + 1, own)).toBeLessThanOrEqual(weight);
        expect(weight === 0 || weight >= WEIGHT_LEAST).toBe(true);
      }),
      { seed: SEED },
    );
  });

  test("one that nobody prompted counts as its observer does", () => {
    expect(reportWeight({ standing: 0.8, promptedBefore: null, ownBefore: 0 })).toBe(0.8);
    expect(reportWeight({ standing: 0.8, promptedBefore: 0, ownBefore: 0 })).toBe(0.4);
  });
});

describe("standing", () => {
  test("stays within its bounds, and its interval holds the share", () => {
    fc.assert(
      fc.property(count, count, count, (agreed, disagreed, undecided) => {
        const { from, to, weight } = observerStanding({ agreed, disagreed, undecided });
        expect(weight).toBeGreaterThanOrEqual(STANDING_LEAST);
        expect(weight).toBeLessThanOrEqual(1);
        const share = agreed + disagreed === 0 ? 0.5 : agreed / (agreed + disagreed);
        expect(from).toBeLessThanOrEqual(share + 1e-12);
        expect(to).toBeGreaterThanOrEqual(share - 1e-12);
        const better = observerStanding({ agreed: agreed + 1, disagreed, undecided });
        expect(better.weight).toBeGreaterThanOrEqual(weight);
      }),
      { seed: SEED },
    );
  });

  test("is Wilson's interval", () => {
    const { from, to } = observerStanding({ agreed: 8, disagreed: 2, undecided: 5 });
    expect(from).toBeCloseTo(0.4902, 4);
    expect(to).toBeCloseTo(0.9433, 4);
    const newcomer = observerStanding({ agreed: 0, disagreed: 0, undecided: 7 });
    expect([newcomer.from, newcomer.to, newcomer.weight]).toEqual([0, 1, 0.8]);
  });
});

describe("after a public alarm", () => {
  const S = MICROS_PER_SECOND;
  const open: PublicAlarm = { areaId: "town", sinceUs: 100 * S, untilUs: null };
  const over: PublicAlarm = { ...open, untilUs: 200 * S };

  test.each([
    ["before it was sent", open, 99, 0, false],
    ["in the same breath: nobody has heard it yet", open, 104, 0, false],
    ["when it can have been heard", open, 105, 0, true],
    ["near enough to hear the siren", open, 150, ALARM_HEARD_M, true],
    ["too far away to hear it", open, 150, ALARM_HEARD_M + 1, false],
    ["from nobody knows where", open, 150, null, true],
    ["half an hour after its end", over, 200 + 1_800, 0, true],
    ["later than that", over, 200 + 1_801, 0, false],
  ] as const)("%s", (_, alarm, atS, distanceM, expected) => {
    expect(alarmBefore([alarm], atS * S, () => distanceM) !== null).toBe(expected);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Look } from "../measurement/look.ts";
import { MICROS_PER_SECOND } from "../units/time.ts";
import { ClockWatch } from "./clock-watch.ts";
import { atS, lookAt, straight } from "./engine.test-support.ts";

const LAG_S = 5;
const HOUR_S = 3600;
const us = (seconds: number): number => seconds * MICROS_PER_SECOND;

/** A look that ended `offS` seconds after true time `s` by its sensor's clock, with one detection in it. */
function lookWith(s: number, offS: number): Look {
  const look = lookAt("radar-a", s, [straight([1000, 0, 100], [0, 0, 0])], 1);
  return {
    ...look,
    fromUs: look.fromUs + us(offS),
    toUs: look.toUs + us(offS),
    detections: look.detections.map((d) => ({ ...d, sensedUs: d.sensedUs + us(offS) })),
  };
}
/** What becomes of looks that arrive 0.1 s after they ended, with these errors of the clock. */
function examined(offsetsS: readonly number[], watch = new ClockWatch(us(LAG_S)), fromS = 0) {
  return offsetsS.map((offS, i) => {
    const s = fromS + i + 1;
    const { look, changedOffsetUs } = watch.examine(lookWith(s, offS), atS(s + 0.1));
    return { errorS: (look.toUs - atS(s)) / MICROS_PER_SECOND, changedOffsetUs, look };
  });
}
const errors = (offsetsS: readonly number[]): number[] =>
  examined(offsetsS).map(({ errorS }) => errorS);
const changes = (offsetsS: readonly number[]): (number | null)[] =>
  examined(offsetsS).map(({ changedOffsetUs }) => changedOffsetUs);

describe("the watch over the sensors' clocks", () => {
  test("leaves a clock alone that is late by no more than the lag or ahead by half a second", () => {
    expect(errors([0, -4.8, 0.3, 0.6, -4.9])).toEqual([0, -4.8, 0.3, 0.6, -4.9]);
    expect(changes([0, -4.8, 0.3, 0.6, -4.9])).toEqual([null, null, null, null, null]);
  });

  test("corrects a clock that was never right with its second look, one that is ahead with its first", () => {
    expect(errors([-HOUR_S, -HOUR_S, -HOUR_S])).toEqual([-HOUR_S, 0.1, 0.1]);
    expect(changes([-HOUR_S, -HOUR_S, -HOUR_S])).toEqual([null, us(HOUR_S + 0.1), null]);
    expect(errors([HOUR_S, HOUR_S])).toEqual([0.1, 0.1]);
  });

  test("moves the detections with their look", () => {
    const { look } = examined([-HOUR_S, -HOUR_S])[1];
    expect(look.detections[0].sensedUs).toBe(look.toUs);
    expect(look.toUs - look.fromUs).toBe(us(0.9));
  });

  test("takes one late look, or two, of a clock that was right for late looks", () => {
    expect(errors([0, -60, -60, 0])).toEqual([0, -60, -60, 0]);
    expect(changes([0, -60, -60, 0])).toEqual([null, null, null, null]);
  });

  test("is convinced by the third in a row that a clock has stepped back, and by three that it came back", () => {
    expect(errors([0, -60, -60, -60, -60])).toEqual([0, -60, -60, 0.1, 0.1]);
    expect(changes([0, -60, -60, -60])).toEqual([null, null, null, us(60.1)]);
    const healed = examined([0, -60, -60, -60, 0, 0, 0, 0]);
    expect(healed.at(-1)?.errorS).toBe(0);
    expect(healed.map((one) => one.changedOffsetUs).filter((change) => change !== null)).toEqual([
      us(60.1),
      0,
    ]);
  });

  test("never gives out a look of the future: no clock that steps ahead may drag the tracker along", () => {
    expect(errors([0, HOUR_S, HOUR_S, HOUR_S, HOUR_S])).toEqual([0, 0.1, 0.1, 0.1, 0.1]);
    const backAgain = errors([-HOUR_S, -HOUR_S, 0, 0, 0, 0]);
    for (const errorS of backAgain) expect(errorS).toBeLessThanOrEqual(0.6 + 1e-6);
    expect(backAgain.at(-1)).toBe(0);
  });

  test("whatever the clock does, every look ends by half a second after its arrival", () => {
    const offset = fc.oneof(
      fc.constantFrom(0, -60, HOUR_S, -HOUR_S),
      fc.integer({ min: -9, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(offset, { maxLength: 40 }), (offsetsS) => {
        for (const errorS of errors(offsetsS)) expect(errorS).toBeLessThan(0.6 + 1e-6);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test("moves nothing that a link held back, however it then comes, and whenever the watch began", () => {
    const stall = fc.record({
      periodS: fc.constantFrom(0.05, 0.1, 0.5, 1, 4),
      rightS: fc.constantFrom(0, 30),
      stallS: fc.integer({ min: 6, max: 90 }),
      /** How much faster than it was sensed what was held back is let through. */
      drain: fc.constantFrom(1.6, 3, 20, 1_000),
      again: fc.boolean(),
    });
    fc.assert(
      fc.property(stall, ({ periodS, rightS, stallS, drain, again }) => {
        const watch = new ClockWatch(us(LAG_S));
        const healedS = rightS + stallS;
        const endS = healedS + stallS / (drain - 1) + 5;
        let last = 0;
        const give = (s: number, arrivesS: number): void => {
          last = Math.max(last, arrivesS);
          const look = lookWith(s, 0);
          const verdict = watch.examine(look, atS(last));
          expect([verdict.look.toUs - look.toUs, verdict.changedOffsetUs]).toEqual([0, null]);
        };
        for (let s = periodS; s < endS; s += periodS) {
          const isHeld = s > rightS;
          // What had come already comes once more, as from a broker that had no answer.
          if (isHeld && again && s - periodS <= rightS)
            for (let old = Math.max(periodS, s - 20); old < s; old += periodS) give(old, healedS);
          give(s, isHeld ? Math.max(s + 0.1, healedS + (s - rightS) / drain) : s + 0.1);
        }
      }),
      { seed: 41, numRuns: 300 },
    );
  });

  test("takes what goes on after a gap for held back, until it has not caught up in ten seconds", () => {
    const steady = Array.from({ length: 12 }, () => -60);
    const watch = new ClockWatch(us(LAG_S));
    examined([0, 0, 0], watch);
    const after = examined(steady, watch, 63);
    expect(after.map(({ errorS }) => errorS)).toEqual([...Array(10).fill(-60), 0.1, 0.1]);
  });

  test("keeps sensors apart, and goes on from a snapshot", () => {
    const watch = new ClockWatch(us(LAG_S));
    examined([0, -60, -60], watch);
    const other = watch.examine(
      { ...lookWith(3, 0), sensorId: lookAt("b", 1, [], 1).sensorId },
      atS(3.1),
    );
    expect(other.changedOffsetUs).toBeNull();
    const restored = new ClockWatch(us(LAG_S));
    restored.restore(JSON.parse(JSON.stringify(watch.snapshot())));
    expect(examined([-60], restored, 3)).toEqual(examined([-60], watch, 3));
    expect(examined([-60], restored, 4)[0].errorS).toBe(0.1);
  });
});

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

  test("corrects a clock that was never right at once, to when its looks arrived", () => {
    expect(errors([-HOUR_S, -HOUR_S])).toEqual([0.1, 0.1]);
    expect(changes([-HOUR_S, -HOUR_S])).toEqual([us(HOUR_S + 0.1), null]);
    expect(errors([HOUR_S, HOUR_S])).toEqual([0.1, 0.1]);
  });

  test("moves the detections with their look", () => {
    const [{ look }] = examined([-HOUR_S]);
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

import { expect, test } from "vitest";
import { HOLD, holdDirections } from "../association/hold.ts";
import { AGILE, BANK, STEADY_SHARE } from "../filter/bank-layout.ts";
import { RowHolds } from "./row-holds.ts";
import { geometryOf, radar, START_US } from "./tracker-world.test-support.ts";

const bank = new Float64Array(BANK);
bank.set([6_000, 1_000, 300, 50, 0, 0], AGILE);
bank[STEADY_SHARE] = 0;

const hold = (holds: RowHolds, sensor: number, row: number): void =>
  holdDirections(bank, 0, START_US, geometryOf(radar()), sensor, holds.about(sensor), row * HOLD);
/** Where a hold has the index of its sensor; NaN where there is none. */
const sensorOf = (holds: RowHolds, sensor: number, row: number): number =>
  holds.about(sensor)[row * HOLD];

test("a row is held about several sensors at once, and about none once its bank is another", () => {
  const holds = new RowHolds(4);
  hold(holds, 0, 1);
  hold(holds, 2, 1);
  expect([0, 1, 2].map((sensor) => sensorOf(holds, sensor, 1))).toEqual([0, NaN, 2]);
  expect(sensorOf(holds, 0, 2)).toBeNaN();
  holds.copy(1, 2);
  holds.clear(1);
  expect([0, 1, 2].map((sensor) => sensorOf(holds, sensor, 1))).toEqual([NaN, NaN, NaN]);
  expect([0, 1, 2].map((sensor) => sensorOf(holds, sensor, 2))).toEqual([0, NaN, 2]);
});

test("what is held outlasts growth; sensors past the limit take each other's places and say so", () => {
  const holds = new RowHolds(2);
  hold(holds, 1, 1);
  holds.grow(8);
  expect(sensorOf(holds, 1, 1)).toBe(1);
  hold(holds, 9, 1);
  expect(sensorOf(holds, 1, 1)).toBe(9);
});

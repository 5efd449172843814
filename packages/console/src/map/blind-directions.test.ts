import { expect, test } from "vitest";
import { joinDirections } from "./blind-directions.ts";

const join = (...spans: readonly (readonly [number, number])[]) =>
  joinDirections(spans.map(([fromDeg, toDeg]) => ({ fromDeg, toDeg })));

test("sectors that touch or overlap become one", () => {
  expect(join([130, 170], [160, 215], [215, 220])).toEqual([{ fromDeg: 130, widthDeg: 90 }]);
});

test("sectors apart stay apart, in order", () => {
  expect(join([200, 210], [10, 20])).toEqual([
    { fromDeg: 10, widthDeg: 10 },
    { fromDeg: 200, widthDeg: 10 },
  ]);
});

test("a sector across north is one piece", () => {
  expect(join([350, 20])).toEqual([{ fromDeg: 350, widthDeg: 30 }]);
  expect(join([350, 5], [0, 40])).toEqual([{ fromDeg: 350, widthDeg: 50 }]);
});

test("a whole turn stays a whole turn, however it is said", () => {
  expect(join([0, 360])).toEqual([{ fromDeg: 0, widthDeg: 360 }]);
  expect(join([90, 90])).toEqual([{ fromDeg: 0, widthDeg: 360 }]);
  expect(join([0, 200], [190, 10])).toEqual([{ fromDeg: 0, widthDeg: 360 }]);
  expect(join()).toEqual([]);
});

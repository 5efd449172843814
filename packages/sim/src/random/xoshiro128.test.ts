import { expect, test } from "vitest";
import { xoshiro128 } from "./xoshiro128.ts";

test("xoshiro128** gives the outputs of the authors' program for the state 1, 2, 3, 4", () => {
  const next = xoshiro128([1, 2, 3, 4]);
  expect(Array.from({ length: 10 }, next)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
    4258142804,
  ]);
});

test("a state of zeros is refused", () => {
  expect(() => xoshiro128([0, 0, 0, 0])).toThrow("never leaves zero");
});

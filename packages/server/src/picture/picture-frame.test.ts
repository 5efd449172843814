import { describe, expect, test } from "vitest";
import { ellipse90, round } from "./picture-frame.ts";

describe("ellipse90", () => {
  test("has semi-axes of 2.146 standard deviations, and the bearing of the longer one", () => {
    expect(ellipse90({ eeM2: 100, enM2: 0, nnM2: 400 })).toEqual({
      majorM: 42.9,
      minorM: 21.5,
      bearingDeg: 0,
    });
    expect(ellipse90({ eeM2: 400, enM2: 0, nnM2: 100 }).bearingDeg).toBe(90);
  });

  test("points north-east when east and north err together, south-east when against each other", () => {
    expect(ellipse90({ eeM2: 100, enM2: 50, nnM2: 100 }).bearingDeg).toBe(45);
    expect(ellipse90({ eeM2: 100, enM2: -50, nnM2: 100 }).bearingDeg).toBe(135);
  });

  test("gives no imaginary axis for a covariance that rounding made indefinite", () => {
    expect(ellipse90({ eeM2: 1, enM2: 1.0000001, nnM2: 1 }).minorM).toBe(0);
  });
});

test("round keeps so many decimals, and no negative zero", () => {
  expect(round(1.23456, 2)).toBe(1.23);
  expect(Object.is(round(-0.001, 1), 0)).toBe(true);
});

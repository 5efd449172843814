import { expect, test } from "vitest";
import { compassText, directionsText, percentText } from "./quantity.ts";

test("a probability is never rounded to certainty", () => {
  expect([0, 0.0002, 0.034, 0.5, 0.9996, 1].map(percentText)).toEqual([
    "0 %",
    "< 0.1 %",
    "3.4 %",
    "50 %",
    "> 99.9 %",
    "100 %",
  ]);
});

test("directions in words", () => {
  expect(compassText(359)).toBe("N");
  expect(compassText(-90)).toBe("W");
  expect(directionsText(135, 90)).toBe("SE to SW");
  expect(directionsText(10, 360)).toBe("all around");
  expect(directionsText(80, 20)).toBe("E");
});

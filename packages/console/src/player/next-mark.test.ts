import { expect, test } from "vitest";
import { nextMarkUs } from "./next-mark.ts";

const marks = [30, 10, 20].map((timeUs) => ({ timeUs, kind: "impact" as const, text: "" }));

test("the nearest mark on either side, never the one at hand", () => {
  expect(nextMarkUs(marks, 20, 1)).toBe(30);
  expect(nextMarkUs(marks, 20, -1)).toBe(10);
  expect(nextMarkUs(marks, 30, 1)).toBeNull();
  expect(nextMarkUs([], 0, 1)).toBeNull();
});

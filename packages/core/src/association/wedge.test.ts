import { expect, test } from "vitest";
import { wedgeOver } from "./wedge.ts";

test("the wedge over two holds both, across the half turn too", () => {
  const a = { azimuthRad: 3, halfWidthRad: 0.1 };
  const b = { azimuthRad: -3, halfWidthRad: 0.2 };
  const both = wedgeOver(a, b);
  expect(both?.azimuthRad).toBe(3);
  expect(both?.halfWidthRad).toBeCloseTo(2 * Math.PI - 6 + 0.2, 12);
  expect(wedgeOver(null, b)).toBe(b);
  expect(wedgeOver(null, null)).toBeNull();
});

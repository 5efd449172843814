import type { Picture, PictureArea } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { isMoreUrgent } from "./use-past.ts";

const told = (...stages: PictureArea["stage"][]): Picture =>
  ({ areas: stages.map((stage, index) => ({ id: String(index), stage })) }) as unknown as Picture;

test("the present calls when an area is told more than before, and not when it is told less or the same", () => {
  expect(isMoreUrgent(told(null), told("pre-alert"))).toBe(true);
  expect(isMoreUrgent(told("pre-alert"), told("take-cover"))).toBe(true);
  expect(isMoreUrgent(told("take-cover", null), told("take-cover", "pre-alert"))).toBe(true);
  expect(isMoreUrgent(told("take-cover"), told("take-cover"))).toBe(false);
  expect(isMoreUrgent(told("take-cover"), told("pre-alert"))).toBe(false);
  expect(isMoreUrgent(null, told("take-cover"))).toBe(true);
});

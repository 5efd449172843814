import { expect, test } from "vitest";
import { heightsOf, percentText } from "./plan-words.ts";

test("heights are a list of metres, and what is none is refused", () => {
  expect(heightsOf("20, 50,100")).toEqual([20, 50, 100]);
  for (const text of ["", "20,", "low", "0", "-5", "30000", "1,2,3,4,5,6,7,8,9"])
    expect(heightsOf(text)).toBeNull();
});

test("a share that is not all is never shown as all", () => {
  expect(percentText(1)).toBe("100 %");
  expect(percentText(0.9999)).toBe("99.9 %");
});

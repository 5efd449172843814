import { expect, test } from "vitest";
import { numberIn } from "./number-in.ts";

test("a number is read from figures of any script, and only where there is one", () => {
  expect(numberIn("3 drones")).toBe("3");
  expect(numberIn("ثلاث طائرات")).toBe("");
  expect(numberIn("١٢ جريحا")).toBe("12");
  expect(numberIn("۷ نفر")).toBe("7");
  expect(numberIn("९ लोग")).toBe("9");
  expect(numberIn("between 2 and 3")).toBe("");
});

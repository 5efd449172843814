import { expect, test } from "vitest";
import { daysText } from "./day-text.ts";

test("a stretch of time is named by its day, and by two where it passes midnight UTC", () => {
  const at = (text: string): number => Date.parse(text) * 1_000;
  expect(daysText(at("2021-11-06T23:00:00Z"), at("2021-11-06T23:59:59Z"))).toBe("6 November 2021");
  expect(daysText(at("2021-12-31T23:59:59Z"), at("2022-01-01T00:00:00Z"))).toBe(
    "31 December 2021 to 1 January 2022",
  );
});

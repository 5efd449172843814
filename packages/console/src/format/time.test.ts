import { expect, test } from "vitest";
import { agoText, arrivalWords, clockText, elapsedText, windowText, zoneName } from "./time.ts";

const NOW = 1_000_000_000;
const inS = (seconds: number): number => NOW + seconds * 1e6;

test.each([
  [14, 22, "14–22 s"],
  [-5, 12, "now–12 s"],
  [7, 7, "about 7 s"],
  [70, 115, "1:10–1:55 min"],
  [5, 90, "5–90 s"],
  [0, 0, "now"],
])("from %i to %i seconds is said %s", (from, to, text) => {
  expect(windowText(inS(from), inS(to), NOW)).toBe(text);
});

test.each([
  [14, 22, "Arrives in 14–22 s"],
  [-5, 12, "Arrives within 12 s"],
  [0.5, 90, "Arrives within 90 s"],
  [7, 7, "Arrives in about 7 s"],
  [0, 0, "Arrives now"],
])("from %d to %d seconds an area is told: %s", (from, to, text) => {
  expect(arrivalWords(inS(from), inS(to), NOW)?.join(" ")).toBe(text);
});

test("a window that is past is not said", () => {
  expect(arrivalWords(inS(-9), inS(-2), NOW)).toBeNull();
  expect(windowText(inS(-9), inS(-2), NOW)).toBeNull();
});

test("time of day in the zone of the site", () => {
  const timeUs = Date.UTC(2021, 10, 6, 23, 3, 44) * 1000;
  expect(clockText(timeUs, "UTC")).toBe("23:03:44");
  expect(clockText(timeUs, "Asia/Baghdad")).toBe("02:03:44");
  expect(zoneName("America/New_York")).toBe("New York");
});

test("how long it took, and how long ago", () => {
  expect([7, 750, 3723].map(elapsedText)).toEqual(["0:07", "12:30", "1:02:03"]);
  expect([4, 200, 9_000, 400_000].map(agoText)).toEqual(["4 s", "3 min", "3 h", "5 days"]);
});

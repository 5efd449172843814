import { areaId, trackId } from "@tocsin/core";
import { expect, test } from "vitest";
import { MaskBook } from "./mask-book.ts";

const of = (area: string | null, ...reasons: ("MASKED" | "PREDICTED_MISS" | "THREAT")[]) => ({
  trackId: trackId("t"),
  areaId: area === null ? null : areaId(area),
  reasons,
});

test("an object is a friend while the latest decision on every area says so", () => {
  const book = new MaskBook();
  expect(book.isMasked("t")).toBe(false);
  book.decided(of("a", "MASKED", "PREDICTED_MISS"));
  book.decided(of("b", "MASKED"));
  expect(book.isMasked("t")).toBe(true);
  book.decided(of("b", "THREAT"));
  expect(book.isMasked("t"), "it has left its flight").toBe(false);
});

test("what was decided of far-off areas together makes no friend", () => {
  const book = new MaskBook();
  book.decided(of(null, "MASKED"));
  expect(book.isMasked("t")).toBe(false);
});

test("what is gone is forgotten", () => {
  const book = new MaskBook();
  book.decided(of("a", "MASKED"));
  book.keepOnly(new Set());
  expect(book.isMasked("t")).toBe(false);
});

import { getHeapSpaceStatistics } from "node:v8";
import { expect, test } from "vitest";
import { YoungHeap } from "./young-heap.ts";

const usedBytes = (): number =>
  getHeapSpaceStatistics().find((space) => space.space_name === "new_space")?.space_used_size ?? 0;

const MEBIBYTE = 1024 * 1024;

/** Leaves garbage until there is so much; V8 may collect meanwhile. */
function litter(bytes: number): void {
  let last: number[] = [];
  for (let i = 0; usedBytes() < bytes && i < 10_000; i++)
    last = Array.from({ length: 2_000 }, (_, k) => k + last.length);
}

test("what looks leave behind is collected when there is enough of it, and not all the time", () => {
  const heap = new YoungHeap();
  heap.tidy(0);
  litter(6 * MEBIBYTE);
  const before = usedBytes();
  expect(heap.tidy(1_000_000)).toBe(true);
  expect(usedBytes()).toBeLessThan(before / 2);
  expect(heap.tidy(2_000_000)).toBe(false);
  litter(6 * MEBIBYTE);
  expect(heap.tidy(1_050_000)).toBe(false);
  expect(heap.tidy(1_100_000)).toBe(true);
});

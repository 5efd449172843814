import { expect, test } from "vitest";
import * as columns from "./track-columns.ts";
import { confirmIfDue, isConfirmed } from "./track-life.ts";
import { config } from "./tracker-world.test-support.ts";

/** Whether a track is confirmed that these looks saw, oldest first, and that exists this probably. */
function confirms(seen: readonly boolean[], existence: number, confirmDetections = 3): boolean {
  const a = new Float64Array(columns.ROW);
  a[columns.CONFIRMED_US] = NaN;
  a[columns.EXISTENCE] = existence;
  for (const isSeen of seen) columns.countExpectedLook(a, 0, isSeen);
  confirmIfDue(a, 0, { ...config(), confirmDetections, confirmWindow: 5 });
  return isConfirmed(a, 0);
}

test("what exists probably is confirmed by all the detections that are asked for", () => {
  expect(confirms([true, true, true], 0.96)).toBe(true);
  expect(confirms([true, false, true, false, true], 0.96)).toBe(true);
  expect(confirms([true, true], 0.96)).toBe(false);
  expect(confirms([true, true, true], 0.94)).toBe(false);
});

test("what exists all but certainly by one fewer", () => {
  expect(confirms([true, true], 0.991)).toBe(true);
  expect(confirms([true, false, true], 0.991)).toBe(true);
  expect(confirms([true, true], 0.999, 4)).toBe(false);
  expect(confirms([true, true, true], 0.999, 4)).toBe(true);
});

test("and never by a single one, but where a single one is asked for", () => {
  expect(confirms([true], 0.999_999)).toBe(false);
  expect(confirms([true], 0.999_999, 2)).toBe(false);
  expect(confirms([true], 0.999_999, 1)).toBe(true);
});

import { expect, test } from "vitest";
import { ActiveTime } from "./active-time.ts";

test("time counts while somebody is active, up to the last decision, and for the account that is open", () => {
  const time = new ActiveTime();
  time.note("A", 0);
  time.note("A", 20_000);
  expect(time.take("A", 30_000)).toBe(30);
  // Read for a while, then away for an hour.
  time.note("A", 40_000);
  time.note(null, 45_000);
  time.note("B", 3_645_000);
  expect(time.take("A", 3_650_000)).toBe(15);
  expect(time.take("B", 3_655_000)).toBe(10);
});

test("quiet for longer than a minute counts a minute", () => {
  const time = new ActiveTime();
  time.note("A", 0);
  time.note("A", 600_000);
  expect(time.take("A", 600_000)).toBe(60);
  expect(time.take("A", 600_000)).toBe(0);
});

import { expect, test } from "vitest";
import { sleeplessClock } from "./steady-clock.ts";

test("a sleep counts, a clock that is set back does not, and nobody goes backwards", () => {
  const clock = { steady: 100, wall: 1_000_000 };
  let leaps = 0;
  const nowMs = sleeplessClock(
    { steadyMs: () => clock.steady, wallMs: () => clock.wall },
    () => leaps++,
  );
  clock.steady += 1_000;
  clock.wall += 1_400;
  expect(nowMs()).toBe(1_100);
  // An hour of sleep, in which the steady clock stood still.
  clock.wall += 3_600_000;
  expect(nowMs()).toBe(3_601_100);
  expect(leaps).toBe(1);
  clock.steady += 500;
  clock.wall -= 86_400_000;
  expect(nowMs()).toBe(3_601_600);
  expect(leaps).toBe(1);
});

import { expect, test } from "vitest";
import { ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_ADDRESS, AttemptLimits } from "./attempt-limits.ts";

function limitsAt(): { limits: AttemptLimits; clock: { nowMs: number } } {
  const clock = { nowMs: 0 };
  return { limits: new AttemptLimits(() => clock.nowMs), clock };
}

test("the first few are free; then each wait is twice as long as the last, up to a quarter of an hour", () => {
  const { limits, clock } = limitsAt();
  const waits: number[] = [];
  for (let i = 0; i < ATTEMPTS_PER_ACCOUNT + 9; i++) {
    limits.failed("192.0.2.1", "bob");
    waits.push(limits.waitMs("192.0.2.1", "bob") / 1000);
    clock.nowMs += limits.waitMs("192.0.2.1", "bob");
  }
  expect(waits).toEqual([0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]);
});

test("another address is not held up, nor another account", () => {
  const { limits } = limitsAt();
  for (let i = 0; i < ATTEMPTS_PER_ACCOUNT; i++) limits.failed("192.0.2.1", "bob");
  expect(limits.waitMs("192.0.2.2", "bob")).toBe(0);
  expect(limits.waitMs("192.0.2.1", "ada")).toBe(0);
});

test("one address that tries many accounts waits for all of them, though it is right on one", () => {
  const { limits } = limitsAt();
  for (let i = 0; i < ATTEMPTS_PER_ADDRESS - 1; i++) limits.failed("192.0.2.1", `name ${i}`);
  expect(limits.waitMs("192.0.2.1", "ada")).toBe(0);
  limits.succeeded("192.0.2.1", "ada");
  limits.failed("192.0.2.1", "one more");
  expect(limits.waitMs("192.0.2.1", "ada")).toBeGreaterThan(0);
});

test("being right forgives, and so does time", () => {
  const { limits, clock } = limitsAt();
  for (let i = 0; i < ATTEMPTS_PER_ACCOUNT; i++) limits.failed("192.0.2.1", "bob");
  limits.succeeded("192.0.2.1", "bob");
  expect(limits.waitMs("192.0.2.1", "bob")).toBe(0);
  for (let i = 0; i < ATTEMPTS_PER_ACCOUNT; i++) limits.failed("192.0.2.1", "bob");
  clock.nowMs += 16 * 60_000;
  limits.failed("192.0.2.1", "bob");
  expect(limits.waitMs("192.0.2.1", "bob")).toBe(0);
});

test("it remembers so many, and a flood of names costs no more memory", () => {
  const { limits } = limitsAt();
  for (let i = 0; i < ATTEMPTS_PER_ACCOUNT; i++) limits.failed("192.0.2.1", "bob");
  for (let i = 0; i < 10_001; i++) limits.failed(`198.51.${i >> 8}.${i & 255}`, "x");
  expect(limits.waitMs("192.0.2.1", "bob")).toBe(0);
});

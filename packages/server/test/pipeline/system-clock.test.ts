import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SystemClock } from "../../src/pipeline/system-clock.ts";

const DAY_MS = 86_400_000;

describe("the system's clock", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_767_225_600_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("follows the steady clock, and a step of the wall clock is seen but not followed", () => {
    const clock = new SystemClock();
    const startUs = clock.nowUs();
    expect(startUs).toBe(1_767_225_600_000_000);
    vi.advanceTimersByTime(5_000);
    expect(clock.nowUs() - startUs).toBe(5_000_000);
    expect(clock.steppedByS()).toBe(0);
    for (const stepMs of [-DAY_MS, DAY_MS, -2_000, 2_000]) {
      vi.setSystemTime(1_767_225_605_000 + stepMs);
      expect(clock.nowUs() - startUs).toBe(5_000_000);
      expect(clock.steppedByS()).toBeCloseTo(stepMs / 1000, 3);
    }
    vi.setSystemTime(1_767_225_605_500);
    expect(clock.steppedByS()).toBe(0);
  });

  test("goes on from where a journal ends when the wall clock was set back before the start", () => {
    const clock = new SystemClock();
    const endUs = clock.nowUs() + DAY_MS * 1000;
    clock.notBefore(endUs);
    expect(clock.nowUs()).toBe(endUs);
    vi.advanceTimersByTime(1_000);
    expect(clock.nowUs()).toBe(endUs + 1_000_000);
    expect(clock.steppedByS()).toBeCloseTo(-DAY_MS / 1000, 3);
    clock.notBefore(endUs);
    expect(clock.nowUs()).toBe(endUs + 1_000_000);
  });

  test("waits no less than it was asked to, longer than a timer can, and not at all when cancelled", async () => {
    const clock = new SystemClock();
    let ended = 0;
    const cancel = new AbortController();
    void clock.waitUntil(clock.nowUs() + 1_500).then(() => (ended |= 1));
    void clock.waitUntil(clock.nowUs() + 40 * DAY_MS * 1000).then(() => (ended |= 2));
    void clock.waitUntil(clock.nowUs() + DAY_MS * 1000, cancel.signal).then(() => (ended |= 4));
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toBe(1);
    cancel.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toBe(5);
    await clock.waitUntil(clock.nowUs() + DAY_MS * 1000, cancel.signal);
    await vi.advanceTimersByTimeAsync(39 * DAY_MS);
    expect(ended).toBe(5);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(ended).toBe(7);
  });
});

test("the real clock never goes back", () => {
  const clock = new SystemClock();
  let last = clock.nowUs();
  for (let i = 0; i < 200_000; i++) {
    const now = clock.nowUs();
    expect(now >= last).toBe(true);
    last = now;
  }
});

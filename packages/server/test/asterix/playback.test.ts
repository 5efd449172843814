import { expect, test } from "vitest";
import type { PlaybackClock } from "../../src/sources/playback.ts";
import { playBack } from "../../src/sources/playback.ts";

class VirtualClock implements PlaybackClock {
  timeUs = 5_000_000;
  nowUs(): number {
    return this.timeUs;
  }
  async waitUntil(timeUs: number): Promise<void> {
    this.timeUs = Math.max(this.timeUs, timeUs);
  }
}

async function* recorded(...times: readonly number[]) {
  for (const receivedUs of times) yield { receivedUs };
}

/** When each item came, after the start. */
async function played(
  times: readonly number[],
  options: { speed: number; pauseMaxUs?: number },
  workUs = 0,
): Promise<number[]> {
  const clock = new VirtualClock();
  const came: number[] = [];
  for await (const item of playBack(recorded(...times), { clock, ...options })) {
    expect(times).toContain(item.receivedUs);
    came.push(clock.timeUs - 5_000_000);
    clock.timeUs += workUs;
  }
  return came;
}

const times = [100, 1_100, 1_100, 5_100, 15_100];

test("plays in real time, faster, and slower", async () => {
  expect(await played(times, { speed: 1 })).toEqual([0, 1_000, 1_000, 5_000, 15_000]);
  expect(await played(times, { speed: 10 })).toEqual([0, 100, 100, 500, 1_500]);
  expect(await played(times, { speed: 0.5 })).toEqual([0, 2_000, 2_000, 10_000, 30_000]);
});

test("plays as fast as it goes without waiting", async () => {
  expect(await played(times, { speed: Infinity })).toEqual([0, 0, 0, 0, 0]);
});

test("cuts long pauses", async () => {
  expect(await played(times, { speed: 1, pauseMaxUs: 2_000 })).toEqual([
    0, 1_000, 1_000, 3_000, 5_000,
  ]);
});

test("a slow reader catches up instead of falling ever further behind", async () => {
  expect(await played(times, { speed: 1 }, 1_500)).toEqual([0, 1_500, 3_000, 5_000, 15_000]);
});

test("times that go back do not hold it up", async () => {
  expect(await played([1_000, 500, 1_000, 2_000], { speed: 1 })).toEqual([0, 0, 0, 1_000]);
});

test("a speed of zero is refused", async () => {
  await expect(played(times, { speed: 0 })).rejects.toThrow(RangeError);
});

import type { Adapter, AdapterSink } from "@tocsin/sdk";
import { expect, test } from "vitest";
import { supervise } from "../../src/pipeline/supervise.ts";
import { ProcessClock, VirtualWorld } from "../faults/virtual-world.ts";
import { START_US } from "../journal/fixtures.ts";

const sink: AdapterSink = {
  look: () => undefined,
  health: () => undefined,
  report: () => undefined,
  rejected: () => undefined,
  link: () => undefined,
};

/** Fails after each of `lastsS` in turn, then ends. */
function failing(clock: ProcessClock, lastsS: readonly number[]): Adapter {
  let starts = 0;
  return {
    id: "input",
    run: async (_sink, signal) => {
      const lastS = lastsS[starts++];
      if (lastS === undefined) return;
      await clock.waitUntil(clock.nowUs() + lastS * 1e6, signal);
      throw new Error(`failure ${starts}`);
    },
  };
}

test("an adapter is started again after growing pauses, which begin anew once it had recovered", async () => {
  const world = new VirtualWorld(START_US);
  const clock = new ProcessClock(world);
  const failed: string[] = [];
  const supervised = supervise({
    adapter: failing(clock, [0, 0, 0, 0, 0, 0, 0, 3_600, 0]),
    sink,
    signal: new AbortController().signal,
    clock,
    mayEnd: true,
    failed: (detail) => failed.push(detail),
  });
  await world.run(START_US + 8_000e6);
  await supervised;
  expect(failed.map((detail) => detail.replace(/^failure \d+; starting it again in /, ""))).toEqual(
    ["1 s", "2 s", "4 s", "8 s", "16 s", "30 s", "30 s", "1 s", "2 s"],
  );
});

test("one that is told to stop while it waits is not started again", async () => {
  const world = new VirtualWorld(START_US);
  const clock = new ProcessClock(world);
  const stop = new AbortController();
  let starts = 0;
  const supervised = supervise({
    adapter: { id: "input", run: () => (starts++, Promise.reject(new Error("no"))) },
    sink,
    signal: stop.signal,
    clock,
    mayEnd: true,
    failed: () => undefined,
  });
  await world.run(START_US + 500_000);
  stop.abort();
  await supervised;
  expect(starts).toBe(1);
});

test("one that ends though it may not is started again, and said so", async () => {
  const world = new VirtualWorld(START_US);
  const clock = new ProcessClock(world);
  const stop = new AbortController();
  const failed: string[] = [];
  const supervised = supervise({
    adapter: failing(clock, []),
    sink,
    signal: stop.signal,
    clock,
    mayEnd: false,
    failed: (detail) => failed.push(detail),
  });
  await world.run(START_US + 4e6);
  stop.abort();
  await supervised;
  expect(failed).toEqual([
    "it ended by itself; starting it again in 1 s",
    "it ended by itself; starting it again in 2 s",
    "it ended by itself; starting it again in 4 s",
  ]);
});

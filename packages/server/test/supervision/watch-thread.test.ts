import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { STILL_AFTER_MS } from "../../src/run/stillness.ts";
import { watchThread } from "../../src/run/watch-thread.ts";
import { Pausing } from "./pausing.ts";

let pausing: Pausing;
let worker: Worker | null = null;
beforeEach(() => {
  pausing = new Pausing({ atStart: true });
});
afterEach(async () => {
  await worker?.terminate();
  pausing.close();
});

/** Works for two seconds without a look at its messages, says so, and stays. */
const BUSY = `const until = Date.now() + 2_000;
let sum = 0;
while (Date.now() < until) sum += Math.sqrt(sum + 1);
require("node:worker_threads").parentPort.postMessage("done");
setInterval(() => undefined, 1_000);`;

test("a thread that does not move is told of, and that it goes on; one that works and answers nobody moves", async () => {
  const told: string[] = [];
  const atStart = pausing.started("busy");
  worker = new Worker(BUSY, { eval: true, name: "busy" });
  watchThread(worker, { told: (detail) => told.push(detail), givenUp: () => undefined });
  const done = new Promise((resolve) => worker?.once("message", resolve));
  const goOn = await atStart;
  await expect.poll(() => told).toHaveLength(1);
  const stillMs = Number(/^its thread stands still for (\d+) ms$/.exec(told[0] ?? "")?.[1]);
  expect(stillMs).toBeGreaterThan(STILL_AFTER_MS);
  goOn();
  await expect.poll(() => told).toHaveLength(2);
  expect(told[1]).toBe("over: its thread goes on");
  await done;
  expect(told).toHaveLength(2);
});

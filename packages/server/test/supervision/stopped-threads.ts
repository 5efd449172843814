import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { FaultCode } from "@tocsin/core";
import { stream } from "@tocsin/sim";
import { showPostOf } from "../http/shown-post.ts";
import { Pausing } from "./pausing.ts";

/** A thread of the post that stands still is seen within so long, s. */
export const THREAD_SEEN_S = 2;
/** And is given up after so long, s. */
const GIVEN_UP_S = 8;
/** So long the main thread stands still, s. */
const MAIN_STILL_S = 3;

/** The thread's module, and where the post says that it stands still. */
const THREADS: Readonly<Record<string, { readonly module: string; readonly code: FaultCode }>> = {
  http: { module: "http-worker.ts", code: "HTTP_FAULT" },
  people: { module: "people-worker.ts", code: "CHANNEL_FAILED" },
  journal: { module: "journal-worker.ts", code: "JOURNAL_FAULT" },
};

/** Of each thread how long each stop took until it was seen, s; null: never. */
export type ThreadStops = Readonly<Record<string, readonly (number | null)[]>>;

/** Stops every thread of a post again and again: those that work for it, which it tells of itself, and its own, of which its health tells. */
export async function stoppedThreads(options: {
  readonly stops: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}): Promise<ThreadStops> {
  const random = stream(options.seed, "stopped threads");
  const pausing = new Pausing();
  const post = await showPostOf({
    site: {
      channels: [
        { type: "people", id: "people", modes: ["simulation"], address: "127.0.0.1", port: 0 },
      ],
    },
  });
  const seen: Record<string, (number | null)[]> = { main: [] };
  const faults: { readonly code: FaultCode; readonly detail: string; readonly atMs: number }[] = [];
  post.steps.push(({ effects }) => {
    for (const effect of effects)
      if (effect.type === "fault") faults.push({ ...effect.fault, atMs: performance.now() });
  });
  try {
    await pause(2_000);
    for (const [name, { module, code }] of Object.entries(THREADS)) {
      options.progress(`thread ${name}`);
      const times: (number | null)[] = (seen[name] = []);
      for (let stop = 0; stop < options.stops; stop++) {
        await pause(500 + 1_000 * random.unit());
        const before = faults.length;
        const stoppedMs = performance.now();
        const goOn = await pausing.stop(module);
        const told = () =>
          faults
            .slice(before)
            .find((fault) => fault.code === code && !fault.detail.startsWith("over: "));
        while (told() === undefined && performance.now() - stoppedMs < 1_000 * GIVEN_UP_S)
          await pause(10);
        const fault = told();
        times.push(fault === undefined ? null : (fault.atMs - stoppedMs) / 1_000);
        goOn();
        // What comes next is told anew.
        await pause(3_500);
      }
    }
    options.progress("thread main");
    for (let stop = 0; stop < options.stops; stop++) {
      await pause(500 + 1_000 * random.unit());
      seen["main"]?.push(await mainStopped(post.address));
    }
    return seen;
  } finally {
    pausing.close();
    await post.stop();
  }
}

/** Stops this thread, which is the post's, and has another ask for its health. */
async function mainStopped(address: string): Promise<number | null> {
  const watcher = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
    (async () => {
      parentPort.postMessage(null);
      const beganNs = process.hrtime.bigint();
      for (;;) {
        const { status } = await fetch(workerData + "/healthz");
        const s = Number(process.hrtime.bigint() - beganNs) / 1e9;
        if (status === 503 || s > ${MAIN_STILL_S}) return parentPort.postMessage(status === 503 ? s : -1);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();`,
    { eval: true, workerData: address.replace(/\/$/, "") },
  );
  const said = (): Promise<number> =>
    new Promise((resolve) => void watcher.once("message", resolve));
  await said();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000 * MAIN_STILL_S);
  const seconds = await said();
  await watcher.terminate();
  return seconds < 0 ? null : seconds;
}

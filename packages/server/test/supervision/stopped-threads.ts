import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { FaultCode } from "@tocsin/core";
import { stream } from "@tocsin/sim";
import { BusyPost } from "./busy-post.ts";
import { Pausing } from "./pausing.ts";

/** What stands still of a post is seen within so long, s. */
export const STILL_SEEN_S = 2;
/** And is given up after so long, s. */
const GIVEN_UP_S = 8;
/** So long the main thread stands still, s. */
const MAIN_STILL_S = 3;
/** What stands still again is told anew after so long, ms. */
const TOLD_ANEW_MS = 3_500;

/** Of each thread, and the process of a drill, how long each stop took until it was seen, s; null: never. */
export type Stops = Readonly<Record<string, readonly (number | null)[]>>;

/** One that can be stopped, and where the post says that it stands still. */
interface Stoppable {
  readonly code: FaultCode;
  readonly subject: RegExp;
  /** Stops it; resolves, when it stands still, with what lets it go on. */
  readonly stop: () => Promise<() => void>;
}

/**
 * Stops every thread of a post, and the process of its drill, again and again: those that work for it, which it tells of itself, and its own, of which its
 * health tells. What does not watch another is stopped at the same time.
 */
export async function stoppedThreads(options: {
  readonly stops: number;
  readonly seed: number;
  readonly progress: (text: string) => void;
}): Promise<Stops> {
  const { stops, progress } = options;
  const random = stream(options.seed, "stopped threads");
  const pausing = new Pausing();
  const post = await BusyPost.start();
  const stopEach = async (things: Readonly<Record<string, Stoppable>>): Promise<Stops> => {
    progress(Object.keys(things).join(", "));
    const times = Object.entries(things).map(async ([name, thing]) => {
      const seen: (number | null)[] = [];
      for (let stop = 0; stop < stops; stop++) {
        await pause(500 + 1_000 * random.unit());
        progress(`  ${name}, stop ${stop + 1} of ${stops}`);
        seen.push(await seenAfterS(post, thing));
        // What comes next is told anew.
        await pause(TOLD_ANEW_MS);
      }
      return [name, seen] as const;
    });
    return Object.fromEntries(await Promise.all(times));
  };
  try {
    // Each has been asked once: threads of questions are begun by the first.
    for (const path of Object.values(QUESTIONS)) await post.ask("GET", path);
    await post.drill();
    await pause(2_000);
    const others = await stopEach(stoppablesOf(post, pausing));
    // It watches the threads that answer its questions.
    const screens = await stopEach({
      http: { code: "HTTP_FAULT", subject: /^127/, stop: () => pausing.stop("http") },
    });
    progress("main");
    const main: (number | null)[] = [];
    for (let stop = 0; stop < stops; stop++) {
      await pause(500 + 1_000 * random.unit());
      main.push(await mainStopped(post.address));
    }
    return { main, ...screens, ...others };
  } finally {
    pausing.close();
    await post.stop();
  }
}

const QUESTIONS = {
  queries: "/api/sources/live/scorecard",
  "long-queries": "/api/sources/live/report?area=area&time=2026-01-01T00:00:00Z",
} as const;

function stoppablesOf(post: BusyPost, pausing: Pausing): Readonly<Record<string, Stoppable>> {
  /** It does nothing until it is asked. */
  const asked = (thread: keyof typeof QUESTIONS): Stoppable => ({
    code: "HTTP_FAULT",
    subject: new RegExp(`^${thread}$`),
    stop: async () => {
      // One that was given up meanwhile is begun anew.
      await post.ask("GET", QUESTIONS[thread]);
      const stopped = pausing.stop(thread);
      void post.ask("GET", QUESTIONS[thread]);
      return stopped;
    },
  });
  return {
    journal: { code: "JOURNAL_FAULT", subject: /./, stop: () => pausing.stop("journal") },
    people: { code: "CHANNEL_FAILED", subject: /^page$/, stop: () => pausing.stop("people") },
    feed: { code: "CHANNEL_FAILED", subject: /^cap$/, stop: () => pausing.stop("cap-feed") },
    plugin: {
      code: "INPUT_FAILED",
      subject: /^ear-line$/,
      stop: () => pausing.stop("plugin ear-line"),
    },
    queries: asked("queries"),
    "long-queries": asked("long-queries"),
    drill: {
      code: "DRILL_FAULT",
      subject: /^drill$/,
      stop: async () => {
        const pid = await post.drill();
        process.kill(pid, "SIGSTOP");
        return () => void process.kill(pid, "SIGCONT");
      },
    },
  };
}

async function seenAfterS(
  post: BusyPost,
  { code, subject, stop }: Stoppable,
): Promise<number | null> {
  const goOn = await stop();
  const [before, stoppedMs] = [post.faults.length, performance.now()];
  const told = () =>
    post.faults
      .slice(before)
      .find(
        (fault) =>
          fault.code === code && subject.test(fault.subject) && !fault.detail.startsWith("over: "),
      );
  while (told() === undefined && performance.now() - stoppedMs < 1_000 * GIVEN_UP_S)
    await pause(10);
  goOn();
  const fault = told();
  return fault === undefined ? null : (fault.atMs - stoppedMs) / 1_000;
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

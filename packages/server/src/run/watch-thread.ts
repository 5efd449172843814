import type { Worker } from "node:worker_threads";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { Stillness } from "./stillness.ts";

/** So often it is looked whether a thread moves. */
export const WATCH_MS = 250;
/** A thread that stood still for so long is given up. */
export const GIVEN_UP_MS = 20_000;

/**
 * Tells when a thread stands still that works at one thing for long and answers nobody meanwhile: V8 has it say how much memory it holds, in the midst
 * of whatever it does, and only one that is not run, or waits for the system, leaves that unsaid. Until it has begun to run it stands still, too.
 */
export function watchThread(
  worker: Worker,
  act: { readonly told: (detail: string) => void; readonly givenUp: () => void },
): void {
  const stillness = new Stillness(act.told);
  let [isOnline, isGivenUp] = [false, false];
  let sinceMs: number | null = monotonicMs();
  const answered = (): void => {
    sinceMs = null;
  };
  const timer = setInterval(() => {
    if (isOnline && sinceMs === null) {
      sinceMs = monotonicMs();
      // One that has ended says no more.
      worker.getHeapStatistics().then(answered, answered);
    }
    stillness.look(sinceMs);
    if (isGivenUp || sinceMs === null || monotonicMs() - sinceMs < GIVEN_UP_MS) return;
    isGivenUp = true;
    act.givenUp();
  }, WATCH_MS);
  timer.unref();
  worker.once("online", () => {
    isOnline = true;
    answered();
  });
  worker.once("exit", () => clearInterval(timer));
}

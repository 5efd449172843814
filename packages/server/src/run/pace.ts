import type { TimeUs } from "@tocsin/core";

/** Holds a recording back to `speed` times the speed of life, counted from its first event. */
export function createPace(speed: number, signal: AbortSignal): (timeUs: TimeUs) => Promise<void> {
  let start: { readonly timeUs: TimeUs; readonly ms: number } | null = null;
  return (timeUs) => {
    start ??= { timeUs, ms: performance.now() };
    const dueMs = start.ms + (timeUs - start.timeUs) / 1000 / speed;
    const waitMs = dueMs - performance.now();
    return waitMs <= 1 || signal.aborted ? Promise.resolve() : wait(waitMs, signal);
  };
}

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done, { once: true });
  });

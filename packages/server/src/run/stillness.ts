import { monotonicMs } from "../journal/monotonic-port.ts";

/** A thread that does not move for so long is told of: with the half second in which it may have moved last, within two. */
export const STILL_AFTER_MS = 1_200;
/** Whoever watches and was not run for longer has not heard what the other said meanwhile. */
const WATCHER_ASLEEP_MS = 600;
/** On a machine that is too busy a thread may stand still again and again: that is told once in so long. */
const TOLD_EVERY_MS = 3_000;

/** Tells when another thread stands still, and when it goes on. To be asked several times a second. */
export class Stillness {
  readonly #told: (detail: string) => void;
  #lookedMs = Number.NEGATIVE_INFINITY;
  #saidMs = Number.NEGATIVE_INFINITY;
  #isStill = false;

  constructor(told: (detail: string) => void) {
    this.#told = told;
  }

  /** `sinceMs`: since when it has not moved, by the steady clock; null: it has nothing to do. */
  look(sinceMs: number | null): void {
    const nowMs = monotonicMs();
    const wasAsleep = nowMs - this.#lookedMs > WATCHER_ASLEEP_MS;
    this.#lookedMs = nowMs;
    const isStill = sinceMs !== null && nowMs - sinceMs > STILL_AFTER_MS;
    if (isStill && !this.#isStill && !wasAsleep && nowMs - this.#saidMs > TOLD_EVERY_MS) {
      [this.#isStill, this.#saidMs] = [true, nowMs];
      this.#told(`its thread stands still for ${String(Math.round(nowMs - sinceMs))} ms`);
    } else if (!isStill && this.#isStill) {
      this.#isStill = false;
      this.#told("over: its thread goes on");
    }
  }

  /** It was ended, or ended by itself, which is told otherwise. */
  forget(): void {
    this.#isStill = false;
  }
}

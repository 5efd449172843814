import { setImmediate as turn } from "node:timers/promises";
import type { TimeUs } from "@tocsin/core";
import type { Cancellation } from "@tocsin/sdk";
import type { LiveClock } from "../../src/pipeline/live-runner.ts";

/** A step leaves its thread whenever warnings have left, so often at the most. */
const TURNS = 40;

/** A clock that goes on when it is told to, and meanwhile wakes whoever waits, in order. */
export class HandClock implements LiveClock {
  #nowUs: TimeUs;
  readonly #waiting = new Set<{ readonly atUs: TimeUs; readonly wake: () => void }>();

  constructor(nowUs: TimeUs) {
    this.#nowUs = nowUs;
  }

  nowUs(): TimeUs {
    return this.#nowUs;
  }
  notBefore(leastUs: TimeUs): void {
    this.#nowUs = Math.max(this.#nowUs, leastUs);
  }
  steppedByS(): number {
    return 0;
  }

  waitUntil(atUs: TimeUs, signal?: Cancellation): Promise<void> {
    if (atUs <= this.#nowUs || signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const entry = { atUs, wake: resolve };
      this.#waiting.add(entry);
      signal?.addEventListener("abort", () => {
        this.#waiting.delete(entry);
        resolve();
      });
    });
  }

  async advance(toUs: TimeUs): Promise<void> {
    for (;;) {
      const due = [...this.#waiting].filter(({ atUs }) => atUs <= toUs);
      if (due.length === 0) break;
      const first = due.reduce((a, b) => (b.atUs < a.atUs ? b : a));
      this.#waiting.delete(first);
      this.#nowUs = Math.max(this.#nowUs, first.atUs);
      first.wake();
      await this.settled();
    }
    this.#nowUs = Math.max(this.#nowUs, toUs);
  }

  /** Gives what is under way its turns. */
  async settled(): Promise<void> {
    for (let i = 0; i < TURNS; i++) await turn();
  }
}

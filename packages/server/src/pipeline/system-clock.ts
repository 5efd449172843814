import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import type { Cancellation, Clock } from "@tocsin/sdk";

/** The wall clock may differ from the steady one by this much before it counts as stepped. */
const STEP_TOLERANCE_US = MICROS_PER_SECOND;

/**
 * The system's time: read once at start, and from then on carried by the steady clock. A step of the wall
 * clock moves nothing here, since it would end tracks and warnings early; it is reported, and a restart adopts it.
 */
export class SystemClock implements Clock {
  readonly #originUs: TimeUs;

  constructor() {
    this.#originUs = Math.round(Date.now() * 1000 - performance.now() * 1000);
  }

  nowUs(): TimeUs {
    return this.#originUs + Math.round(performance.now() * 1000);
  }

  /** By how much the wall clock has been stepped since start, seconds; 0 while it runs true. */
  steppedByS(): number {
    const differenceUs = Date.now() * 1000 - this.nowUs();
    return Math.abs(differenceUs) > STEP_TOLERANCE_US ? differenceUs / MICROS_PER_SECOND : 0;
  }

  waitUntil(timeUs: TimeUs, signal?: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, (timeUs - this.nowUs()) / 1000));
      signal?.addEventListener("abort", done, { once: true });
    });
  }
}

import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core/units";
import type { Cancellation, Clock } from "@tocsin/sdk";

/** The wall clock may differ from the steady one by this much before it counts as stepped. */
const STEP_TOLERANCE_US = MICROS_PER_SECOND;
/** Longest single wait: a timer of Node that is set for longer than 2^31 - 1 ms fires at once. */
const WAIT_MAX_MS = 3_600_000;

/**
 * The system's time: read once at start, and from then on carried by the steady clock. A step of the wall
 * clock moves nothing here, since it would end tracks and warnings early; it is reported, and a restart adopts it.
 */
export class SystemClock implements Clock {
  #originUs: TimeUs;

  constructor() {
    this.#originUs = Math.round(Date.now() * 1000 - performance.now() * 1000);
  }

  nowUs(): TimeUs {
    return this.#originUs + Math.round(performance.now() * 1000);
  }

  /**
   * Goes on from `leastUs` if the wall clock was behind it at start. A journal may end later than the clock says,
   * after a step back; behind it every look would count as too late, and no warning would ever expire.
   */
  notBefore(leastUs: TimeUs): void {
    this.#originUs += Math.max(0, leastUs - this.nowUs());
  }

  /** By how much the wall clock has been stepped since start, seconds; 0 while it runs true. */
  steppedByS(): number {
    const differenceUs = Date.now() * 1000 - this.nowUs();
    return Math.abs(differenceUs) > STEP_TOLERANCE_US ? differenceUs / MICROS_PER_SECOND : 0;
  }

  waitUntil(timeUs: TimeUs, signal?: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      };
      // A timer may fire a little early, and a long wait takes several.
      const leftMs = (): number => Math.max(0, Math.ceil((timeUs - this.nowUs()) / 1000));
      const wait = (): void => {
        timer = setTimeout(
          () => (leftMs() === 0 ? done() : wait()),
          Math.min(leftMs(), WAIT_MAX_MS),
        );
      };
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      signal?.addEventListener("abort", done, { once: true });
      wait();
    });
  }
}

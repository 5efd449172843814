import type { TimeUs } from "@tocsin/core";

/** Time from outside. Live it is the system's; in tests and the simulator it is virtual. */
export interface Clock {
  /** Never goes back within one process, though the wall clock may. */
  nowUs(): TimeUs;
  /** Resolves when `nowUs()` has reached `timeUs`, or when `signal` aborts. */
  waitUntil(timeUs: TimeUs, signal?: AbortSignal): Promise<void>;
}

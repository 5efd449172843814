import type { TimeUs } from "@tocsin/core";
import type { Cancellation } from "./cancellation.ts";

/** Time from outside. Live it is the system's; in tests and the simulator it is virtual. */
export interface Clock {
  /** Never goes back within one process, though the wall clock may. */
  nowUs(): TimeUs;
  /** Resolves when `nowUs()` has reached `timeUs`, or when `signal` aborts. */
  waitUntil(timeUs: TimeUs, signal?: Cancellation): Promise<void>;
}

import { MICROS_PER_SECOND } from "@tocsin/core";
import type { Adapter, AdapterSink, Clock } from "@tocsin/sdk";

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 30;
/** An adapter that ran for so long had recovered: its next failure is a new one. */
const RECOVERED_AFTER_S = 60;

/**
 * Runs an adapter until `signal` aborts; when it fails, or ends though there is no end to what it listens to, says so and starts it again after a
 * growing pause.
 */
export async function supervise(options: {
  readonly adapter: Adapter;
  readonly sink: AdapterSink;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly failed: (detail: string) => void;
  /** Whether it may come to an end, as that of a recording does. */
  readonly mayEnd: boolean;
}): Promise<void> {
  const { adapter, sink, signal, clock, mayEnd } = options;
  let pauseS = FIRST_PAUSE_S;
  while (!signal.aborted) {
    const startedUs = clock.nowUs();
    try {
      await adapter.run(sink, signal);
      if (mayEnd || signal.aborted) return;
      throw new Error("it ended by itself");
    } catch (error) {
      if (signal.aborted) return;
      if (clock.nowUs() - startedUs > RECOVERED_AFTER_S * MICROS_PER_SECOND) pauseS = FIRST_PAUSE_S;
      const message = error instanceof Error ? error.message : String(error);
      options.failed(`${message}; starting it again in ${pauseS} s`);
    }
    await clock.waitUntil(clock.nowUs() + pauseS * MICROS_PER_SECOND, signal);
    pauseS = Math.min(2 * pauseS, LONGEST_PAUSE_S);
  }
}

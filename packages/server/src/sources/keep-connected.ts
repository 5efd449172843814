import type { ByteSink, Cancellation } from "@tocsin/sdk";
import { ReconnectPause } from "./reconnect-pause.ts";
import type { SourcePorts } from "./source-ports.ts";

/** How an attempt ended: `connectedUs` is when the line stood, null where it never did. */
export interface LineEnd {
  readonly connectedUs: number | null;
  readonly detail: string;
}

/**
 * Holds a line to a peer: one attempt after the other, with growing pauses, until `signal` aborts. Each end of a line
 * is told to the sink; the attempt itself tells when the line is up.
 */
export async function keepConnected(
  attempt: () => Promise<LineEnd>,
  { clock, chance }: SourcePorts,
  sink: Pick<ByteSink, "link">,
  signal: Cancellation,
): Promise<void> {
  const pause = new ReconnectPause(chance);
  while (!signal.aborted) {
    const { connectedUs, detail } = await attempt();
    // The attempt waited: what was asked of it may have changed meanwhile.
    if (isAborted(signal)) return;
    const nowUs = clock.nowUs();
    sink.link("down", detail, nowUs);
    const pauseUs = pause.next(connectedUs === null ? 0 : nowUs - connectedUs);
    await clock.waitUntil(nowUs + pauseUs, signal);
  }
}

const isAborted = (signal: Cancellation): boolean => signal.aborted;

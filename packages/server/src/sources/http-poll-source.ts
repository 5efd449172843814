import type { ByteSink, ByteSource, Cancellation, SourcePeer } from "@tocsin/sdk";
import { MICROS_PER_SECOND } from "@tocsin/core";
import { fetchPage, type PageMark, wordsOf } from "./fetch-page.ts";
import { keepConnected, type LineEnd } from "./keep-connected.ts";
import type { SourcePorts } from "./source-ports.ts";

export interface HttpPollOptions {
  readonly url: string;
  readonly everyS: number;
}

/** Fetches a page again and again; each time it has changed it is a message. */
export const createHttpPollSource = (options: HttpPollOptions, ports: SourcePorts): ByteSource => ({
  run: (sink, signal) =>
    keepConnected(() => pollUntilItFails(options, ports, sink, signal), ports, sink, signal),
});

async function pollUntilItFails(
  { url, everyS }: HttpPollOptions,
  { clock }: SourcePorts,
  sink: ByteSink,
  signal: Cancellation,
): Promise<LineEnd> {
  const peer: SourcePeer = { id: url, send: () => false, close: () => undefined };
  let connectedUs: number | null = null;
  let previous: Uint8Array | null = null;
  let mark: PageMark | null = null;
  try {
    while (!signal.aborted) {
      const dueUs = clock.nowUs() + Math.round(everyS * MICROS_PER_SECOND);
      const page = await fetchPage(url, mark, signal);
      const atUs = clock.nowUs();
      if (connectedUs === null) sink.link("up", `fetching ${url}`, atUs);
      connectedUs ??= atUs;
      if (page !== null) {
        mark = page.mark;
        if (previous === null || Buffer.compare(previous, page.octets) !== 0)
          sink.message(page.octets, atUs, peer);
        previous = page.octets;
      }
      await clock.waitUntil(dueUs, signal);
    }
  } catch (error) {
    return { connectedUs, detail: `${url}: ${wordsOf(error)}` };
  }
  return { connectedUs, detail: "stopped" };
}

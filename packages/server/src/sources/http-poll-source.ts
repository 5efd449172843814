import type { ByteSink, ByteSource, Cancellation, SourcePeer } from "@tocsin/sdk";
import { MICROS_PER_SECOND } from "@tocsin/core";
import { keepConnected, type LineEnd } from "./keep-connected.ts";
import { MESSAGE_OCTETS_MAX } from "./message-limit.ts";
import type { SourcePorts } from "./source-ports.ts";

const ANSWER_TIMEOUT_MS = 10_000;
/** A page may be longer than a message of others: a list of all aircraft is one. */
const PAGE_OCTETS_MAX = 16 * MESSAGE_OCTETS_MAX;

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
  let tag: string | null = null;
  try {
    while (!signal.aborted) {
      const dueUs = clock.nowUs() + Math.round(everyS * MICROS_PER_SECOND);
      const page = await fetchPage(url, tag, signal);
      const atUs = clock.nowUs();
      if (connectedUs === null) sink.link("up", `fetching ${url}`, atUs);
      connectedUs ??= atUs;
      if (page !== null) {
        tag = page.tag;
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

/** The page, or null where the server says that it has not changed. Rejects with words for people. */
async function fetchPage(
  url: string,
  tag: string | null,
  signal: Cancellation,
): Promise<{ readonly octets: Uint8Array; readonly tag: string | null } | null> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    const response = await fetch(url, {
      redirect: "error",
      headers: tag === null ? {} : { "if-none-match": tag },
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    if (response.status === 304) return null;
    if (!response.ok) throw new Error(`answered ${response.status}`);
    return { octets: await boundedBody(response), tag: response.headers.get("etag") };
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

async function boundedBody(response: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let octets = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return new Uint8Array();
  for await (const piece of body) {
    octets += piece.length;
    if (octets > PAGE_OCTETS_MAX) throw new Error(`is longer than ${PAGE_OCTETS_MAX} octets`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

import { MICROS_PER_SECOND } from "@tocsin/core";
import type { ByteSink, ByteSource, Cancellation, Clock, SourcePeer } from "@tocsin/sdk";
import { type FeedLink, readFeed } from "./decode/read-feed.ts";

export interface FeedOptions {
  readonly url: string;
  readonly everyS: number;
  /** Hosts, beside that of the feed, that its links may lead to. */
  readonly hosts: readonly string[];
  readonly linksMax: number;
}

interface Mark {
  readonly tag: string | null;
  readonly modified: string | null;
}
export interface FeedPorts {
  readonly clock: Clock;
  /** Null where the page has not changed. Rejects with words for people. */
  readonly fetchPage: (
    url: string,
    mark: Mark | null,
    signal: Cancellation,
  ) => Promise<{ readonly octets: Uint8Array; readonly mark: Mark } | null>;
}

/** Links that are remembered as read, and pauses between attempts while the feed cannot be fetched. */
const READ_MAX = 10_000;
const RETRY_MAX_S = 15;

/**
 * Fetches a page again and again. A feed's links are followed, each once for each version of its entry, only to hosts
 * that are allowed and never farther; any other page is a document itself. A link that fails is tried again with the
 * next fetch.
 */
export const createFeedSource = (options: FeedOptions, ports: FeedPorts): ByteSource => ({
  async run(sink, signal) {
    const reader = new FeedReader(options, ports, sink, signal);
    const { clock } = ports;
    let isUp = false;
    while (!signal.aborted) {
      const startedUs = clock.nowUs();
      let pauseS = options.everyS;
      try {
        await reader.fetch();
        if (!isUp) sink.link("up", `fetching ${options.url}`, clock.nowUs());
        isUp = true;
      } catch (error) {
        if (isAborted(signal)) return;
        sink.link("down", `${options.url}: ${wordsOf(error)}`, clock.nowUs());
        isUp = false;
        pauseS = Math.min(options.everyS, RETRY_MAX_S);
      }
      await clock.waitUntil(startedUs + Math.round(pauseS * MICROS_PER_SECOND), signal);
    }
  },
});

/** Of a feed that is too long those that changed last: some begin with their oldest. Of equal ones, and of those without a time, the first. */
const newest = (links: readonly FeedLink[], most: number): readonly FeedLink[] =>
  links.length <= most
    ? links
    : links
        .toSorted((a, b) => (b.changedMs ?? -Infinity) - (a.changedMs ?? -Infinity) || 0)
        .slice(0, most);

const isAborted = (signal: Cancellation): boolean => signal.aborted;
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
};

class FeedReader {
  readonly #options: FeedOptions;
  readonly #ports: FeedPorts;
  readonly #sink: ByteSink;
  readonly #signal: Cancellation;
  readonly #hosts: ReadonlySet<string>;
  readonly #read = new Set<string>();
  #mark: Mark | null = null;
  /** Links of the feed as last fetched: one that failed is tried again though the feed has not changed. */
  #links: readonly FeedLink[] = [];

  constructor(options: FeedOptions, ports: FeedPorts, sink: ByteSink, signal: Cancellation) {
    this.#options = options;
    this.#ports = ports;
    this.#sink = sink;
    this.#signal = signal;
    this.#hosts = new Set([new URL(options.url).host, ...options.hosts]);
  }

  async fetch(): Promise<void> {
    const { url, linksMax } = this.#options;
    const page = await this.#ports.fetchPage(url, this.#mark, this.#signal);
    if (page !== null) {
      this.#mark = page.mark;
      const links = readFeed(page.octets, url);
      if (links === null) this.#give(page.octets, url);
      this.#links = newest(links ?? [], linksMax);
      const left = (links?.length ?? 0) - this.#links.length;
      if (left > 0) this.#reject("too-many-links", left, url);
    }
    for (const link of this.#links) {
      if (isAborted(this.#signal)) return;
      await this.#follow(link);
    }
  }

  async #follow({ url, version }: FeedLink): Promise<void> {
    const name = `${url} ${version}`;
    if (this.#read.has(name)) return;
    if (!this.#hosts.has(new URL(url).host)) {
      this.#remember(name);
      this.#reject("host-not-allowed", 1, url);
      return;
    }
    try {
      const page = await this.#ports.fetchPage(url, null, this.#signal);
      this.#remember(name);
      if (page !== null) this.#give(page.octets, url);
    } catch (error) {
      if (!isAborted(this.#signal)) this.#reject("link-failed", 1, `${url}: ${wordsOf(error)}`);
    }
  }

  #remember(name: string): void {
    if (this.#read.size >= READ_MAX) this.#read.clear();
    this.#read.add(name);
  }

  #give(octets: Uint8Array, url: string): void {
    const peer: SourcePeer = { id: url, send: () => false, close: () => undefined };
    this.#sink.message(octets, this.#ports.clock.nowUs(), peer);
  }

  #reject(reason: string, count: number, detail: string): void {
    this.#sink.rejected(reason, count, detail, this.#ports.clock.nowUs());
  }
}

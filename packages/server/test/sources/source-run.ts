import type { ByteSink, ByteSource, SourcePeer } from "@tocsin/sdk";
import { SystemClock } from "../../src/pipeline/system-clock.ts";
import type { SourcePorts } from "../../src/sources/source-ports.ts";

/** The real clock, and pauses that are as long as they can be. */
export const PORTS: SourcePorts = { clock: new SystemClock(), chance: () => 0 };

export type SourceEvent =
  | { readonly type: "chunk"; readonly text: string; readonly peer: SourcePeer }
  | { readonly type: "message"; readonly text: string; readonly peer: SourcePeer }
  | { readonly type: "opened"; readonly peer: SourcePeer }
  | { readonly type: "ended"; readonly peer: SourcePeer; readonly clean: boolean }
  | { readonly type: "link"; readonly state: "up" | "down"; readonly detail: string }
  | { readonly type: "rejected"; readonly reason: string; readonly count: number };

/** A source that runs, and what it gave so far. */
export class SourceRun {
  readonly events: SourceEvent[] = [];
  readonly ended: Promise<void>;
  readonly #stop = new AbortController();
  readonly #waiting = new Set<() => void>();

  /** `answer`: what a peer is sent for a message or chunk. */
  constructor(source: ByteSource, answer: (text: string) => string | null = () => null) {
    const add = (event: SourceEvent): void => {
      this.events.push(event);
      for (const look of this.#waiting) look();
    };
    const data = (type: "chunk" | "message", bytes: Uint8Array, peer: SourcePeer): void => {
      const text = Buffer.from(bytes).toString("latin1");
      const words = answer(text);
      if (words !== null) peer.send(Buffer.from(words));
      add({ type, text, peer });
    };
    const sink: ByteSink = {
      chunk: (bytes, _atUs, peer) => data("chunk", bytes, peer),
      message: (bytes, _atUs, peer) => data("message", bytes, peer),
      opened: (peer) => add({ type: "opened", peer }),
      ended: (peer, clean) => add({ type: "ended", peer, clean }),
      link: (state, detail) => add({ type: "link", state, detail }),
      rejected: (reason, count) => add({ type: "rejected", reason, count }),
    };
    this.ended = source.run(sink, this.#stop.signal);
  }

  of<Type extends SourceEvent["type"]>(type: Type): Extract<SourceEvent, { type: Type }>[] {
    return this.events.filter(
      (event): event is Extract<SourceEvent, { type: Type }> => event.type === type,
    );
  }

  /** All that came in so far, as one text. */
  get text(): string {
    return this.events
      .flatMap((event) => (event.type === "chunk" || event.type === "message" ? [event.text] : []))
      .join("");
  }

  until<T>(found: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const value = found();
        if (value === undefined || value === false) return;
        this.#waiting.delete(look);
        resolve(value);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The port that a listening source was given. */
  async port(): Promise<number> {
    const detail = await this.until(
      () => this.of("link").find(({ state }) => state === "up")?.detail,
    );
    return Number(/:(\d+)$/.exec(detail)?.[1]);
  }

  stop(): Promise<void> {
    this.#stop.abort();
    return this.ended;
  }
}

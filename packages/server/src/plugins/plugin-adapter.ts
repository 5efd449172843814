import type { Worker } from "node:worker_threads";
import { MICROS_PER_SECOND, type SensorId, sensorId, type TimeUs } from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  type ByteSink,
  type ByteSource,
  type Cancellation,
  type Clock,
  plainLine,
  type PluginInputConfig,
  type SourcePeer,
} from "@tocsin/sdk";
import { findPlugin } from "./find-plugin.ts";
import {
  type FromPlugin,
  PLUGIN_OCTETS_MAX,
  type PluginWork,
  type ToPlugin,
} from "./plugin-messages.ts";
import { PluginLine } from "./plugin-line.ts";
import { readPluginLook } from "./read-plugin-look.ts";
import { startThread } from "../run/start-thread.ts";

/** So often it is asked for a sign, so that its stand is seen within two seconds. */
const PING_EVERY_US = 0.25 * MICROS_PER_SECOND;
/** A thread that has not yet answered once may still be loading. */
const START_MAX_US = 30 * MICROS_PER_SECOND;
const YOUNG_GENERATION_MIB = 16;
const MEBIBYTE = 1_048_576;
/** A receipt further from now than this is none. */
const RECEIVED_MAX_US = 60 * MICROS_PER_SECOND;
const WORDS_LENGTH_MAX = 200;

export interface PluginParts {
  readonly input: PluginInputConfig;
  /** Where its package is looked for. */
  readonly folder: string;
  readonly source: ByteSource;
  readonly clock: Clock;
}

/**
 * An adapter from elsewhere, in a thread of its own with bounds on memory, on what waits for it and on what it says. Its crash, its silence or its greed ends the
 * thread and rejects `run`, and the supervisor starts it again. It is kept from mistakes, not from malice: a thread can still read what the process can.
 */
export const createPluginAdapter = (parts: PluginParts): Adapter => ({
  id: parts.input.id,
  async run(sink, signal) {
    const plugin = new PluginThread(parts, sink);
    try {
      await plugin.run(signal);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new Error(
        `plugin ${parts.input.package}: ${plainLine(words).slice(0, WORDS_LENGTH_MAX)}`,
        { cause: error },
      );
    } finally {
      await plugin.end();
    }
  },
});

class PluginThread {
  readonly #parts: PluginParts;
  readonly #sink: AdapterSink;
  readonly #sensors: ReadonlySet<string>;
  readonly #peers = new Map<string, SourcePeer>();
  readonly #over = new AbortController();
  #worker: Worker | null = null;
  #waitingOctets = 0;
  #answeredUs: TimeUs | null = null;
  readonly #line: PluginLine;

  constructor(parts: PluginParts, sink: AdapterSink) {
    this.#parts = parts;
    this.#sink = sink;
    this.#line = new PluginLine((state, detail) => sink.link(state, detail, parts.clock.nowUs()));
    this.#sensors = new Set(parts.input.sensors.map(({ sensor }) => sensor));
  }

  async run(signal: Cancellation): Promise<void> {
    const { input, folder, source } = this.#parts;
    const module = findPlugin(input.package, folder);
    const work: PluginWork = {
      module,
      inputId: input.id,
      sensors: [...this.#sensors],
      options: input.options,
    };
    const worker = startThread(new URL("./plugin-worker.ts", import.meta.url), {
      workerData: work,
      name: `plugin ${input.id}`,
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: input.memory_max_mib,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB,
      },
    });
    this.#worker = worker;
    const abort = (): void => this.#tell({ type: "stop" });
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    try {
      await Promise.race([
        this.#untilDone(worker),
        this.#watch(),
        this.#feed(source),
        this.#untilStopped(signal),
      ]);
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  async end(): Promise<void> {
    this.#over.abort();
    await this.#worker?.terminate();
  }

  #tell(message: ToPlugin): void {
    this.#worker?.postMessage(message);
  }

  #untilDone(worker: Worker): Promise<void> {
    return new Promise((resolve, reject) => {
      worker.on("message", (message: FromPlugin) => {
        try {
          if (message.type === "done") resolve();
          else if (message.type === "refused") reject(new Error(message.detail));
          else this.#take(message);
        } catch (error) {
          reject(new Error(`it says what can't be read: ${String(error)}`));
        }
      });
      worker.on("error", (error: unknown) =>
        reject(new Error(`it crashed: ${error instanceof Error ? error.message : String(error)}`)),
      );
      worker.on("messageerror", () => reject(new Error("it says what can't be read")));
      worker.on("exit", (code) => reject(new Error(`it ended itself, with code ${code}`)));
    });
  }

  /** It is given a moment to end by itself. */
  async #untilStopped(signal: Cancellation): Promise<void> {
    const { clock, input } = this.#parts;
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (signal.aborted) resolve();
    });
    await clock.waitUntil(
      clock.nowUs() + input.silence_max_s * MICROS_PER_SECOND,
      this.#over.signal,
    );
  }

  async #watch(): Promise<void> {
    const { clock, input } = this.#parts;
    const startedUs = clock.nowUs();
    for (;;) {
      this.#tell({ type: "ping" });
      await clock.waitUntil(clock.nowUs() + PING_EVERY_US, this.#over.signal);
      if (this.#over.signal.aborted) return;
      this.#line.look();
      const sinceUs = clock.nowUs() - (this.#answeredUs ?? startedUs);
      const mostUs =
        this.#answeredUs === null ? START_MAX_US : input.silence_max_s * MICROS_PER_SECOND;
      if (sinceUs > mostUs)
        throw new Error(`it has not answered for ${Math.round(sinceUs / MICROS_PER_SECOND)} s`);
    }
  }

  /** A source that fails is the input's own fault; one that ends is told to the plugin, which ends then. */
  async #feed(source: ByteSource): Promise<void> {
    const forward =
      (type: "chunk" | "message") => (bytes: Uint8Array, atUs: TimeUs, peer: SourcePeer) => {
        if (this.#waitingOctets + bytes.length > PLUGIN_OCTETS_MAX) {
          this.#sink.rejected("plugin-behind", 1, `${PLUGIN_OCTETS_MAX} octets wait for it`, atUs);
          return;
        }
        this.#waitingOctets += bytes.length;
        this.#peers.set(peer.id, peer);
        this.#tell({ type, bytes: Uint8Array.from(bytes), atUs, peer: peer.id });
      };
    const to: ByteSink = {
      chunk: forward("chunk"),
      message: forward("message"),
      opened: (peer, atUs) => {
        this.#peers.set(peer.id, peer);
        this.#tell({ type: "opened", atUs, peer: peer.id });
      },
      ended: (peer, clean, atUs) => {
        this.#peers.delete(peer.id);
        this.#tell({ type: "ended", clean, atUs, peer: peer.id });
      },
      link: (state, detail) => this.#line.transport(state, detail),
      rejected: (reason, count, detail, atUs) => this.#sink.rejected(reason, count, detail, atUs),
    };
    await source.run(to, this.#over.signal);
    if (this.#over.signal.aborted) return;
    this.#tell({ type: "source-ended" });
    await new Promise<never>(() => undefined);
  }

  #take(message: Exclude<FromPlugin, { type: "done" | "refused" }>): void {
    const { clock, input } = this.#parts;
    const nowUs = clock.nowUs();
    if (message.type === "taken") {
      this.#waitingOctets -= message.octets;
    } else if (message.type === "pong") {
      this.#answeredUs = nowUs;
      this.#line.moved();
      if (message.octets > input.memory_max_mib * MEBIBYTE)
        throw new Error(`it takes more than ${input.memory_max_mib} MiB of memory`);
      const { unsaid } = message;
      if (unsaid > 0)
        this.#sink.rejected("plugin-floods", unsaid, "it says more than can be taken in", nowUs);
    } else {
      this.#tell({ type: "heard", count: 1 });
      this.#hear(message, nowUs);
    }
  }

  #hear(
    message: Exclude<FromPlugin, { type: "done" | "refused" | "pong" | "taken" }>,
    nowUs: TimeUs,
  ): void {
    const sink = this.#sink;
    switch (message.type) {
      case "look": {
        const read = readPluginLook(message.look);
        if (!read.ok) sink.rejected("invalid look", 1, read.problem, nowUs);
        else if (this.#mayName(read.look.sensorId, nowUs))
          sink.look(read.look, receiptOf(message.receivedUs, nowUs));
        return;
      }
      case "health": {
        const status = STATUSES.find((each) => each === message.status);
        if (status === undefined) sink.rejected("invalid health", 1, "no such status", nowUs);
        else if (this.#mayName(message.sensorId, nowUs))
          sink.health(
            sensorId(message.sensorId),
            status,
            words(message.reason),
            receiptOf(message.receivedUs, nowUs),
          );
        return;
      }
      case "rejected": {
        const count = Number.isSafeInteger(message.count) && message.count > 0 ? message.count : 1;
        sink.rejected(words(message.reason), count, words(message.detail), nowUs);
        return;
      }
      case "link":
        this.#line.transport(message.state === "up" ? "up" : "down", words(message.detail));
        return;
      case "send":
        this.#peers.get(message.peer)?.send(message.bytes);
        return;
      case "close":
        this.#peers.get(message.peer)?.close();
    }
  }

  #mayName(id: SensorId | string, nowUs: TimeUs): boolean {
    if (this.#sensors.has(id)) return true;
    this.#sink.rejected(
      "foreign-sensor",
      1,
      `it speaks for ${words(id)}, which is not its own`,
      nowUs,
    );
    return false;
  }
}

const STATUSES = ["up", "degraded", "down"] as const;

const words = (value: unknown): string =>
  plainLine(typeof value === "string" ? value : typeof value).slice(0, WORDS_LENGTH_MAX);

const receiptOf = (value: unknown, nowUs: TimeUs): TimeUs =>
  typeof value === "number" && Math.abs(value - nowUs) <= RECEIVED_MAX_US && Number.isInteger(value)
    ? Math.min(value, nowUs)
    : nowUs;

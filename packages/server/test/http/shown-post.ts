import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { Worker } from "node:worker_threads";
import type { EngineEffect } from "@tocsin/core";
import type { LiveMessage } from "@tocsin/sdk";
import { loadSiteFile } from "../../src/config/load-site-file.ts";
import type { PipelineStep } from "../../src/pipeline/pipeline.ts";
import { runPost } from "../../src/run/run-post.ts";
import { writeSite } from "../run/post-process.ts";

type Plain = Readonly<Record<string, unknown>>;

/** A post in this process whose screens are served on a port of their own. */
export interface ShownPost {
  readonly address: string;
  readonly journal: string;
  /** Threads that were started since, by name. */
  readonly thread: (name: string) => Worker;
  /** The first effect, of those that come or came, that fits. */
  readonly effect: (fits: (effect: EngineEffect) => boolean) => Promise<EngineEffect>;
  /** Called with each step from now on. */
  readonly steps: ((step: PipelineStep) => void)[];
  readonly stop: () => Promise<void>;
}

export async function showPostOf(changes: {
  readonly site?: Plain;
  readonly scenario?: Plain;
}): Promise<ShownPost> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-http-"));
  const { config } = await loadSiteFile(writeSite(folder, changes));
  const threads: Worker[] = [];
  const noteThread = (worker: Worker): void => void threads.push(worker);
  process.on("worker", noteThread);
  const stopping = new AbortController();
  const effects: EngineEffect[] = [];
  const waiting = new Set<() => void>();
  const steps: ((step: PipelineStep) => void)[] = [];
  let journal = "";
  let running: Promise<void> = Promise.resolve();
  const address = await new Promise<string>((announce, reject) => {
    running = runPost({
      config,
      dataDir: join(folder, "data"),
      signal: stopping.signal,
      stdout: new Writable({ write: (_chunk, _encoding, done) => done() }),
      observe: () => (step) => {
        effects.push(...step.effects);
        for (const listener of steps) listener(step);
        for (const look of waiting) look();
      },
      ready: (post) => (journal = post.journal),
      web: { host: "127.0.0.1", port: 0, announce },
    });
    running.catch(reject);
  });
  return {
    address,
    journal,
    thread: (name) => {
      const found = threads.findLast((worker) => worker.threadName === name);
      if (found === undefined) throw new Error(`no thread ${name}`);
      return found;
    },
    effect: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = effects.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    steps,
    stop: async () => {
      stopping.abort();
      await running;
      process.off("worker", noteThread);
    },
  };
}

/** A screen's side of the live stream. */
export class Screen {
  readonly messages: LiveMessage[] = [];
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  private constructor(address: string) {
    this.#socket = new WebSocket(`${address.replace(/^http/, "ws")}/api/live`);
    this.#socket.addEventListener("message", ({ data }) => {
      this.messages.push(JSON.parse(String(data)) as LiveMessage);
      for (const look of this.#waiting) look();
    });
    this.closed = new Promise((resolve) =>
      this.#socket.addEventListener("close", () => resolve(), { once: true }),
    );
  }

  /** Rejects when the server refuses. */
  static open(address: string): Promise<Screen> {
    const screen = new Screen(address);
    return new Promise((resolve, reject) => {
      screen.#socket.addEventListener("open", () => resolve(screen), { once: true });
      screen.#socket.addEventListener("error", () => reject(new Error("refused")), { once: true });
    });
  }

  /** The first message, of those that come or came, that fits. */
  message(fits: (message: LiveMessage) => boolean): Promise<LiveMessage> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.messages.find(fits);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The server knows that it is gone when this resolves: it has answered. */
  leave(): Promise<void> {
    this.#socket.close();
    return this.closed;
  }
}

/** Asks again until the answer fits; the test's own time limit ends it. */
export async function eventually<T>(
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => null);
    if (answer !== null && fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import type { Worker } from "node:worker_threads";
import { type ErrorCode, ERRORS, TocsinError } from "@tocsin/sdk";
import { watchThread } from "../run/watch-thread.ts";
import type { Progress } from "./journal-queries.ts";
import type { QueryOrder, QueryReport } from "./worker-messages.ts";
import { startThread } from "../run/start-thread.ts";

/** What one thread of questions may take. */
export interface QueryBounds {
  /** So many questions may wait; further ones are refused. */
  readonly waiting: number;
  /** A question that takes longer is given up, and its thread with it. */
  readonly timeoutMs: number;
  /** A question that needs more memory is given up, and its thread with it. */
  readonly memoryMb: number;
}

type Waiting = QueryOrder & {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: (done: Progress) => void;
};

type Asked = QueryOrder extends infer O ? (O extends QueryOrder ? Omit<O, "id"> : never) : never;

/** A thread that answers one question after the other; what it takes too long or too much for ends with it. */
export class QueryThread {
  readonly #name: string;
  readonly #bounds: QueryBounds;
  readonly #still: (detail: string) => void;
  #worker: Worker | null = null;
  #running: { readonly order: Waiting; readonly timer: NodeJS.Timeout } | null = null;
  #waiting: Waiting[] = [];
  #nextId = 1;

  /** `still`: told when the thread stands still, and that this is over. */
  constructor(name: string, bounds: QueryBounds, still: (detail: string) => void) {
    this.#name = name;
    this.#bounds = bounds;
    this.#still = still;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#fail(busy("The server is stopping."));
    for (const { reject } of this.#waiting) reject(busy("The server is stopping."));
    this.#waiting = [];
    await worker?.terminate();
  }

  /** `signal`: nobody waits for it any more. What has begun then ends with its thread. */
  ask(
    asked: Asked,
    signal?: AbortSignal,
    progress: (done: Progress) => void = () => undefined,
  ): Promise<unknown> {
    if (signal?.aborted === true) return Promise.reject(busy("Nobody waits for it."));
    if (this.#waiting.length >= this.#bounds.waiting)
      return Promise.reject(busy("Too many questions are being answered already."));
    return new Promise((resolve, reject) => {
      const order = { ...asked, id: this.#nextId++ } as QueryOrder;
      const waiting: Waiting = { ...order, resolve, reject, progress };
      signal?.addEventListener("abort", () => this.#forget(waiting), { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  #forget(waiting: Waiting): void {
    if (this.#running?.order === waiting) {
      this.#giveUp(TOO_LONG);
    } else if (this.#waiting.includes(waiting)) {
      this.#waiting = this.#waiting.filter((each) => each !== waiting);
      waiting.reject(busy("Nobody waits for it."));
    }
  }

  #next(): void {
    if (this.#running !== null) return;
    const order = this.#waiting.shift();
    if (order === undefined) return;
    const timer = setTimeout(() => this.#giveUp(TOO_LONG), this.#bounds.timeoutMs);
    this.#running = { order, timer };
    const { resolve: _resolve, reject: _reject, progress: _progress, ...plain } = order;
    this.#thread().postMessage(plain, []);
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = startThread(new URL("./query-worker.ts", import.meta.url), {
      name: this.#name,
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.memoryMb },
    });
    this.#worker = worker;
    worker.unref();
    watchThread(worker, {
      told: this.#still,
      givenUp: () => {
        if (worker === this.#worker) this.#giveUp("The thread that answers questions stood still.");
      },
    });
    worker.on("message", (report: QueryReport) => {
      if (worker === this.#worker) this.#answered(report);
    });
    worker.on("error", (error) => {
      if (worker === this.#worker) this.#lost(lossOf(error));
    });
    return worker;
  }

  #answered(report: QueryReport): void {
    const running = this.#running;
    if (running === null || running.order.id !== report.id) return;
    if ("progress" in report) {
      running.order.progress(report.progress);
      return;
    }
    clearTimeout(running.timer);
    this.#running = null;
    if (report.ok) running.order.resolve(report.value);
    else running.order.reject(errorOf(report.error));
    this.#next();
  }

  #giveUp(why: string): void {
    const worker = this.#worker;
    this.#lost(busy(why));
    void worker?.terminate();
  }

  #lost(error: Error): void {
    this.#worker = null;
    this.#fail(error);
    this.#next();
  }

  #fail(error: Error): void {
    if (this.#running === null) return;
    clearTimeout(this.#running.timer);
    this.#running.order.reject(error);
    this.#running = null;
  }
}

const TOO_LONG = "The question took too long.";

const busy = (detail: string): TocsinError => new TocsinError("SERVER_BUSY", { detail });

/** What ended a thread, for whoever asked. */
function lossOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error("lost");
  return "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? busy("The question needs more memory than it may take.")
    : error;
}

/** An error of the registry, as it was thrown on the other side. */
function errorOf(error: Extract<QueryReport, { readonly ok: false }>["error"]): Error {
  const { code, message, remedy } = error;
  if (code === null || !(code in ERRORS)) return new Error(message);
  const known = new TocsinError(code as ErrorCode, {});
  return Object.assign(Object.create(known) as TocsinError, { message, remedy });
}

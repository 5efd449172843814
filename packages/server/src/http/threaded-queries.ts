import { Worker } from "node:worker_threads";
import type { WhyReport } from "@tocsin/core";
import {
  type ErrorCode,
  ERRORS,
  type OfficialReport,
  type ScorecardReport,
  TocsinError,
} from "@tocsin/sdk";
import type { WhyQuery } from "../run/answer-why.ts";
import type { JournalQueries } from "./journal-queries.ts";
import type { QueryOrder, QueryReport } from "./worker-messages.ts";

/** So many questions may wait; further ones are refused. */
export const QUERIES_MAX = 16;
/** A question that takes longer is given up, and its thread with it. */
export const QUERY_TIMEOUT_MS = 60_000;

type Waiting = QueryOrder & {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
};

type Asked = QueryOrder extends infer O ? (O extends QueryOrder ? Omit<O, "id"> : never) : never;

/** Journal queries in a thread of their own, so that a long one delays no heartbeat of the live stream. */
export class ThreadedQueries implements JournalQueries {
  #worker: Worker | null = null;
  #running: { readonly order: Waiting; readonly timer: NodeJS.Timeout } | null = null;
  #waiting: Waiting[] = [];
  #nextId = 1;

  why(journal: string, query: WhyQuery): Promise<WhyReport> {
    return this.#ask({ kind: "why", journal, query }) as Promise<WhyReport>;
  }

  timeline(
    journal: string,
    options: { readonly timeZone: string | null; readonly lastS: number | null },
  ): Promise<Uint8Array> {
    return this.#ask({ kind: "timeline", journal, ...options }) as Promise<Uint8Array>;
  }

  official(journal: string): Promise<OfficialReport> {
    return this.#ask({ kind: "official", journal }) as Promise<OfficialReport>;
  }

  scorecard(journal: string, month: string | null): Promise<ScorecardReport> {
    return this.#ask({ kind: "scorecard", journal, month }) as Promise<ScorecardReport>;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#fail(busy("The server is stopping."));
    for (const { reject } of this.#waiting) reject(busy("The server is stopping."));
    this.#waiting = [];
    await worker?.terminate();
  }

  #ask(asked: Asked): Promise<unknown> {
    if (this.#waiting.length >= QUERIES_MAX)
      return Promise.reject(busy("Too many questions are being answered already."));
    return new Promise((resolve, reject) => {
      const order = { ...asked, id: this.#nextId++ } as QueryOrder;
      this.#waiting.push({ ...order, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running !== null) return;
    const order = this.#waiting.shift();
    if (order === undefined) return;
    const timer = setTimeout(() => this.#giveUp(), QUERY_TIMEOUT_MS);
    this.#running = { order, timer };
    const { resolve: _resolve, reject: _reject, ...plain } = order;
    this.#thread().postMessage(plain, []);
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(new URL("./query-worker.ts", import.meta.url), { name: "queries" });
    this.#worker = worker;
    worker.unref();
    worker.on("message", (report: QueryReport) => {
      if (worker === this.#worker) this.#answered(report);
    });
    worker.on("error", (error) => {
      if (worker === this.#worker) this.#lost(error instanceof Error ? error : new Error("lost"));
    });
    return worker;
  }

  #answered(report: QueryReport): void {
    const running = this.#running;
    if (running === null || running.order.id !== report.id) return;
    clearTimeout(running.timer);
    this.#running = null;
    if (report.ok) running.order.resolve(report.value);
    else running.order.reject(errorOf(report.error));
    this.#next();
  }

  #giveUp(): void {
    const worker = this.#worker;
    this.#lost(busy("The question took too long."));
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

const busy = (detail: string): TocsinError => new TocsinError("SERVER_BUSY", { detail });

/** An error of the registry, as it was thrown on the other side. */
function errorOf(error: Extract<QueryReport, { ok: false }>["error"]): Error {
  const { code, message, remedy } = error;
  if (code === null || !(code in ERRORS)) return new Error(message);
  const known = new TocsinError(code as ErrorCode, {});
  return Object.assign(Object.create(known) as TocsinError, { message, remedy });
}

import type { Worker } from "node:worker_threads";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { Stillness } from "../run/stillness.ts";
import type {
  PeopleCounts,
  PeopleInput,
  PeopleOrder,
  PeopleReport,
  SafeCount,
} from "./people-messages.ts";
import type { PushResult } from "./push/push-sender.ts";
import { startThread } from "../run/start-thread.ts";

/** A thread that ended is started again after a growing pause. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
/** So often it is looked whether the thread moves. */
const WATCH_MS = 250;
/** A thread that has carried out nothing for so long while orders wait hangs, and is ended: a burst of orders is no sign of it. */
const STILL_MAX_MS = 20_000;

/** What is counted where nothing is. */
export const NOBODY: PeopleCounts = {
  clients: 0,
  sent: 0,
  cutOff: 0,
  refused: 0,
  oldestUnsentMs: 0,
  push: null,
};

export interface PeopleFrontOptions {
  readonly input: PeopleInput;
  readonly listening: (port: number) => void;
  readonly safe: (counts: readonly SafeCount[]) => void;
  /** Of the phones that are kept, or of the whole; what `lasts` until it is `over: …`. */
  readonly failed: (part: "phones" | null, detail: string, lasts?: boolean) => void;
  readonly pushed: (number: number, result: PushResult) => void;
  /** What a thread that was just started has to know, and to do. */
  readonly first: () => readonly PeopleOrder[];
}

/** The people's page as the thread that protects sees it: told, never waited for, and started again where it ends. */
export class PeopleFront {
  #options: PeopleFrontOptions;
  #worker: Worker | null = null;
  #waiting = 0;
  /** When it last carried something out, or had nothing to carry out. */
  #movedMs = 0;
  /** When it last said anything; null: it does not listen yet. */
  #saidMs: number | null = null;
  readonly #stillness = new Stillness((detail) => this.#options.failed(null, detail));
  readonly #watch = setInterval(() => this.#stillness.look(this.#saidMs), WATCH_MS);
  #pauseMs = FIRST_PAUSE_MS;
  #restart: NodeJS.Timeout | undefined;
  #closed = false;
  #isListening = false;
  #isTroubled = false;
  counts: PeopleCounts = NOBODY;

  constructor(options: PeopleFrontOptions) {
    this.#options = options;
    this.#start();
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  order(order: PeopleOrder): void {
    if (this.#worker === null) return;
    const nowMs = monotonicMs();
    if (this.#waiting === 0) this.#movedMs = nowMs;
    if (nowMs - this.#movedMs > STILL_MAX_MS) return void this.#worker.terminate();
    this.#waiting++;
    send(this.#worker, order);
  }

  /** Shows a renewed certificate from now on, also in a thread that is started again. */
  renew(tls: NonNullable<PeopleInput["tls"]>): void {
    this.#options = { ...this.#options, input: { ...this.#options.input, tls } };
    this.order({ kind: "certificate", ...tls });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restart);
    clearInterval(this.#watch);
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    send(worker, { kind: "close" });
    const patience = setTimeout(() => void worker.terminate(), 2_000);
    await ended;
    clearTimeout(patience);
  }

  #start(): void {
    const worker = startThread(new URL("./people-worker.ts", import.meta.url), {
      name: "people",
      workerData: this.#options.input,
    });
    this.#worker = worker;
    this.#waiting = 0;
    let failure = "its thread ended";
    worker.on("message", (report: PeopleReport) => {
      if (this.#isListening) this.#saidMs = monotonicMs();
      switch (report.kind) {
        case "listening":
          this.#pauseMs = FIRST_PAUSE_MS;
          this.#isListening = true;
          this.#options.listening(report.port);
          break;
        case "refused":
          failure = report.detail;
          break;
        case "counts":
          this.counts = report.counts;
          break;
        case "safe":
          this.#options.safe(report.counts);
          break;
        case "pushed":
          this.#options.pushed(report.number, report.result);
          break;
        case "trouble":
          this.#isTroubled = report.lasts;
          this.#options.failed("phones", report.detail, report.lasts);
          break;
        case "taken":
          this.#waiting -= report.orders;
          this.#movedMs = monotonicMs();
          break;
      }
    });
    worker.on("error", (error) => {
      failure = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => this.#ended(failure));
    for (const order of this.#options.first()) this.order(order);
  }

  #ended(failure: string): void {
    this.#worker = null;
    this.#isListening = false;
    this.#saidMs = null;
    this.#stillness.forget();
    this.counts = { ...this.counts, clients: 0, oldestUnsentMs: 0 };
    if (this.#closed) return;
    // The next thread looks for itself.
    if (this.#isTroubled)
      this.#options.failed("phones", "over: the thread that told of it has ended");
    this.#isTroubled = false;
    this.#options.failed(null, `${failure}; it is started again in ${this.#pauseMs} ms`);
    this.#restart = setTimeout(() => this.#start(), this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of our own has no origin
const send = (worker: Worker, order: PeopleOrder): void => worker.postMessage(order);

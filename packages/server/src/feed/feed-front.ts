import type { Worker } from "node:worker_threads";
import { monotonicMs } from "../journal/monotonic-port.ts";
import { Stillness } from "../run/stillness.ts";
import { GIVEN_UP_MS, WATCH_MS } from "../run/watch-thread.ts";
import { startThread } from "../run/start-thread.ts";

/** A thread that ended is started again after a growing pause. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
const CLOSE_PATIENCE_MS = 2_000;

/** What is served, and where. */
export interface FeedPlace {
  readonly directory: string;
  readonly address: string;
  readonly port: number;
}

/** From its thread: that it is served from now on, and twice a second that the thread moves. */
export type FeedReport = "listening" | "moves";

/** The server of a feed as the channel sees it: never waited for, and started again where it ends. */
export class FeedFront {
  readonly #place: FeedPlace;
  readonly #failed: (detail: string, lasts?: boolean) => void;
  readonly #stillness: Stillness;
  readonly #watch = setInterval(() => this.#look(), WATCH_MS);
  #worker: Worker | null = null;
  /** When it last said anything; null: it does not serve yet. */
  #saidMs: number | null = null;
  #restart: NodeJS.Timeout | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #closed = false;
  #isWrong = false;

  constructor(place: FeedPlace, failed: (detail: string, lasts?: boolean) => void) {
    this.#place = place;
    this.#failed = failed;
    this.#stillness = new Stillness(failed);
    this.#start();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restart);
    clearInterval(this.#watch);
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of our own has no origin
    worker.postMessage("close");
    const patience = setTimeout(() => void worker.terminate(), CLOSE_PATIENCE_MS);
    await ended;
    clearTimeout(patience);
  }

  #start(): void {
    const worker = startThread(new URL("./feed-worker.ts", import.meta.url), {
      name: "cap-feed",
      workerData: this.#place,
    });
    this.#worker = worker;
    let failure = "its thread ended";
    worker.on("message", (report: FeedReport) => {
      if (this.#saidMs !== null || report === "listening") this.#saidMs = monotonicMs();
      if (report === "moves") return;
      this.#pauseMs = FIRST_PAUSE_MS;
      if (this.#isWrong) this.#failed("over: the feed is served again");
      this.#isWrong = false;
    });
    worker.on("error", (error) => {
      failure = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => this.#ended(failure));
  }

  /** A thread that hangs is ended, and so started again. */
  #look(): void {
    this.#stillness.look(this.#saidMs);
    if (this.#saidMs === null || monotonicMs() - this.#saidMs < GIVEN_UP_MS) return;
    this.#saidMs = null;
    void this.#worker?.terminate();
  }

  #ended(failure: string): void {
    this.#worker = null;
    this.#saidMs = null;
    this.#stillness.forget();
    if (this.#closed) return;
    if (!this.#isWrong) this.#failed(`the feed is not served: ${failure}`, true);
    this.#isWrong = true;
    this.#restart = setTimeout(() => this.#start(), this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }
}

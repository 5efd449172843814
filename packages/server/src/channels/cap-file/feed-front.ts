import { Worker } from "node:worker_threads";

/** A thread that ended is started again after a growing pause. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
const CLOSE_PATIENCE_MS = 2_000;

export interface FeedPlace {
  readonly directory: string;
  readonly address: string;
  readonly port: number;
}

/** The server of a feed as the channel sees it: never waited for, and started again where it ends. */
export class FeedFront {
  readonly #place: FeedPlace;
  readonly #failed: (detail: string) => void;
  #worker: Worker | null = null;
  #restart: NodeJS.Timeout | undefined;
  #pauseMs = FIRST_PAUSE_MS;
  #closed = false;
  #isWrong = false;

  constructor(place: FeedPlace, failed: (detail: string) => void) {
    this.#place = place;
    this.#failed = failed;
    this.#start();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#restart);
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
    const worker = new Worker(new URL("./feed-worker.ts", import.meta.url), {
      name: "cap-feed",
      workerData: this.#place,
    });
    this.#worker = worker;
    let failure = "its thread ended";
    worker.on("message", () => {
      this.#pauseMs = FIRST_PAUSE_MS;
      if (this.#isWrong) this.#failed("over: the feed is served again");
      this.#isWrong = false;
    });
    worker.on("error", (error) => {
      failure = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => this.#ended(failure));
  }

  #ended(failure: string): void {
    this.#worker = null;
    if (this.#closed) return;
    if (!this.#isWrong) this.#failed(`the feed is not served: ${failure}`);
    this.#isWrong = true;
    this.#restart = setTimeout(() => this.#start(), this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }
}

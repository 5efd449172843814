import { Session } from "node:inspector";

/** Stops threads of this process where they stand, as a debugger does, and lets them go on. */
export class Pausing {
  readonly #session = new Session();
  /** By the address of the module that a thread runs: the session of the one that was started last. */
  readonly #threads = new Map<string, string>();
  readonly #paused = new Map<string, () => void>();
  #messages = 0;

  constructor() {
    this.#session.connect();
    this.#session.on("NodeWorker.attachedToWorker", ({ params }) => {
      this.#threads.set(params.workerInfo.url, params.sessionId);
      // Long before a stop: a debugger that comes is told of all code there is, which takes its time.
      this.#send(params.sessionId, "Debugger.enable");
    });
    this.#session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
      const { method } = JSON.parse(params.message) as { method?: string };
      if (method === "Debugger.paused") this.#paused.get(params.sessionId)?.();
    });
    this.#session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  }

  /** Resolves when the thread whose module's address ends so stands still, with what lets it go on. */
  async stop(module: string): Promise<() => void> {
    const found = [...this.#threads].find(([url]) => url.endsWith(module));
    if (found === undefined) throw new Error(`no thread of ${module}`);
    const [, thread] = found;
    const paused = new Promise<void>((resolve) => this.#paused.set(thread, resolve));
    this.#send(thread, "Debugger.pause");
    await paused;
    return () => this.#send(thread, "Debugger.resume");
  }

  close(): void {
    this.#session.disconnect();
  }

  #send(sessionId: string, method: string): void {
    const message = JSON.stringify({ id: ++this.#messages, method });
    this.#session.post("NodeWorker.sendMessageToWorker", { sessionId, message });
  }
}

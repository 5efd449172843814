import { Session } from "node:inspector";

/** Stops threads of this process where they stand, as a debugger does, and lets them go on. */
export class Pausing {
  readonly #session = new Session();
  /** By the path of the module that a thread runs: the session of the one that was started last. */
  readonly #threads = new Map<string, string>();
  readonly #paused = new Map<string, () => void>();
  #messages = 0;

  constructor() {
    this.#session.connect();
    this.#session.on("NodeWorker.attachedToWorker", ({ params }) => {
      this.#threads.set(new URL(params.workerInfo.url).pathname, params.sessionId);
    });
    this.#session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
      const { method } = JSON.parse(params.message) as { method?: string };
      if (method === "Debugger.paused") this.#paused.get(params.sessionId)?.();
    });
    this.#session.post("NodeWorker.enable", { waitForDebuggerOnStart: false });
  }

  /** Resolves when the thread whose module's path ends so stands still, with what lets it go on. */
  async stop(module: string): Promise<() => void> {
    const found = [...this.#threads].find(([path]) => path.endsWith(module));
    if (found === undefined) throw new Error(`no thread of ${module}`);
    const [, thread] = found;
    const paused = new Promise<void>((resolve) => this.#paused.set(thread, resolve));
    this.#send(thread, "Debugger.enable");
    this.#send(thread, "Debugger.pause");
    await paused;
    return () => {
      this.#send(thread, "Debugger.resume");
      this.#send(thread, "Debugger.disable");
    };
  }

  close(): void {
    this.#session.disconnect();
  }

  #send(sessionId: string, method: string): void {
    const message = JSON.stringify({ id: ++this.#messages, method });
    this.#session.post("NodeWorker.sendMessageToWorker", { sessionId, message });
  }
}

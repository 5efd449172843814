import { Session } from "node:inspector";

/** Stops threads of this process where they stand, as a debugger does, and lets them go on. */
export class Pausing {
  readonly #session = new Session();
  /** By a thread's name: the session of the one that was started last. */
  readonly #threads = new Map<string, string>();
  readonly #paused = new Map<string, () => void>();
  readonly #atStart = new Map<string, () => void>();
  #messages = 0;

  /** `atStart`: threads that are started from now on stand still before they have begun, until they are let go on. */
  constructor({ atStart = false }: { readonly atStart?: boolean } = {}) {
    this.#session.connect();
    this.#session.on("NodeWorker.attachedToWorker", ({ params }) => {
      const name = params.workerInfo.title.replace(/^\[[^\]]*\] /, "");
      this.#threads.set(name, params.sessionId);
      this.#atStart.get(name)?.();
      this.#atStart.delete(name);
      // Long before a stop: a debugger that comes is told of all code there is, which takes its time.
      if (!atStart) this.#send(params.sessionId, "Debugger.enable");
    });
    this.#session.on("NodeWorker.receivedMessageFromWorker", ({ params }) => {
      const { method } = JSON.parse(params.message) as { method?: string };
      if (method === "Debugger.paused") this.#paused.get(params.sessionId)?.();
    });
    this.#session.post("NodeWorker.enable", { waitForDebuggerOnStart: atStart });
  }

  /** Resolves when the thread of that name stands still, with what lets it go on. One that waits for something to do first has to be given it. */
  async stop(name: string): Promise<() => void> {
    const thread = this.#threads.get(name);
    if (thread === undefined) throw new Error(`no thread ${name}`);
    const paused = new Promise<void>((resolve) => this.#paused.set(thread, resolve));
    this.#send(thread, "Debugger.pause");
    await paused;
    return () => this.#send(thread, "Debugger.resume");
  }

  /** Resolves when a thread of that name has been started, and stands still, with what lets it begin. */
  async started(name: string): Promise<() => void> {
    await new Promise<void>((resolve) => this.#atStart.set(name, resolve));
    const thread = this.#threads.get(name) ?? "";
    return () => this.#send(thread, "Runtime.runIfWaitingForDebugger");
  }

  close(): void {
    this.#session.disconnect();
  }

  #send(sessionId: string, method: string): void {
    const message = JSON.stringify({ id: ++this.#messages, method });
    this.#session.post("NodeWorker.sendMessageToWorker", { sessionId, message });
  }
}

import { spawn } from "node:child_process";

/** Tells the service manager how the post is. Without one, every call does nothing. */
export interface ServiceNotifier {
  /** Whether a service manager listens. */
  readonly listens: boolean;
  /** Started: what waits for this service may go on. `status` is one line for people. */
  ready(status: string): void;
  status(text: string): void;
  stopping(): void;
  /** Ends the heartbeat and waits until what was said has been passed on. */
  close(): Promise<void>;
}

export interface ServiceNotifierOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asked before each heartbeat: one that says no lets the service manager restart the post. */
  readonly alive: () => boolean;
  /** Called once when the service manager can't be told anything. */
  readonly failed: (reason: string) => void;
}

/** Of systemd itself, so that it is there wherever systemd listens. Node has no datagram sockets of the Unix family. */
const PROGRAM = "systemd-notify";
/** A heartbeat that could not be passed on in this time is given up, so that they cannot pile up. */
const TIMEOUT_MS = 5_000;
/** Most messages that wait to be passed on; the oldest heartbeat or status is dropped for a newer one. */
const WAITING_MAX = 8;

/**
 * The protocol of sd_notify(3), by way of systemd-notify(1): `READY=1`, `STATUS=…`, `STOPPING=1`, and `WATCHDOG=1` twice in
 * each WATCHDOG_USEC. The unit needs `NotifyAccess=all`, since a child sends. The heartbeat leaves from the event loop
 * that takes in looks and sends warnings: one that hangs falls silent, and is restarted.
 */
export function openServiceNotifier(options: ServiceNotifierOptions): ServiceNotifier {
  const { env } = options;
  const listens = (env["NOTIFY_SOCKET"] ?? "") !== "";
  const sender = listens ? new Sender(options) : null;
  const periodMs = Number(env["WATCHDOG_USEC"] ?? "0") / 2_000;
  const heartbeat =
    sender !== null && periodMs >= 1
      ? setInterval(() => {
          if (options.alive()) sender.send("WATCHDOG=1");
        }, periodMs)
      : undefined;
  heartbeat?.unref();
  return {
    listens,
    ready: (status) => sender?.send("READY=1", `STATUS=${oneLine(status)}`),
    status: (text) => sender?.send(`STATUS=${oneLine(text)}`),
    stopping: () => {
      clearInterval(heartbeat);
      sender?.send("STOPPING=1");
    },
    close: async () => {
      clearInterval(heartbeat);
      await sender?.settled();
    },
  };
}

const STATUS_LENGTH_MAX = 300;
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").slice(0, STATUS_LENGTH_MAX);

/** Passes messages on one after another, in their order. */
class Sender {
  readonly #options: ServiceNotifierOptions;
  readonly #waiting: (readonly string[])[] = [];
  #running: Promise<void> | null = null;
  #failed = false;

  constructor(options: ServiceNotifierOptions) {
    this.#options = options;
  }

  send(...message: readonly string[]): void {
    const replaceable = this.#waiting.findIndex(([first]) => first !== "READY=1");
    if (this.#waiting.length >= WAITING_MAX && replaceable >= 0)
      this.#waiting.splice(replaceable, 1);
    this.#waiting.push(message);
    this.#running ??= this.#run();
  }

  async settled(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      await this.#pass(next);
    this.#running = null;
  }

  #pass(message: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      const child = spawn(PROGRAM, [...message], {
        env: this.#options.env,
        stdio: "ignore",
        timeout: TIMEOUT_MS,
      });
      child.once("error", (error) => {
        this.#fail(error.message);
        resolve();
      });
      child.once("exit", (code) => {
        if (code !== 0) this.#fail(`${PROGRAM} ended with ${code ?? "a signal"}`);
        resolve();
      });
    });
  }

  #fail(reason: string): void {
    if (this.#failed) return;
    this.#failed = true;
    this.#options.failed(reason);
  }
}

import type { Asker } from "./guard.ts";

/** What is closed when its right to be open ends. */
interface Watched {
  close(code: number, reason: string): void;
  on(event: "close", listener: () => void): unknown;
}

/** How often the right of each open screen is asked for. */
export const RIGHTS_ASKED_MS = 5_000;
/** A code of the range that is ours to give (RFC 6455, section 7.4.2). */
export const SESSION_ENDED = 4_401;

/** Open screens, each with the session by which it was opened: it closes when that ends, and keeps it from being idle. */
export class SessionWatch {
  readonly #watched = new Map<Watched, Asker>();
  readonly #holds: (asker: Asker) => boolean;
  readonly #timer: NodeJS.Timeout;

  constructor(holds: (asker: Asker) => boolean) {
    this.#holds = holds;
    this.#timer = setInterval(() => this.look(), RIGHTS_ASKED_MS);
    this.#timer.unref();
  }

  add(socket: Watched, asker: Asker): void {
    this.#watched.set(socket, asker);
    socket.on("close", () => this.#watched.delete(socket));
  }

  look(): void {
    for (const [socket, asker] of this.#watched)
      if (!this.#holds(asker)) socket.close(SESSION_ENDED, "the session has ended");
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

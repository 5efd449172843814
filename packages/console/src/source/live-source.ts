import type { LiveMessage, Picture } from "@tocsin/sdk";
import { keepUnchanged } from "./keep-unchanged.ts";
import { Listeners } from "./listeners.ts";
import { LiveTrails } from "./live-trails.ts";
import type { Connection, PictureSource, SourceState } from "./picture-source.ts";

/** Silence after which the screen says that the connection is lost. The server speaks every second. */
export const SILENCE_MAX_MS = 2_000;
/**
 * A wake-up this much after its time shows that the browser itself was held up. What the server said meanwhile lies
 * unread, so it is read for as long again as a screen may wake late before silence is taken for a loss.
 */
export const HELD_UP_MS = 200;
/**
 * Waiting times before another try: doubled from the first up to the last, so that a screen is back within two seconds of when its way
 * is. A try that was swallowed has waited already, and is repeated after the first at most.
 */
export const RETRY_FIRST_MS = 250;
export const RETRY_LAST_MS = 1_000;

/** One connection of the live stream. */
export interface LiveSocket {
  close(): void;
}
export interface LiveSocketEvents {
  readonly message: (text: string) => void;
  /** Once, however it ended. */
  readonly end: () => void;
}

/** What the source needs of the outside: sockets and waking up. The browser's in the console, a hand's in tests. */
export interface LivePorts {
  open(events: LiveSocketEvents): LiveSocket;
  /** `lateMs`: how long after its time the wake-up came. */
  wakeAfter(ms: number, wake: (lateMs: number) => void): () => void;
  /** Between 0 and 1: spreads the retries of many screens. */
  chance(): number;
}

/**
 * The live stream as a source of pictures. It never shows old as new: after two seconds without a word it says that the
 * connection is lost, keeps the last picture, opens a new connection, and is current again only with a new picture.
 */
export class LiveSource implements PictureSource {
  readonly #ports: LivePorts;
  readonly #listeners = new Listeners();
  readonly #trails = new LiveTrails();
  #state: SourceState = { picture: null, connection: "connecting" };
  #socket: LiveSocket | null = null;
  #cancelSilence: (() => void) | null = null;
  #cancelRetry: (() => void) | null = null;
  #attempts = 0;
  #connectionNumber = 0;
  #gotPicture = false;

  constructor(ports: LivePorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    this.#drop();
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  state(): SourceState {
    return this.#state;
  }

  #connect(): void {
    this.#drop();
    this.#cancelRetry = null;
    const connection = this.#connectionNumber;
    const onlyThis =
      <A extends unknown[]>(act: (...values: A) => void) =>
      (...values: A): void => {
        if (connection === this.#connectionNumber) act(...values);
      };
    this.#watchSilence();
    this.#socket = this.#ports.open({
      message: onlyThis((text: string) => this.#receive(text)),
      end: onlyThis(() => this.#lose(RETRY_LAST_MS)),
    });
  }

  /** The connection that was is told nothing more, and is heard no more. */
  #drop(): void {
    this.#connectionNumber += 1;
    this.#gotPicture = false;
    this.#cancelSilence?.();
    this.#cancelSilence = null;
    this.#socket?.close();
    this.#socket = null;
  }

  #receive(text: string): void {
    const message = readMessage(text);
    if (message === null) return;
    this.#watchSilence();
    if (message.type === "picture") {
      this.#gotPicture = true;
      this.#attempts = 0;
      this.#trails.begin(message.picture);
      this.#showPicture(message.picture);
    } else if (message.type === "change") {
      if (this.#gotPicture) this.#showPicture(this.#trails.extend(message.picture));
    } else if (this.#gotPicture && this.#state.connection !== "current") {
      this.#show(this.#state.picture, "current");
    }
  }

  #watchSilence(): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.#ports.wakeAfter(SILENCE_MAX_MS, (lateMs) => {
      if (lateMs < HELD_UP_MS) this.#lose(RETRY_FIRST_MS);
      else
        this.#cancelSilence = this.#ports.wakeAfter(HELD_UP_MS, () => this.#lose(RETRY_FIRST_MS));
    });
  }

  #lose(waitMaxMs: number): void {
    this.#drop();
    this.#show(this.#state.picture, "lost");
    const ceilingMs = Math.min(waitMaxMs, RETRY_FIRST_MS * 2 ** this.#attempts);
    this.#attempts = Math.min(this.#attempts + 1, 10);
    const waitMs = ceilingMs * (0.5 + this.#ports.chance() / 2);
    this.#cancelRetry?.();
    this.#cancelRetry = this.#ports.wakeAfter(waitMs, () => this.#connect());
  }

  #showPicture(picture: Picture): void {
    this.#show(keepUnchanged(this.#state.picture, picture), "current");
  }

  #show(picture: Picture | null, connection: Connection): void {
    if (picture === this.#state.picture && connection === this.#state.connection) return;
    this.#state = { picture, connection };
    this.#listeners.notify();
  }
}

const MESSAGE_TYPES: ReadonlySet<unknown> = new Set<LiveMessage["type"]>([
  "picture",
  "change",
  "heartbeat",
]);

/** Null for what is no message of the stream: it is not counted as a sign of life. */
function readMessage(text: string): LiveMessage | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("type" in value)) return null;
    return MESSAGE_TYPES.has(value.type) ? (value as LiveMessage) : null;
  } catch {
    return null;
  }
}

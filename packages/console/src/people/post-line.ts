import { createEnvelopeFramer } from "@tocsin/sdk";

/** What a line to one post takes of the page, and brings it. */
export interface LinePorts {
  readonly nowMs: () => number;
  readonly areasToldFirst: () => readonly string[];
  /** To be called when a question after the clock leaves. */
  readonly asked: (nonce: string) => void;
  readonly hear: (octets: readonly Uint8Array[]) => Promise<void>;
}

/** A connection that is lost is made again after a growing pause, at first within the two seconds that are promised. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** So many WebSockets in a row that did not open: then the way is one that every network lets through. */
const SOCKETS_TRIED = 2;
const FETCH_MS = 5_000;
/** The post's clock is asked again so often: two clocks part. */
const CLOCK_EVERY_MS = 300_000;

/** The line to one post: kept open, opened again, and what is valid fetched where something is missing. */
export class PostLine {
  readonly #ports: LinePorts;
  /** Scheme, host and port of the post. */
  readonly #origin: string;
  #socket: WebSocket | EventSource | null = null;
  #failed = 0;
  /** Connections in a row that closed, or did not open. */
  #lostInARow = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;
  #fetching = false;
  #askedMs = Number.NEGATIVE_INFINITY;

  constructor(origin: string, ports: LinePorts) {
    this.#origin = origin;
    this.#ports = ports;
  }

  /** Opens the line, or opens it anew: nothing old is trusted, and all is fetched. */
  open(): void {
    this.#pauseMs = FIRST_PAUSE_MS;
    const before = this.#socket;
    this.#connect();
    before?.close();
  }

  /** For good. */
  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** Whether the line was closed and does not open again: seen at once, long before silence tells of it. */
  get isClosed(): boolean {
    return this.#lostInARow > 1;
  }

  /** To be called every second; `lacks`: something holds that is not known here. */
  tick(lacks: boolean): void {
    if (lacks) void this.#catchUp();
    else if (this.#ports.nowMs() - this.#askedMs > CLOCK_EVERY_MS) void this.#askClock();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (this.#isStopped) return;
    void this.#catchUp();
    const first = this.#ports.areasToldFirst().join(",");
    const query = first === "" ? "" : `?first=${encodeURIComponent(first)}`;
    if (this.#failed < SOCKETS_TRIED) this.#openSocket(query);
    else this.#openEvents(query);
  }

  #openSocket(query: string): void {
    const socket = new WebSocket(`${this.#origin.replace(/^http/, "ws")}/people/live${query}`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.addEventListener("open", () => this.#opened());
    socket.addEventListener("message", ({ data }) => {
      void this.#ports.hear([new Uint8Array(data as ArrayBuffer)]);
    });
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #openEvents(query: string): void {
    const events = new EventSource(`${this.#origin}/people/events${query}`);
    this.#socket = events;
    events.addEventListener("open", () => this.#opened());
    events.addEventListener("message", ({ data }) => {
      const octets = Uint8Array.from(atob(data as string), (c) => c.codePointAt(0) ?? 0);
      void this.#ports.hear([octets]);
    });
    events.addEventListener("error", () => {
      events.close();
      this.#lost(events);
    });
  }

  #opened(): void {
    [this.#failed, this.#lostInARow, this.#pauseMs] = [0, 0, FIRST_PAUSE_MS];
  }

  #lost(socket: WebSocket | EventSource): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    this.#lostInARow++;
    this.#failed = (this.#failed + 1) % (2 * SOCKETS_TRIED);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), this.#pauseMs);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }

  /** Asks the clock, then what is valid: everything that is answered was made after the question. */
  async #catchUp(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      await this.#askClock();
      await this.#fetch("/people/valid");
    } finally {
      this.#fetching = false;
    }
  }

  async #askClock(): Promise<void> {
    const nonce = crypto.randomUUID();
    this.#askedMs = this.#ports.nowMs();
    this.#ports.asked(nonce);
    await this.#fetch(`/people/clock?nonce=${nonce}`);
  }

  async #fetch(path: string): Promise<void> {
    try {
      const answer = await fetch(`${this.#origin}${path}`, {
        cache: "no-store",
        signal: AbortSignal.timeout(FETCH_MS),
      });
      if (!answer.ok) return;
      const framed = createEnvelopeFramer().push(new Uint8Array(await answer.arrayBuffer()));
      await this.#ports.hear(framed.flatMap((each) => (each.type === "frame" ? [each.bytes] : [])));
    } catch {
      // There is no network, which the receiver's silence says; it is tried again.
    }
  }
}

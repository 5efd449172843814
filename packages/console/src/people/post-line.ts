import { createEnvelopeFramer, HEARTBEAT_EVERY_MS } from "@tocsin/sdk";

/** What a line to one post takes of the page, and brings it. */
export interface LinePorts {
  readonly nowMs: () => number;
  readonly areasToldFirst: () => readonly string[];
  /** To be called when a question after the clock leaves. */
  readonly asked: (nonce: string) => void;
  readonly hear: (octets: readonly Uint8Array[]) => Promise<void>;
}

/** A connection that is lost is made again after a growing pause, always within the two seconds that are promised. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 2_000;
/** A line that is not open by then is given up: what is swallowed on the way is told to nobody. */
const OPEN_MS = 5_000;
/** A post says something every ten seconds: a line that is silent for longer is dead, though nobody has closed it. */
const SILENT_MS = 1.5 * HEARTBEAT_EVERY_MS;
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
  #isOpen = false;
  /** When the line last said something, or was begun. */
  #heardMs = Number.NEGATIVE_INFINITY;
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
    const socket = this.#socket;
    const silentMs = this.#ports.nowMs() - this.#heardMs;
    if (socket !== null && silentMs > (this.#isOpen ? SILENT_MS : OPEN_MS)) {
      this.#lost(socket);
      socket.close();
    }
    if (lacks) void this.#catchUp();
    else if (this.#ports.nowMs() - this.#askedMs > CLOCK_EVERY_MS) void this.#askClock();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    if (this.#isStopped) return;
    this.#isOpen = false;
    this.#heardMs = this.#ports.nowMs();
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
    socket.addEventListener("open", () => this.#opened(socket));
    socket.addEventListener("message", ({ data }) => {
      this.#said(socket);
      void this.#ports.hear([new Uint8Array(data as ArrayBuffer)]);
    });
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #openEvents(query: string): void {
    const events = new EventSource(`${this.#origin}/people/events${query}`);
    this.#socket = events;
    events.addEventListener("open", () => this.#opened(events));
    events.addEventListener("message", ({ data }) => {
      this.#said(events);
      const octets = Uint8Array.from(atob(data as string), (c) => c.codePointAt(0) ?? 0);
      void this.#ports.hear([octets]);
    });
    events.addEventListener("error", () => {
      events.close();
      this.#lost(events);
    });
  }

  #said(socket: WebSocket | EventSource): void {
    if (this.#socket === socket) this.#heardMs = this.#ports.nowMs();
  }

  #opened(socket: WebSocket | EventSource): void {
    if (this.#socket !== socket) return;
    this.#isOpen = true;
    this.#said(socket);
    [this.#failed, this.#lostInARow, this.#pauseMs] = [0, 0, FIRST_PAUSE_MS];
  }

  #lost(socket: WebSocket | EventSource): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    this.#lostInARow++;
    this.#failed = (this.#failed + 1) % (2 * SOCKETS_TRIED);
    clearTimeout(this.#retry);
    // Not all at once: whoever was cut off together does not come back in the same moment.
    this.#retry = setTimeout(() => this.#connect(), this.#pauseMs * (0.5 + Math.random() / 2));
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

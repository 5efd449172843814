import {
  createEnvelopeFramer,
  type PeopleSiteInfo,
  Receiver,
  type ReceiverEvent,
  type ReceiverMark,
  type ReceiverView,
} from "@tocsin/sdk";
import { InTurn } from "./in-turn.ts";
import { octetsOf } from "./octets-of.ts";
import { SignatureKeys } from "./signature-keys.ts";

/** What the stream takes of the page, and tells it. */
export interface StreamPorts {
  readonly nowMs: () => number;
  readonly areasToldFirst: () => readonly string[];
  readonly marks: readonly ReceiverMark[];
  readonly changed: (events: readonly ReceiverEvent[]) => void;
}

const SECOND_MS = 1_000;
/** A connection that is lost is made again after a growing pause, at first within the two seconds that are promised. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** So many WebSockets in a row that did not open: then the way is one that every network lets through. */
const SOCKETS_TRIED = 2;
const FETCH_MS = 5_000;
/** The post's clock is asked again so often: two clocks part. */
const CLOCK_EVERY_MS = 300_000;

/**
 * Listens to the post, and gives what it hears to the receiver: verified by the browser itself, with the key that came with the page's
 * site. What is asked of the post names no place; only who wants to be told first names areas.
 */
export class PostStream {
  readonly #ports: StreamPorts;
  readonly #receiver: Receiver;
  readonly #keys = new SignatureKeys();
  #socket: WebSocket | EventSource | null = null;
  #failed = 0;
  /** Connections in a row that closed, or did not open. */
  #lostInARow = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #isStopped = false;
  #fetching = false;
  #askedMs = Number.NEGATIVE_INFINITY;
  /** What came is taken in the order in which it came, though verifying takes its time. */
  readonly #taking = new InTurn();

  constructor(site: PeopleSiteInfo, ports: StreamPorts) {
    this.#ports = ports;
    this.#receiver = new Receiver({
      keys: site.keys.map(({ keyId, issuer, audience, publicKey }) => ({
        keyId,
        issuer,
        audience,
        publicKey: octetsOf(publicKey),
      })),
      nowMs: ports.nowMs,
      marks: ports.marks,
    });
  }

  start(): void {
    this.#connect();
    this.#ticking = setInterval(() => this.#tick(), SECOND_MS);
  }

  /** For good: whatever is still on its way is told to nobody. */
  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#ticking);
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  /** Whether the line was closed and does not open again: seen at once, long before silence tells of it. */
  get isClosed(): boolean {
    return this.#lostInARow > 1;
  }

  view(): ReceiverView {
    return this.#receiver.view();
  }

  marks(): readonly ReceiverMark[] {
    return this.#receiver.marks();
  }

  /** To be called when a phone woke up, or has a network again: nothing old is trusted, and all is fetched anew. */
  again(): void {
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#socket?.close();
    this.#connect();
  }

  #tick(): void {
    this.#tell(this.#receiver.refresh());
    if (this.#receiver.lacks()) void this.#catchUp();
    else if (this.#ports.nowMs() - this.#askedMs > CLOCK_EVERY_MS) void this.#askClock();
  }

  #connect(): void {
    clearTimeout(this.#retry);
    void this.#catchUp();
    const first = this.#ports.areasToldFirst().join(",");
    const query = first === "" ? "" : `?first=${encodeURIComponent(first)}`;
    if (this.#failed < SOCKETS_TRIED) this.#openSocket(query);
    else this.#openEvents(query);
  }

  #openSocket(query: string): void {
    const socket = new WebSocket(
      `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/people/live${query}`,
    );
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.addEventListener("open", () => this.#opened());
    socket.addEventListener("message", ({ data }) => {
      void this.#hear([new Uint8Array(data as ArrayBuffer)]);
    });
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #openEvents(query: string): void {
    const events = new EventSource(`/people/events${query}`);
    this.#socket = events;
    events.addEventListener("open", () => this.#opened());
    events.addEventListener("message", ({ data }) => {
      void this.#hear([Uint8Array.from(atob(data as string), (c) => c.codePointAt(0) ?? 0)]);
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
    this.#receiver.asked(nonce);
    await this.#fetch(`/people/clock?nonce=${nonce}`);
  }

  async #fetch(path: string): Promise<void> {
    try {
      const answer = await fetch(path, {
        cache: "no-store",
        signal: AbortSignal.timeout(FETCH_MS),
      });
      if (!answer.ok) return;
      const framed = createEnvelopeFramer().push(new Uint8Array(await answer.arrayBuffer()));
      await this.#hear(framed.flatMap((each) => (each.type === "frame" ? [each.bytes] : [])));
    } catch {
      // There is no network, which the receiver's silence says; it is tried again.
    }
  }

  #hear(octets: readonly Uint8Array[]): Promise<void> {
    const receivedMs = this.#ports.nowMs();
    return this.#taking.do(async () => {
      for (const each of octets) await this.#take(each, receivedMs);
    });
  }

  async #take(octets: Uint8Array, receivedMs: number): Promise<void> {
    const candidate = this.#receiver.check(octets);
    if (!candidate.ok || !(await this.#keys.isTrue(candidate))) return;
    const taking = this.#receiver.take(candidate, receivedMs);
    if (taking.ok) this.#tell(taking.events);
  }

  #tell(events: readonly ReceiverEvent[]): void {
    if (!this.#isStopped) this.#ports.changed(events);
  }
}

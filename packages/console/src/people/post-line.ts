import { createEnvelopeFramer, HEARTBEAT_EVERY_MS } from "@tocsin/sdk";

/** What a line to one post takes of the page, and brings it. */
export interface LinePorts {
  readonly nowMs: () => number;
  /** Even in [0, 1). */
  readonly chance: () => number;
  readonly areasToldFirst: () => readonly string[];
  /** To be called when a question after the clock leaves. */
  readonly asked: (nonce: string) => void;
  readonly hear: (octets: readonly Uint8Array[]) => Promise<void>;
}

/** A connection that is lost is made again after a growing pause, always within the two seconds that are promised. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 1_000;
/** A line that is not open by then is given up: what is swallowed on the way is told to nobody. */
const OPEN_MS = 5_000;
/** A post that says every second that the way stands: two seconds of silence, and another way is looked for. */
const BEATEN_SILENT_MS = 2_000;
/** One that does not says something every ten seconds: a line that is silent for longer is dead, though nobody has closed it. */
const SILENT_MS = 1.5 * HEARTBEAT_EVERY_MS;
/** A page that was not run for longer has not read what came, and holds no silence against the line. */
const ASLEEP_MS = 1_500;
/** While a line is not open, or silent, it is asked so often whether the way stands, … */
const ASK_WAY_EVERY_MS = 750;
/**
 * … though answers are out: what is asked while the way is cut may never be answered, and what is asked later is. Each is waited for so
 * long that the next can be asked in time: browsers have six connections to one post.
 */
const ASKED_AT_ONCE = 4;
const WAY_MS = ASKED_AT_ONCE * ASK_WAY_EVERY_MS;
/** What was begun so long before something that was answered was swallowed; longer after each that was given up for it. */
const SWALLOWED_MS = 500;
/** What was fetched so lately is not fetched again. */
const FETCHED_MS = 2_000;
/** So many WebSockets in a row that did not open: then the way is one that every network lets through. */
const SOCKETS_TRIED = 2;
const FETCH_MS = 5_000;
/** The post's clock is asked again so often: two clocks part. */
const CLOCK_EVERY_MS = 300_000;

type Stream = WebSocket | EventSource;

/**
 * The line to one post: kept open, opened again, and what is valid fetched where something is missing. A line that is silent is kept until
 * another one is open: it may only have been slow.
 */
export class PostLine {
  readonly #ports: LinePorts;
  /** Scheme, host and port of the post. */
  readonly #origin: string;
  #open: Stream | null = null;
  #opening: { readonly stream: Stream; readonly sinceMs: number } | null = null;
  /** When the open line last said something. */
  #heardMs = Number.NEGATIVE_INFINITY;
  /** Whether this post says every second that the way stands. */
  #isBeaten = false;
  #tickedMs = Number.NEGATIVE_INFINITY;
  #failed = 0;
  /** Connections in a row that closed, or did not open. */
  #lostInARow = 0;
  #pauseMs = FIRST_PAUSE_MS;
  /** Not before then is it tried again. */
  #againMs = Number.NEGATIVE_INFINITY;
  #swallowedMs = SWALLOWED_MS;
  #isStopped = false;
  #fetching: { readonly abort: AbortController; readonly sinceMs: number } | null = null;
  #fetchedMs = Number.NEGATIVE_INFINITY;
  #askedMs = Number.NEGATIVE_INFINITY;
  #wayAskedMs = Number.NEGATIVE_INFINITY;
  #waysAsked = 0;

  constructor(origin: string, ports: LinePorts) {
    this.#origin = origin;
    this.#ports = ports;
  }

  /** Opens the line, or opens it anew: nothing old is trusted, and all is fetched. */
  open(): void {
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#giveUpOpening();
    const before = this.#open;
    this.#open = null;
    void this.#catchUp();
    this.#connect();
    before?.close();
  }

  /** For good. */
  stop(): void {
    this.#isStopped = true;
    const open = this.#open;
    this.#open = null;
    open?.close();
    this.#giveUpOpening();
  }

  /** Whether the line was closed and does not open again: seen at once, long before silence tells of it. */
  get isClosed(): boolean {
    return this.#lostInARow > 1;
  }

  /** To be called every quarter of a second; `lacks`: something holds that is not known here. */
  tick(lacks: boolean): void {
    const nowMs = this.#ports.nowMs();
    const wasAsleep = nowMs - this.#tickedMs > ASLEEP_MS;
    this.#tickedMs = nowMs;
    const mayBeSilentMs = this.#isBeaten && !wasAsleep ? BEATEN_SILENT_MS : SILENT_MS;
    if (this.#opening !== null && nowMs - this.#opening.sinceMs > OPEN_MS)
      this.#lost(this.#opening.stream);
    if (this.#open === null || nowMs - this.#heardMs > mayBeSilentMs) {
      if (this.#opening === null && nowMs >= this.#againMs) this.#connect();
      void this.#askWay();
    }
    // What the line says proves that the way stood a moment ago: an answer that is still out is none.
    else this.#answered(this.#heardMs - BEATEN_SILENT_MS / 2);
    if (lacks) void this.#catchUp();
    else if (nowMs - this.#askedMs > CLOCK_EVERY_MS) void this.#askClock();
  }

  #connect(): void {
    if (this.#isStopped) return;
    const first = this.#ports.areasToldFirst().join(",");
    const query = first === "" ? "" : `?first=${encodeURIComponent(first)}`;
    const stream = this.#failed < SOCKETS_TRIED ? this.#socketTo(query) : this.#eventsFrom(query);
    this.#opening = { stream, sinceMs: this.#ports.nowMs() };
  }

  #socketTo(query: string): Stream {
    const socket = new WebSocket(`${this.#origin.replace(/^http/, "ws")}/people/live${query}`);
    socket.binaryType = "arraybuffer";
    socket.addEventListener("open", () => this.#opened(socket));
    socket.addEventListener("message", ({ data }) =>
      this.#said(socket, new Uint8Array(data as ArrayBuffer)),
    );
    socket.addEventListener("close", () => this.#lost(socket));
    return socket;
  }

  #eventsFrom(query: string): Stream {
    const events = new EventSource(`${this.#origin}/people/events${query}`);
    events.addEventListener("open", () => this.#opened(events));
    events.addEventListener("message", ({ data }) =>
      this.#said(
        events,
        Uint8Array.from(atob(data as string), (c) => c.codePointAt(0) ?? 0),
      ),
    );
    events.addEventListener("error", () => {
      events.close();
      this.#lost(events);
    });
    return events;
  }

  #said(stream: Stream, octets: Uint8Array): void {
    if (this.#open !== stream) return;
    this.#heardMs = this.#ports.nowMs();
    // It was not dead after all: what was begun beside it is not needed.
    this.#giveUpOpening();
    if (octets.length === 0) this.#isBeaten = true;
    else void this.#ports.hear([octets]);
  }

  #opened(stream: Stream): void {
    if (this.#opening?.stream !== stream) return;
    const { sinceMs } = this.#opening;
    const before = this.#open;
    [this.#open, this.#opening] = [stream, null];
    before?.close();
    this.#heardMs = this.#ports.nowMs();
    [this.#failed, this.#lostInARow, this.#pauseMs] = [0, 0, FIRST_PAUSE_MS];
    this.#answered(sinceMs);
    this.#swallowedMs = SWALLOWED_MS;
    void this.#catchUp();
  }

  #lost(stream: Stream): void {
    const isOpen = this.#open === stream;
    if (!isOpen && this.#opening?.stream !== stream) return;
    if (isOpen) this.#open = null;
    else {
      this.#giveUpOpening();
      this.#failed = (this.#failed + 1) % (2 * SOCKETS_TRIED);
    }
    this.#lostInARow++;
    // Not all at once: whoever was cut off together does not come back in the same moment.
    this.#againMs = this.#ports.nowMs() + this.#pauseMs * (0.5 + this.#ports.chance() / 2);
    this.#pauseMs = Math.min(2 * this.#pauseMs, LONGEST_PAUSE_MS);
  }

  #giveUpOpening(): void {
    const opening = this.#opening;
    this.#opening = null;
    opening?.stream.close();
  }

  /** Whether the way stands: if so, all is fetched at once, and an opening that was swallowed is begun again. */
  async #askWay(): Promise<void> {
    const askedMs = this.#ports.nowMs();
    if (this.#waysAsked > ASKED_AT_ONCE || askedMs - this.#wayAskedMs < ASK_WAY_EVERY_MS) return;
    this.#wayAskedMs = askedMs;
    this.#waysAsked++;
    const answer = await this.#fetch("/people/way", AbortSignal.timeout(WAY_MS));
    this.#waysAsked--;
    if (answer === null || this.#isStopped) return;
    this.#answered(askedMs);
    const isSilent = this.#heardMs < askedMs;
    if (isSilent && this.#ports.nowMs() - this.#fetchedMs > FETCHED_MS) await this.#catchUp();
  }

  /** Something that was begun then was answered: what was begun well before it, and was not, is begun again. */
  #answered(askedMs: number): void {
    const swallowed = <T extends { readonly sinceMs: number }>(begun: T | null): T | null =>
      begun !== null && askedMs - begun.sinceMs > this.#swallowedMs ? begun : null;
    const stream = swallowed(this.#opening)?.stream ?? null;
    const fetching = swallowed(this.#fetching);
    if (stream === null && fetching === null) return;
    this.#swallowedMs *= 2;
    if (fetching !== null) {
      fetching.abort.abort();
      this.#fetching = null;
      void this.#catchUp();
    }
    if (stream === null) return;
    this.#lost(stream);
    this.#connect();
  }

  /** Asks the clock, then what is valid: everything that is answered was made after the question. */
  async #catchUp(): Promise<void> {
    if (this.#fetching !== null) return;
    const fetching = { abort: new AbortController(), sinceMs: this.#ports.nowMs() };
    this.#fetching = fetching;
    const { signal } = fetching.abort;
    await this.#askClock(signal);
    if (!signal.aborted && (await this.#fetchAndHear("/people/valid", signal)))
      this.#fetchedMs = this.#ports.nowMs();
    if (this.#fetching === fetching) this.#fetching = null;
  }

  async #askClock(signal?: AbortSignal): Promise<void> {
    const nonce = crypto.randomUUID();
    this.#askedMs = this.#ports.nowMs();
    this.#ports.asked(nonce);
    await this.#fetchAndHear(`/people/clock?nonce=${nonce}`, signal);
  }

  async #fetchAndHear(path: string, signal?: AbortSignal): Promise<boolean> {
    const limit = AbortSignal.timeout(FETCH_MS);
    const octets = await this.#fetch(
      path,
      signal === undefined ? limit : AbortSignal.any([signal, limit]),
    );
    if (octets === null) return false;
    const framed = createEnvelopeFramer().push(octets);
    await this.#ports.hear(framed.flatMap((each) => (each.type === "frame" ? [each.bytes] : [])));
    return true;
  }

  /** Null: there is no network, which the receiver's silence says; it is tried again. */
  async #fetch(path: string, signal: AbortSignal): Promise<Uint8Array | null> {
    try {
      const answer = await fetch(`${this.#origin}${path}`, {
        cache: "no-store",
        signal,
      });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }
}

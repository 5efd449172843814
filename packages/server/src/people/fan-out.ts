import { AWAY_FRAME, binaryFrame, EMPTY_FRAME, PING_FRAME } from "./web-socket.ts";
import type { PeopleCounts } from "./people-messages.ts";

/** A client that has so much unread does not read: it is ended, and comes again. */
export const BACKLOG_BYTES_MAX = 256 * 1_024;
/** Or has read nothing for so long. */
export const UNREAD_MAX_MS = 20_000;
/** Areas that one client may ask to be told of first. */
export const CLIENT_AREAS_MAX = 32;

/** Each client is told every second that its way stands, … */
export const BEAT_EVERY_MS = 1_000;
/** … a tenth of them at a time, so that no warning waits while ten thousand are written to. */
export const BEAT_SLICES = 10;
/** Nothing at all, as a page's script can see it: a browser shows it neither pings nor comments. */
const BEATS = { "web-socket": EMPTY_FRAME, "event-stream": Buffer.from("data:\n\n") };

export type ClientKind = "web-socket" | "event-stream";
/** As much of a connection as is used. */
export interface Bytes {
  readonly writableLength: number;
  write(octets: string | Uint8Array): boolean;
  destroy(): unknown;
}

/** A page that listens. Small: there may be ten thousand. */
export interface FanClient {
  readonly kind: ClientKind;
  readonly socket: Bytes;
  readonly address: string;
  /** Those that the person chose to name to us, to be told first. */
  readonly areas: readonly string[];
  /** Since when it has not read what it was sent; null where it has. */
  unreadMs: number | null;
  answered: boolean;
}

/** Says the same to many, those first who asked to be; whoever does not read is ended, and holds up nobody. */
export class FanOut {
  readonly #clients = new Set<FanClient>();
  readonly #byArea = new Map<string, Set<FanClient>>();
  readonly #byAddress = new Map<string, number>();
  readonly #slices = Array.from({ length: BEAT_SLICES }, () => new Set<FanClient>());
  #taken = 0;
  #beaten = 0;
  readonly #limits: { readonly clientsMax: number; readonly clientsPerAddressMax: number };
  readonly #nowMs: () => number;
  #sent = 0;
  #cutOff = 0;
  #refused = 0;

  constructor(
    limits: { readonly clientsMax: number; readonly clientsPerAddressMax: number },
    nowMs: () => number,
  ) {
    this.#limits = limits;
    this.#nowMs = nowMs;
  }

  /** Whether one more may come from there; counts those that may not. */
  admits(address: string): boolean {
    const { clientsMax, clientsPerAddressMax } = this.#limits;
    const fits =
      this.#clients.size < clientsMax && (this.#byAddress.get(address) ?? 0) < clientsPerAddressMax;
    if (!fits) this.#refused++;
    return fits;
  }

  /** Takes a client in; `remove` it when its connection ends. */
  add(
    client: Pick<FanClient, "kind" | "socket" | "address" | "areas">,
    first: readonly Uint8Array[],
  ): FanClient {
    const added: FanClient = { ...client, unreadMs: null, answered: true };
    this.#clients.add(added);
    this.#slices[this.#taken++ % BEAT_SLICES].add(added);
    this.#byAddress.set(client.address, (this.#byAddress.get(client.address) ?? 0) + 1);
    for (const area of client.areas) {
      const listeners = this.#byArea.get(area) ?? new Set();
      this.#byArea.set(area, listeners.add(added));
    }
    for (const octets of first) this.#write(added, framed(added.kind, octets));
    // So that a page knows from the start that it will hear one every second.
    added.socket.write(BEATS[added.kind]);
    return added;
  }

  remove(client: FanClient): void {
    if (!this.#clients.delete(client)) return;
    for (const slice of this.#slices) slice.delete(client);
    const left = (this.#byAddress.get(client.address) ?? 1) - 1;
    if (left === 0) this.#byAddress.delete(client.address);
    else this.#byAddress.set(client.address, left);
    for (const area of client.areas) {
      const listeners = this.#byArea.get(area);
      listeners?.delete(client);
      if (listeners?.size === 0) this.#byArea.delete(area);
    }
  }

  /** Hands octets to all: those who asked for the area first. */
  say(octets: Uint8Array, area: string | null): void {
    const frames = {
      "web-socket": framed("web-socket", octets),
      "event-stream": framed("event-stream", octets),
    };
    const first = area === null ? undefined : this.#byArea.get(area);
    for (const client of first ?? []) this.#write(client, frames[client.kind]);
    for (const client of this.#clients)
      if (first?.has(client) !== true) this.#write(client, frames[client.kind]);
  }

  /** To be called every tenth of {@link BEAT_EVERY_MS}: tells the next tenth of them that their way stands, but who still has something to read. */
  beat(): void {
    for (const { kind, socket } of this.#slices[this.#beaten++ % BEAT_SLICES])
      if (socket.writableLength === 0) socket.write(BEATS[kind]);
  }

  /** To be called every fifteen seconds: ends those that do not read or answer, and asks the others. */
  sweep(): void {
    const nowMs = this.#nowMs();
    for (const client of this.#clients) {
      this.#noteUnread(client, nowMs);
      const isStuck = client.unreadMs !== null && nowMs - client.unreadMs > UNREAD_MAX_MS;
      if (isStuck || !client.answered) this.#cut(client);
      else if (client.kind === "web-socket") {
        client.answered = false;
        client.socket.write(PING_FRAME);
      } else client.socket.write(":\n\n");
    }
  }

  counts(): Omit<PeopleCounts, "push"> {
    const nowMs = this.#nowMs();
    let oldestUnsentMs = 0;
    for (const client of this.#clients) {
      this.#noteUnread(client, nowMs);
      if (client.unreadMs !== null)
        oldestUnsentMs = Math.max(oldestUnsentMs, nowMs - client.unreadMs);
    }
    return {
      clients: this.#clients.size,
      sent: this.#sent,
      cutOff: this.#cutOff,
      refused: this.#refused,
      oldestUnsentMs: Math.round(oldestUnsentMs),
    };
  }

  close(): void {
    for (const { kind, socket } of this.#clients) {
      if (kind === "web-socket") socket.write(AWAY_FRAME);
      socket.destroy();
    }
    this.#clients.clear();
    for (const slice of this.#slices) slice.clear();
    this.#byArea.clear();
    this.#byAddress.clear();
  }

  #write(client: FanClient, frame: Buffer): void {
    if (client.socket.writableLength > BACKLOG_BYTES_MAX) return this.#cut(client);
    this.#sent++;
    if (client.socket.write(frame)) return;
    client.unreadMs ??= this.#nowMs();
  }

  #noteUnread(client: FanClient, nowMs: number): void {
    if (client.socket.writableLength === 0) client.unreadMs = null;
    else client.unreadMs ??= nowMs;
  }

  #cut(client: FanClient): void {
    this.#cutOff++;
    this.remove(client);
    client.socket.destroy();
  }
}

const framed = (kind: ClientKind, octets: Uint8Array): Buffer =>
  kind === "web-socket"
    ? binaryFrame(octets)
    : Buffer.from(`data: ${Buffer.from(octets).toString("base64")}\n\n`);

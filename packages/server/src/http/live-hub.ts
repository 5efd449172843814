import type { LiveMessage, Picture } from "@tocsin/sdk";
import { monotonicMs } from "../journal/monotonic-port.ts";

/** The part of a WebSocket that is used: `ws` gives more. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Ends it at once, without a word. */
  terminate(): void;
  ping(): void;
  on(event: "close" | "pong" | "message" | "error", listener: () => void): unknown;
}

/** Screens that may watch at once. */
export const LIVE_CLIENTS_MAX = 64;
/** A client that has so much unread is too slow to be shown the present; it may connect again. */
export const LIVE_BACKLOG_BYTES_MAX = 4 * 1024 * 1024;
const HEARTBEAT_MS = 1_000;
/** Every so many heartbeats each client has to show that it is there. */
const PING_EVERY = 15;

interface Client {
  readonly socket: LiveSocket;
  answered: boolean;
  /** It was given one to begin with; from then on it gets changes. */
  hasPicture: boolean;
}

/**
 * Hands pictures to all screens that watch. A heartbeat follows from a pulse of the thread that protects, never from a
 * timer here: when that thread stands still, the screens fall silent and say so, and show nothing old as new.
 */
export class LiveHub {
  readonly #clients = new Set<Client>();
  readonly #nowMs: () => number;
  #picture: Picture | null = null;
  /** The picture as the first message of a screen; made when one comes. */
  #first: string | null = null;
  #heartbeatMs = Number.NEGATIVE_INFINITY;
  #sequence = 0;
  dropped = 0;

  constructor(nowMs: () => number = monotonicMs) {
    this.#nowMs = nowMs;
  }

  get clients(): number {
    return this.#clients.size;
  }
  get full(): boolean {
    return this.#clients.size >= LIVE_CLIENTS_MAX;
  }
  /** Whether there is a picture to begin with. */
  get hasPicture(): boolean {
    return this.#picture !== null;
  }

  /** A screen begins to watch: the present comes first. */
  add(socket: LiveSocket): void {
    const client: Client = { socket, answered: true, hasPicture: false };
    this.#clients.add(client);
    const gone = (): void => void this.#clients.delete(client);
    socket.on("close", gone);
    socket.on("error", gone);
    socket.on("pong", () => (client.answered = true));
    // Nothing is to be told to us: whoever talks is no screen of ours.
    socket.on("message", () => socket.close(1008, "nothing is taken here"));
    if (this.#picture !== null) this.#begin(client, this.#picture);
  }

  pulse(timeUs: number, picture: Picture | null): void {
    if (picture !== null) {
      this.#picture = picture;
      this.#first = null;
      this.#sendPicture(picture);
    }
    const nowMs = this.#nowMs();
    // Pulses come a little early or late; a screen waits two seconds.
    if (nowMs - this.#heartbeatMs < 0.9 * HEARTBEAT_MS) return;
    this.#heartbeatMs = nowMs;
    this.#sequence++;
    this.#sendAll(textOf({ type: "heartbeat", timeUs, sequence: this.#sequence }));
    if (this.#sequence % PING_EVERY === 0) this.#ping();
  }

  close(): void {
    for (const { socket } of this.#clients) socket.terminate();
    this.#clients.clear();
  }

  #begin(client: Client, picture: Picture): void {
    this.#first ??= textOf({ type: "picture", picture });
    client.hasPicture = true;
    this.#send(client, this.#first);
  }

  /** Trails are four fifths of a picture, and a screen knows them but for their ends. */
  #sendPicture(picture: Picture): void {
    if (this.#clients.size === 0) return;
    const tracks = picture.tracks.map((track) => ({ ...track, trail: [] }));
    const change = textOf({ type: "change", picture: { ...picture, tracks } });
    for (const client of this.#clients) {
      if (client.hasPicture) this.#send(client, change);
      else this.#begin(client, picture);
    }
  }

  #sendAll(text: string): void {
    for (const client of this.#clients) this.#send(client, text);
  }

  #send(client: Client, text: string): void {
    if (client.socket.bufferedAmount > LIVE_BACKLOG_BYTES_MAX) this.#drop(client);
    else client.socket.send(text);
  }

  #ping(): void {
    for (const client of this.#clients) {
      if (!client.answered) this.#drop(client);
      else {
        client.answered = false;
        client.socket.ping();
      }
    }
  }

  #drop(client: Client): void {
    this.dropped++;
    this.#clients.delete(client);
    client.socket.terminate();
  }
}

const textOf = (message: LiveMessage): string => JSON.stringify(message);

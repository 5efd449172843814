import { Agent } from "node:https";
import type { ConnectionOptions } from "node:tls";
import { encryptPush } from "./encrypt-push.ts";
import { publicLookup, type PushSubscription } from "./push-endpoint.ts";
import { type PushAnswer, pushOnce } from "./push-once.ts";
import { IN_FLIGHT_MAX, ServiceShares } from "./service-shares.ts";
import type { SubscriptionStore } from "./subscription-store.ts";
import type { VapidSigner } from "./vapid.ts";

const ATTEMPT_MS = 10_000;
/** How long a phone that was not reached waits for the next attempt: longer each time. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** Those that are due within so long are tried again together. */
const TOGETHER_MS = 250;
/** Connections that are kept open for what comes next, to all services together. */
const IDLE_MAX = 256;
/** Warnings that are on their way to all, or wait for it: one for each area that a site may have. More are refused. */
const WARNINGS_MAX = 1_000;
/** First messages to phones that have just asked, and how many of a service's at once: whoever asks for many holds up no warning. */
export const TRIALS_MAX = 64;
const TRIALS_IN_FLIGHT_MAX = 16;

/** Something to be told to every browser that asked for it. */
export interface PushOrder {
  /** What it is about; a newer one of the same place takes its place. */
  readonly place: string;
  readonly said: Uint8Array;
  /** Under which a push service lets a newer one take its place; null: it stands alone. */
  readonly topic: string | null;
  readonly urgency: "high" | "normal";
  /** The greater goes first where several wait; {@link TRIAL}: it is no warning. */
  readonly gravity: number;
  /** Until when it holds, by the steady clock: no service keeps it for longer. */
  readonly untilMs: number;
}

export const TRIAL = 0;

/** What became of an order. */
export interface PushResult {
  readonly taken: number;
  readonly gone: number;
  readonly failed: number;
  /** Why one of those failed that did; null where none has. */
  readonly failure: string | null;
}

export interface PushCounts {
  readonly subscriptions: number;
  readonly taken: number;
  readonly gone: number;
  readonly failed: number;
  /** Messages for one browser each that are not sent yet. */
  readonly waiting: number;
}

/** One who is to be told, and how often that was tried. */
interface Addressee {
  readonly to: PushSubscription;
  readonly tries: number;
}

interface Wave {
  readonly order: PushOrder;
  readonly done: (result: PushResult) => void;
  /** By the origin of their push service. */
  readonly queues: Map<string, Addressee[]>;
  readonly result: { taken: number; gone: number; failed: number; failure: string | null };
  /** Why some have to be tried again; null where none had to. */
  trouble: string | null;
  /** Those that are tried again, by when. */
  readonly again: Map<number, { readonly timer: NodeJS.Timeout; readonly due: Addressee[] }>;
  left: number;
  ended: boolean;
}

/**
 * Tells all browsers that are kept: the gravest first, each service as fast as it takes, and again what failed until it holds no more. Who
 * is gone is forgotten. Bounded by the places that something is told of.
 */
export class PushSender {
  readonly #store: SubscriptionStore;
  readonly #signer: VapidSigner;
  readonly #steadyMs: () => number;
  readonly #wallMs: () => number;
  readonly #agent: Agent;
  readonly #waves: Wave[] = [];
  readonly #shares = new ServiceShares();
  /** Services that have phones waiting and their share on its way. */
  readonly #held = new Set<string>();
  #sums = { taken: 0, gone: 0, failed: 0 };
  #closed = false;

  constructor(options: {
    readonly store: SubscriptionStore;
    readonly signer: VapidSigner;
    readonly steadyMs: () => number;
    readonly wallMs: () => number;
    readonly secure: ConnectionOptions;
    /** Whether a service may be in a private network: of the site's own. */
    readonly privateAddresses: boolean;
  }) {
    this.#store = options.store;
    this.#signer = options.signer;
    this.#steadyMs = options.steadyMs;
    this.#wallMs = options.wallMs;
    this.#agent = new Agent({
      ...options.secure,
      keepAlive: true,
      maxSockets: IN_FLIGHT_MAX,
      ...(options.privateAddresses ? {} : { lookup: publicLookup }),
    });
  }

  /** Begins to tell; what became of it is told to `done`, once, unless it is closed before. */
  send(
    order: PushOrder,
    done: (result: PushResult) => void,
    to: readonly PushSubscription[] = this.#store.all(),
  ): void {
    if (this.#closed) return;
    const overtaken = this.#waves.filter((wave) => wave.order.place === order.place);
    for (const wave of overtaken) this.#end(wave, "something newer took its place");
    const wave = newWave(order, done, to);
    if (to.length === 0) return this.#end(wave, null);
    const trials = this.#waves.filter((other) => isTrial(other)).length;
    const isFull = isTrial(wave)
      ? trials >= TRIALS_MAX
      : this.#waves.length - trials >= WARNINGS_MAX;
    if (isFull) return this.#end(wave, "too much is on its way");
    const at = this.#waves.findIndex((other) => other.order.gravity < order.gravity);
    this.#waves.splice(at === -1 ? this.#waves.length : at, 0, wave);
    for (const origin of wave.queues.keys()) this.#pump(origin);
  }

  counts(): PushCounts {
    const waiting = this.#waves.reduce((sum, { left }) => sum + left, 0);
    return { subscriptions: this.#store.size, ...this.#sums, waiting };
  }

  /** What is not sent by then is told of to nobody: it has not failed, and whoever begins next is asked for it again. */
  close(): void {
    this.#closed = true;
    for (const wave of this.#waves.splice(0)) {
      wave.ended = true;
      forgetAgain(wave);
    }
    this.#agent.destroy();
  }

  /** Fills what a service may be asked at once. */
  #pump(origin: string): void {
    this.#held.delete(origin);
    for (;;) {
      if (!this.#shares.mayTake(origin)) return void this.#held.add(origin);
      const next = this.#next(origin, this.#shares.inFlight(origin) < TRIALS_IN_FLIGHT_MAX);
      if (next === null) return;
      this.#shares.take(origin);
      this.#closeIdle();
      void this.#deliver(origin, next.wave, next.addressee);
    }
  }

  /** An agent bounds what is idle for each service alone, and where it bounds all lets what is idle for one keep out another. */
  #closeIdle(): void {
    const idle = Object.values(this.#agent.freeSockets).flatMap((sockets) => sockets ?? []);
    if (idle.length > IDLE_MAX) for (const socket of idle) socket.destroy();
  }

  #next(
    origin: string,
    takesTrials: boolean,
  ): { readonly wave: Wave; readonly addressee: Addressee } | null {
    for (const wave of this.#waves.slice()) {
      if (isTrial(wave) && !takesTrials) continue;
      if (wave.order.untilMs - this.#steadyMs() < 1_000) {
        this.#end(wave, wave.trouble ?? "it holds no more");
        continue;
      }
      const addressee = wave.queues.get(origin)?.pop();
      if (addressee !== undefined) return { wave, addressee };
    }
    return null;
  }

  async #deliver(origin: string, wave: Wave, addressee: Addressee): Promise<void> {
    const answer = await this.#attempt(origin, wave.order, addressee.to);
    this.#take(wave, addressee, answer);
    this.#shares.give(origin, answer.kind !== "later" || answer.answered);
    // Who waits for a share comes before who has just had one.
    for (const held of new Set([...this.#held, origin])) this.#pump(held);
  }

  #take(wave: Wave, addressee: Addressee, answer: PushAnswer): void {
    const { to } = addressee;
    if (answer.kind === "taken") this.#store.prove(to.endpoint);
    const isRefused = answer.kind === "refused" && !this.#store.isProven(to.endpoint);
    if (answer.kind === "gone" || isRefused) this.#store.remove(to.endpoint);
    if (wave.ended) return;
    const { result } = wave;
    if (answer.kind === "later") {
      wave.trouble = answer.detail;
      this.#later(wave, addressee, answer.afterMs);
      return;
    }
    if (answer.kind === "refused") result.failure = answer.detail;
    result[answer.kind === "refused" ? "failed" : answer.kind]++;
    if (--wave.left === 0) this.#end(wave, null);
  }

  async #attempt(origin: string, order: PushOrder, to: PushSubscription): Promise<PushAnswer> {
    let body: Buffer;
    try {
      body = encryptPush(order.said, to);
    } catch (error) {
      return { kind: "refused", detail: error instanceof Error ? error.message : String(error) };
    }
    return pushOnce({
      endpoint: to.endpoint,
      headers: {
        authorization: this.#signer.authorization(origin),
        "content-type": "application/octet-stream",
        "content-encoding": "aes128gcm",
        "content-length": body.length,
        ttl: Math.floor((order.untilMs - this.#steadyMs()) / 1_000),
        urgency: order.urgency,
        ...(order.topic === null ? {} : { topic: order.topic }),
      },
      body,
      agent: this.#agent,
      timeoutMs: ATTEMPT_MS,
      nowMs: this.#wallMs,
    });
  }

  /** Tries one again after a pause of its own: what a service says of one phone, or one service of its own, holds up nobody else. */
  #later(wave: Wave, { to, tries }: Addressee, afterMs: number): void {
    const nowMs = this.#steadyMs();
    const pauseMs = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)];
    const atMs = Math.min(nowMs + Math.max(pauseMs, afterMs), Math.max(wave.order.untilMs, nowMs));
    const slot = Math.ceil(atMs / TOGETHER_MS);
    const again = { to, tries: tries + 1 };
    const known = wave.again.get(slot);
    if (known !== undefined) return void known.due.push(again);
    const due = [again];
    const timer = setTimeout(
      () => {
        wave.again.delete(slot);
        for (const origin of queue(wave, due)) this.#pump(origin);
      },
      slot * TOGETHER_MS - nowMs,
    );
    wave.again.set(slot, { timer, due });
  }

  /** `failure`: why those failed that are left. */
  #end(wave: Wave, failure: string | null): void {
    if (wave.ended) return;
    wave.ended = true;
    forgetAgain(wave);
    const at = this.#waves.indexOf(wave);
    if (at !== -1) this.#waves.splice(at, 1);
    const { result, left } = wave;
    result.failed += left;
    if (left > 0) result.failure = failure;
    wave.left = 0;
    const { taken, gone, failed } = this.#sums;
    this.#sums = {
      taken: taken + result.taken,
      gone: gone + result.gone,
      failed: failed + result.failed,
    };
    wave.done({ ...result, failure: result.failed === 0 ? null : result.failure });
  }
}

const isTrial = ({ order }: Wave): boolean => order.gravity === TRIAL;

function newWave(
  order: PushOrder,
  done: (result: PushResult) => void,
  to: readonly PushSubscription[],
): Wave {
  const wave: Wave = {
    order,
    done,
    queues: new Map(),
    result: { taken: 0, gone: 0, failed: 0, failure: null },
    trouble: null,
    again: new Map(),
    left: to.length,
    ended: false,
  };
  queue(
    wave,
    to.toReversed().map((each) => ({ to: each, tries: 0 })),
  );
  return wave;
}

function forgetAgain({ again }: Wave): void {
  for (const { timer } of again.values()) clearTimeout(timer);
  again.clear();
}

/** Puts them into the queues of their services, and names these. The last put in goes first. */
function queue(wave: Wave, addressees: readonly Addressee[]): ReadonlySet<string> {
  const origins = new Set<string>();
  for (const each of addressees) {
    const { origin } = new URL(each.to.endpoint);
    origins.add(origin);
    const waiting = wave.queues.get(origin);
    if (waiting === undefined) wave.queues.set(origin, [each]);
    else waiting.push(each);
  }
  return origins;
}

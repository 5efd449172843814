import type { KeyObject } from "node:crypto";
import type { ConnectionOptions } from "node:tls";
import type { Mode } from "@tocsin/core";
import { isOfService, readEndpoint, readSubscription } from "./push-endpoint.ts";
import {
  type PushCounts,
  type PushOrder,
  type PushResult,
  PushSender,
  TRIAL,
} from "./push-sender.ts";
import { type StoreTrouble, SubscriptionStore } from "./subscription-store.ts";
import { pushTopic, VapidSigner } from "./vapid.ts";

/** What messages to phones whose page is closed need. */
export interface PushInput {
  readonly dataDir: string;
  readonly mode: Mode;
  readonly key: KeyObject;
  readonly contact: string;
  readonly services: readonly string[];
  readonly privateAddresses: boolean;
  readonly subscriptionsMax: number;
  readonly secure: ConnectionOptions;
}

/** What is to be pushed, as it comes from the thread that protects. */
export interface PushTold extends Omit<PushOrder, "topic" | "untilMs"> {
  /** So long it holds from now on. */
  readonly lifeMs: number;
}

/** A phone that has just asked waits for its first message, and its person beside it. */
const TRIAL_LIFE_MS = 60_000;

/** Takes phones that want messages while the page is closed, and sends them. Each new one gets a message at once, which proves the way to it. */
export class PushDesk {
  readonly #input: PushInput;
  readonly #clock: (nonce: string) => Uint8Array;
  readonly #steadyMs: () => number;
  readonly #store: SubscriptionStore;
  readonly #sender: PushSender;

  /** `clock`: a signed answer to a number of a phone's own, which is what its first message is. */
  constructor(
    input: PushInput,
    ports: {
      readonly clock: (nonce: string) => Uint8Array;
      readonly steadyMs: () => number;
      readonly wallMs: () => number;
      readonly trouble: StoreTrouble;
    },
  ) {
    this.#input = input;
    this.#clock = ports.clock;
    this.#steadyMs = ports.steadyMs;
    this.#store = new SubscriptionStore({
      dataDir: input.dataDir,
      mode: input.mode,
      most: input.subscriptionsMax,
      trouble: ports.trouble,
    });
    const nowS = (): number => Math.floor(ports.wallMs() / 1_000);
    this.#sender = new PushSender({
      store: this.#store,
      signer: new VapidSigner({ key: input.key, contact: input.contact, nowS }),
      steadyMs: ports.steadyMs,
      wallMs: ports.wallMs,
      secure: input.secure,
      privateAddresses: input.privateAddresses,
    });
  }

  /** Takes what a page sends, and answers with a status: 201 where a first message is on its way, 204 where it is known already. */
  subscribe(body: Buffer): 201 | 204 | 400 | 403 | 503 {
    const read = readSubscription(body);
    if (read === null) return 400;
    const { subscription, nonce } = read;
    if (!isOfService(subscription.endpoint, this.#input.services)) return 403;
    if (!this.#store.add(subscription)) return 503;
    if (this.#store.isProven(subscription.endpoint)) return 204;
    const trial: PushOrder = {
      place: `trial ${subscription.endpoint}`,
      said: this.#clock(nonce),
      topic: null,
      urgency: "high",
      gravity: TRIAL,
      untilMs: this.#steadyMs() + TRIAL_LIFE_MS,
    };
    this.#sender.send(trial, () => undefined, [subscription]);
    return 201;
  }

  /** To be told no more: whoever knows the address at the push service may say so, and nobody else does. */
  forget(body: Buffer): 204 | 400 {
    const endpoint = readEndpoint(body);
    if (endpoint === null) return 400;
    this.#store.remove(endpoint);
    return 204;
  }

  tell({ lifeMs, ...told }: PushTold, done: (result: PushResult) => void): void {
    const order: PushOrder = {
      ...told,
      topic: pushTopic(this.#input.key, told.place),
      untilMs: this.#steadyMs() + lifeMs,
    };
    this.#sender.send(order, done);
  }

  /** To be called now and then. */
  retry(): void {
    this.#store.retry();
  }

  counts(): PushCounts {
    return this.#sender.counts();
  }

  close(): void {
    this.#sender.close();
    this.#store.close();
  }
}

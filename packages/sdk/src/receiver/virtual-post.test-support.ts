import { createHash } from "node:crypto";
import type { Mode, WarningStage } from "@tocsin/core";
import {
  broadcastAudience,
  type Heartbeat,
  HEARTBEAT_EVERY_MS,
  referencesDigest,
  stateDigest,
  stateKey,
  type WarningState,
} from "../broadcast/broadcast.ts";
import type { PostsList } from "../broadcast/posts-list.ts";
import { encodeEnvelope, signedOctets } from "../envelope/encode-envelope.ts";
import type { EnvelopeHead } from "../envelope/envelope.ts";
import type { ReceiverKey } from "./receiver-key.ts";
import type { Receiver, Taking } from "./receiver.ts";

/** Stands for a signature: only whoever knows the key's secret half makes it, and it covers the same octets. */
const signature = (keyId: string, signed: Uint8Array): Uint8Array =>
  new Uint8Array(createHash("sha512").update(`secret of ${keyId}`).update(signed).digest());

export const keyOf = (keyId: string, mode: Mode = "live"): ReceiverKey => ({
  keyId,
  issuer: "harbour",
  audience: broadcastAudience("harbour", mode),
  publicKey: new TextEncoder().encode(keyId),
});

/** 2026, so that a clock may be wrong either way. */
const WALL_START_MS = 1_790_000_000_000;

/** Checks, verifies and takes octets, as every receiver does. */
export function hear(receiver: Receiver, octets: Uint8Array): Taking {
  const candidate = receiver.check(octets);
  if (!candidate.ok) return candidate;
  const expected = signature(candidate.head.keyId, candidate.signed);
  if (!expected.every((octet, i) => candidate.signature[i] === octet))
    throw new Error("bad signature");
  return receiver.take(candidate);
}

/** A post of a made-up world: it says states of its areas with a clock of its own. */
export class VirtualPost {
  readonly #keyId: string;
  readonly #mode: Mode;
  readonly #timeMs: () => number;
  readonly #wallOffsetMs: number;
  #epoch: number;
  #sequence = 0;
  #startedMs: number;
  readonly #untils = new Map<string, number>();
  readonly states = new Map<string, { readonly state: WarningState; readonly untilMs: number }>();

  constructor(
    timeMs: () => number,
    options: {
      readonly keyId?: string;
      readonly mode?: Mode;
      readonly wallOffsetMs?: number;
    } = {},
  ) {
    this.#timeMs = timeMs;
    this.#keyId = options.keyId ?? "post-a";
    this.#mode = options.mode ?? "live";
    this.#wallOffsetMs = WALL_START_MS + (options.wallOffsetMs ?? 0);
    this.#epoch = 1;
    this.#startedMs = timeMs();
  }

  /** Starts again: another epoch, and a steady clock that begins anew. */
  restart(): void {
    this.#epoch += 1;
    this.#sequence = 0;
    this.#startedMs = this.#timeMs();
  }

  /** Says the next version of an area's state; a stage after an end begins an episode. */
  say(area: string, stage: WarningStage, lifeMs: number): Uint8Array {
    const old = this.states.get(area)?.state;
    const isEnd = stage === "all-clear" || stage === "retraction";
    const begins = old === undefined || old.action === "end";
    const state: WarningState = {
      site: "harbour",
      siteName: "Harbour",
      area,
      areaName: area,
      mode: this.#mode,
      episode: (old?.episode ?? 0) + (begins ? 1 : 0),
      version: begins ? 1 : old.version + 1,
      stage,
      action: isEnd ? "end" : begins ? "start" : "update",
      issuedMs: this.#timeMs() + this.#wallOffsetMs,
      lifeMs,
      window: isEnd ? null : { fromMs: 5_000, toMs: 9_000 },
      texts: [{ language: "en", direction: "ltr", headline: stage, instruction: "." }],
      ringsDeg: [[33, 44, 33, 45, 34, 45]],
      replaces: begins ? null : old.version,
      recorded: true,
    };
    this.#untils.set(`${stateKey(state)}#${state.version}`, this.#timeMs() + lifeMs);
    this.states.set(area, { state, untilMs: this.#timeMs() + lifeMs });
    return this.#seal("warning-state", state, lifeMs);
  }

  /** Until when a state holds, by the true time; undefined where it was never said. */
  untilMs(state: WarningState): number | undefined {
    return this.#untils.get(`${stateKey(state)}#${state.version}`);
  }

  /** When a state was said, by the true time. */
  saidMs(state: WarningState): number {
    return state.issuedMs - this.#wallOffsetMs;
  }

  held(): readonly { readonly state: WarningState; readonly untilMs: number }[] {
    return [...this.states.values()].filter(({ untilMs }) => untilMs > this.#timeMs());
  }

  heartbeat(unwatched?: Heartbeat["unwatched"]): Uint8Array {
    const references = this.held().map(({ state }) => ({
      key: stateKey(state),
      version: state.version,
    }));
    return this.#seal(
      "heartbeat",
      {
        site: "harbour",
        siteName: "Harbour",
        mode: this.#mode,
        everyMs: HEARTBEAT_EVERY_MS,
        timeMs: this.#timeMs() + this.#wallOffsetMs,
        latest: this.held().map(({ state }, i) => ({
          ...references[i],
          stage: state.stage,
          digest: stateDigest(state),
        })),
        valid: { count: references.length, digest: referencesDigest(references) },
        chain: { sequence: 0, hash: null },
        unwatched,
      },
      3 * HEARTBEAT_EVERY_MS,
    );
  }

  valid(): readonly Uint8Array[] {
    const states = this.held().map(({ state, untilMs }) => {
      const leftMs = untilMs - this.#timeMs();
      return this.#seal("warning-state", { ...state, lifeMs: leftMs }, leftMs);
    });
    return [...states, this.heartbeat()];
  }

  list(posts: PostsList["posts"]): Uint8Array {
    return this.#seal("posts", { site: "harbour", mode: this.#mode, posts }, 600_000);
  }

  clock(nonce: string): Uint8Array {
    return this.#seal("clock", { nonce }, 10_000);
  }

  #seal(purpose: string, document: object, lifetimeMs: number): Uint8Array {
    this.#sequence += 1;
    const head: EnvelopeHead = {
      issuerKind: "post",
      issuer: "harbour",
      keyId: this.#keyId,
      audience: broadcastAudience("harbour", this.#mode),
      purpose,
      epoch: this.#epoch,
      sequence: this.#sequence,
      lifetimeMs: Math.min(lifetimeMs, 600_000),
      madeMs: this.#timeMs() - this.#startedMs,
    };
    const content = new TextEncoder().encode(JSON.stringify(document));
    const signed = signedOctets(head, content);
    return encodeEnvelope({ head, content, signature: signature(this.#keyId, signed) });
  }
}

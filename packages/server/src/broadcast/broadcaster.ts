import { assert, type Mode, warningKey } from "@tocsin/core";
import {
  BROADCAST_LIMITS,
  ENVELOPE_LIMITS,
  heldUntilUs,
  type Heartbeat,
  HEARTBEAT_EVERY_MS,
  type OutgoingWarning,
  type PostsList,
  referencesDigest,
  SIREN_TEST_PURPOSE,
  stateDigest,
  type WarningState,
} from "@tocsin/sdk";
import type { DeviceKeyFile } from "../device/device-key-file.ts";
import { EnvelopeSealer } from "../device/envelope-sealer.ts";
import { clockAnswerer, type ClockSigner, sharedSequence } from "./clock-answerer.ts";
import { type PostKey, postKeyOf } from "./post-key.ts";
import { stateOctets, warningStateOf } from "./warning-state-of.ts";

/** A heartbeat that was on its way for longer says nothing of now. */
const HEARTBEAT_LIFE_MS = 3 * HEARTBEAT_EVERY_MS;
/** A question for a test that was on its way for longer is no test of now. */
const TEST_LIFE_MS = 10_000;

/** What a post says, in envelopes that any way to receivers may carry as they are. */
export type Said =
  | {
      readonly kind: "warning-state";
      readonly octets: Uint8Array;
      readonly message: OutgoingWarning;
    }
  | { readonly kind: "heartbeat"; readonly octets: Uint8Array };

export interface BroadcastParts {
  /** With an epoch of this start, see `beginPostEpoch`. */
  readonly file: DeviceKeyFile;
  readonly site: { readonly id: string; readonly name: string };
  readonly mode: Mode;
  readonly nowUs: () => number;
  /** A clock that only goes forward, from 0 or more. */
  readonly steadyMs: () => number;
  readonly chain: () => Heartbeat["chain"];
  /** Where it would warn nobody by itself now; absent or undefined: nothing is said of it. */
  readonly unwatched?: () => Heartbeat["unwatched"];
}

/**
 * Says what holds: each warning as the signed state of its area, and a heartbeat every ten seconds and after each change, from which a
 * receiver that was cut off sees whether it holds all that is valid. One envelope is made of a message, whatever channels carry it, and
 * one heartbeat of all that changes in a turn: a salvo over a thousand areas costs no thousand times a thousand. Bounded by the areas of
 * the site.
 */
export class Broadcaster {
  readonly key: PostKey;
  /** For another thread that answers receivers. */
  readonly signer: ClockSigner;
  readonly #parts: BroadcastParts;
  readonly #sealer: EnvelopeSealer;
  readonly #clock: (nonce: string) => Uint8Array;
  /** The latest message of each area; its envelope once it was said in this start. */
  readonly #states = new Map<string, Held>();
  /** The latest alarm of each area in which it was told to take cover. */
  readonly #covered = new Map<string, string>();
  #latest: Heartbeat["latest"] = [];
  readonly #watchers = new Set<(said: Said) => void>();
  /** The heartbeat that follows what was said in this turn. */
  #beating: NodeJS.Immediate | undefined;

  constructor(parts: BroadcastParts) {
    this.key = postKeyOf(parts.file);
    this.#parts = parts;
    const counter = new SharedArrayBuffer(8);
    const { keyId, subject, audience, epoch, key } = parts.file;
    this.signer = { keyId, subject, audience, epoch, key, counter };
    this.#sealer = new EnvelopeSealer(parts.file, {
      purpose: "heartbeat",
      lifetimeMs: HEARTBEAT_LIFE_MS,
      nowMs: parts.steadyMs,
      sequence: sharedSequence(counter),
    });
    this.#clock = clockAnswerer(this.signer, parts.steadyMs);
  }

  /** Calls `watcher` with all that is said from now on, until what it returns is called. */
  watch(watcher: (said: Said) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Says a message, unless it was said before; returns its envelope either way. */
  say(message: OutgoingWarning): Uint8Array {
    const held = this.#states.get(message.warning.areaId);
    const age = held === undefined ? 1 : compareAge(message, held.message);
    if (held !== undefined && held.octets !== null && age === 0) return held.octets;
    const octets = this.#sealed(message);
    // What comes late is told to nobody: something newer of its area was said already.
    if (age < 0) return octets;
    this.#take(message, octets);
    this.#tell({ kind: "warning-state", octets, message });
    this.beatSoon();
    return octets;
  }

  /** Says once in this turn, whatever asks for it, how things are now. */
  beatSoon(): void {
    this.#beating ??= setImmediate(() => this.beat());
  }

  /** The same in an envelope of its own, for whoever may have missed the first. Nobody else is told. */
  sayAgain(message: OutgoingWarning): Uint8Array {
    return this.#sealed(message);
  }

  /** The same for a way that carries little: in an envelope of its own whose content has so many octets at most. Nobody else is told. */
  sayWithin(message: OutgoingWarning, bytesMax: number): Uint8Array {
    return this.#sealed(message, bytesMax);
  }

  /** Asks a siren for a silent test. */
  test(nonce: string): Uint8Array {
    return this.#sealer.seal(octetsOf({ nonce }), {
      purpose: SIREN_TEST_PURPOSE,
      lifetimeMs: TEST_LIFE_MS,
    });
  }

  /** Takes up what an earlier start had said: it holds, and nobody is told anew. */
  adopt(message: OutgoingWarning): void {
    this.#take(message, null);
  }

  /** To be called every ten seconds. */
  beat(): void {
    clearImmediate(this.#beating);
    this.#beating = undefined;
    this.#tell({ kind: "heartbeat", octets: this.#heartbeat() });
  }

  /** What is valid now: each state in an envelope made now, and last a heartbeat. */
  valid(): readonly Uint8Array[] {
    return [...this.#held().map((message) => this.#sealed(message)), this.#heartbeat()];
  }

  /** Names the other posts of the site to whoever listens to this one, and the key by which push services know this one. */
  posts({ posts, pushKey }: Pick<PostsList, "posts" | "pushKey">): Uint8Array {
    const { site, mode } = this.#parts;
    const list: PostsList = {
      site: site.id,
      mode,
      posts,
      ...(pushKey === undefined ? {} : { pushKey }),
    };
    return this.#sealer.seal(octetsOf(list), {
      purpose: "posts",
      lifetimeMs: ENVELOPE_LIMITS.lifetimeMs,
    });
  }

  /** Answers a receiver that wants to know how old what it hears is. */
  clock(nonce: string): Uint8Array {
    return this.#clock(nonce);
  }

  /** The areas whose people are told to take cover, or were until lately, with the key of that alarm. */
  covers(): readonly { readonly area: string; readonly key: string }[] {
    return this.#held().flatMap(({ warning }) =>
      this.#covered.get(warning.areaId) === warningKey(warning)
        ? [{ area: warning.areaId, key: warningKey(warning) }]
        : [],
    );
  }

  #take(message: OutgoingWarning, octets: Uint8Array | null): void {
    const { warning } = message;
    assert(warning.mode === this.#parts.mode, "a post speaks in its own mode");
    if (warning.stage === "take-cover") this.#covered.set(warning.areaId, warningKey(warning));
    this.#states.set(warning.areaId, { message, octets });
    // Of what receivers get, which is told shorter where it does not fit.
    const said = stateOctets(warningStateOf(message, warning.issuedUs));
    const digest = stateDigest(JSON.parse(Buffer.from(said).toString("utf8")) as WarningState);
    const reference = referenceOf(message);
    this.#latest = [{ ...reference, digest }, ...this.#latest]
      .filter(
        ({ key, version }, i) => i === 0 || key !== reference.key || version !== reference.version,
      )
      .slice(0, BROADCAST_LIMITS.latest);
  }

  #sealed(message: OutgoingWarning, bytesMax?: number): Uint8Array {
    const state = warningStateOf(message, this.#parts.nowUs());
    return this.#sealer.seal(stateOctets(state, bytesMax), {
      purpose: "warning-state",
      lifetimeMs: Math.min(state.lifeMs, ENVELOPE_LIMITS.lifetimeMs),
    });
  }

  #heartbeat(): Uint8Array {
    const { site, mode, nowUs, chain } = this.#parts;
    const valid = this.#held().map(referenceOf);
    const unwatched = this.#parts.unwatched?.();
    const heartbeat: Heartbeat = {
      site: site.id,
      siteName: site.name,
      mode,
      everyMs: HEARTBEAT_EVERY_MS,
      timeMs: Math.floor(nowUs() / 1_000),
      latest: this.#latest,
      valid: { count: valid.length, digest: referencesDigest(valid) },
      chain: chain(),
      ...(unwatched === undefined ? {} : { unwatched }),
    };
    return this.#sealer.seal(octetsOf(heartbeat));
  }

  #held(): readonly OutgoingWarning[] {
    const nowUs = this.#parts.nowUs();
    for (const [area, { message }] of this.#states)
      if (heldUntilUs(message) <= nowUs) this.#states.delete(area);
    return [...this.#states.values()].map(({ message }) => message);
  }

  #tell(said: Said): void {
    for (const watcher of this.#watchers) watcher(said);
  }
}

interface Held {
  readonly message: OutgoingWarning;
  readonly octets: Uint8Array | null;
}

/** Positive where `a` is newer than `b`, both of one area. */
const compareAge = ({ warning: a }: OutgoingWarning, { warning: b }: OutgoingWarning): number =>
  a.episode === b.episode ? a.version - b.version : a.episode - b.episode;

const referenceOf = ({ warning }: OutgoingWarning) => ({
  key: warningKey(warning),
  version: warning.version,
  stage: warning.stage,
});

const octetsOf = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

import { createPublicKey, type KeyObject, verify } from "node:crypto";
import {
  type AreaView,
  type Candidate,
  Receiver,
  type ReceiverKey,
  type ReceiverMark,
  type ReceiverRefusal,
  recordBreakText,
  SIREN_STATUS_EVERY_MS,
  SIREN_TEST_PURPOSE,
  type SirenDeed,
  type SirenReport,
  sirenReportText,
  stateKey,
  type WarningState,
} from "@tocsin/sdk";

/** What of a post's is valid is asked for at most this often. */
const ASK_PAUSE_MS = 1_000;
const STATUS_LIFE_MS = 3 * SIREN_STATUS_EVERY_MS;
const ECHO_LIFE_MS = 60_000;

/** Why a command was not followed. */
export type SirenRefusal = ReceiverRefusal | "bad-signature";

export interface SirenPorts {
  readonly nowMs: () => number;
  readonly nonce: () => string;
  /** Puts a report into a signed envelope for the post of a key (`to`, its id): each post knows a siren by a key of its own. */
  readonly seal: (
    content: Uint8Array,
    as: { readonly purpose: string; readonly lifetimeMs: number; readonly to: string },
  ) => Uint8Array;
  readonly send: (octets: Uint8Array) => void;
  /** Makes it sound as a stage wants, or not at all. */
  readonly sound: (view: AreaView | null) => void;
  readonly refused: (reason: SirenRefusal) => void;
  /** Keeps what was heard, so that a restart forgets no replay. */
  readonly keep: (marks: readonly ReceiverMark[]) => void;
  /** What it heard cannot be kept, or can again: in words. It sounds all the same. */
  readonly trouble: (detail: string) => void;
  /** A post's record is not what it was, in words: records were lost or changed there. */
  readonly recordBroken: (detail: string) => void;
}

export interface SirenBrainOptions {
  /** Of each post that it believes: one for each that guards the site. */
  readonly keys: readonly ReceiverKey[];
  /** Null: all. */
  readonly areas: readonly string[] | null;
  readonly marks: readonly ReceiverMark[];
  readonly ports: SirenPorts;
}

/**
 * What a siren does with what it hears: it believes the keys of posts that it was given and nothing else, sounds for as long as the gravest of
 * its areas wants by any of them, and says to each post what it did with that one's word. What it may believe is judged by the receiver that phones use too.
 */
export class SirenBrain {
  readonly #options: SirenBrainOptions;
  readonly #receiver: Receiver;
  readonly #objects = new Map<Uint8Array, KeyObject>();
  #sounding: AreaView | null = null;
  #askedMs = -Infinity;
  #statusMs = -Infinity;
  #keeps = true;

  constructor(options: SirenBrainOptions) {
    this.#options = options;
    this.#receiver = new Receiver({
      keys: options.keys,
      nowMs: options.ports.nowMs,
      marks: options.marks,
    });
    for (const { publicKey } of options.keys)
      this.#objects.set(publicKey, createPublicKey(jwkOf(publicKey)));
  }

  /** What it sounds for; null: it is silent. */
  get sounding(): AreaView | null {
    return this.#sounding;
  }

  get connection(): "never" | "connected" | "lost" {
    return this.#receiver.view().connection;
  }

  /** To be called when the line stands: it says that it lives, and asks for what it missed. */
  connected(): void {
    this.#askedMs = -Infinity;
    this.#status();
    this.#ask();
  }

  /** Octets came, from wherever. */
  hear(octets: Uint8Array): void {
    const { ports } = this.#options;
    const candidate = this.#receiver.check(octets);
    if (!candidate.ok) return ports.refused(candidate.reason);
    const key = this.#objects.get(candidate.publicKey);
    if (key === undefined || !verify(null, candidate.signed, key, candidate.signature))
      return ports.refused("bad-signature");
    if (candidate.head.purpose === SIREN_TEST_PURPOSE) return this.#test(candidate);
    const taking = this.#receiver.take(candidate);
    if (!taking.ok) return ports.refused(taking.reason);
    const { document, recordBreak } = taking;
    if (recordBreak !== null) ports.recordBroken(recordBreakText(recordBreak));
    if (document.purpose === "warning-state" && this.#isOurs(document.state.area)) {
      const { keyId } = candidate.head;
      this.#echo(document.state, "received", keyId);
      this.#act();
      this.#echo(document.state, this.#deedFor(document.state), keyId);
    } else this.#act();
    if (this.#receiver.lacks()) this.#ask();
    this.#keep();
  }

  /** Time has passed: what expires ends by itself. To be called a few times a second. */
  tick(): void {
    this.#receiver.refresh();
    this.#act();
    if (this.#receiver.lacks()) this.#ask();
    if (this.#options.ports.nowMs() - this.#statusMs >= SIREN_STATUS_EVERY_MS) this.#status();
  }

  /** Last of all: a disk that is full or read-only may cost the memory of a replay, and never the sound. */
  #keep(): void {
    const { ports } = this.#options;
    try {
      ports.keep(this.#receiver.marks());
      if (!this.#keeps) ports.trouble("over: what it heard is kept again");
      this.#keeps = true;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      if (this.#keeps) ports.trouble(`what it heard cannot be kept: ${detail}`);
      this.#keeps = false;
    }
  }

  #isOurs(area: string): boolean {
    const { areas } = this.#options;
    return areas === null || areas.includes(area);
  }

  /** The view has the gravest first, and what is live before any exercise. */
  #act(): void {
    const wanted = this.#receiver
      .view()
      .areas.find(({ area, stage }) => this.#isOurs(area) && isLoud(stage));
    const before = this.#sounding;
    this.#sounding = wanted ?? null;
    const [was, is] = [nameOf(before), nameOf(this.#sounding)];
    if (was !== is) {
      this.#options.ports.sound(this.#sounding);
      this.#status();
    }
  }

  #deedFor(state: WarningState): SirenDeed {
    if (!isLoud(state.stage)) return "ended";
    return this.#sounding === null ? "received" : "sounding";
  }

  #echo(state: WarningState, did: SirenDeed, to: string): void {
    this.#say({ purpose: "siren-echo", key: stateKey(state), version: state.version, did }, to);
  }

  #test({ content, head }: Candidate): void {
    const nonce = nonceOf(content);
    if (nonce === null) return;
    this.#say({ purpose: "siren-tested", nonce, ok: true, detail: "ready" }, head.keyId);
  }

  #ask(): void {
    const { ports } = this.#options;
    if (ports.nowMs() - this.#askedMs < ASK_PAUSE_MS) return;
    this.#askedMs = ports.nowMs();
    // A number for each post: what one answers says nothing of another's clock.
    for (const { keyId } of this.#options.keys) {
      const nonce = ports.nonce();
      this.#receiver.asked(nonce);
      this.#say({ purpose: "siren-ask", nonce }, keyId);
    }
  }

  #status(): void {
    this.#statusMs = this.#options.ports.nowMs();
    const state = this.#sounding === null ? "ready" : "sounding";
    const detail = nameOf(this.#sounding) ?? "silent";
    for (const { keyId } of this.#options.keys)
      this.#say({ purpose: "siren-status", state, detail }, keyId);
  }

  #say(report: SirenReport, to: string): void {
    const { ports } = this.#options;
    const lifetimeMs = report.purpose === "siren-echo" ? ECHO_LIFE_MS : STATUS_LIFE_MS;
    const content = Buffer.from(sirenReportText(report));
    ports.send(ports.seal(content, { purpose: report.purpose, lifetimeMs, to }));
  }
}

const isLoud = (stage: WarningState["stage"]): boolean =>
  stage === "take-cover" || stage === "pre-alert";

const nameOf = (view: AreaView | null): string | null =>
  view === null ? null : `${view.stage} ${view.area} ${view.mode}`;

const jwkOf = (publicKey: Uint8Array) => ({
  key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey).toString("base64url") },
  format: "jwk" as const,
});

function nonceOf(content: Uint8Array): string | null {
  try {
    const value = JSON.parse(Buffer.from(content).toString("utf8")) as { nonce?: unknown };
    return typeof value.nonce === "string" && value.nonce.length <= 64 ? value.nonce : null;
  } catch {
    return null;
  }
}

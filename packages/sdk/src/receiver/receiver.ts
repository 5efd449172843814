import {
  type Heartbeat,
  HEARTBEAT_EVERY_MS,
  referencesDigest,
  stateDigest,
  stateKey,
  type WarningState,
} from "../broadcast/broadcast.ts";
import { type BroadcastDocument, readBroadcast } from "../broadcast/read-broadcast.ts";
import { decodeEnvelope, type EnvelopeDamage } from "../envelope/decode-envelope.ts";
import type { EnvelopeHead } from "../envelope/envelope.ts";
import { type HeldState, heldOf, type KeptState, keptOf } from "./held-state.ts";
import { LineClock } from "./line-clock.ts";
import type { ReceiverKey } from "./receiver-key.ts";
import { type RecordBreak, type RecordHead, RecordWatch } from "./record-watch.ts";
import {
  type AreaView,
  compareViews,
  gravity,
  type ReceiverEvent,
  type ReceiverView,
} from "./receiver-view.ts";
import { watchViewOf } from "./watch-view.ts";

export type ReceiverRefusal =
  | EnvelopeDamage
  | "unknown-key"
  | "wrong-issuer"
  | "wrong-audience"
  | "replayed"
  | "superseded"
  | "expired"
  | "malformed"
  | "unasked"
  | "age-unknown"
  | "too-many";

/** An envelope that may be believed once its signature is verified. */
export interface Candidate {
  readonly ok: true;
  readonly head: EnvelopeHead;
  readonly content: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}
export type Taking =
  | {
      readonly ok: true;
      readonly document: BroadcastDocument;
      readonly events: readonly ReceiverEvent[];
      /** Whether its age is bounded: only once the post's clock was asked. */
      readonly ageKnown: boolean;
      /** The post's record is not what it was. */
      readonly recordBreak: RecordBreak | null;
    }
  | { readonly ok: false; readonly reason: ReceiverRefusal };

/** What is remembered of a key over a restart of the receiver, so that nothing is played to it again. */
export interface ReceiverMark {
  readonly keyId: string;
  readonly epoch: number;
  readonly sequence: number;
  /** Where the post's record stood; left out where it never said. */
  readonly record?: RecordHead;
}

export interface ReceiverOptions {
  readonly keys: readonly ReceiverKey[];
  /** A clock that only goes forward, milliseconds. */
  readonly nowMs: () => number;
  /** Without a heartbeat for so long the receiver is not connected. */
  readonly lostAfterMs?: number;
  readonly marks?: readonly ReceiverMark[];
  /** What {@link Receiver.kept} gave, as much older as it is now. It takes no part without the mark of its key. */
  readonly kept?: readonly KeptState[];
  /**
   * What becomes of what is heard before anything bounds its age. `refuse` where somebody might hold messages back and the clock can be
   * asked; `take` where being warned late is better than not being warned. `take` is usual.
   */
  readonly unknownAge?: "take" | "refuse";
}

/** Two heartbeats and a half. */
export const LOST_AFTER_MS = 2.5 * HEARTBEAT_EVERY_MS;
/** Areas that are remembered of each post. */
export const RECEIVER_AREAS_MAX = 1_000;
/** Questions after the clock that wait for an answer; the oldest is given up. */
const QUESTIONS_MAX = 8;

/** What is shown of an area, and whose word it is. */
interface Shown {
  readonly keyId: string;
  readonly view: AreaView;
  readonly isHeard: boolean;
  readonly wasShown: boolean;
}

/** All that was heard of one key in its present epoch. */
interface Line {
  epoch: number;
  /** What was accepted before this receiver started: nothing up to it is taken again. */
  floor: number;
  greatest: number;
  clock: LineClock;
  heartbeat: {
    readonly sequence: number;
    readonly madeAtMs: number;
    readonly said: Heartbeat;
  } | null;
  readonly held: Map<string, HeldState>;
  /** Number of the last list of posts. */
  listed: number;
  record: RecordWatch;
}

/**
 * What a siren, a phone or another post does with what it hears. It believes a signature of a key that it was given and nothing else,
 * takes nothing twice, nothing late and nothing older than it knows, and shows the gravest unexpired stage of each area and mode, from
 * whichever post. It has no clock but a steady one, waits for nothing and reaches nothing: the caller brings octets and asks for the view.
 */
export class Receiver {
  #keys: ReadonlyMap<string, ReceiverKey>;
  readonly #nowMs: () => number;
  readonly #lostAfterMs: number;
  readonly #lines = new Map<string, Line>();
  readonly #questions = new Map<string, number>();
  readonly #takesUnknown: boolean;
  #shown = new Map<string, Shown>();

  constructor({ keys, nowMs, lostAfterMs, marks, kept, unknownAge }: ReceiverOptions) {
    this.#keys = new Map(keys.map((key) => [key.keyId, key]));
    this.#nowMs = nowMs;
    this.#lostAfterMs = lostAfterMs ?? LOST_AFTER_MS;
    this.#takesUnknown = unknownAge !== "refuse";
    for (const { keyId, epoch, sequence, record = null } of marks ?? [])
      this.#lines.set(keyId, {
        ...newLine(epoch),
        floor: sequence,
        greatest: sequence,
        record: new RecordWatch(record),
      });
    for (const one of kept ?? []) {
      const line = this.#keys.has(one.keyId) ? this.#lines.get(one.keyId) : undefined;
      line?.held.set(one.state.area, heldOf(one, nowMs()));
    }
  }

  /** Believes these keys from now on, and no others: what was heard of others is forgotten. */
  believe(keys: readonly ReceiverKey[]): void {
    this.#keys = new Map(keys.map((key) => [key.keyId, key]));
    for (const keyId of this.#lines.keys()) if (!this.#keys.has(keyId)) this.#lines.delete(keyId);
  }

  /** The keys whose posts were heard lately enough. */
  heardKeys(): ReadonlySet<string> {
    const nowMs = this.#nowMs();
    return new Set(
      [...this.#lines].filter(([, line]) => this.#isHeard(line, nowMs)).map(([keyId]) => keyId),
    );
  }

  /** Looks at octets as they came. What is returned with `ok` is to be verified, and then given to {@link take}. */
  check(octets: Uint8Array): Candidate | { readonly ok: false; readonly reason: ReceiverRefusal } {
    const decoding = decodeEnvelope(octets);
    if (!decoding.ok) return decoding;
    const { head, content, signature } = decoding.envelope;
    const key = this.#keys.get(head.keyId);
    if (key === undefined) return refused("unknown-key");
    if (head.issuerKind !== "post" || head.issuer !== key.issuer) return refused("wrong-issuer");
    if (head.audience !== key.audience) return refused("wrong-audience");
    const line = this.#lines.get(head.keyId);
    // Told before the signature is: a copy sent again and again then costs next to nothing.
    if (line !== undefined && isBefore(head, line)) return refused("replayed");
    return {
      ok: true,
      head,
      content,
      publicKey: key.publicKey,
      signed: decoding.signed,
      signature,
    };
  }

  /** Takes in an envelope whose signature was verified. `receivedMs`: when it came, by the receiver's clock. */
  take({ head, content }: Candidate, receivedMs: number = this.#nowMs()): Taking {
    const reading = readBroadcast(head.purpose, content);
    if (!reading.ok) return refused("malformed");
    const { document } = reading;
    if (!speaksFor(document, head)) return refused("wrong-audience");
    const line = this.#lineOf(head);
    if (line === null) return refused("replayed");
    line.greatest = Math.max(line.greatest, head.sequence);
    if (document.purpose === "clock") return this.#answered(line, head, document);
    const age = line.clock.age(head.madeMs, receivedMs);
    if (!age.isBounded && !this.#takesUnknown) return refused("age-unknown");
    const madeAtMs = receivedMs - age.ms;
    const nowMs = this.#nowMs();
    const reason =
      document.purpose === "heartbeat"
        ? takeHeartbeat(line, head, { said: document.heartbeat, madeAtMs, nowMs })
        : document.purpose === "posts"
          ? takeList(line, head, { madeAtMs, nowMs })
          : takeState(line, head, { state: document.state, madeAtMs, nowMs });
    if (reason !== null) return refused(reason);
    const recordBreak =
      document.purpose === "heartbeat" ? line.record.take(document.heartbeat.chain) : null;
    return {
      ok: true,
      document,
      events: this.#refresh(nowMs),
      ageKnown: age.isBounded,
      recordBreak,
    };
  }

  /** To be called when a question after the post's clock leaves; `nonce` is made by chance and never used again. */
  asked(nonce: string): void {
    this.#questions.set(nonce, this.#nowMs());
    if (this.#questions.size > QUESTIONS_MAX)
      this.#questions.delete([...this.#questions.keys()][0]);
  }

  /** What is to be shown now. */
  view(): ReceiverView {
    const nowMs = this.#nowMs();
    const lines = [...this.#lines.values()];
    const heardMs = Math.max(...lines.map(({ heartbeat }) => heartbeat?.madeAtMs ?? -Infinity));
    const heard = lines.filter((line) => this.#isHeard(line, nowMs));
    const silentMs = heardMs === -Infinity ? null : Math.max(0, nowMs - heardMs);
    return {
      connection: silentMs === null ? "never" : silentMs > this.#lostAfterMs ? "lost" : "connected",
      silentMs,
      areas: [...this.#gravest(nowMs).values()].map(({ view }) => view).toSorted(compareViews),
      watch: watchViewOf(heard.map(({ heartbeat }) => heartbeat?.said.unwatched)),
    };
  }

  /** What changed by itself: to be called when time has passed, so that what expires is not shown on. */
  refresh(): readonly ReceiverEvent[] {
    return this.#refresh(this.#nowMs());
  }

  /**
   * Whether a post says that something holds which this receiver does not know, or knows otherwise: a post that lost its record counts from
   * one again. What is valid is then to be fetched.
   */
  lacks(): boolean {
    const nowMs = this.#nowMs();
    return [...this.#lines.values()].some((line) => {
      const { heartbeat, held } = line;
      if (heartbeat === null || !this.#isHeard(line, nowMs)) return false;
      const { latest, valid } = heartbeat.said;
      const known = [...held.values()].filter(({ untilMs }) => untilMs > nowMs);
      const references = known.map(({ state }) => ({
        key: stateKey(state),
        version: state.version,
      }));
      if (references.length !== valid.count || referencesDigest(references) !== valid.digest)
        return true;
      return known.some((one) => latest.some((said) => isOther(said, one)));
    });
  }

  /** What a restart has to be given. */
  marks(): readonly ReceiverMark[] {
    return [...this.#lines].map(([keyId, { epoch, greatest, record }]) => ({
      keyId,
      epoch,
      sequence: greatest,
      ...(record.head === null ? {} : { record: record.head }),
    }));
  }

  /** What still holds, for a restart; what is gravest first. */
  kept(): readonly KeptState[] {
    const nowMs = this.#nowMs();
    return [...this.#lines]
      .flatMap(([keyId, { held }]) => [...held.values()].map((one) => keptOf(keyId, one, nowMs)))
      .filter(({ leftMs }) => leftMs > 0)
      .toSorted((a, b) => gravity(b.state.stage) - gravity(a.state.stage));
  }

  #answered(line: Line, head: EnvelopeHead, document: BroadcastDocument): Taking {
    const nonce = document.purpose === "clock" ? document.clock.nonce : "";
    const askedMs = this.#questions.get(nonce);
    if (askedMs === undefined) return refused("unasked");
    this.#questions.delete(nonce);
    line.clock.answered(askedMs, head.madeMs);
    return { ok: true, document, events: [], ageKnown: true, recordBreak: null };
  }

  #lineOf(head: EnvelopeHead): Line | null {
    const line = this.#lines.get(head.keyId);
    if (line !== undefined && isBefore(head, line)) return null;
    if (line !== undefined && line.epoch === head.epoch) return line;
    // A post that started again goes on with the same areas: what it had said holds until it expires or is said anew.
    const next: Line = {
      ...newLine(head.epoch),
      held: line?.held ?? new Map<string, HeldState>(),
      record: line?.record ?? new RecordWatch(null),
    };
    if (line !== undefined) next.heartbeat = null;
    for (const [area, held] of next.held) next.held.set(area, { ...held, sequence: -1 });
    this.#lines.set(head.keyId, next);
    return next;
  }

  #isHeard({ heartbeat }: Line, nowMs: number): boolean {
    return heartbeat !== null && nowMs - heartbeat.madeAtMs <= this.#lostAfterMs;
  }

  #gravest(nowMs: number): Map<string, Shown> {
    const views = new Map<string, Shown>();
    for (const [keyId, line] of this.#lines)
      for (const [area, one] of line.held) {
        if (one.untilMs <= nowMs) {
          line.held.delete(area);
          continue;
        }
        const key = `${one.state.mode}/${one.state.site}/${one.state.area}`;
        const wasShown = this.#shown.get(key)?.keyId === keyId;
        const shown = { keyId, view: viewOf(one), isHeard: this.#isHeard(line, nowMs), wasShown };
        const other = views.get(key);
        if (other === undefined || stands(shown, other)) views.set(key, shown);
      }
    return views;
  }

  #refresh(nowMs: number): readonly ReceiverEvent[] {
    const before = this.#shown;
    this.#shown = this.#gravest(nowMs);
    const events: ReceiverEvent[] = [];
    for (const [key, { view }] of this.#shown) {
      const old = before.get(key)?.view;
      const [was, is] = [old === undefined ? 0 : gravity(old.stage), gravity(view.stage)];
      if (is > was) events.push({ kind: "raised", view });
      else if (is === 0 && (old === undefined || was > 0)) events.push({ kind: "ended", view });
      else if (old !== undefined && old.state !== view.state)
        events.push({ kind: "changed", view });
    }
    return events;
  }
}

const newLine = (epoch: number): Line => ({
  epoch,
  floor: -1,
  greatest: -1,
  clock: new LineClock(),
  heartbeat: null,
  held: new Map(),
  listed: -1,
  record: new RecordWatch(null),
});

const refused = (
  reason: ReceiverRefusal,
): { readonly ok: false; readonly reason: ReceiverRefusal } => ({
  ok: false,
  reason,
});

const isBefore = ({ epoch, sequence }: EnvelopeHead, line: Line): boolean =>
  epoch < line.epoch || (epoch === line.epoch && sequence <= line.floor);

/** What is said of another site or in another mode than the key is for is not the key's to say. */
function speaksFor(document: BroadcastDocument, { audience }: EnvelopeHead): boolean {
  if (document.purpose === "clock") return true;
  const { site, mode } =
    document.purpose === "heartbeat"
      ? document.heartbeat
      : document.purpose === "posts"
        ? document.list
        : document.state;
  return audience === `${site}/${mode}`;
}

function takeHeartbeat(
  line: Line,
  { sequence, lifetimeMs }: EnvelopeHead,
  { said, madeAtMs, nowMs }: { said: Heartbeat; madeAtMs: number; nowMs: number },
): ReceiverRefusal | null {
  if (line.heartbeat !== null && sequence <= line.heartbeat.sequence) return "replayed";
  if (madeAtMs + lifetimeMs <= nowMs) return "expired";
  line.heartbeat = { sequence, madeAtMs, said };
  return null;
}

/** An older list could bring back a post that was taken out. */
function takeList(
  line: Line,
  { sequence, lifetimeMs }: EnvelopeHead,
  { madeAtMs, nowMs }: { madeAtMs: number; nowMs: number },
): ReceiverRefusal | null {
  if (sequence <= line.listed) return "replayed";
  if (madeAtMs + lifetimeMs <= nowMs) return "expired";
  line.listed = sequence;
  return null;
}

function takeState(
  line: Line,
  { sequence, lifetimeMs }: EnvelopeHead,
  { state, madeAtMs, nowMs }: { state: WarningState; madeAtMs: number; nowMs: number },
): ReceiverRefusal | null {
  const old = line.held.get(state.area);
  if (old !== undefined && sequence <= old.sequence) return "replayed";
  // Of another start it is newer whatever its numbers: a post that lost its record counts from one again.
  if (old !== undefined && old.sequence >= 0 && isOlder(state, old.state)) return "superseded";
  const untilMs = madeAtMs + state.lifeMs;
  if (untilMs <= nowMs || madeAtMs + lifetimeMs <= nowMs) return "expired";
  if (old === undefined && line.held.size >= RECEIVER_AREAS_MAX) return "too-many";
  const { window } = state;
  line.held.set(state.area, {
    state: old !== undefined && isSame(state, old.state) ? old.state : state,
    sequence,
    untilMs,
    digest: stateDigest(state),
    window:
      window === null ? null : { fromMs: madeAtMs + window.fromMs, toMs: madeAtMs + window.toMs },
  });
  return null;
}

/** Digests of other forms, of posts of another version, say nothing here. */
const DIGEST = /^[0-9a-f]{16}$/;

const isOther = (
  { key, version, digest }: Heartbeat["latest"][number],
  { state, digest: held }: HeldState,
): boolean =>
  version === state.version && key === stateKey(state) && DIGEST.test(digest) && digest !== held;

const isOlder = (a: WarningState, b: WarningState): boolean =>
  a.episode < b.episode || (a.episode === b.episode && a.version < b.version);
const isSame = (a: WarningState, b: WarningState): boolean =>
  a.episode === b.episode && a.version === b.version && a.stage === b.stage;

const viewOf = ({ state, untilMs, window }: HeldState): AreaView => ({
  area: state.area,
  mode: state.mode,
  state,
  stage: state.stage,
  untilMs,
  window,
});

/**
 * Of two posts the one that says more is shown. Where they say as much, the one that is still heard; then the one that was shown before,
 * so that what is shown does not go to and fro between two numberings of one alarm; then the one that says so for longer.
 */
function stands(a: Shown, b: Shown): boolean {
  const byGravity = gravity(a.view.stage) - gravity(b.view.stage);
  if (byGravity !== 0) return byGravity > 0;
  if (a.isHeard !== b.isHeard) return a.isHeard;
  if (a.wasShown !== b.wasShown) return a.wasShown;
  return a.view.untilMs > b.view.untilMs;
}

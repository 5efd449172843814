import type { EngineEffect, EngineEvent, Mode, Second } from "@tocsin/core";
import { RECORD_TYPES, type RecordType } from "../journal/record-type.ts";
import { isSnapshotPart, type SnapshotPart } from "./snapshot-parts.ts";

/** A record ready for the journal: JSON in UTF-8, with the mode on every one. */
export interface EncodedRecord {
  readonly type: RecordType;
  readonly payload: Uint8Array;
}

/** What a session record says: who began to write, and with what. */
export interface SessionRecord {
  readonly startedUs: number;
  readonly tocsinVersion: string;
  readonly engineVersion: string;
  readonly nodeVersion: string;
  /** Where the input comes from, in words: `live inputs`, a recording's name, a scenario and its seed. */
  readonly source: string;
}

export type DecodedRecord =
  | { readonly kind: "event"; readonly mode: Mode; readonly event: EngineEvent }
  | { readonly kind: "effect"; readonly mode: Mode; readonly effect: EngineEffect }
  | { readonly kind: "session"; readonly mode: Mode; readonly session: SessionRecord }
  | { readonly kind: "snapshot"; readonly mode: Mode; readonly snapshot: unknown }
  | { readonly kind: "snapshot-part"; readonly mode: Mode; readonly part: SnapshotPart }
  | { readonly kind: "other" };

const decoder = new TextDecoder("utf-8", { fatal: true });

const encode = (type: RecordType, mode: Mode, value: object): EncodedRecord => ({
  type,
  payload: Buffer.from(JSON.stringify({ mode, ...value }), "utf8"),
});

export const encodeEvent = (event: EngineEvent, mode: Mode): EncodedRecord =>
  encode(RECORD_TYPES[event.type], mode, event);
export const encodeEffect = (effect: EngineEffect, mode: Mode): EncodedRecord =>
  encode(RECORD_TYPES[effect.type], mode, effect);
export const encodeSession = (session: SessionRecord, mode: Mode): EncodedRecord =>
  encode(RECORD_TYPES.session, mode, session);
export const encodeSnapshot = (snapshot: object, mode: Mode): EncodedRecord =>
  encode(RECORD_TYPES.snapshot, mode, snapshot);

const EVENT_TYPES: ReadonlySet<number> = new Set([
  RECORD_TYPES.configuration,
  RECORD_TYPES.look,
  RECORD_TYPES.tick,
  RECORD_TYPES.health,
  RECORD_TYPES.command,
  RECORD_TYPES.receipt,
  RECORD_TYPES.defence,
  RECORD_TYPES.engagement,
  RECORD_TYPES["official-warning"],
  RECORD_TYPES.weather,
]);
const EFFECT_TYPES: ReadonlySet<number> = new Set([
  RECORD_TYPES.decision,
  RECORD_TYPES.warning,
  RECORD_TYPES.track,
  RECORD_TYPES.protection,
  RECORD_TYPES.sensor,
  RECORD_TYPES.fault,
  RECORD_TYPES.registration,
  RECORD_TYPES.conduct,
  RECORD_TYPES.orders,
  RECORD_TYPES.air,
]);

/** Whether records of a type are what came in, and are run again in a replay. */
export const isEventType = (type: number): boolean => EVENT_TYPES.has(type);

/** Of commands that were recorded when one person was enough, this is said instead of a second. */
const BEFORE_THE_RULE: Second = { by: "", how: "before-the-rule" };

const eventOf = (event: EngineEvent): EngineEvent =>
  event.type === "command" && event.seconded === undefined
    ? { ...event, seconded: BEFORE_THE_RULE }
    : event;

/** Reads a record back. The journal has checked its bytes; what this version does not know is `other`. */
export function decodeRecord(type: number, payload: Uint8Array): DecodedRecord {
  const isEvent = isEventType(type);
  const isEffect = EFFECT_TYPES.has(type);
  if (!isEvent && !isEffect && type !== RECORD_TYPES.session && type !== RECORD_TYPES.snapshot)
    return { kind: "other" };
  if (payload.length === 0) return { kind: "other" };
  const { mode, ...value } = JSON.parse(decoder.decode(payload)) as { mode: Mode };
  if (isEvent) return { kind: "event", mode, event: eventOf(value as unknown as EngineEvent) };
  if (isEffect) return { kind: "effect", mode, effect: value as unknown as EngineEffect };
  if (type === RECORD_TYPES.session)
    return { kind: "session", mode, session: value as unknown as SessionRecord };
  if (isSnapshotPart(value)) return { kind: "snapshot-part", mode, part: value };
  return { kind: "snapshot", mode, snapshot: value };
}

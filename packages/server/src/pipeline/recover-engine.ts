import {
  type Engine,
  type EngineEffect,
  type EngineSnapshot,
  ENGINE_VERSION,
  type TimeUs,
} from "@tocsin/core";
import type { Disk } from "@tocsin/sdk";
import { openSource } from "../journal/open-source.ts";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { listSegments } from "../journal/segment-name.ts";
import { type Delivery, DeliveryBook } from "./delivery-book.ts";
import { type DecodedRecord, decodeRecord, encodeEffect, isEventType } from "./encode-record.ts";
import { type PipelineSnapshot, stepOrFault } from "./pipeline.ts";

export interface RecoveredEngine {
  /** Events that were run again. */
  readonly events: number;
  /** When the journal's last event was received; 0 for a new journal. */
  readonly lastUs: TimeUs;
  readonly wakeAtUs: TimeUs | null;
  /** Effects of the last event that a crash kept from being recorded, and their warnings from being sent. */
  readonly unrecorded: readonly EngineEffect[];
  /** The latest message of each area as recorded, and who has answered it. */
  readonly deliveries: readonly Delivery[];
}

/** What a post starts with that has no journal yet. */
export const NOTHING_RECOVERED: RecoveredEngine = {
  events: 0,
  lastUs: 0,
  wakeAtUs: null,
  unrecorded: [],
  deliveries: [],
};

/**
 * Brings an engine to where the journal ends: from the last snapshot of this engine version, or else from the
 * beginning, by running the recorded events again with their effects off.
 */
export function recoverEngine(source: Disk | string, engine: Engine): RecoveredEngine {
  const disk = typeof source === "string" ? openSource(source) : source;
  const start = findStart(disk);
  const book = new DeliveryBook();
  if (start.snapshot !== null) {
    engine.restore(start.snapshot);
    book.restore(start.snapshot.deliveries ?? []);
  }
  let [events, lastUs]: [number, TimeUs] = [0, start.lastUs];
  let wakeAtUs: TimeUs | null = start.snapshot?.wakeAtUs ?? null;
  let produced: readonly EngineEffect[] = [];
  let recorded = 0;
  for (const record of readJournal(disk, { from: start.sequence + 1 })) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "effect") {
      if (isNext(decoded, record.payload, produced[recorded])) recorded++;
      if (decoded.effect.type === "warning") book.recorded(decoded.effect.warning);
    }
    if (decoded.kind !== "event") continue;
    const { event } = decoded;
    if (event.type === "receipt") book.answered(event);
    const step = stepOrFault(engine, event);
    events++;
    lastUs = Math.max(lastUs, event.receivedUs);
    wakeAtUs = step.wakeAtUs;
    produced = step.effects;
    recorded = 0;
  }
  return {
    events,
    lastUs,
    wakeAtUs,
    unrecorded: produced.slice(recorded),
    deliveries: book.list(),
  };
}

/**
 * Whether a recorded effect is the one that the engine gave next. The parts around the engine record faults of
 * their own between its effects; these must not be counted for it, or an effect that was never recorded is missed.
 */
function isNext(
  decoded: Extract<DecodedRecord, { kind: "effect" }>,
  payload: Uint8Array,
  next: EngineEffect | undefined,
): boolean {
  if (decoded.effect.type !== "fault") return true;
  if (next?.type !== "fault") return false;
  return Buffer.compare(encodeEffect(next, decoded.mode).payload, payload) === 0;
}

interface Start {
  /** Records up to this one are in the snapshot. */
  readonly sequence: number;
  readonly snapshot: PipelineSnapshot | null;
  readonly lastUs: TimeUs;
}

/** The last usable snapshot, looked for from the last segment backwards. */
function findStart(disk: Disk): Start {
  const segments = listSegments(disk.list());
  for (let i = segments.length - 1; i >= 0; i--) {
    let found: Start | null = null;
    let event: { readonly type: number; readonly payload: Uint8Array } | null = null;
    const until = segments[i + 1]?.firstSequence ?? Infinity;
    for (const record of readJournal(disk, { from: segments[i].firstSequence })) {
      if (record.sequence >= until) break;
      if (isEventType(record.type)) event = record;
      if (record.type !== RECORD_TYPES.snapshot) continue;
      const snapshot = usable(decodeRecord(record.type, record.payload));
      if (snapshot === null) continue;
      found = { sequence: record.sequence, snapshot, lastUs: event === null ? 0 : timeOf(event) };
    }
    if (found !== null) return found;
  }
  return { sequence: 0, snapshot: null, lastUs: 0 };
}

function timeOf(record: { readonly type: number; readonly payload: Uint8Array }): TimeUs {
  const decoded = decodeRecord(record.type, record.payload);
  return decoded.kind === "event" ? decoded.event.receivedUs : 0;
}

function usable(decoded: DecodedRecord): PipelineSnapshot | null {
  if (decoded.kind !== "snapshot") return null;
  const snapshot = decoded.snapshot as EngineSnapshot & PipelineSnapshot;
  return snapshot.engineVersion === ENGINE_VERSION ? snapshot : null;
}

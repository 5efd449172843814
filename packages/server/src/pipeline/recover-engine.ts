import {
  type Engine,
  type EngineEffect,
  type EngineEvent,
  ENGINE_VERSION,
  OfficialBook,
  type OfficialEntry,
  type SiteModel,
  type TerrainModel,
  type TimeUs,
  type Warning,
} from "@tocsin/core";
import type { Disk } from "@tocsin/sdk";
import { openSource } from "../journal/open-source.ts";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { listSegments } from "../journal/segment-name.ts";
import { type Delivery, DeliveryBook } from "./delivery-book.ts";
import { type DecodedRecord, decodeRecord, encodeEffect, isEventType } from "./encode-record.ts";
import { type PipelineSnapshot, stepOrFault } from "./pipeline.ts";
import { type FoundSnapshot, SnapshotReader } from "./snapshot-parts.ts";

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
  /** What authorities said, and who has passed it on. */
  readonly official: readonly OfficialEntry[];
}

/** What a post starts with that has no journal yet. */
export const NOTHING_RECOVERED: RecoveredEngine = {
  events: 0,
  lastUs: 0,
  wakeAtUs: null,
  unrecorded: [],
  deliveries: [],
  official: [],
};

/**
 * Brings an engine to where the journal ends: from the last snapshot of this engine version, or else from the
 * beginning, by running the recorded events again with their effects off. `terrain` is what the site has now: a snapshot
 * that was taken with it need not look for the heights in the journal.
 */
export function recoverEngine(
  source: Disk | string,
  engine: Engine,
  terrain?: TerrainModel,
): RecoveredEngine {
  const disk = typeof source === "string" ? openSource(source) : source;
  const start = findStart(disk, terrain);
  const book = new DeliveryBook();
  const official = new OfficialBook();
  if (start.snapshot !== null) {
    engine.restore(start.snapshot, start.terrain);
    book.restore(start.snapshot.deliveries ?? []);
    official.restore(start.snapshot.official ?? []);
  }
  let [events, lastUs]: [number, TimeUs] = [0, start.timeUs];
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
    followOfficial(official, event);
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
    official: official.list(),
  };
}

/** The latest message of each area that a journal holds, read without running anything again. */
export function latestMessages(source: Disk | string): readonly Warning[] {
  const disk = typeof source === "string" ? openSource(source) : source;
  const start = findStart(disk, undefined);
  const book = new DeliveryBook();
  if (start.snapshot !== null) book.restore(start.snapshot.deliveries ?? []);
  const types = (type: number): boolean => type === RECORD_TYPES.warning;
  for (const record of readJournal(disk, { from: start.sequence + 1, types })) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "effect" && decoded.effect.type === "warning")
      book.recorded(decoded.effect.warning);
  }
  return book.list().map(({ warning }) => warning);
}

function followOfficial(book: OfficialBook, event: EngineEvent): void {
  if (event.type === "official-warning") book.take(event.warning, event.receivedUs);
  if (event.type === "receipt" && event.outcome !== "failed")
    book.answered(event.warningKey, event.channelId);
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
  /** The terrain that the snapshot names and does not hold. */
  readonly terrain: TerrainModel | undefined;
  readonly timeUs: TimeUs;
}

/** The last usable snapshot, looked for from the last segment backwards. */
function findStart(disk: Disk, current: TerrainModel | undefined): Start {
  const segments = listSegments(disk.list());
  for (let i = segments.length - 1; i >= 0; i--) {
    const found = lastSnapshot(disk, segments[i].firstSequence, segments[i + 1]?.firstSequence);
    const digest = found === null ? null : missingTerrain(found.snapshot);
    if (found !== null && digest === null) return { ...found, terrain: undefined };
    if (found === null || digest === null) continue;
    const terrain = current?.digest === digest ? current : findTerrain(disk, segments, i, digest);
    if (terrain !== undefined) return { ...found, terrain };
  }
  return { sequence: 0, snapshot: null, terrain: undefined, timeUs: 0 };
}

/** The last snapshot of this engine version that begins in a segment; its parts may end in a later one. */
function lastSnapshot(disk: Disk, from: number, until = Infinity): FoundSnapshot | null {
  const reader = new SnapshotReader();
  let found: FoundSnapshot | null = null;
  let event: { readonly type: number; readonly payload: Uint8Array } | null = null;
  for (const record of readJournal(disk, { from })) {
    if (record.sequence >= until && !reader.waits) break;
    if (isEventType(record.type)) event = record;
    if (record.type !== RECORD_TYPES.snapshot) continue;
    const decoded = decodeRecord(record.type, record.payload);
    const next = reader.add(decoded, record.sequence, event === null ? 0 : timeOf(event));
    if (next !== null && next.snapshot.engineVersion === ENGINE_VERSION) found = next;
  }
  return found;
}

/** Digest of the terrain whose heights a snapshot leaves out; null where it holds all it needs. */
function missingTerrain(snapshot: PipelineSnapshot | null): string | null {
  const state = snapshot?.state as { readonly site: SiteModel | null } | undefined;
  const terrain = state?.site?.terrain;
  return terrain !== undefined && terrain.heights === null ? terrain.digest : null;
}

/** The heights as a configuration recorded them, looked for from segment `last` backwards. */
function findTerrain(
  disk: Disk,
  segments: ReturnType<typeof listSegments>,
  last: number,
  digest: string,
): TerrainModel | undefined {
  for (let i = last; i >= 0; i--) {
    const until = segments[i + 1]?.firstSequence ?? Infinity;
    for (const record of readJournal(disk, { from: segments[i].firstSequence })) {
      if (record.sequence >= until) break;
      if (record.type !== RECORD_TYPES.configuration) continue;
      const decoded = decodeRecord(record.type, record.payload);
      if (decoded.kind !== "event" || decoded.event.type !== "configuration") continue;
      if (decoded.event.site.terrain?.digest === digest) return decoded.event.site.terrain;
    }
  }
  return undefined;
}

function timeOf(record: { readonly type: number; readonly payload: Uint8Array }): TimeUs {
  const decoded = decodeRecord(record.type, record.payload);
  return decoded.kind === "event" ? decoded.event.receivedUs : 0;
}

import {
  createEngine,
  ENGINE_VERSION,
  type EngineEffect,
  type EngineEvent,
  type EngineSnapshot,
  MICROS_PER_SECOND,
  secondsBetween,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import type { Picture, Timeline } from "@tocsin/sdk";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord, isEventType } from "../pipeline/encode-record.ts";
import { stepOrFault } from "../pipeline/pipeline.ts";
import { type FoundSnapshot, SnapshotReader } from "../pipeline/snapshot-parts.ts";
import { PictureBuilder } from "./picture-builder.ts";
import { type Mark, MarkBook } from "./timeline-marks.ts";

/** A recording is cut into at most this many pictures; a longer one gets a wider step. */
export const TIMELINE_PICTURES_MAX = 2_400;
/** Since when a site is protected is looked for so many steps before the start, and no farther. */
const LEAD_STEPS_MAX = 3_600;
/** A recording holds every decision once for each picture it is among the latest in: fewer than live. */
const RECORDED_LIMITS = { tracks: 500, decisions: 40, warnings: 20, faults: 20 } as const;

export interface TimelineOptions {
  readonly timeZone: string | null;
  /** Wanted; it grows where a recording would have too many pictures. */
  readonly stepS?: number;
  /** Where it ends, if before the journal does. */
  readonly untilUs?: TimeUs;
  /** Only so many seconds before its end; all of it where left out. */
  readonly lastS?: number;
  /** Marks beyond those that the journal gives: what is known of the truth in a scenario. */
  readonly marks?: readonly Mark[];
}

/**
 * A journal as a row of pictures. What was decided is read from the record; the tracks, which are recorded only at
 * their beginning and end, come from a fresh engine that is stepped alongside. null when nothing was configured.
 */
export function buildTimeline(journal: string, options: TimelineOptions): Timeline | null {
  const extent = extentOf(journal, options);
  if (extent === null) return null;
  const { site, beginUs, startUs, endUs, snapshot } = extent;
  const leastS = secondsBetween(startUs, endUs) / (TIMELINE_PICTURES_MAX - 1);
  const stepS = Math.max(options.stepS ?? 1, Math.ceil(leastS * 2) / 2);
  const engine = createEngine();
  if (snapshot !== null) engine.restore(snapshotAt(journal, snapshot), site.terrain);
  const builder = new PictureBuilder(site, { timeZone: options.timeZone, limits: RECORDED_LIMITS });
  const marks = new MarkBook(site, startUs);
  const pictures: Picture[] = [];
  const timeOf = (index: number): TimeUs => startUs + Math.round(index * stepS * MICROS_PER_SECOND);
  /** The next moment to be shown; negative before the start, where only the state of protection is followed. */
  let index = Math.max(-LEAD_STEPS_MAX, Math.ceil(secondsBetween(startUs, beginUs) / stepS));
  const showUntil = (timeUs: TimeUs): void => {
    for (; timeOf(index) < timeUs && index < TIMELINE_PICTURES_MAX; index++)
      if (index < 0) builder.noteProtection(timeOf(index));
      else pictures.push(builder.picture(timeOf(index), engine.tracks()));
  };
  let effects: EngineEffect[] = [];
  const settle = (): void => {
    builder.observe({ event: null, effects });
    marks.observe({ event: null, effects });
    effects = [];
  };
  for (const { sequence, type, payload } of readJournal(journal)) {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect") effects.push(decoded.effect);
    if (decoded.kind === "session") builder.restart();
    if (decoded.kind !== "event") continue;
    const { event } = decoded;
    settle();
    if (event.receivedUs > endUs) break;
    showUntil(event.receivedUs);
    if (sequence > (snapshot?.sequence ?? 0)) stepOrFault(engine, event);
    builder.observe({ event, effects: [] });
    marks.observe({ event, effects: [] });
  }
  settle();
  showUntil(endUs + 1);
  return { stepS, startUs, endUs, pictures, marks: marks.list(options.marks ?? []) };
}

interface Extent {
  readonly site: SiteModel;
  /** When the first configuration came. */
  readonly beginUs: TimeUs;
  readonly startUs: TimeUs;
  readonly endUs: TimeUs;
  /** Where the record holds the engine's whole state at or before the start; null: it begins empty. */
  readonly snapshot: SnapshotPlace | null;
}
type SnapshotPlace = Pick<FoundSnapshot, "sequence" | "timeUs" | "firstRecord">;

/** From the first configuration, or from so long before the end, to the last event. */
function extentOf(journal: string, { untilUs, lastS }: TimelineOptions): Extent | null {
  let first: Extract<EngineEvent, { type: "configuration" }> | null = null;
  let timeUs = 0;
  const snapshots: SnapshotPlace[] = [];
  const reader = new SnapshotReader();
  for (const { sequence, type, payload } of readJournal(journal)) {
    const wanted = lastS !== undefined && type === RECORD_TYPES.snapshot;
    if (!wanted && !isEventType(type)) continue;
    const decoded = decodeRecord(type, payload);
    const found = wanted ? reader.add(decoded, sequence, timeUs) : null;
    // Only its own version can read an engine's state.
    if (found !== null && found.snapshot.engineVersion === ENGINE_VERSION)
      snapshots.push({
        sequence: found.sequence,
        timeUs: found.timeUs,
        firstRecord: found.firstRecord,
      });
    if (decoded.kind !== "event") continue;
    if (decoded.event.type === "configuration") first ??= decoded.event;
    timeUs = Math.max(timeUs, decoded.event.receivedUs);
  }
  if (first === null) return null;
  const endUs = Math.min(timeUs, untilUs ?? Number.POSITIVE_INFINITY);
  const beginUs = first.receivedUs;
  const startUs = beginUs + wholeSeconds(lastS, endUs - beginUs);
  const snapshot = snapshots.findLast(({ timeUs: atUs }) => atUs <= startUs) ?? null;
  return { site: first.site, beginUs, startUs, endUs, snapshot };
}

function snapshotAt(journal: string, place: SnapshotPlace): EngineSnapshot {
  const reader = new SnapshotReader();
  for (const { sequence, type, payload } of readJournal(journal, { from: place.firstRecord })) {
    if (type !== RECORD_TYPES.snapshot) continue;
    const found = reader.add(decodeRecord(type, payload), sequence, place.timeUs);
    if (found?.sequence === place.sequence) return found.snapshot;
  }
  throw new Error("a snapshot that was there a moment ago is gone");
}

/** Of so long a record the part before its last `lastS` seconds, so that pictures fall on the same moments as of the whole. */
const wholeSeconds = (lastS: number | undefined, lengthUs: number): number =>
  lastS === undefined
    ? 0
    : Math.max(0, Math.floor(lengthUs / MICROS_PER_SECOND - lastS)) * MICROS_PER_SECOND;

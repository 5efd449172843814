import {
  createEngine,
  type EngineEffect,
  type EngineEvent,
  MICROS_PER_SECOND,
  secondsBetween,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import type { Picture, Timeline } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord, isEventType } from "../pipeline/encode-record.ts";
import { stepOrFault } from "../pipeline/pipeline.ts";
import { PictureBuilder } from "./picture-builder.ts";
import { type Mark, MarkBook } from "./timeline-marks.ts";

/** A recording is cut into at most this many pictures; a longer one gets a wider step. */
export const TIMELINE_PICTURES_MAX = 2_400;
/** A recording holds every decision once for each picture it is among the latest in: fewer than live. */
const RECORDED_LIMITS = { tracks: 500, decisions: 40, warnings: 20, faults: 20 } as const;

export interface TimelineOptions {
  readonly timeZone: string | null;
  /** Wanted; it grows where a recording would have too many pictures. */
  readonly stepS?: number;
  /** Where it ends, if before the journal does. */
  readonly untilUs?: TimeUs;
  /** Marks beyond those that the journal gives: what is known of the truth in a scenario. */
  readonly marks?: readonly Mark[];
}

/**
 * A journal as a row of pictures. What was decided is read from the record; the tracks, which are recorded only at
 * their beginning and end, come from a fresh engine that is stepped alongside. null when nothing was configured.
 */
export function buildTimeline(journal: string, options: TimelineOptions): Timeline | null {
  const extent = extentOf(journal, options.untilUs ?? Number.POSITIVE_INFINITY);
  if (extent === null) return null;
  const { site, startUs, endUs } = extent;
  const leastS = secondsBetween(startUs, endUs) / (TIMELINE_PICTURES_MAX - 1);
  const stepS = Math.max(options.stepS ?? 1, Math.ceil(leastS * 2) / 2);
  const engine = createEngine();
  const builder = new PictureBuilder(site, { timeZone: options.timeZone, limits: RECORDED_LIMITS });
  const marks = new MarkBook(site);
  const pictures: Picture[] = [];
  const timeOf = (index: number): TimeUs => startUs + Math.round(index * stepS * MICROS_PER_SECOND);
  let effects: EngineEffect[] = [];
  const settle = (): void => {
    builder.observe({ event: null, effects });
    marks.observe({ event: null, effects });
    effects = [];
  };
  for (const { type, payload } of readJournal(journal)) {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect") effects.push(decoded.effect);
    if (decoded.kind !== "event") continue;
    const { event } = decoded;
    settle();
    if (event.receivedUs > endUs) break;
    while (timeOf(pictures.length) < event.receivedUs && pictures.length < TIMELINE_PICTURES_MAX)
      pictures.push(builder.picture(timeOf(pictures.length), engine.tracks()));
    stepOrFault(engine, event);
    builder.observe({ event, effects: [] });
    marks.observe({ event, effects: [] });
  }
  settle();
  while (timeOf(pictures.length) <= endUs && pictures.length < TIMELINE_PICTURES_MAX)
    pictures.push(builder.picture(timeOf(pictures.length), engine.tracks()));
  return { stepS, startUs, endUs, pictures, marks: marks.list(options.marks ?? []) };
}

interface Extent {
  readonly site: SiteModel;
  readonly startUs: TimeUs;
  readonly endUs: TimeUs;
}

/** From the first configuration to the last event. */
function extentOf(journal: string, untilUs: TimeUs): Extent | null {
  let first: Extract<EngineEvent, { type: "configuration" }> | null = null;
  let endUs = 0;
  for (const { type, payload } of readJournal(journal)) {
    if (!isEventType(type)) continue;
    const decoded = decodeRecord(type, payload);
    if (decoded.kind !== "event") continue;
    if (decoded.event.type === "configuration") first ??= decoded.event;
    endUs = Math.max(endUs, decoded.event.receivedUs);
  }
  return first === null
    ? null
    : { site: first.site, startUs: first.receivedUs, endUs: Math.min(endUs, untilUs) };
}

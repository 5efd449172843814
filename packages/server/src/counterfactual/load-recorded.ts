import {
  type EngineEvent,
  IncidentCollector,
  type IncidentWindow,
  type Recorded,
  type RecordedIncident,
  type TimeUs,
} from "@tocsin/core";
import type { Disk } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";

export interface RecordedWanted extends IncidentWindow {
  /** Looks received from then on are run again; a tracker needs some of those before what is asked about. */
  readonly looksFromUs: TimeUs;
}

/** Reads from a journal what a stretch of it needs to be run again under changes; null when nothing was configured by its end. */
export function loadRecorded(
  source: Disk | string,
  wanted: RecordedWanted,
): RecordedIncident | null {
  const { fromUs, toUs, looksFromUs } = wanted;
  const window = { fromUs, toUs };
  const collector = new IncidentCollector(window);
  const events: Recorded<EngineEvent>[] = [];
  for (const { sequence, type, payload } of readJournal(source)) {
    const decoded = decodeRecord(type, payload);
    if (decoded.kind === "effect") collector.addEffect(sequence, decoded.effect);
    if (decoded.kind !== "event") continue;
    const { event } = decoded;
    collector.addEvent(sequence, event);
    const isKept =
      event.type !== "tick" &&
      event.receivedUs <= toUs &&
      (event.type !== "look" || event.receivedUs >= looksFromUs);
    if (isKept) events.push({ sequence, value: event });
  }
  const record = collector.record();
  return record === null ? null : { record, events, window };
}

import { IncidentCollector, type IncidentRecord, type IncidentWindow } from "@tocsin/core";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord } from "./encode-record.ts";

/** Reads from a journal what an explanation of one stretch of time needs; null when nothing was configured by then. */
export function loadIncident(directory: string, window: IncidentWindow): IncidentRecord | null {
  const collector = new IncidentCollector(window);
  for (const record of readJournal(directory)) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "event") collector.addEvent(record.sequence, decoded.event);
    else if (decoded.kind === "effect") collector.addEffect(record.sequence, decoded.effect);
  }
  return collector.record();
}

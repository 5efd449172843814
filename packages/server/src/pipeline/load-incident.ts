import { IncidentCollector, type IncidentRecord, type IncidentWindow } from "@tocsin/core";
import { type RecordSource, recordsIn } from "../journal/record-source.ts";
import { decodeRecord } from "./encode-record.ts";

/** Reads from a journal, or from records of one, what an explanation of one stretch of time needs; null when nothing was configured by then. */
export function loadIncident(source: RecordSource, window: IncidentWindow): IncidentRecord | null {
  const collector = new IncidentCollector(window);
  for (const record of recordsIn(source)) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "event") collector.addEvent(record.sequence, decoded.event);
    else if (decoded.kind === "effect") collector.addEffect(record.sequence, decoded.effect);
  }
  return collector.record();
}

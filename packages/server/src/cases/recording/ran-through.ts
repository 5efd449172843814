import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import { type RecordSource, recordsIn } from "../../journal/record-source.ts";
import { RECORD_TYPES } from "../../journal/record-type.ts";
import { decodeRecord } from "../../pipeline/encode-record.ts";

/** A post writes something every second; after so long without a look or a tick it did not run. */
const SILENT_US = 60 * MICROS_PER_SECOND;

/** Whether a post ran from one time to another, by what it wrote meanwhile: of a time when it did not, its record is silent for that reason. */
export function ranThrough(source: RecordSource, fromUs: TimeUs, toUs: TimeUs): boolean {
  let lastUs = fromUs;
  const types = (type: number): boolean => type === RECORD_TYPES.look || type === RECORD_TYPES.tick;
  for (const { type, payload, erased } of recordsIn(source, { types })) {
    if (erased) continue;
    const decoded = decodeRecord(type, payload);
    if (decoded.kind !== "event" || decoded.event.receivedUs < lastUs) continue;
    const { receivedUs } = decoded.event;
    if (receivedUs - lastUs > SILENT_US) return false;
    if (receivedUs >= toUs) return true;
    lastUs = receivedUs;
  }
  return toUs - lastUs <= SILENT_US;
}

import type { SensorHealth, SiteModel, TimeUs } from "@tocsin/core";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { decodeRecord } from "../pipeline/encode-record.ts";

const WANTED: ReadonlySet<number> = new Set([RECORD_TYPES.configuration, RECORD_TYPES.sensor]);

/** A site as a journal has it at a time. */
export interface RecordedSite {
  readonly site: SiteModel;
  /** Of each sensor of which something was recorded by then. */
  readonly health: readonly SensorHealth[];
}

/** The site that was configured at a time, and the state that its sensors were in; null where nothing was configured by then. */
export function recordedSite(journal: string, atUs: TimeUs): RecordedSite | null {
  let site: SiteModel | null = null;
  const health = new Map<string, SensorHealth>();
  for (const record of readJournal(journal, { types: (type) => WANTED.has(type) })) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "event" && decoded.event.type === "configuration") {
      if (decoded.event.receivedUs <= atUs) ({ site } = decoded.event);
    } else if (decoded.kind === "effect" && decoded.effect.type === "sensor") {
      if (decoded.effect.timeUs <= atUs)
        health.set(decoded.effect.health.sensorId, decoded.effect.health);
    }
  }
  return site === null ? null : { site, health: [...health.values()] };
}

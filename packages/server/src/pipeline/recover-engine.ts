import {
  type Engine,
  type EngineEffect,
  type EngineSnapshot,
  ENGINE_VERSION,
  type TimeUs,
  type Warning,
  warningKey,
} from "@tocsin/core";
import { openNodeDisk } from "../journal/node-disk-port.ts";
import { readJournal } from "../journal/read-journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { listSegments } from "../journal/segment-name.ts";
import { decodeRecord, type DecodedRecord } from "./encode-record.ts";
import { stepOrFault } from "./pipeline.ts";

export interface RecoveredEngine {
  /** Events that were run again. */
  readonly events: number;
  readonly lastUs: TimeUs;
  readonly wakeAtUs: TimeUs | null;
  /** Effects of the last event that a crash kept from being recorded, or sent. */
  readonly unrecorded: readonly EngineEffect[];
  /** Running warnings that no channel is recorded to have taken. */
  readonly unsent: readonly Warning[];
}

/**
 * Brings an engine to where the journal ends: from the last snapshot of this engine version, or else from the
 * beginning, by running the recorded events again with their effects off.
 */
export function recoverEngine(directory: string, engine: Engine): RecoveredEngine {
  const start = findStart(directory);
  if (start.snapshot !== null) engine.restore(start.snapshot);
  const taken = new Set<string>();
  let [events, lastUs]: [number, TimeUs] = [0, 0];
  let wakeAtUs: TimeUs | null = null;
  let produced: readonly EngineEffect[] = [];
  let recorded = 0;
  for (const record of readJournal(directory, { from: start.sequence + 1 })) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "effect") recorded++;
    if (decoded.kind !== "event") continue;
    const { event } = decoded;
    if (event.type === "receipt" && event.outcome !== "failed")
      taken.add(`${event.warningKey} ${event.version}`);
    const step = stepOrFault(engine, event);
    events++;
    lastUs = Math.max(lastUs, event.receivedUs);
    wakeAtUs = step.wakeAtUs;
    produced = step.effects;
    recorded = 0;
  }
  const unrecorded = produced.slice(recorded);
  const pending = new Set(
    unrecorded.flatMap((e) => (e.type === "warning" ? [messageKey(e.warning)] : [])),
  );
  const unsent = engine
    .openWarnings()
    .filter((w) => !taken.has(messageKey(w)) && !pending.has(messageKey(w)));
  return { events, lastUs, wakeAtUs, unrecorded, unsent };
}

const messageKey = (warning: Warning): string => `${warningKey(warning)} ${warning.version}`;

interface Start {
  /** Records up to this one are in the snapshot. */
  readonly sequence: number;
  readonly snapshot: EngineSnapshot | null;
}

/** The last usable snapshot, looked for from the last segment backwards. */
function findStart(directory: string): Start {
  const segments = listSegments(openNodeDisk(directory).list());
  for (let i = segments.length - 1; i >= 0; i--) {
    let found: Start | null = null;
    const until = segments[i + 1]?.firstSequence ?? Infinity;
    for (const record of readJournal(directory, { from: segments[i].firstSequence })) {
      if (record.sequence >= until) break;
      if (record.type !== RECORD_TYPES.snapshot) continue;
      const snapshot = usable(decodeRecord(record.type, record.payload));
      if (snapshot !== null) found = { sequence: record.sequence, snapshot };
    }
    if (found !== null) return found;
  }
  return { sequence: 0, snapshot: null };
}

function usable(decoded: DecodedRecord): EngineSnapshot | null {
  if (decoded.kind !== "snapshot") return null;
  const snapshot = decoded.snapshot as EngineSnapshot;
  return snapshot.engineVersion === ENGINE_VERSION ? snapshot : null;
}

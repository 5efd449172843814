import { createEngine, ENGINE_VERSION } from "@tocsin/core";
import type { Disk } from "@tocsin/sdk";
import { readJournal } from "../journal/read-journal.ts";
import { DecisionDigest } from "./decision-digest.ts";
import { decodeRecord, type EncodedRecord, encodeEffect, isEventType } from "./encode-record.ts";
import { stepOrFault } from "./pipeline.ts";

export interface ReplayReport {
  readonly events: number;
  /** Events whose content was erased: that stretch cannot be run again. */
  readonly erasedEvents: number;
  readonly recordedEngineVersion: string;
  readonly currentEngineVersion: string;
  readonly recorded: {
    readonly decisions: number;
    readonly warnings: number;
    readonly sha256: string;
  };
  readonly replayed: {
    readonly decisions: number;
    readonly warnings: number;
    readonly sha256: string;
  };
  readonly identical: boolean;
  /** What the last event leads to and a crash kept from being recorded. It is no difference: a start records it. */
  readonly unfinished: number;
  /** Sequence of the first recorded decision or warning that the replay did not reproduce. */
  readonly firstDifference: number | null;
}

/** Runs a journal's events through a fresh engine and holds the decisions and warnings against the recorded ones. */
export function replayJournal(
  source: Disk | string,
  progress?: (events: number) => void,
): ReplayReport {
  const engine = createEngine();
  const recorded = new DecisionDigest();
  const replayed = new DecisionDigest();
  let recordedEngineVersion = "unknown";
  let events = 0;
  let erasedEvents = 0;
  let firstDifference: number | null = null;
  /** Replayed and not yet met in the record, oldest first; bounded by what one event leads to. */
  let expected: EncodedRecord[] = [];
  for (const record of readJournal(source)) {
    if (record.erased && isEventType(record.type)) erasedEvents++;
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "session") recordedEngineVersion = decoded.session.engineVersion;
    if (
      decoded.kind === "effect" &&
      (decoded.effect.type === "decision" || decoded.effect.type === "warning")
    ) {
      recorded.add({ type: record.type as never, payload: record.payload });
      const next = expected.shift();
      if (next !== undefined) replayed.add(next);
      if (firstDifference === null && (next === undefined || !equal(next.payload, record.payload)))
        firstDifference = record.sequence;
    }
    if (decoded.kind !== "event") continue;
    if (expected.length > 0) firstDifference ??= record.sequence;
    for (const missing of expected) replayed.add(missing);
    expected = [];
    for (const effect of stepOrFault(engine, decoded.event).effects) {
      if (effect.type !== "decision" && effect.type !== "warning") continue;
      expected.push(encodeEffect(effect, decoded.mode));
    }
    events++;
    progress?.(events);
  }
  const summary = (digest: DecisionDigest): ReplayReport["recorded"] => ({
    decisions: digest.decisions,
    warnings: digest.warnings,
    sha256: digest.hex(),
  });
  return {
    events,
    erasedEvents,
    recordedEngineVersion,
    currentEngineVersion: ENGINE_VERSION,
    recorded: summary(recorded),
    replayed: summary(replayed),
    identical: recorded.hex() === replayed.hex(),
    unfinished: expected.length,
    firstDifference,
  };
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

import {
  type OfficialEntry,
  OfficialBook,
  type OfficialTaking,
  type OfficialWarningEvent,
} from "@tocsin/core";
import type {
  Engine,
  EngineEffect,
  EngineEvent,
  EngineSnapshot,
  Fault,
  Mode,
  StepResult,
  TimeUs,
  Warning,
} from "@tocsin/core";
import type { Journal } from "../journal/journal.ts";
import { DecisionDigest } from "./decision-digest.ts";
import { type Delivery, DeliveryBook } from "./delivery-book.ts";
import {
  encodeEffect,
  encodeEvent,
  encodeSession,
  encodeSnapshot,
  type SessionRecord,
} from "./encode-record.ts";
import {
  SNAPSHOT_PART_CHARS,
  SNAPSHOT_PARTS_MAX,
  type SnapshotPart,
  splitSnapshot,
} from "./snapshot-parts.ts";

/** A warning waits at most this long for the disk; then it leaves, marked unrecorded. */
export const WARNING_DISK_WAIT_MS = 50;
/** So much engine time or so many events may have to be run again after a restart. */
const SNAPSHOT_EVERY_US = 120_000_000;
const SNAPSHOT_EVERY_EVENTS = 20_000;
/** After a defect the engine is woken again so soon. */
const DEFECT_PAUSE_US = 1_000_000;

export interface PipelineOptions {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly mode: Mode;
  /** Takes a warning on its way to people. `recorded` is false when the disk did not confirm it in time. */
  readonly send: (warning: Warning, recorded: boolean) => void;
  /** Takes an authority's message that was not taken before, on its way to people. Absent: none is passed on. */
  readonly relay?: (taking: OfficialTaking, recorded: boolean) => void;
  /** Sees every step after it was recorded: the screen, the log, the metrics. */
  readonly observe?: (step: PipelineStep) => void;
}
/** A snapshot as it is recorded: the engine's, and what the pipeline itself has to go on from. */
export interface PipelineSnapshot extends EngineSnapshot {
  readonly deliveries?: readonly Delivery[];
  readonly wakeAtUs?: TimeUs | null;
  readonly official?: readonly OfficialEntry[];
}
/** Where a pipeline goes on after a restart. */
export interface PipelineStart {
  readonly nowUs: TimeUs;
  /** Events that had to be run again: they count towards the next snapshot. */
  readonly events: number;
  readonly wakeAtUs: TimeUs | null;
  readonly unrecorded: readonly EngineEffect[];
  readonly deliveries: readonly Delivery[];
  readonly official?: readonly OfficialEntry[];
}
export interface PipelineStep {
  /** null: a fault was recorded that came from no event. */
  readonly event: EngineEvent | null;
  readonly effects: readonly EngineEffect[];
}

/**
 * The one way through the house: what comes in is recorded, stepped, what follows is recorded, and warnings
 * leave. The journal sees an event before the engine does, and an effect before anybody acts on it.
 */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly digest = new DecisionDigest();
  readonly #deliveries = new DeliveryBook();
  readonly #official = new OfficialBook();
  #wakeAtUs: TimeUs | null = null;
  #snapshotUs: TimeUs | null = null;
  #eventsSinceSnapshot = 0;
  /** What is still to be recorded of a snapshot that was split, next first. */
  #parts: SnapshotPart[] = [];

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** When the engine wants a tick though nothing arrives; null when nothing waits. */
  get wakeAtUs(): TimeUs | null {
    return this.#wakeAtUs;
  }

  begin(session: SessionRecord): void {
    const record = encodeSession(session, this.#options.mode);
    this.#options.journal.append(record.type, record.payload);
  }

  ingest(taken: EngineEvent): PipelineStep {
    const event = asArrived(taken);
    const { engine, journal, mode } = this.#options;
    if (event.type === "receipt") {
      this.#deliveries.answered(event);
      if (event.outcome !== "failed") this.#official.answered(event.warningKey, event.channelId);
    }
    const incoming = encodeEvent(event, mode);
    const sequence = journal.append(incoming.type, incoming.payload);
    if (event.type === "official-warning") this.#relay(event, sequence);
    const { effects, wakeAtUs } = stepOrFault(engine, event);
    this.#wakeAtUs = wakeAtUs;
    this.#record(effects);
    const step = { event, effects };
    this.#options.observe?.(step);
    this.#snapshotWhenDue(event.receivedUs);
    return step;
  }

  /** Records a fault that something around the engine found. */
  fault(fault: Fault): void {
    this.#record([{ type: "fault", fault }]);
    this.#options.observe?.({ event: null, effects: [{ type: "fault", fault }] });
  }

  /**
   * Takes up what a journal ended with. Effects that a crash kept from being recorded are recorded now, and their
   * warnings sent, unless they have expired meanwhile: nobody may be sent under cover by an alarm of yesterday.
   */
  resume(start: PipelineStart): void {
    this.#wakeAtUs = start.wakeAtUs;
    this.#eventsSinceSnapshot = start.events;
    this.#deliveries.restore(start.deliveries);
    this.#official.restore(start.official ?? []);
    this.#record(start.unrecorded, (warning) => warning.expiresUs > start.nowUs);
  }

  /** It waits for the disk as a warning does, and for nothing else. */
  #relay({ warning, receivedUs }: OfficialWarningEvent, sequence: number | null): void {
    const taking = this.#official.take(warning, receivedUs);
    const { journal, relay } = this.#options;
    if (taking.repeated || relay === undefined) return;
    relay(taking, sequence !== null && journal.awaitDurable(sequence, WARNING_DISK_WAIT_MS));
  }

  #record(
    effects: readonly EngineEffect[],
    mayLeave: (warning: Warning) => boolean = () => true,
  ): void {
    const { journal, mode, send } = this.#options;
    const warnings: { readonly warning: Warning; readonly sequence: number | null }[] = [];
    for (const effect of effects) {
      const record = encodeEffect(effect, mode);
      const sequence = journal.append(record.type, record.payload);
      this.digest.add(record);
      if (effect.type !== "warning") continue;
      this.#deliveries.recorded(effect.warning);
      if (mayLeave(effect.warning)) warnings.push({ warning: effect.warning, sequence });
    }
    // Those who have the least time are told first.
    for (const { warning, sequence } of warnings.toSorted((a, b) => urgency(a) - urgency(b)))
      send(warning, sequence !== null && journal.awaitDurable(sequence, WARNING_DISK_WAIT_MS));
  }

  #snapshotWhenDue(nowUs: TimeUs): void {
    this.#snapshotUs ??= nowUs;
    this.#eventsSinceSnapshot++;
    if (this.#parts.length > 0) {
      this.#recordPart();
      return;
    }
    if (
      nowUs - this.#snapshotUs < SNAPSHOT_EVERY_US &&
      this.#eventsSinceSnapshot < SNAPSHOT_EVERY_EVENTS
    )
      return;
    this.#snapshotUs = nowUs;
    this.#eventsSinceSnapshot = 0;
    const snapshot: PipelineSnapshot = {
      ...this.#options.engine.snapshot(),
      deliveries: this.#deliveries.list(),
      wakeAtUs: this.#wakeAtUs,
      official: this.#official.list(),
    };
    const text = JSON.stringify(snapshot);
    if (text.length <= SNAPSHOT_PART_CHARS) {
      const record = encodeSnapshot(snapshot, this.#options.mode);
      this.#options.journal.append(record.type, record.payload);
      return;
    }
    const parts = splitSnapshot(text, this.#options.journal.lastSequence(), nowUs);
    if (parts.length > SNAPSHOT_PARTS_MAX) {
      const detail = `a snapshot of ${text.length} characters is too large to record: a restart will take longer`;
      this.fault({ timeUs: nowUs, code: "JOURNAL_FAULT", subject: "snapshot", detail });
      return;
    }
    this.#parts = parts;
    this.#recordPart();
  }

  /** One with each event: all at once would take the room of looks and warnings on their way to the disk. */
  #recordPart(): void {
    const { journal, mode } = this.#options;
    const [part] = this.#parts;
    const record = encodeSnapshot(part, mode);
    // A part that is refused is tried again with the next event.
    if (journal.append(record.type, record.payload) !== null) this.#parts.shift();
  }
}

/**
 * A command that arrives was ordered under the rule of two, whatever it says: only a journal may hold one from before. Without
 * a word on a second it would be recorded as such, and a restart would carry out what was refused.
 */
const asArrived = (event: EngineEvent): EngineEvent =>
  event.type === "command" &&
  (event.seconded === undefined || event.seconded?.how === "before-the-rule")
    ? { ...event, seconded: null }
    : event;

/** The threatened first, and of them those whom it reaches first; ends of alarms last. */
function urgency({ warning }: { readonly warning: Warning }): number {
  if (warning.stage === "take-cover") return warning.arrivalFromUs ?? warning.issuedUs;
  return warning.stage === "pre-alert" ? Number.MAX_SAFE_INTEGER / 2 : Number.MAX_SAFE_INTEGER;
}

/**
 * A defect in the engine must not end protection: the event is given up, and said so. The same event gives the
 * same fault in a replay.
 */
export function stepOrFault(engine: Engine, event: EngineEvent): StepResult {
  try {
    return engine.step(event);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const fault: Fault = {
      timeUs: event.receivedUs,
      code: "ENGINE_DEFECT",
      subject: event.type,
      detail,
    };
    return { effects: [{ type: "fault", fault }], wakeAtUs: event.receivedUs + DEFECT_PAUSE_US };
  }
}

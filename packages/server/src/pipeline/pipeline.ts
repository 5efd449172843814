import {
  type OfficialEntry,
  OfficialBook,
  stepThrough,
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
  StepPieces,
  StepResult,
  TimeUs,
  Warning,
} from "@tocsin/core";
import type { Journal } from "../journal/journal.ts";
import { DecisionDigest } from "./decision-digest.ts";
import { type Delivery, DeliveryBook } from "./delivery-book.ts";
import { eventProblem } from "./event-problem.ts";
import {
  type EncodedRecord,
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
/**
 * Pieces of a step that are worked on while a warning waits for the disk, a tenth of a millisecond each: what else threatens is not kept waiting by it, unless
 * the disk takes far longer than a sync.
 */
const PIECES_MEANWHILE_MAX = 32;
/** So much engine time or so many events may have to be run again after a restart. */
const SNAPSHOT_EVERY_US = 120_000_000;
const SNAPSHOT_EVERY_EVENTS = 20_000;
/** After a defect the engine is woken again so soon. */
const DEFECT_PAUSE_US = 1_000_000;

export interface PipelineOptions {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly mode: Mode;
  /** Makes ready what `send` will need of a warning, while the disk is at its record; sends nothing. Left out: nothing is. */
  readonly prepare?: (warning: Warning) => void;
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
  /** null: a fault was recorded that came from no event, or from what is none. */
  readonly event: EngineEvent | null;
  readonly effects: readonly EngineEffect[];
}

interface OpenStep extends PipelineStep {
  readonly event: EngineEvent;
  readonly effects: EngineEffect[];
  readonly pieces: StepPieces;
}

interface RecordedWarning {
  readonly warning: Warning;
  /** null: the journal refused it. */
  readonly sequence: number | null;
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
  /** When the last event was received. */
  #lastUs: TimeUs = 0;
  /** A step of which something is left to do. */
  #open: OpenStep | null = null;
  #snapshotUs: TimeUs | null = null;
  #eventsSinceSnapshot = 0;
  /** Recorded, and not yet in the digest: no warning waits for that. */
  #undigested: EncodedRecord[] = [];
  /** Recorded, and waiting for the disk before they are sent. */
  readonly #leaving: RecordedWarning[] = [];
  /** Of the step, that were worked on while the first of them waits. */
  #piecesMeanwhile = 0;
  /** What is still to be recorded of a snapshot that was split, next first. */
  #parts: SnapshotPart[] = [];

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** Whether something of the last event's step is left to do. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** When the engine wants a tick though nothing arrives, as of the last whole step; null when nothing waits. */
  get wakeAtUs(): TimeUs | null {
    return this.#wakeAtUs;
  }

  begin(session: SessionRecord): void {
    const record = encodeSession(session, this.#options.mode);
    this.#options.journal.append(record.type, record.payload);
  }

  /** Takes an event in and does all that follows from it; warnings leave on the way. */
  ingest(taken: EngineEvent): PipelineStep {
    const step = this.#take(taken);
    this.finish();
    return step;
  }

  /**
   * As {@link ingest}, but only until the first warnings have left: false when that was all, or the step had none. What is left
   * is for {@link goOn}, as often as that says true.
   */
  ingestFirst(taken: EngineEvent): boolean {
    this.#take(taken);
    return this.goOn();
  }

  /** Works on until more warnings have left or the step is done: false once it is. What is recorded, and in which order, depends on no pause. */
  goOn(): boolean {
    const step = this.#open;
    if (step === null) return false;
    for (;;) {
      const { done, value } = step.pieces.next();
      if (done === true) {
        this.#leave(true);
        this.#digestRecords();
        this.#end(step, value);
        return false;
      }
      step.effects.push(...value);
      // The journal's thread works on what arose before a warning while the engine goes on to it.
      this.#record(value);
      if (this.#leaving.length > 0 && this.#leave(!this.#mayGoOn())) {
        this.#digestRecords();
        return true;
      }
    }
  }

  /** Warnings that wait for the disk let others be found meanwhile, for a few pieces of the step. */
  #mayGoOn(): boolean {
    this.#piecesMeanwhile++;
    return this.#options.engine.isUrgent() && this.#piecesMeanwhile <= PIECES_MEANWHILE_MAX;
  }

  /** Does what is left of the step. */
  finish(): void {
    while (this.goOn());
  }

  /** What is left of the step before is done first: events follow one another whole. What is no event is a fault, and no more. */
  #take(taken: EngineEvent): PipelineStep {
    this.finish();
    const event = asArrived(taken);
    const problem = eventProblem(event);
    if (problem !== null) {
      const fault = malformed(event, problem, this.#lastUs);
      this.fault(fault);
      return { event: null, effects: [{ type: "fault", fault }] };
    }
    this.#lastUs = Math.max(this.#lastUs, event.receivedUs);
    const { engine, journal, mode } = this.#options;
    if (event.type === "receipt") {
      this.#deliveries.answered(event);
      if (event.outcome !== "failed") this.#official.answered(event.warningKey, event.channelId);
    }
    const incoming = encodeEvent(event, mode);
    const sequence = journal.append(incoming.type, incoming.payload);
    if (event.type === "official-warning") this.#relay(event, sequence);
    const step: OpenStep = { event, effects: [], pieces: piecesOrFault(engine, event) };
    this.#open = step;
    return step;
  }

  #end({ event, effects }: OpenStep, wakeAtUs: TimeUs | null): void {
    this.#open = null;
    this.#wakeAtUs = wakeAtUs;
    this.#options.observe?.({ event, effects });
    this.#snapshotWhenDue(event.receivedUs);
  }

  /** Records a fault that something around the engine found. */
  fault(fault: Fault): void {
    this.#record([{ type: "fault", fault }]);
    this.#digestRecords();
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
    this.#leave(true);
    this.#digestRecords();
  }

  /** It waits for the disk as a warning does, and for nothing else. */
  #relay({ warning, receivedUs }: OfficialWarningEvent, sequence: number | null): void {
    const taking = this.#official.take(warning, receivedUs);
    const { journal, relay } = this.#options;
    if (taking.repeated || relay === undefined) return;
    relay(taking, sequence !== null && journal.awaitDurable(sequence, WARNING_DISK_WAIT_MS));
  }

  /** Warnings among it are put in line to {@link Pipeline.#leave}; they are worded while the disk is at work. */
  #record(
    effects: readonly EngineEffect[],
    mayLeave: (warning: Warning) => boolean = () => true,
  ): void {
    const { journal, mode, prepare } = this.#options;
    const warnings: RecordedWarning[] = [];
    for (const effect of effects) {
      const record = encodeEffect(effect, mode);
      const sequence = journal.append(record.type, record.payload);
      this.#undigested.push(record);
      if (effect.type !== "warning") continue;
      this.#deliveries.recorded(effect.warning);
      if (mayLeave(effect.warning)) warnings.push({ warning: effect.warning, sequence });
    }
    if (warnings.length === 0) return;
    const last = warnings.reduce((most, { sequence }) => Math.max(most, sequence ?? 0), 0);
    if (last > 0) journal.hasten(last);
    for (const { warning } of warnings) prepare?.(warning);
    if (this.#leaving.length === 0) this.#piecesMeanwhile = 0;
    // Those who have the least time are told first.
    this.#leaving.push(...warnings.toSorted((a, b) => urgency(a) - urgency(b)));
  }

  /** Sends what is on the disk by now; `waits`: all, once it is or its time is over. Whether anything was sent. */
  #leave(waits: boolean): boolean {
    const { journal, send } = this.#options;
    let sent = 0;
    for (const { warning, sequence } of this.#leaving) {
      if (!waits && sequence !== null && journal.durableSequence() < sequence) break;
      sent++;
      send(warning, sequence !== null && journal.awaitDurable(sequence, WARNING_DISK_WAIT_MS));
    }
    this.#leaving.splice(0, sent);
    return sent > 0;
  }

  #digestRecords(): void {
    for (const record of this.#undigested) this.digest.add(record);
    this.#undigested = [];
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

/** Says of what was not of its form that it was not used. */
function malformed(
  { type, receivedUs }: { readonly type: unknown; readonly receivedUs: number },
  problem: string,
  lastUs: TimeUs,
): Fault {
  const timeUs = Number.isFinite(receivedUs) ? receivedUs : lastUs;
  const detail = `not of its form: ${problem}: not done`;
  return type === "command"
    ? { timeUs, code: "COMMAND_REFUSED", subject: type, detail }
    : {
        timeUs,
        code: "INPUT_REJECTED",
        subject: `post invalid ${typeof type === "string" ? type : "event"}`,
        detail,
      };
}

/** The threatened first, and of them those whom it reaches first; ends of alarms last. */
function urgency({ warning }: { readonly warning: Warning }): number {
  if (warning.stage === "take-cover") return warning.arrivalFromUs ?? warning.issuedUs;
  return warning.stage === "pre-alert" ? Number.MAX_SAFE_INTEGER / 2 : Number.MAX_SAFE_INTEGER;
}

/**
 * A defect in the engine must not end protection: the event is given up where it is, and said so. The same event gives the
 * same effects before it and the same fault in a replay.
 */
function* piecesOrFault(engine: Engine, event: EngineEvent): StepPieces {
  try {
    return yield* engine.begin(event);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const fault: Fault = {
      timeUs: event.receivedUs,
      code: "ENGINE_DEFECT",
      subject: event.type,
      detail,
    };
    yield [{ type: "fault", fault }];
    return event.receivedUs + DEFECT_PAUSE_US;
  }
}

/** A whole step as the pipeline takes it, with nothing recorded or sent. */
export const stepOrFault = (engine: Engine, event: EngineEvent): StepResult =>
  stepThrough(piecesOrFault(engine, event));

import { setImmediate as turn } from "node:timers/promises";
import {
  type EngineEvent,
  type Fault,
  type FaultCode,
  type HealthEvent,
  type Look,
  MICROS_PER_SECOND,
  type SensorId,
  type SensorStatus,
  type TimeUs,
} from "@tocsin/core";
import {
  type Adapter,
  type AdapterSink,
  checkLook,
  type Clock,
  type OutsideReport,
  StandingFault,
} from "@tocsin/sdk";
import { eventProblem } from "./event-problem.ts";
import { ClockSteps } from "./clock-steps.ts";
import type { Pipeline, PipelineStep } from "./pipeline.ts";
import { answererText, type Receipt, receiptEvent } from "./receipt.ts";
import { type SensorEvent, SensorIntake } from "./sensor-intake.ts";
import { StandingFaults, type ToldFault } from "./standing-faults.ts";
import { supervise } from "./supervise.ts";

/** Time is let pass behind what was received before, and waits no longer than this for it: nobody may put off what time brings by sending much. */
const TICK_WAITS_US = MICROS_PER_SECOND / 2;
/** The wall clock is compared with the steady one, and rejections are looked through, this often. */
const CHECK_EVERY_US = 2 * MICROS_PER_SECOND;
/** Rejections of one reason are gathered for so long before they are reported with their number. */
const REJECTIONS_GATHERED_US = 5 * MICROS_PER_SECOND;

/** Reports of one input that are taken in within a second: a feed of a whole country's warnings at once. */
const REPORTS_PER_SECOND_MAX = 500;
/** What an input may report of the world outside. */
const REPORTED: ReadonlySet<string> = new Set<OutsideReport["type"]>([
  "official-warning",
  "defence",
  "engagement",
  "weather",
]);

/** Inputs, reasons and sensors that rejections are counted apart for; an adapter has a few reasons, and none that others choose. */
const REJECTIONS_MAX = 4_096;

const DROP_WORDS = {
  "queue-full": (sensorId: string | null) =>
    `${sensorId ?? "an unknown sensor"} sends more than can be taken in`,
  "over-rate": (sensorId: string | null) =>
    `${sensorId ?? "an unknown sensor"} sends more than its share, and there was no time for it`,
} as const;

/** The post's clock, which knows when the wall clock was stepped. */
export interface LiveClock extends Clock {
  steppedByS(): number;
}

/** A look that is refused may name its sensor by anything. */
const nameText = (name: unknown): string => (typeof name === "string" ? name : "no sensor");

interface Rejections {
  readonly input: string;
  readonly reason: string;
  readonly sensor: string | null;
  count: number;
  reported: number;
  detail: string;
  reportedUs: TimeUs;
}

/**
 * Runs the pipeline against the world: adapters feed it, the clock wakes it, receipts come back to it. Every
 * call into the pipeline is made from here, one after the other.
 */
export class LiveRunner {
  readonly #pipeline: Pipeline;
  readonly #clock: LiveClock;
  readonly #fault: (fault: Fault) => void;
  readonly #intake: SensorIntake;
  readonly #localInputs: ReadonlySet<string>;
  #wake: { readonly atUs: TimeUs; readonly cancel: AbortController } | null = null;
  #state: "running" | "stopping" | "finished" = "running";
  #receipts: Receipt[] = [];
  #stepping = false;
  readonly #reports = new Map<string, { readonly second: number; readonly count: number }>();
  readonly #rejections = new Map<string, Rejections>();
  readonly #clockSteps: ClockSteps;
  readonly #standing: StandingFaults;
  /** What is told of each input's line, by input. */
  readonly #lines = new Map<string, StandingFault>();

  constructor(options: {
    readonly pipeline: Pipeline;
    readonly clock: LiveClock;
    readonly fault: (fault: Fault) => void;
    /** Inputs that read a file or make up looks: they wait for nobody, and nothing of theirs may be lost. */
    readonly localInputs?: ReadonlySet<string>;
  }) {
    this.#pipeline = options.pipeline;
    this.#clock = options.clock;
    this.#fault = options.fault;
    this.#localInputs = options.localInputs ?? new Set();
    this.#standing = new StandingFaults((told) =>
      this.#report(told.code, told.subject, told.detail),
    );
    this.#clockSteps = new ClockSteps((detail) =>
      this.#report("CLOCK_STEP", "system clock", detail),
    );
    this.#intake = new SensorIntake({
      nowUs: () => this.#clock.nowUs(),
      later: (act) => void setImmediate(act),
      ingest: (event) => this.#ingestFirst(event),
      dropped: ({ inputId, sensorId, reason }) =>
        this.#rejected(inputId, { reason, sensor: sensorId }, 1, DROP_WORDS[reason](sensorId)),
    });
  }

  /** Runs until `signal` aborts. An adapter that fails is a fault, and is started again. */
  async run(adapters: readonly Adapter[], signal: AbortSignal): Promise<void> {
    this.#schedule();
    const running = adapters.map((adapter) =>
      supervise({
        adapter,
        sink: this.sink(adapter.id),
        signal,
        clock: this.#clock,
        mayEnd: this.#localInputs.has(adapter.id),
        failed: (detail) => this.#report("INPUT_FAILED", adapter.id, detail),
      }),
    );
    await this.#check(signal);
    this.#state = "stopping";
    this.#schedule();
    await Promise.all(running);
    // Whoever stops the post closes the channels next.
    this.#finishStep();
    this.#reportRejections(0);
  }

  /** Takes in the receipts that came while channels were closed; after this nothing reaches the pipeline. */
  finish(): void {
    this.#state = "stopping";
    this.#intake.finish();
    this.#finishStep();
    this.#flushReceipts();
    this.#state = "finished";
    this.#schedule();
  }

  sink(inputId: string): AdapterSink {
    const take = this.#localInputs.has(inputId)
      ? (event: SensorEvent) => this.ingest(event)
      : (event: SensorEvent) => this.#intake.offer(event, inputId);
    return {
      look: (look: Look, receivedUs: TimeUs) => this.#look(inputId, look, receivedUs, take),
      health: (sensorId: SensorId, status: SensorStatus, reason: string, receivedUs: TimeUs) =>
        this.#health(inputId, { type: "health", receivedUs, sensorId, status, reason }, take),
      report: (report) => this.#reported(inputId, report),
      rejected: (reason, count, detail) =>
        this.#rejected(inputId, { reason, sensor: null }, count, detail),
      link: (state, detail) => this.#link(inputId, state, detail),
    };
  }

  /** A channel answered. May be called from inside a step: it is taken in after it. */
  receipt(receipt: Receipt): void {
    this.#receipts.push(receipt);
    if (!this.#stepping && !this.#pipeline.isOpen) setImmediate(() => this.#flushReceipts());
  }

  /** Records what is wrong with something around the post; what `lasts` again and again, until the same is said to be over. */
  fault(told: ToldFault, lasts: boolean): void {
    this.#standing.take(told, lasts, this.#clock.nowUs());
  }

  /** What came of it; null where nothing is taken any more. */
  ingest(event: EngineEvent): PipelineStep | null {
    if (this.#state === "finished") return null;
    if (event.type === "configuration") this.#intake.configure(event.site);
    return this.#inStep(() => this.#pipeline.ingest(event));
  }

  /**
   * Takes in what nobody waits for the outcome of. Whenever warnings have left, the channels come first: their sockets are written
   * before what no warning waits for is worked out.
   */
  #ingestFirst(event: EngineEvent): void {
    if (this.#state === "finished") return;
    if (this.#inStep(() => this.#pipeline.ingestFirst(event))) setImmediate(() => this.#goOn());
  }

  #goOn(): void {
    if (this.#state === "finished") return;
    if (this.#inStep(() => this.#pipeline.goOn())) setImmediate(() => this.#goOn());
  }

  #finishStep(): void {
    this.#inStep(() => this.#pipeline.finish());
  }

  /** Calls into the pipeline. What came meanwhile is taken in once the step is done, in a turn of its own. */
  #inStep<T>(work: () => T): T {
    this.#stepping = true;
    let result: T;
    try {
      result = work();
    } finally {
      this.#stepping = false;
    }
    if (this.#pipeline.isOpen) return result;
    if (this.#receipts.length > 0) setImmediate(() => this.#flushReceipts());
    this.#schedule();
    return result;
  }

  #look(inputId: string, look: Look, receivedUs: TimeUs, take: (event: SensorEvent) => void): void {
    const check = Number.isFinite(receivedUs)
      ? checkLook(look)
      : { ok: false as const, problem: "receivedUs is not a time" };
    if (check.ok) take({ type: "look", receivedUs, look: check.look });
    else
      this.#rejected(
        inputId,
        { reason: "invalid look", sensor: null },
        1,
        `${nameText(look.sensorId)}: ${check.problem}`,
      );
  }

  #health(inputId: string, event: HealthEvent, take: (event: SensorEvent) => void): void {
    const problem = eventProblem(event);
    if (problem === null) take(event);
    else this.#malformed(inputId, event.type, problem);
  }

  #malformed(inputId: string, type: string, problem: string): void {
    this.#rejected(inputId, { reason: `invalid ${type}`, sensor: null }, 1, problem);
  }

  /** What authorities and defences say waits behind no sensor; who says too much is not heard for the rest of a second. */
  #reported(inputId: string, report: OutsideReport): void {
    // Whatever an input was written by: only people with accounts command, and no input speaks for them.
    if (!REPORTED.has(report.type)) {
      const reason = "not-a-report";
      this.#rejected(inputId, { reason, sensor: null }, 1, `no input may give a ${report.type}`);
      return;
    }
    const second = Math.floor(this.#clock.nowUs() / MICROS_PER_SECOND);
    const known = this.#reports.get(inputId);
    const count = known?.second === second ? known.count + 1 : 1;
    const problem = eventProblem(report);
    this.#reports.set(inputId, { second, count });
    if (count > REPORTS_PER_SECOND_MAX && !this.#localInputs.has(inputId))
      this.#rejected(
        inputId,
        { reason: "too-many-reports", sensor: null },
        1,
        `over ${REPORTS_PER_SECOND_MAX} a second`,
      );
    else if (problem !== null) this.#malformed(inputId, report.type, problem);
    else this.ingest(report);
  }

  /** A line that breaks is told at once, now and then while it is down, and once more when it is up again. */
  #link(inputId: string, state: "up" | "down", detail: string): void {
    const fault =
      this.#lines.get(inputId) ??
      new StandingFault((told) => this.#report("INPUT_FAILED", inputId, told));
    this.#lines.set(inputId, fault);
    if (state === "up") fault.ended(detail);
    else fault.holds(`${detail}; trying again`, this.#clock.nowUs());
  }

  #flushReceipts(): void {
    // After a step there will be another turn for them.
    if (this.#state === "finished" || this.#pipeline.isOpen) return;
    const receipts = this.#receipts;
    this.#receipts = [];
    for (const receipt of receipts) {
      this.ingest(receiptEvent(receipt, this.#clock.nowUs()));
      if (receipt.outcome === "failed")
        this.#report("CHANNEL_FAILED", answererText(receipt), receipt.detail);
    }
  }

  #rejected(
    input: string,
    of: { readonly reason: string; readonly sensor: string | null },
    count: number,
    detail: string,
  ): void {
    const key = JSON.stringify([input, of.reason, of.sensor]);
    const known = this.#rejections.get(key);
    if (known === undefined && this.#rejections.size >= REJECTIONS_MAX) return;
    const entry = known ?? {
      input,
      ...of,
      count: 0,
      reported: 0,
      detail,
      reportedUs: 0,
    };
    entry.count += count;
    entry.detail = detail;
    this.#rejections.set(key, entry);
    this.#reportRejections();
  }

  /** Each reason at once when it is new, and from then on its number whenever that has grown for a while. */
  #reportRejections(gatheredUs: number = REJECTIONS_GATHERED_US): void {
    const nowUs = this.#clock.nowUs();
    for (const entry of this.#rejections.values()) {
      if (entry.count === entry.reported) continue;
      if (nowUs - entry.reportedUs < gatheredUs) continue;
      const { input, reason, sensor, count } = entry;
      this.#fault({
        timeUs: nowUs,
        code: "INPUT_REJECTED",
        subject: `${input} ${reason}`,
        detail: `${count} times by now, last: ${entry.detail}`,
        tally: { input, reason, sensor, count },
      });
      entry.reported = entry.count;
      entry.reportedUs = nowUs;
    }
  }

  async #check(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.waitUntil(this.#clock.nowUs() + CHECK_EVERY_US, signal);
      this.#clockSteps.look(this.#clock.steppedByS(), this.#clock.nowUs());
      this.#standing.look(this.#clock.nowUs());
      this.#reportRejections();
    }
  }

  /** Sees to it that somebody wakes the pipeline in time. What is set for earlier looks again when it is due. */
  #schedule(): void {
    const wakeAtUs = this.#state === "running" ? this.#pipeline.wakeAtUs : null;
    if (this.#wake !== null) {
      if (wakeAtUs !== null && this.#wake.atUs <= wakeAtUs) return;
      this.#wake.cancel.abort();
      this.#wake = null;
    }
    if (wakeAtUs === null) return;
    const cancel = new AbortController();
    this.#wake = { atUs: wakeAtUs, cancel };
    void this.#wakeAt(wakeAtUs, cancel.signal);
  }

  async #wakeAt(wakeAtUs: TimeUs, cancelled: AbortSignal): Promise<void> {
    await this.#clock.waitUntil(wakeAtUs, cancelled);
    // Sockets have their turn before: what came while this thread had no time to read it was there before the silence that a tick stands for.
    do await turn();
    while (!cancelled.aborted && this.#isBehind(wakeAtUs));
    if (cancelled.aborted) return;
    this.#wake = null;
    this.#tickWhenDue();
  }

  #tickWhenDue(): void {
    this.#finishStep();
    const nowUs = this.#clock.nowUs();
    const { wakeAtUs } = this.#pipeline;
    if (wakeAtUs !== null && wakeAtUs <= nowUs)
      this.#ingestFirst({ type: "tick", receivedUs: nowUs });
    else this.#schedule();
  }

  /** Whether a tick that was due then is to wait for what was received before it. */
  #isBehind(dueUs: TimeUs): boolean {
    return this.#intake.waiting > 0 && this.#clock.nowUs() < dueUs + TICK_WAITS_US;
  }

  #report(code: FaultCode, subject: string, detail: string): void {
    this.#fault({ timeUs: this.#clock.nowUs(), code, subject, detail });
  }
}

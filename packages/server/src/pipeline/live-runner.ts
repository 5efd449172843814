import type { EngineEvent, Fault, FaultCode, SensorId, SensorStatus, TimeUs } from "@tocsin/core";
import { type Adapter, type AdapterSink, checkLook } from "@tocsin/sdk";
import type { Look } from "@tocsin/core";
import type { Pipeline } from "./pipeline.ts";
import { type Receipt, receiptEvent } from "./receipt.ts";
import { supervise } from "./supervise.ts";
import type { SystemClock } from "./system-clock.ts";

/** The wall clock is compared with the steady one this often. */
const CLOCK_CHECK_EVERY_MS = 2_000;
/** Rejections of one reason are gathered for so long before they are reported with their number. */
const REJECTIONS_GATHERED_US = 5_000_000;

/**
 * Runs the pipeline against the world: adapters feed it, the clock wakes it, receipts come back to it. Every
 * call into the pipeline is made from here, one after the other.
 */
export class LiveRunner {
  readonly #pipeline: Pipeline;
  readonly #clock: SystemClock;
  readonly #fault: (fault: Fault) => void;
  #timer: NodeJS.Timeout | undefined;
  #receipts: Receipt[] = [];
  #stepping = false;
  #rejections = new Map<string, { count: number; detail: string; reportedUs: TimeUs }>();
  #clockStepped = false;

  constructor(options: {
    readonly pipeline: Pipeline;
    readonly clock: SystemClock;
    readonly fault: (fault: Fault) => void;
  }) {
    this.#pipeline = options.pipeline;
    this.#clock = options.clock;
    this.#fault = options.fault;
  }

  /** Runs until `signal` aborts. An adapter that fails is a fault, and is started again. */
  async run(adapters: readonly Adapter[], signal: AbortSignal): Promise<void> {
    const check = setInterval(() => this.#checkClock(), CLOCK_CHECK_EVERY_MS);
    this.#schedule();
    const stopped = new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    const running = adapters.map((adapter) =>
      supervise({
        adapter,
        sink: this.sink(),
        signal,
        clock: this.#clock,
        failed: (detail) => this.#report("INPUT_FAILED", adapter.id, detail),
      }),
    );
    await stopped;
    await Promise.all(running);
    clearInterval(check);
    clearTimeout(this.#timer);
  }

  sink(): AdapterSink {
    return {
      look: (look: Look, receivedUs: TimeUs) => this.#look(look, receivedUs),
      health: (sensorId: SensorId, status: SensorStatus, reason: string, receivedUs: TimeUs) =>
        this.ingest({ type: "health", receivedUs, sensorId, status, reason }),
      rejected: (reason, count, detail) => this.#rejected(reason, count, detail),
    };
  }

  /** A channel answered. May be called from inside a step: it is taken in after it. */
  receipt(receipt: Receipt): void {
    this.#receipts.push(receipt);
    if (!this.#stepping) setImmediate(() => this.#flushReceipts());
  }

  ingest(event: EngineEvent): void {
    this.#stepping = true;
    try {
      this.#pipeline.ingest(event);
    } finally {
      this.#stepping = false;
    }
    if (this.#receipts.length > 0) setImmediate(() => this.#flushReceipts());
    this.#schedule();
  }

  #look(look: Look, receivedUs: TimeUs): void {
    const check = checkLook(look);
    if (check.ok) this.ingest({ type: "look", receivedUs, look: check.look });
    else this.#rejected("invalid look", 1, `${look.sensorId}: ${check.problem}`);
  }

  #flushReceipts(): void {
    const receipts = this.#receipts;
    this.#receipts = [];
    for (const receipt of receipts) {
      this.ingest(receiptEvent(receipt, this.#clock.nowUs()));
      if (receipt.outcome === "failed")
        this.#report("CHANNEL_FAILED", receipt.channelId, receipt.detail);
    }
  }

  #rejected(reason: string, count: number, detail: string): void {
    const nowUs = this.#clock.nowUs();
    const entry = this.#rejections.get(reason) ?? { count: 0, detail, reportedUs: 0 };
    entry.count += count;
    entry.detail = detail;
    this.#rejections.set(reason, entry);
    if (nowUs - entry.reportedUs < REJECTIONS_GATHERED_US) return;
    this.#report("INPUT_REJECTED", reason, `${entry.count} times by now, last: ${detail}`);
    entry.reportedUs = nowUs;
  }

  #checkClock(): void {
    const stepS = this.#clock.steppedByS();
    if (stepS !== 0 && !this.#clockStepped)
      this.#report(
        "CLOCK_STEP",
        "system clock",
        `was stepped by ${stepS.toFixed(1)} s; not followed until a restart`,
      );
    this.#clockStepped = stepS !== 0;
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    const wakeAtUs = this.#pipeline.wakeAtUs;
    if (wakeAtUs === null) return;
    const waitMs = Math.max(0, Math.ceil((wakeAtUs - this.#clock.nowUs()) / 1000));
    this.#timer = setTimeout(
      () => this.ingest({ type: "tick", receivedUs: Math.max(wakeAtUs, this.#clock.nowUs()) }),
      waitMs,
    );
  }

  #report(code: FaultCode, subject: string, detail: string): void {
    this.#fault({ timeUs: this.#clock.nowUs(), code, subject, detail });
  }
}

import type { RejectTally, TimeUs } from "@tocsin/core";
import type { PeopleCounts } from "../people/people-messages.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import type { SelfTestMetrics } from "../self-test/self-test.ts";

/** What the thread that protects counts, for the server's thread to show. Plain data; counts since the start. */
export interface PostMetrics {
  readonly looks: Readonly<Record<string, number>>;
  readonly detections: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly decisions: Readonly<Record<string, number>>;
  readonly warnings: Readonly<Record<string, number>>;
  /** By `channel outcome`. */
  readonly receipts: Readonly<Record<string, number>>;
  /** What came in and was not used. */
  readonly rejections: readonly RejectTally[];
  /** Records that wait for the disk. */
  readonly journalLag: number;
  /** Of the people's page; null where none is served. */
  readonly people: PeopleCounts | null;
  /** Of the post's tests of itself; null where there are none. */
  readonly selfTest: SelfTestMetrics | null;
  /** Seconds, each since the last report: reception of an event until it was recorded and acted on. */
  readonly eventSeconds: readonly number[];
  /** Reception of the look that led to it until the warning was handed to the channels. */
  readonly warningSeconds: readonly number[];
}

/** Single times that are kept until the next report; more are left out of the histogram. */
const TIMES_MAX = 5_000;
/** Different values of one label. */
const LABELS_MAX = 2_000;

/** Counts in the thread that protects: a few additions for each step. */
export class PostCounters {
  readonly #looks = new Map<string, number>();
  readonly #detections = new Map<string, number>();
  readonly #faults = new Map<string, number>();
  readonly #decisions = new Map<string, number>();
  readonly #warnings = new Map<string, number>();
  readonly #receipts = new Map<string, number>();
  readonly #rejections = new Map<string, RejectTally>();
  #eventSeconds: number[] = [];
  #warningSeconds: number[] = [];

  observe({ event, effects }: PipelineStep, nowUs: TimeUs): void {
    const seconds = event === null ? 0 : Math.max(0, nowUs - event.receivedUs) / 1e6;
    if (event !== null && this.#eventSeconds.length < TIMES_MAX) this.#eventSeconds.push(seconds);
    if (event?.type === "look") {
      add(this.#looks, event.look.sensorId, 1);
      add(this.#detections, event.look.sensorId, event.look.detections.length);
    }
    if (event?.type === "receipt") add(this.#receipts, `${event.channelId} ${event.outcome}`, 1);
    for (const effect of effects) {
      if (effect.type === "fault") {
        add(this.#faults, effect.fault.code, 1);
        this.#rejected(effect.fault.tally);
      }
      if (effect.type === "decision") add(this.#decisions, effect.decision.stage, 1);
      if (effect.type !== "warning") continue;
      add(this.#warnings, effect.warning.stage, 1);
      if (event?.type === "look" && this.#warningSeconds.length < TIMES_MAX)
        this.#warningSeconds.push(seconds);
    }
  }

  #rejected(tally: RejectTally | undefined): void {
    if (tally === undefined) return;
    const key = JSON.stringify([tally.input, tally.reason, tally.sensor]);
    if (this.#rejections.size < LABELS_MAX || this.#rejections.has(key))
      this.#rejections.set(key, tally);
  }

  /** What was counted; single times are given out once. */
  report(
    journalLag: number,
    people: PeopleCounts | null = null,
    selfTest: SelfTestMetrics | null = null,
  ): PostMetrics {
    const [eventSeconds, warningSeconds] = [this.#eventSeconds, this.#warningSeconds];
    [this.#eventSeconds, this.#warningSeconds] = [[], []];
    return {
      looks: Object.fromEntries(this.#looks),
      detections: Object.fromEntries(this.#detections),
      faults: Object.fromEntries(this.#faults),
      decisions: Object.fromEntries(this.#decisions),
      warnings: Object.fromEntries(this.#warnings),
      receipts: Object.fromEntries(this.#receipts),
      rejections: [...this.#rejections.values()],
      journalLag,
      people,
      selfTest,
      eventSeconds,
      warningSeconds,
    };
  }
}

function add(counts: Map<string, number>, key: string, count: number): void {
  const before = counts.get(key);
  if (before === undefined && counts.size >= LABELS_MAX) return;
  counts.set(key, (before ?? 0) + count);
}

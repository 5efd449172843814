import { PerformanceObserver } from "node:perf_hooks";
import { type Engine, type StepPieces, type Warning, warningKey } from "@tocsin/core";
import type { Journal } from "../src/journal/journal.ts";
import { mean, quantile } from "./statistics.ts";
import { openThreadAccount, type ThreadAccount } from "./thread-account.ts";

/**
 * What the time from bytes to a written warning goes into: the datagram into a look and its record; tracking, as far as the engine did it first; tracks that stood in line
 * before; the piece in which the warning arose; records made, and warnings worded and written; waits for the disk.
 */
export const LAP_PARTS = ["decoding", "tracking", "others", "own", "recording", "disk"] as const;
type LapPart = (typeof LAP_PARTS)[number];

/** Where the time of some warnings went, ms on average. */
export interface LapShares {
  readonly warnings: number;
  readonly totalMs: number;
  readonly partsMs: Readonly<Record<LapPart, number>>;
  /**
   * The same time by what the engine's thread did: on a processor, or in line for one while other threads had them, ours as well as others'. What is left it slept, for the disk.
   * Left out of figures from before it was noted; null in line where the system does not tell.
   */
  readonly processorMs?: number;
  readonly inLineMs?: number | null;
  /** Pieces of tracks in line, its own among them, that were worked on until it was written; left out of figures from before they were counted. */
  readonly piecesInLine?: number;
  /** Of it, the collector's pauses, whatever they fell on. */
  readonly collectingMs: number;
  /** How many of the collector's pauses fell on any of them, of how many that there were, most of them between two looks; left out of figures from before they were counted. */
  readonly pauses?: { readonly met: number; readonly of: number };
}

interface Lap {
  readonly part: LapPart;
  readonly ms: number;
  /** Of a piece, the warnings that arose in it. */
  readonly brought: readonly string[];
}
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}
interface TimedWarning extends Span {
  readonly partsMs: Readonly<Record<LapPart, number>>;
  readonly processorMs: number;
  readonly inLineMs: number | null;
  readonly piecesInLine: number;
}

const noParts = (): Record<LapPart, number> => ({
  decoding: 0,
  tracking: 0,
  others: 0,
  own: 0,
  recording: 0,
  disk: 0,
});

const NO_ACCOUNT: ThreadAccount = { processorMs: NaN, inLineMs: null };

const lessOrNull = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before;

const meanOrNull = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : mean(known);
};

const nameOf = (warning: Warning): string => `${warningKey(warning)} ${warning.version}`;

/** Follows each look through the post and notes what came before each of its warnings was written. */
export class WarningLaps {
  #beganMs = NaN;
  #lastMs = NaN;
  readonly #account = openThreadAccount();
  /** As it was when the look was handed in. */
  #accountBefore: ThreadAccount = NO_ACCOUNT;
  #laps: Lap[] = [];
  #timed: TimedWarning[] = [];
  #pauses: Span[] = [];
  /** Told of pauses a turn of the event loop later: they are laid beside the warnings by their times, after the fact. */
  readonly #collector = new PerformanceObserver((list) => this.#paused(list.getEntries()));

  constructor() {
    this.#collector.observe({ entryTypes: ["gc"] });
  }

  /** Before a datagram is handed in. */
  begin(): void {
    this.#laps = [];
    this.#accountBefore = this.#account();
    this.#beganMs = performance.now();
    this.#lastMs = this.#beganMs;
  }

  /** After it was: what is sent from now on is of no look. */
  end(): void {
    this.#beganMs = NaN;
  }

  /** What was timed so far was to warm up. */
  forget(): void {
    this.#paused(this.#collector.takeRecords());
    this.#timed = [];
    this.#pauses = [];
  }

  /** A warning was written; ms since its look was handed in, null where it is of none. */
  written(warning: Warning): number | null {
    if (Number.isNaN(this.#beganMs)) return null;
    this.#lap("recording");
    const name = nameOf(warning);
    const partsMs = noParts();
    for (const { part, ms, brought } of this.#laps)
      partsMs[part === "own" && !brought.includes(name) ? "others" : part] += ms;
    const after = this.#account();
    const before = this.#accountBefore;
    this.#timed.push({
      fromMs: this.#beganMs,
      toMs: this.#lastMs,
      partsMs,
      processorMs: after.processorMs - before.processorMs,
      inLineMs: lessOrNull(after.inLineMs, before.inLineMs),
      piecesInLine: this.#laps.filter(({ part }) => part === "own" || part === "others").length,
    });
    return this.#lastMs - this.#beganMs;
  }

  /** The same engine, whose pieces are noted. */
  engine(engine: Engine): Engine {
    return {
      step: (event) => engine.step(event),
      begin: (event) => this.#pieces(engine, engine.begin(event)),
      isUrgent: () => engine.isUrgent(),
      tracks: () => engine.tracks(),
      openWarnings: () => engine.openWarnings(),
      orders: () => engine.orders(),
      weather: () => engine.weather(),
      snapshot: () => engine.snapshot(),
      restore: (snapshot, terrain) => engine.restore(snapshot, terrain),
    };
  }

  /** The same journal, whose waits are noted. */
  journal(journal: Journal): Journal {
    return {
      append: (type, payload) => journal.append(type, payload),
      hasten: (sequence) => journal.hasten(sequence),
      durableSequence: () => journal.durableSequence(),
      lastSequence: () => journal.lastSequence(),
      faults: () => journal.faults(),
      onFault: (listener) => journal.onFault(listener),
      recovery: journal.recovery,
      publicKey: journal.publicKey,
      close: () => journal.close(),
      awaitDurable: (sequence, timeoutMs) => {
        this.#lap("recording");
        const isDurable = journal.awaitDurable(sequence, timeoutMs);
        this.#lap("disk");
        return isDurable;
      },
    };
  }

  /** Of the slowest of all, `share` of them. */
  slowest(share: number): LapShares {
    const totals = this.#timed.map(({ fromMs, toMs }) => toMs - fromMs);
    const least = quantile(totals, 1 - share);
    return this.#shares(this.#timed.filter(({ fromMs, toMs }) => toMs - fromMs >= least));
  }

  all(): LapShares {
    return this.#shares(this.#timed);
  }

  close(): void {
    this.#paused(this.#collector.takeRecords());
    this.#collector.disconnect();
  }

  #paused(pauses: readonly PerformanceEntry[]): void {
    for (const { startTime, duration } of pauses)
      this.#pauses.push({ fromMs: startTime, toMs: startTime + duration });
  }

  *#pieces(engine: Engine, pieces: StepPieces): StepPieces {
    let part: LapPart = "decoding";
    for (;;) {
      this.#lap(part);
      part = "recording";
      // What comes before tracks stand in line is the tracking of the look, or its rest.
      const isInLine = engine.isUrgent();
      const { done, value } = pieces.next();
      const brought =
        done === true
          ? []
          : value.flatMap((one) => (one.type === "warning" ? [nameOf(one.warning)] : []));
      this.#lap(isInLine ? (brought.length > 0 ? "own" : "others") : "tracking", brought);
      if (done === true) return value;
      yield value;
    }
  }

  #lap(part: LapPart, brought: readonly string[] = []): void {
    const nowMs = performance.now();
    this.#laps.push({ part, ms: nowMs - this.#lastMs, brought });
    this.#lastMs = nowMs;
  }

  #shares(timed: readonly TimedWarning[]): LapShares {
    const partsMs = noParts();
    for (const part of LAP_PARTS) partsMs[part] = mean(timed.map((one) => one.partsMs[part]));
    return {
      warnings: timed.length,
      totalMs: mean(timed.map(({ fromMs, toMs }) => toMs - fromMs)),
      partsMs,
      processorMs: mean(timed.map((one) => one.processorMs)),
      inLineMs: meanOrNull(timed.map((one) => one.inLineMs)),
      piecesInLine: mean(timed.map((one) => one.piecesInLine)),
      collectingMs: mean(timed.map((one) => this.#collectedMs(one))),
      pauses: {
        met: this.#pauses.filter((pause) => timed.some((one) => sharedMs(pause, one) > 0)).length,
        of: this.#pauses.length,
      },
    };
  }

  #collectedMs(warning: TimedWarning): number {
    return this.#pauses.reduce((sum, pause) => sum + sharedMs(pause, warning), 0);
  }
}

const sharedMs = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.toMs, b.toMs) - Math.max(a.fromMs, b.fromMs));

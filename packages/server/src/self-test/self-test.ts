import { MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import type { PictureSelfTest, SelfTestLink } from "@tocsin/sdk";
import type { LiveClock } from "../pipeline/live-runner.ts";
import { flyRound, type RoundTaps, type SelfTestRound } from "./fly-round.ts";
import { makeUpThreat, type MadeUpThreat } from "./made-up-threat.ts";
import { practise } from "./practise.ts";

/** A start has better things to do. */
const FIRST_AFTER_US = 5 * MICROS_PER_SECOND;
/** After one that failed the next begins sooner: somebody may be mending. */
const AGAIN_AFTER_US = 10 * MICROS_PER_SECOND;
/** The middle is that of so many. */
const ROUNDS_KEPT = 60;

export interface SelfTestOptions {
  readonly clock: LiveClock;
  readonly chance: () => number;
  readonly everyUs: number;
  readonly withinUs: number;
  /** Takes a fault of the way, which `lasts` until in the end `over: …`. */
  readonly fault: (detail: string, lasts?: boolean) => void;
  /** A round has ended: there is something new to see. */
  readonly changed: () => void;
  /** Whether the post is at rest, and may practise; absent: it does not. */
  readonly mayPractise?: () => boolean;
  /** When the first begins, counted from the start; absent: after five seconds. */
  readonly firstAfterUs?: number;
  /** Where the way is cut on purpose; absent: nowhere. */
  readonly taps?: Partial<RoundTaps>;
}

/** What metrics show of it: counts since the start. */
export interface SelfTestMetrics {
  readonly passed: number;
  readonly failed: number;
  readonly shown: PictureSelfTest;
}

/** Tests the way from a sensor's octets to a siren again and again, for as long as a post runs. */
export class SelfTest {
  readonly #options: SelfTestOptions;
  #threat: MadeUpThreat | null = null;
  #last: SelfTestRound | null = null;
  #lastUs: TimeUs | null = null;
  #passedUs: TimeUs | null = null;
  #roundTripMs: number | null = null;
  #roundTripsMs: number[] = [];
  #passed = 0;
  #failed = 0;
  /** The broken link that was told of last; null: it was never broken, or is no more. */
  #told: { readonly link: SelfTestLink | null } | null = null;

  constructor(options: SelfTestOptions) {
    this.#options = options;
  }

  /** Until `signal` aborts. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, everyUs, firstAfterUs = FIRST_AFTER_US } = this.#options;
    void this.#practise(signal);
    let dueUs = clock.nowUs() + firstAfterUs;
    for (;;) {
      await clock.waitUntil(dueUs, signal);
      if (signal.aborted) return;
      const beganUs = clock.nowUs();
      const round = await this.#fly(signal);
      // What a stop cuts short says nothing.
      if (signal.aborted) return;
      this.#take(round);
      const pauseUs = round.roundTripMs === null ? Math.min(AGAIN_AFTER_US, everyUs) : everyUs;
      dueUs = Math.max(beganUs + pauseUs, clock.nowUs());
    }
  }

  shown(): PictureSelfTest {
    const last = this.#last;
    return {
      state: last === null ? "waiting" : last.roundTripMs === null ? "failed" : "passed",
      everyS: this.#options.everyUs / MICROS_PER_SECOND,
      lastUs: this.#lastUs,
      passedUs: this.#passedUs,
      roundTripMs: this.#roundTripMs,
      medianMs: medianOf(this.#roundTripsMs),
      passedMs: last?.passedMs ?? {},
      broken: last?.broken ?? null,
      detail: last === null || last.roundTripMs !== null ? "" : this.#failureText(last),
    };
  }

  metrics(): SelfTestMetrics {
    return { passed: this.#passed, failed: this.#failed, shown: this.shown() };
  }

  async #fly(signal: AbortSignal): Promise<SelfTestRound> {
    const { clock, chance, withinUs, taps = {} } = this.#options;
    try {
      this.#threat ??= makeUpThreat();
      return await flyRound({ threat: this.#threat, clock, chance, withinUs, signal, taps });
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      return { roundTripMs: null, passedMs: {}, broken: "input", trouble };
    }
  }

  /** Once: what the compiler has made of it lasts as long as the rounds go on to use it. */
  async #practise(signal: AbortSignal): Promise<void> {
    const { clock, chance, fault, mayPractise } = this.#options;
    if (mayPractise === undefined) return;
    try {
      await practise({ clock, chance, isWanted: mayPractise, signal });
    } catch (error) {
      fault(`practice: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #take(round: SelfTestRound): void {
    const { clock, fault, changed } = this.#options;
    const nowUs = clock.nowUs();
    this.#last = round;
    this.#lastUs = nowUs;
    if (round.roundTripMs === null) {
      this.#failed++;
      if (this.#told === null || this.#told.link !== round.broken)
        fault(this.#failureText(round), true);
      this.#told = { link: round.broken };
    } else {
      this.#passed++;
      this.#passedUs = nowUs;
      this.#roundTripMs = round.roundTripMs;
      this.#roundTripsMs = [...this.#roundTripsMs, round.roundTripMs].slice(-ROUNDS_KEPT);
      if (this.#told !== null) fault(`over: it came through in ${secondsText(round.roundTripMs)}`);
      this.#told = null;
    }
    changed();
  }

  #failureText({ broken, trouble }: SelfTestRound): string {
    const within = secondsText(this.#options.withinUs / 1_000);
    const why = trouble === "" ? "" : `; ${trouble}`;
    return `${broken ?? "input"}: ${BROKEN_TEXT[broken ?? "input"]} within ${within}${why}`;
  }
}

const BROKEN_TEXT: Readonly<Record<SelfTestLink, string>> = {
  input: "the octets of a sensor made no look",
  tracking: "no object was confirmed of what was seen",
  assessment: "no area was found to be threatened",
  warning: "no warning followed from the decision",
  channel: "the warning did not leave by the channel",
  siren: "the siren did not take the warning for true, or did not hear it",
  receipt: "the siren's answer was not taken in",
};

const secondsText = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

import { MICROS_PER_SECOND, type Mode, type TimeUs } from "@tocsin/core";
import type { Cancellation, Clock } from "@tocsin/sdk";
import type { ErasureReport } from "../journal/erase-records.ts";
import type { Journal } from "../journal/journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { askThread } from "./ask-thread.ts";

/** A start has better things to do, and by then there is a snapshot that a restart can go on from. */
const FIRST_AFTER_US = 600 * MICROS_PER_SECOND;
const EVERY_US = 6 * 3_600 * MICROS_PER_SECOND;
const DAY_US = 86_400 * MICROS_PER_SECOND;

export interface RetentionOptions {
  readonly keepRawDays: number;
  readonly mode: Mode;
  readonly clock: Clock;
  readonly signal: Cancellation;
  readonly journal: Pick<Journal, "append">;
  /** Erases what is older, and says how much that was. */
  readonly expire: (beforeUs: TimeUs) => Promise<ErasureReport>;
  readonly failed: (detail: string) => void;
}

/** Lets raw records expire for as long as a post runs, and records what was erased, by which rule. */
export async function keepRetention(options: RetentionOptions): Promise<void> {
  const { clock, signal } = options;
  let dueUs = clock.nowUs() + FIRST_AFTER_US;
  for (;;) {
    await clock.waitUntil(dueUs, signal);
    if (signal.aborted) return;
    try {
      await expireOnce(options);
    } catch (error) {
      options.failed(error instanceof Error ? error.message : String(error));
    }
    dueUs = clock.nowUs() + EVERY_US;
  }
}

async function expireOnce(options: RetentionOptions): Promise<void> {
  const { keepRawDays, clock, mode, journal } = options;
  const beforeUs = clock.nowUs() - keepRawDays * DAY_US;
  const { erased, rewritten, skipped } = await options.expire(beforeUs);
  if (erased === 0) return;
  const account = {
    mode,
    timeUs: clock.nowUs(),
    by: "journal.keep_raw_days",
    reason: `raw records are kept for ${keepRawDays} days`,
    erased,
    beforeUs,
    rewritten,
    skipped,
  };
  journal.append(RECORD_TYPES.erasure, Buffer.from(JSON.stringify(account), "utf8"));
}

/** {@link RetentionOptions.expire} in a thread of its own. */
export function expireInThread(
  workerData: { readonly directory: string; readonly beforeUs: TimeUs },
  still: (detail: string) => void,
): Promise<ErasureReport> {
  const module = new URL("./retention-worker.ts", import.meta.url);
  return askThread({ name: "retention", module, workerData, still });
}

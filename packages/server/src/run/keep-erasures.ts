import { MICROS_PER_SECOND, type Mode } from "@tocsin/core";
import type { Cancellation, Clock } from "@tocsin/sdk";
import type { ErasureReport } from "../journal/erase-records.ts";
import type { Journal } from "../journal/journal.ts";
import { RECORD_TYPES } from "../journal/record-type.ts";
import { askThread } from "./ask-thread.ts";

/** The server's thread takes the order into its store within this. */
const SOON_US = 5 * MICROS_PER_SECOND;
/** What lay in the open segment goes by and by. */
const EVERY_US = 3_600 * MICROS_PER_SECOND;

export interface ErasureOptions {
  readonly mode: Mode;
  readonly clock: Clock;
  readonly signal: Cancellation;
  readonly journal: Pick<Journal, "append">;
  /** Erases what is ordered, as far as it can; null: nothing is. */
  readonly erase: () => Promise<ErasureReport | null>;
  readonly failed: (detail: string) => void;
}

/** Carries out orders to erase persons for as long as a post runs. The answer is to be called when one was given. */
export function keepErasures(options: ErasureOptions): () => void {
  const { clock, signal } = options;
  let running: Promise<void> = Promise.resolve();
  const eraseOnce = (): void => {
    running = running.then(() =>
      erase(options).catch((error: unknown) =>
        options.failed(error instanceof Error ? error.message : String(error)),
      ),
    );
  };
  const after = async (waitUs: number): Promise<void> => {
    await clock.waitUntil(clock.nowUs() + waitUs, signal);
    if (!signal.aborted) eraseOnce();
  };
  const keep = async (): Promise<void> => {
    while (!signal.aborted) await after(EVERY_US);
  };
  void keep();
  return () => void after(SOON_US);
}

async function erase({ erase: eraseOrdered, clock, mode, journal }: ErasureOptions): Promise<void> {
  const report = await eraseOrdered();
  if (report !== null) recordErasure(journal, report, { mode, timeUs: clock.nowUs() });
}

/** Keeps in the record that something was taken out of it. */
export function recordErasure(
  journal: Pick<Journal, "append">,
  { erased, rewritten, skipped }: ErasureReport,
  at: { readonly mode: Mode; readonly timeUs: number },
): void {
  if (erased === 0) return;
  const account = {
    ...at,
    by: "tocsin account erase",
    reason: "persons were erased",
    erased,
    rewritten,
    skipped,
  };
  journal.append(RECORD_TYPES.erasure, Buffer.from(JSON.stringify(account), "utf8"));
}

/** {@link ErasureOptions.erase} in a thread of its own. */
export function eraseInThread(
  workerData: { readonly directory: string; readonly dataDir: string },
  still: (detail: string) => void,
): Promise<ErasureReport | null> {
  const module = new URL("./erasure-worker.ts", import.meta.url);
  return askThread({ name: "erasure", module, workerData, still });
}

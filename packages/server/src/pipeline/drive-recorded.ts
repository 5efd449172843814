import { type EngineEvent, MICROS_PER_SECOND, type TimeUs } from "@tocsin/core";
import type { Pipeline } from "./pipeline.ts";
import { type Receipt, receiptEvent } from "./receipt.ts";

/** After the last event of a recording, time goes on until everything has settled, for at most this long. */
const AFTERMATH_US = 900 * MICROS_PER_SECOND;

export interface DriveOptions {
  readonly events: AsyncIterable<EngineEvent> | Iterable<EngineEvent>;
  readonly pipeline: Pipeline;
  /** Called after every warning: waits until the channels have answered, and gives their receipts in a fixed
   * order, so that they fall at the same place in every run. */
  readonly settle: () => Promise<readonly Receipt[]>;
  /** Waits until a recorded time is due; absent, the recording runs as fast as it goes. */
  readonly pace?: (timeUs: TimeUs) => Promise<void>;
  readonly progress?: (done: DriveProgress) => void;
  readonly cancelled?: () => boolean;
}
export interface DriveProgress {
  readonly events: number;
  readonly timeUs: TimeUs;
}

/** Yield to the event loop this often, so that Ctrl-C and progress get through. */
const YIELD_EVERY_EVENTS = 2_000;

/**
 * Runs a recording or a scenario through the pipeline: its events at their recorded times, and between them
 * the ticks that a clock would have sent.
 */
export async function driveRecorded(options: DriveOptions): Promise<DriveProgress> {
  const { pipeline, settle } = options;
  let events = 0;
  let nowUs: TimeUs = 0;
  const ingest = async (event: EngineEvent): Promise<void> => {
    await options.pace?.(event.receivedUs);
    nowUs = Math.max(nowUs, event.receivedUs);
    const step = pipeline.ingest(event);
    if (!step.effects.some((effect) => effect.type === "warning")) return;
    for (const receipt of await settle()) pipeline.ingest(receiptEvent(receipt, nowUs));
  };
  const tickUpTo = async (timeUs: TimeUs): Promise<void> => {
    while (pipeline.wakeAtUs !== null && pipeline.wakeAtUs < timeUs) {
      if (options.cancelled?.() === true) return;
      await ingest({ type: "tick", receivedUs: pipeline.wakeAtUs });
    }
  };
  for await (const event of options.events) {
    if (options.cancelled?.() === true) return { events, timeUs: nowUs };
    await tickUpTo(event.receivedUs);
    await ingest(event);
    events++;
    if (events % YIELD_EVERY_EVENTS === 0) {
      options.progress?.({ events, timeUs: nowUs });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await tickUpTo(nowUs + AFTERMATH_US);
  return { events, timeUs: nowUs };
}

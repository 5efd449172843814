import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { channelId, createEngine, ENGINE_VERSION, type TimeUs } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import { readVersion } from "../src/cli/version.ts";
import type { Journal } from "../src/journal/journal.ts";
import { openJournalThreaded } from "../src/journal/threaded-journal.ts";
import { Pipeline } from "../src/pipeline/pipeline.ts";
import { type Receipt, receiptEvent } from "../src/pipeline/receipt.ts";
import { WarningDispatcher } from "../src/pipeline/warning-dispatcher.ts";
import { scenarioSite } from "./bench-site.ts";
import { processorSeconds } from "./processor-time.ts";
import { generateScenario, SCENARIO_START_US } from "./scenario.ts";
import { scenarioEvents, tickUpTo } from "./scenario-events.ts";
import { type Quantiles, quantiles, type Spread, spread } from "./statistics.ts";

export interface PipelineOptionsOfBench {
  readonly objects: readonly number[];
  readonly seed: number;
  /** Scenarios of each size, after one to warm up. */
  readonly scenarios: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}
export interface PipelineResult {
  readonly objects: number;
  readonly looks: number;
  /** By each second that the pipeline's thread had of the processor; the journal's thread is not counted. */
  readonly detectionsPerSecond: Spread;
  /** From handing a look in to the end of its step: decided, and everything recorded. */
  readonly lookMs: Quantiles;
  /** Processor time of the same. */
  readonly lookProcessorMs: Quantiles;
  /** From handing a look in to handing a warning to a channel, its record on the disk. */
  readonly warningMs: Quantiles;
  /** Warnings that left before the disk had confirmed their record. */
  readonly unrecorded: number;
}

/** What a live post does between two looks: let the journal catch up. */
const POLL_MS = 1;
const DISK_PATIENCE_MS = 10_000;

interface Samples {
  readonly speeds: number[];
  readonly lookMs: number[];
  readonly lookProcessorMs: number[];
  readonly warningMs: number[];
  unrecorded: number;
}

const noSamples = (): Samples => ({
  speeds: [],
  lookMs: [],
  lookProcessorMs: [],
  warningMs: [],
  unrecorded: 0,
});

/** Looks go in one by one, each after the journal has caught up, as they would a second apart; ticks are not timed. */
export async function pipelineSection(
  options: PipelineOptionsOfBench,
): Promise<readonly PipelineResult[]> {
  const results: PipelineResult[] = [];
  for (const objects of options.objects) {
    const samples = noSamples();
    for (let run = -1; run < options.scenarios; run++) {
      const seed = options.seed + 100 + run;
      options.progress(`pipeline, ${objects} objects, ${run < 0 ? "warm-up" : `seed ${seed}`}`);
      const into = run < 0 ? noSamples() : samples;
      await runScenario({ objects, seed, folder: join(options.folder, "pipeline") }, into);
    }
    results.push({
      objects,
      looks: samples.lookMs.length,
      detectionsPerSecond: spread(samples.speeds),
      lookMs: quantiles(samples.lookMs),
      lookProcessorMs: quantiles(samples.lookProcessorMs),
      warningMs: quantiles(samples.warningMs),
      unrecorded: samples.unrecorded,
    });
  }
  return results;
}

async function runScenario(
  { objects, seed, folder }: { objects: number; seed: number; folder: string },
  samples: Samples,
): Promise<void> {
  mkdirSync(folder);
  const site = scenarioSite(objects);
  const scenario = generateScenario({ objects, seed });
  let nowUs = SCENARIO_START_US;
  const journal = await openJournalThreaded(folder, { nowUs: () => nowUs });
  let handedInMs = NaN;
  let receipts: Receipt[] = [];
  const channel: Channel = {
    id: channelId("bench"),
    modes: [site.mode],
    send: (message) => {
      if (!Number.isNaN(handedInMs)) samples.warningMs.push(performance.now() - handedInMs);
      if (!message.recorded) samples.unrecorded++;
      return Promise.resolve({ outcome: "delivered", detail: "" });
    },
    close: () => Promise.resolve(),
  };
  const receipt = (one: Receipt): number => receipts.push(one);
  const dispatcher = new WarningDispatcher({ channels: [channel], site, receipt });
  const pipeline = new Pipeline({
    engine: createEngine(),
    journal,
    mode: site.mode,
    send: (warning, recorded) => dispatcher.dispatch(warning, recorded),
  });
  pipeline.begin(session(seed));
  let processorS = 0;
  const ingest = (event: Parameters<Pipeline["ingest"]>[0]): TimeUs | null => {
    nowUs = event.receivedUs;
    const before = processorSeconds();
    const begun = performance.now();
    handedInMs = event.type === "look" ? begun : NaN;
    pipeline.ingest(event);
    const tookMs = performance.now() - begun;
    const tookProcessorS = processorSeconds() - before;
    processorS += tookProcessorS;
    if (event.type === "look") {
      samples.lookMs.push(tookMs);
      samples.lookProcessorMs.push(1000 * tookProcessorS);
    }
    return pipeline.wakeAtUs;
  };
  for (const event of scenarioEvents(scenario, site)) {
    tickUpTo(event.receivedUs, pipeline.wakeAtUs, ingest);
    await caughtUp(journal);
    ingest(event);
    await dispatcher.settled();
    for (const one of receipts) ingest(receiptEvent(one, nowUs));
    receipts = [];
  }
  samples.speeds.push(scenario.detections / processorS);
  await dispatcher.close();
  await journal.close();
  rmSync(folder, { recursive: true });
}

const session = (seed: number) => ({
  startedUs: SCENARIO_START_US,
  tocsinVersion: readVersion(),
  engineVersion: ENGINE_VERSION,
  nodeVersion: process.version,
  source: `benchmark scenario, seed ${seed}`,
});

async function caughtUp(journal: Journal): Promise<void> {
  for (let waitedMs = 0; journal.durableSequence() < journal.lastSequence(); waitedMs += POLL_MS) {
    if (waitedMs > DISK_PATIENCE_MS) throw new Error("the journal does not catch up");
    await wait(POLL_MS);
  }
}

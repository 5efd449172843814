import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import {
  createEngine,
  ENGINE_VERSION,
  type EngineEffect,
  type EngineEvent,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import { AsterixAssembler, type AsterixOutput } from "../src/adapters/asterix/assembler.ts";
import { readVersion } from "../src/cli/version.ts";
import type { Journal } from "../src/journal/journal.ts";
import { openJournalThreaded } from "../src/journal/threaded-journal.ts";
import { Pipeline } from "../src/pipeline/pipeline.ts";
import { type Receipt, receiptEvent } from "../src/pipeline/receipt.ts";
import { WarningDispatcher } from "../src/pipeline/warning-dispatcher.ts";
import { processorSeconds } from "./processor-time.ts";
import { type BenchScenario, SCENARIO_START_US } from "./scenario.ts";
import { CONFIGURED_US, SCENARIO_SENSOR, scenarioDatagrams } from "./scenario-datagrams.ts";
import { tickUpTo } from "./scenario-events.ts";
import type { WarningLaps } from "./warning-laps.ts";

/** What a live post does between two looks: let the journal catch up. */
const POLL_MS = 1;
/** Of the time between two looks, so much is let pass before each: the journal's thread makes room in it. */
const PAUSE_MS = 30;
const DISK_PATIENCE_MS = 10_000;

/** What a datagram came to. */
export interface HandedIn {
  readonly detections: number;
  /** Processor time of this thread. */
  readonly tookS: number;
}
export type BenchPost = Awaited<ReturnType<typeof openBenchPost>>;

/** A post as it runs live, but for its clock: decoder, engine, threaded journal, and the channels that it is given. `laps`: what times its parts. */
export async function openBenchPost(
  folder: string,
  site: SiteModel,
  channels: readonly Channel[],
  laps?: WarningLaps,
) {
  mkdirSync(folder);
  let nowUs = CONFIGURED_US;
  let processorS = 0;
  let receipts: Receipt[] = [];
  const journal = await openJournalThreaded(folder, { nowUs: () => nowUs });
  const receipt = (one: Receipt): number => receipts.push(one);
  const dispatcher = new WarningDispatcher({ channels, site, receipt });
  const engine = createEngine();
  const pipeline = new Pipeline({
    engine: laps?.engine(engine) ?? engine,
    journal: laps?.journal(journal) ?? journal,
    mode: site.mode,
    prepare: (warning) => dispatcher.prepare(warning),
    send: (warning, recorded) => dispatcher.dispatch(warning, recorded),
    observe: ({ effects }) => refuseDefects(effects),
  });
  const assembler = new AsterixAssembler({ sensors: [SCENARIO_SENSOR] });
  const timed = (work: () => void): number => {
    const before = processorSeconds();
    work();
    const tookS = processorSeconds() - before;
    processorS += tookS;
    return tookS;
  };
  const step = (event: EngineEvent): TimeUs | null => {
    nowUs = event.receivedUs;
    timed(() => pipeline.ingest(event));
    return pipeline.wakeAtUs;
  };
  const handIn = (payload: Uint8Array, receivedUs: TimeUs): HandedIn => {
    nowUs = receivedUs;
    let detections = 0;
    const tookS = timed(() => {
      for (const output of assembler.push(payload, receivedUs)) {
        const event = eventOf(output, receivedUs);
        if (event?.type === "look") detections += event.look.detections.length;
        if (event !== null) pipeline.ingest(event);
      }
    });
    return { detections, tookS };
  };
  const takeReceipts = async (): Promise<void> => {
    await dispatcher.settled();
    for (const one of receipts) pipeline.ingest(receiptEvent(one, nowUs));
    receipts = [];
  };
  const close = async (): Promise<void> => {
    await dispatcher.close();
    await journal.close();
    rmSync(folder, { recursive: true });
  };
  return {
    pipeline,
    journal,
    step,
    handIn,
    takeReceipts,
    close,
    processorS: () => processorS,
    nowUs: () => nowUs,
  };
}

/** Datagrams go in one by one, each after the journal has caught up, as they would a second apart. */
export async function playScenario(
  post: BenchPost,
  scenario: BenchScenario,
  site: SiteModel,
  hooks: {
    /** Right before a datagram goes in, and right after. */
    readonly before: () => void;
    readonly handedIn: (handed: HandedIn) => void;
    /** When every channel has answered. */
    readonly settled: () => Promise<void>;
  },
): Promise<void> {
  post.pipeline.begin(session(scenario.seed));
  post.step({ type: "configuration", receivedUs: CONFIGURED_US, site });
  for (const { receivedUs, payload } of scenarioDatagrams(scenario)) {
    tickUpTo(receivedUs, post.pipeline.wakeAtUs, post.step);
    await caughtUp(post.journal);
    await wait(PAUSE_MS);
    hooks.before();
    hooks.handedIn(post.handIn(payload, receivedUs));
    await post.takeReceipts();
    await hooks.settled();
  }
}

/** An engine that gives up its steps is fast, and no figure of it means anything. */
function refuseDefects(effects: readonly EngineEffect[]): void {
  for (const effect of effects)
    if (effect.type === "fault" && effect.fault.code === "ENGINE_DEFECT")
      throw new Error(`the engine has a defect: ${effect.fault.detail}`);
}

function eventOf(output: AsterixOutput, receivedUs: TimeUs): EngineEvent | null {
  if (output.type === "look") return { type: "look", receivedUs, look: output.look };
  if (output.type === "reject") return null;
  const { sensorId, status, reason } = output;
  return { type: "health", receivedUs, sensorId, status, reason };
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

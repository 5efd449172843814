import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  channelId,
  createEngine,
  ENGINE_VERSION,
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
import { scenarioSite } from "./bench-site.ts";
import { processorSeconds } from "./processor-time.ts";
import { generateScenario, SCENARIO_START_US } from "./scenario.ts";
import { CONFIGURED_US, SCENARIO_SENSOR, scenarioDatagrams } from "./scenario-datagrams.ts";
import { tickUpTo } from "./scenario-events.ts";
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
  /** From handing a scan's datagram in to the end of its step: decoded, decided, and everything recorded. */
  readonly lookMs: Quantiles;
  /** Processor time of the same. */
  readonly lookProcessorMs: Quantiles;
  /** From handing a datagram in to having written a warning to a connection, its record on the disk. */
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

/** Datagrams go in one by one, each after the journal has caught up, as they would a second apart; ticks are not timed. */
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
  const site = scenarioSite(objects);
  const scenario = generateScenario({ objects, seed });
  const post = await openPost(folder, site, samples);
  post.pipeline.begin(session(seed));
  post.step({ type: "configuration", receivedUs: CONFIGURED_US, site });
  for (const { receivedUs, payload } of scenarioDatagrams(scenario)) {
    tickUpTo(receivedUs, post.pipeline.wakeAtUs, post.step);
    await caughtUp(post.journal);
    post.handIn(payload, receivedUs);
    await post.takeReceipts();
  }
  samples.speeds.push(scenario.detections / post.processorS());
  await post.close();
}

/** A post as it runs live, but for its clock: decoder, engine, threaded journal, one channel that writes to a connection. */
async function openPost(folder: string, site: SiteModel, samples: Samples) {
  mkdirSync(folder);
  let nowUs = CONFIGURED_US;
  let handedInMs = NaN;
  let processorS = 0;
  let receipts: Receipt[] = [];
  const journal = await openJournalThreaded(folder, { nowUs: () => nowUs });
  const client = await connectClient();
  const channel: Channel = {
    id: channelId("bench"),
    modes: [site.mode],
    send: (message) => {
      client.write(`${JSON.stringify(message)}\n`);
      if (!Number.isNaN(handedInMs)) samples.warningMs.push(performance.now() - handedInMs);
      if (!message.recorded) samples.unrecorded++;
      return Promise.resolve({ outcome: "delivered", detail: "" });
    },
    close: () => client.close(),
  };
  const receipt = (one: Receipt): number => receipts.push(one);
  const dispatcher = new WarningDispatcher({ channels: [channel], site, receipt });
  const pipeline = new Pipeline({
    engine: createEngine(),
    journal,
    mode: site.mode,
    send: (warning, recorded) => dispatcher.dispatch(warning, recorded),
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
  const handIn = (payload: Uint8Array, receivedUs: TimeUs): void => {
    nowUs = receivedUs;
    let detections = 0;
    handedInMs = performance.now();
    const tookS = timed(() => {
      for (const output of assembler.push(payload, receivedUs)) {
        const event = eventOf(output, receivedUs);
        if (event?.type === "look") detections += event.look.detections.length;
        if (event !== null) pipeline.ingest(event);
      }
    });
    if (detections > 0) {
      samples.lookMs.push(performance.now() - handedInMs);
      samples.lookProcessorMs.push(1000 * tookS);
    }
    handedInMs = NaN;
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
  return { pipeline, journal, step, handIn, takeReceipts, close, processorS: () => processorS };
}

function eventOf(output: AsterixOutput, receivedUs: TimeUs): EngineEvent | null {
  if (output.type === "look") return { type: "look", receivedUs, look: output.look };
  if (output.type === "reject") return null;
  const { sensorId, status, reason } = output;
  return { type: "health", receivedUs, sensorId, status, reason };
}

/** A connection on this machine, whose other end reads everything and keeps nothing. */
async function connectClient() {
  const server = createServer((socket) => socket.resume());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port was given");
  const socket = connect(address.port, "127.0.0.1");
  await once(socket, "connect");
  return {
    write: (frame: string) => socket.write(frame),
    close: async (): Promise<void> => {
      socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
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

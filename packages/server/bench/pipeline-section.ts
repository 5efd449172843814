import { once } from "node:events";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { channelId } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import { SystemClock } from "../src/pipeline/system-clock.ts";
import { practise } from "../src/self-test/practise.ts";
import { openBenchPost, playScenario } from "./bench-post.ts";
import { scenarioSite } from "./bench-site.ts";
import { generateScenario } from "./scenario.ts";
import { processorSeconds } from "./processor-time.ts";
import { type Quantiles, quantiles, type Spread, spread } from "./statistics.ts";
import { type LapShares, WarningLaps } from "./warning-laps.ts";

export interface PipelineOptionsOfBench {
  readonly objects: readonly number[];
  readonly seed: number;
  /** Scenarios of each size at least, after one that makes room and is not counted … */
  readonly scenarios: number;
  /** … and more of them until there are so many warnings: of 200 warnings a p99 is the second slowest, and luck. */
  readonly warningsLeast: number;
  /** Practises first, as every post does when it has started. */
  readonly practises: boolean;
  readonly folder: string;
  readonly progress: (text: string) => void;
}
export interface PipelineResult {
  readonly objects: number;
  readonly looks: number;
  /** Left out of figures from before it was counted. */
  readonly scenarios?: number;
  /** By each second that the pipeline's thread had of the processor; the journal's thread is not counted. */
  readonly detectionsPerSecond: Spread;
  /** From handing a scan's datagram in to the end of its step: decoded, decided, and everything recorded. */
  readonly lookMs: Quantiles;
  /** Processor time of the same. */
  readonly lookProcessorMs: Quantiles;
  /** From handing a datagram in to having written a warning to a connection, its record on the disk. */
  readonly warningMs: Quantiles;
  /** Processor time of the same; left out of figures from before it was measured. */
  readonly warningProcessorMs?: Quantiles;
  /** Warnings that left before the disk had confirmed their record. */
  readonly unrecorded: number;
  /** The process had practised as a post does; left out of figures from before that. */
  readonly practised?: boolean;
  /** What the time of all warnings went into, and that of the slowest; left out of figures from before it was noted. */
  readonly laps?: { readonly all: LapShares; readonly slowest: LapShares };
}

/** Of the warnings, the slowest whose time is told apart. */
export const SLOWEST_SHARE = 0.02;

/** However few warnings they led to. */
const SCENARIOS_MAX = 80;

interface Samples {
  readonly speeds: number[];
  readonly lookMs: number[];
  readonly lookProcessorMs: number[];
  readonly warningMs: number[];
  readonly warningProcessorMs: number[];
  unrecorded: number;
}

const noSamples = (): Samples => ({
  speeds: [],
  lookMs: [],
  lookProcessorMs: [],
  warningMs: [],
  warningProcessorMs: [],
  unrecorded: 0,
});

/** Each scan's datagram is timed, and no tick. */
export async function pipelineSection(
  options: PipelineOptionsOfBench,
): Promise<readonly PipelineResult[]> {
  if (options.practises) await practiseAsPost(options.progress);
  const results: PipelineResult[] = [];
  for (const objects of options.objects) {
    const samples = noSamples();
    const laps = new WarningLaps();
    let scenarios = 0;
    for (let run = -1; wantsMore(options, run, samples); run++) {
      scenarios = run + 1;
      const seed = options.seed + 100 + run;
      options.progress(`pipeline, ${objects} objects, ${run < 0 ? "warm-up" : `seed ${seed}`}`);
      const into = run < 0 ? noSamples() : samples;
      await runScenario({ objects, seed, folder: join(options.folder, "pipeline"), laps }, into);
      if (run < 0) laps.forget();
    }
    laps.close();
    results.push({
      objects,
      looks: samples.lookMs.length,
      scenarios,
      detectionsPerSecond: spread(samples.speeds),
      lookMs: quantiles(samples.lookMs),
      lookProcessorMs: quantiles(samples.lookProcessorMs),
      warningMs: quantiles(samples.warningMs),
      warningProcessorMs: quantiles(samples.warningProcessorMs),
      unrecorded: samples.unrecorded,
      practised: options.practises,
      laps: { all: laps.all(), slowest: laps.slowest(SLOWEST_SHARE) },
    });
  }
  return results;
}

/** Minutes in real time, as a post takes them: the compiler works beside it, and would not keep up with less. */
async function practiseAsPost(progress: (text: string) => void): Promise<void> {
  const clock = new SystemClock();
  const { signal } = new AbortController();
  progress("pipeline, a post's practice");
  const { warnings } = await practise({ clock, chance: () => 0.5, isWanted: () => true, signal });
  if (warnings === 0) throw new Error("the practice warned nobody");
}

/** Whether one more is to be run after so many. */
const wantsMore = (
  { scenarios, warningsLeast }: PipelineOptionsOfBench,
  done: number,
  { warningMs }: Samples,
): boolean => done < scenarios || (done < SCENARIOS_MAX && warningMs.length < warningsLeast);

async function runScenario(
  {
    objects,
    seed,
    folder,
    laps,
  }: { objects: number; seed: number; folder: string; laps: WarningLaps },
  samples: Samples,
): Promise<void> {
  const site = scenarioSite(objects);
  const scenario = generateScenario({ objects, seed });
  let handedInMs = NaN;
  let handedInS = NaN;
  const client = await connectClient();
  const channel: Channel = {
    id: channelId("bench"),
    modes: [site.mode],
    send: (message) => {
      client.write(`${JSON.stringify(message)}\n`);
      const tookMs = laps.written(message.warning);
      if (tookMs !== null) {
        samples.warningMs.push(tookMs);
        samples.warningProcessorMs.push(1000 * (processorSeconds() - handedInS));
      }
      if (!message.recorded) samples.unrecorded++;
      return Promise.resolve({ outcome: "delivered", detail: "" });
    },
    close: () => client.close(),
  };
  const post = await openBenchPost(folder, site, [channel], laps);
  await playScenario(post, scenario, site, {
    before: () => {
      handedInS = processorSeconds();
      handedInMs = performance.now();
      laps.begin();
    },
    handedIn: ({ detections, tookS }) => {
      if (detections > 0) {
        samples.lookMs.push(performance.now() - handedInMs);
        samples.lookProcessorMs.push(1000 * tookS);
      }
      laps.end();
    },
    settled: () => Promise.resolve(),
  });
  samples.speeds.push(scenario.detections / post.processorS());
  await post.close();
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

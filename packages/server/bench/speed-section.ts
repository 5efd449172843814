import { join } from "node:path";
import type { SiteModel, TrackerMethod } from "@tocsin/core";
import { scenarioSite } from "./bench-site.ts";
import { createBenchKernel, flatScans, runKernel } from "./flat-scans.ts";
import {
  compileNative,
  compileYardstick,
  runNative,
  runYardstick,
  writeScenarioText,
  type Yardstick,
} from "./native-baseline.ts";
import { processorSeconds } from "./processor-time.ts";
import { newTracker, NO_HEALTH } from "./run-tracks.ts";
import { type BenchScenario, generateScenario } from "./scenario.ts";
import { type Quantiles, quantiles, type Spread, spread } from "./statistics.ts";

export interface SpeedOptions {
  readonly objects: readonly number[];
  readonly methods: readonly TrackerMethod[];
  readonly seed: number;
  readonly rounds: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

/** One contender over all rounds of one size. */
export interface Contender {
  readonly name: string;
  /** By each second of the processor, the best run of each round. */
  readonly detectionsPerSecond: Spread;
  /** Processor time of a scan, ms; null where the contender does not say. */
  readonly scanMs: Quantiles | null;
  /** Speed of the classical kernel over this one's, round by round; null for itself. */
  readonly ratio: Spread | null;
}
export interface SpeedResult {
  readonly objects: number;
  readonly detections: number;
  readonly contenders: readonly Contender[];
}
export interface SpeedReport {
  readonly missing: string | null;
  readonly results: readonly SpeedResult[];
}

/** Runs of the kernel and of a tracker before the first that counts: V8 compiles on the way. */
export const WARM_UP = { kernel: 30, tracker: 2 } as const;
/** Of one contender in one round; the best counts. */
const RUNS_PER_ROUND = { kernel: 12, tracker: 1 } as const;
export const KERNEL = "classical kernel";

export function speedSection(options: SpeedOptions): SpeedReport {
  const native = compileNative(options.folder);
  const program = "program" in native ? native.program : null;
  const yardstick = program === null ? null : compileYardstick(options.folder);
  const results = options.objects.map((objects) => oneSize(objects, program, yardstick, options));
  return { missing: "missing" in native ? native.missing : null, results };
}

/** Runs once and gives the best processor time, s. */
interface Runner {
  readonly name: string;
  readonly seconds: number[];
  readonly scanMs: number[];
  run(): number;
}

function oneSize(
  objects: number,
  program: string | null,
  yardstick: Yardstick | null,
  { methods, seed, rounds, folder, progress }: SpeedOptions,
): SpeedResult {
  progress(`speed, ${objects} objects`);
  const scenario = generateScenario({ objects, seed });
  const runners = [kernelRunner(scenario)];
  const site = scenarioSite(objects);
  for (const method of methods) runners.push(trackerRunner(scenario, site, method));
  if (program !== null) runners.push(nativeRunner(scenario, program, folder));
  if (yardstick !== null) runners.push(yardstickRunner(scenario, yardstick, folder));
  for (let round = 0; round < rounds; round++) {
    progress(`speed, ${objects} objects, round ${round + 1} of ${rounds}`);
    for (const runner of runners) runner.seconds.push(runner.run());
  }
  const [kernel] = runners;
  const contenders = runners.map((runner): Contender => {
    const ratios = runner.seconds.map((seconds, round) => seconds / kernel.seconds[round]);
    return {
      name: runner.name,
      detectionsPerSecond: spread(runner.seconds.map((seconds) => scenario.detections / seconds)),
      scanMs: runner.scanMs.length === 0 ? null : quantiles(runner.scanMs),
      ratio: runner === kernel ? null : spread(ratios),
    };
  });
  return { objects, detections: scenario.detections, contenders };
}

function kernelRunner(scenario: BenchScenario): Runner {
  const kernel = createBenchKernel();
  const scans = flatScans(scenario);
  const scanMs: number[] = [];
  for (let run = 0; run < WARM_UP.kernel; run++) runKernel(kernel, scans, null);
  return {
    name: KERNEL,
    seconds: [],
    scanMs,
    run: () => {
      let best = Infinity;
      for (let run = 0; run < RUNS_PER_ROUND.kernel; run++)
        best = Math.min(best, runKernel(kernel, scans, null));
      runKernel(kernel, scans, scanMs);
      return best;
    },
  };
}

function trackerRunner(scenario: BenchScenario, site: SiteModel, method: TrackerMethod): Runner {
  const scanMs: number[] = [];
  const runOnce = (into: number[]): number => {
    const tracker = newTracker(site, method);
    let sum = 0;
    for (const { look } of scenario.scans) {
      const before = processorSeconds();
      tracker.processLook(look, NO_HEALTH);
      tracker.confirmed();
      tracker.takeEnded();
      const looked = processorSeconds();
      into.push(1000 * (looked - before));
      // As the engine does between two looks, when nobody waits: part of the work, but of no scan.
      tracker.makeRoom?.();
      sum += processorSeconds() - before;
    }
    return sum;
  };
  for (let run = 0; run < WARM_UP.tracker; run++) runOnce([]);
  return {
    name: `Tracker, ${method}`,
    seconds: [],
    scanMs,
    run: () => {
      let best = Infinity;
      for (let run = 0; run < RUNS_PER_ROUND.tracker; run++) best = Math.min(best, runOnce(scanMs));
      return best;
    },
  };
}

function nativeRunner(scenario: BenchScenario, program: string, folder: string): Runner {
  const paths = { scenario: join(folder, "scenario.txt"), tracks: join(folder, "tracks.txt") };
  return {
    name: "native GNN-EKF",
    seconds: [],
    scanMs: [],
    run: () => {
      writeScenarioText(scenario, paths.scenario);
      const { repetitionSeconds } = runNative(program, paths, RUNS_PER_ROUND.kernel);
      return Math.min(...repetitionSeconds);
    },
  };
}

const yardstickRunner = (
  scenario: BenchScenario,
  yardstick: Yardstick,
  folder: string,
): Runner => ({
  name: "yardstick ref.cpp",
  seconds: [],
  scanMs: [],
  run: () => {
    const speed = runYardstick(yardstick, scenario, folder, RUNS_PER_ROUND.kernel);
    return scenario.detections / speed;
  },
});

import { join } from "node:path";
import {
  createTracker,
  type SensorHealth,
  type SiteModel,
  type Track,
  type Tracker,
} from "@tocsin/core";
import { scenarioSite } from "./bench-site.ts";
import {
  compileNative,
  compileYardstick,
  readNativeTracks,
  runNative,
  runYardstick,
  writeScenarioText,
} from "./native-baseline.ts";
import { type BenchScenario, generateScenario } from "./scenario.ts";
import { type ScoredTrack, scoreTracks, type TrackScore } from "./score-tracks.ts";
import { processorSeconds } from "./processor-time.ts";
import { mean, type Quantiles, quantile, quantiles, type Spread, spread } from "./statistics.ts";

export interface TrackOptions {
  readonly objects: readonly number[];
  readonly seed: number;
  readonly rounds: number;
  readonly accuracySeeds: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}

/** One contender over all rounds of one size. */
export interface Contender {
  readonly name: string;
  /** By each second of the processor. */
  readonly detectionsPerSecond: Spread;
  /** Wall time in milliseconds of a scan; null where the contender does not say. */
  readonly scanMs: Quantiles | null;
  /** Processor time in milliseconds of a scan; null where it was not measured. */
  readonly scanProcessorMs: Quantiles | null;
  /** Speed of our tracker over this one's, round by round. */
  readonly ratio: Spread | null;
}
export interface TrackResult {
  readonly objects: number;
  readonly detections: number;
  readonly contenders: readonly Contender[];
  readonly accuracy: readonly {
    readonly name: string;
    readonly seeds: number;
    readonly score: TrackScore;
  }[];
}
export interface TrackReport {
  readonly missing: string | null;
  readonly results: readonly TrackResult[];
}

/** Runs of our tracker before the first that counts: V8 compiles on the way. */
export const WARM_UP_RUNS = 3;
/** Runs of one contender in one round; its median counts. The baseline adds one untimed run of its own. */
const RUNS_PER_ROUND = 3;

const HEALTH: ReadonlyMap<string, SensorHealth> = new Map();

export function trackSection(options: TrackOptions): TrackReport {
  const native = compileNative(options.folder);
  const program = "program" in native ? native.program : null;
  const results = options.objects.map((objects) => oneSize(objects, program, options));
  return { missing: "missing" in native ? native.missing : null, results };
}

function oneSize(objects: number, program: string | null, options: TrackOptions): TrackResult {
  const { folder, rounds, seed, progress } = options;
  const scenario = generateScenario({ objects, seed });
  const site = scenarioSite(objects);
  const paths = { scenario: join(folder, "scenario.txt"), tracks: join(folder, "tracks.txt") };
  writeScenarioText(scenario, paths.scenario);
  const yardstick = program === null ? null : compileYardstick(folder);
  for (let run = 0; run < WARM_UP_RUNS; run++) timeTracker(scenario, site);
  const speeds = { ours: [] as number[], native: [] as number[], yardstick: [] as number[] };
  const scanMs = { ours: [] as number[], native: [] as number[] };
  const scanProcessorMs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    progress(`tracker, ${objects} objects, round ${round + 1} of ${rounds}`);
    const ours = Array.from({ length: RUNS_PER_ROUND }, () => timeTracker(scenario, site));
    scanMs.ours.push(...ours.flatMap((run) => run.scanMs));
    scanProcessorMs.push(...ours.flatMap((run) => run.scanProcessorMs));
    const totals = ours.map((run) => run.processorS);
    speeds.ours.push(scenario.detections / quantile(totals, 0.5));
    if (program === null) continue;
    const run = runNative(program, paths, RUNS_PER_ROUND);
    speeds.native.push(scenario.detections / quantile(run.repetitionSeconds, 0.5));
    scanMs.native.push(...run.scanSeconds.map((s) => 1000 * s));
    if (yardstick === null) continue;
    speeds.yardstick.push(runYardstick(yardstick, scenario, folder, RUNS_PER_ROUND));
  }
  const contender = (
    name: string,
    own: readonly number[],
    ms: readonly number[] | null,
  ): Contender => ({
    name,
    detectionsPerSecond: spread(own),
    scanMs: ms === null ? null : quantiles(ms),
    scanProcessorMs: own === speeds.ours ? quantiles(scanProcessorMs) : null,
    ratio: own === speeds.ours ? null : spread(own.map((speed, i) => speeds.ours[i] / speed)),
  });
  const contenders = [contender("Tocsin tracker", speeds.ours, scanMs.ours)];
  if (program !== null) contenders.push(contender("native GNN-EKF", speeds.native, scanMs.native));
  if (yardstick !== null) contenders.push(contender("yardstick ref.cpp", speeds.yardstick, null));
  return {
    objects,
    detections: scenario.detections,
    contenders,
    accuracy: accuracyOf(objects, program, options),
  };
}

interface TimedRun {
  readonly processorS: number;
  readonly scanMs: readonly number[];
  readonly scanProcessorMs: readonly number[];
}

/** Takes each look in and the tracks out. */
function timeTracker(scenario: BenchScenario, site: SiteModel): TimedRun {
  const tracker = newTracker(site);
  const scanMs: number[] = [];
  const scanProcessorMs: number[] = [];
  for (const { look } of scenario.scans) {
    const before = processorSeconds();
    const begun = performance.now();
    tracker.processLook(look, HEALTH);
    tracker.tracks();
    tracker.takeEnded();
    scanMs.push(performance.now() - begun);
    scanProcessorMs.push(1000 * (processorSeconds() - before));
  }
  const processorS = scanProcessorMs.reduce((sum, ms) => sum + ms, 0) / 1000;
  return { processorS, scanMs, scanProcessorMs };
}

const newTracker = (site: SiteModel): Tracker =>
  createTracker({ ...site.tracker, origin: site.origin, sensors: site.sensors });

function accuracyOf(
  objects: number,
  program: string | null,
  { accuracySeeds, seed, folder, progress }: TrackOptions,
): TrackResult["accuracy"] {
  const ours: TrackScore[] = [];
  const native: TrackScore[] = [];
  const paths = { scenario: join(folder, "scored.txt"), tracks: join(folder, "scored-tracks.txt") };
  for (let i = 0; i < accuracySeeds; i++) {
    progress(`accuracy, ${objects} objects, seed ${seed + i}`);
    const scenario = generateScenario({ objects, seed: seed + i });
    const truth = scenario.scans.map((scan) => scan.truth);
    ours.push(scoreTracks(truth, confirmedByScan(scenario, scenarioSite(objects))));
    if (program === null) continue;
    writeScenarioText(scenario, paths.scenario);
    runNative(program, paths, 1);
    native.push(scoreTracks(truth, readNativeTracks(paths.tracks, truth.length)));
  }
  const entry = (name: string, scores: readonly TrackScore[]) => ({
    name,
    seeds: scores.length,
    score: meanScore(scores),
  });
  const result = [entry("Tocsin tracker", ours)];
  if (native.length > 0) result.push(entry("native GNN-EKF", native));
  return result;
}

/** Our confirmed tracks at each scan, predicted to its time. */
export function confirmedByScan(
  scenario: BenchScenario,
  site: SiteModel,
): readonly (readonly ScoredTrack[])[] {
  const tracker = newTracker(site);
  return scenario.scans.map(({ look, timeUs }) => {
    tracker.processLook(look, HEALTH);
    tracker.takeEnded();
    return tracker
      .tracks()
      .filter((track) => track.confirmedUs !== null)
      .map((track) => scored(track.timeUs < timeUs ? tracker.predict(track, timeUs) : track));
  });
}

const scored = (track: Track): ScoredTrack => ({
  id: track.id,
  state: Array.from(track.estimates[0].mean.subarray(0, 6)),
});

function meanScore(scores: readonly TrackScore[]): TrackScore {
  const names = Object.keys(scores[0]) as (keyof TrackScore)[];
  const entries = names.map((name) => [name, mean(scores.map((score) => score[name]))]);
  return Object.fromEntries(entries) as TrackScore;
}

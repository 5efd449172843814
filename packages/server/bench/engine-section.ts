import { createEngine, type EngineEvent, type TimeUs } from "@tocsin/core";
import { scenarioSite } from "./bench-site.ts";
import { processorSeconds } from "./processor-time.ts";
import { generateScenario } from "./scenario.ts";
import { scenarioEvents, tickUpTo } from "./scenario-events.ts";
import { type Quantiles, quantiles, type Spread, spread } from "./statistics.ts";
import { findStoneSoup, runStoneSoup } from "./stone-soup.ts";
import { scoredScenario } from "./tiers.ts";

export interface EngineOptions {
  readonly objects: readonly number[];
  readonly seed: number;
  readonly rounds: number;
  /** In so many rounds, the first, Stone Soup's JPDA runs beside the engine, for no longer than this in one of them. */
  readonly soupRounds: number;
  readonly soupSeconds: number;
  readonly folder: string;
  readonly progress: (text: string) => void;
}
/** The whole engine, from look to warning, without record or channel. */
export interface EngineResult {
  readonly objects: number;
  readonly detections: number;
  /** Seen before the first that counted; left out in figures of an earlier kind, of one scenario, with the set-up among what counts. */
  readonly warmUpDetections?: number;
  /** By each second of the processor in the first run of this size: cold only where no other size ran before it. */
  readonly firstDetectionsPerSecond?: number;
  /** By each second of the processor, ticks included; what was set up before the first look counts on neither side. */
  readonly detectionsPerSecond: Spread;
  /** Wall time of the step that took a look. */
  readonly lookMs: Quantiles;
  /** Processor time of the same. */
  readonly lookProcessorMs: Quantiles;
  readonly decisions: number;
  readonly warnings: number;
  /** Stone Soup's JPDA on the same detections, and the engine's speed over its, round by round; null where it did not run. */
  readonly soup: { readonly detectionsPerSecond: Spread; readonly ratio: Spread } | null;
}

/**
 * Before anything counts, whatever the number of objects: V8 compiles on the way, which a post that runs for days has behind it after its first
 * minute or two of a raid. Stone Soup's interpreter has nothing to warm up.
 */
const WARM_UP_DETECTIONS = 40_000;
/** Beyond this many objects Stone Soup's JPDA takes hours. */
const SOUP_OBJECTS_MAX = 200;

interface Run {
  readonly processorS: number;
  readonly lookMs: readonly number[];
  readonly lookProcessorMs: readonly number[];
  readonly decisions: number;
  readonly warnings: number;
}

export function engineSection(options: EngineOptions): readonly EngineResult[] {
  const python = options.soupRounds === 0 ? null : findStoneSoup();
  return options.objects.map((objects) => oneSize(objects, python, options));
}

function oneSize(
  objects: number,
  python: string | null,
  { seed, rounds, soupRounds, soupSeconds, folder, progress }: EngineOptions,
): EngineResult {
  const scenario = generateScenario({ objects, seed });
  const events = scenarioEvents(scenario, scenarioSite(objects));
  const warmUps = Math.ceil(WARM_UP_DETECTIONS / scenario.detections);
  progress(`engine, ${objects} objects, ${warmUps} runs of warm-up`);
  const first = runOnce(events);
  for (let run = 1; run < warmUps; run++) runOnce(events);
  const runs: Run[] = [];
  const speeds: number[] = [];
  const soups: number[] = [];
  for (let round = 0; round < rounds; round++) {
    progress(`engine, ${objects} objects, round ${round + 1} of ${rounds}`);
    // So that no round counts what minutes of another program have pushed out of caches; Stone Soup's own runs are too long for it to show.
    if (soups.length > 0) runOnce(events);
    const run = runOnce(events);
    runs.push(run);
    speeds.push(scenario.detections / run.processorS);
    if (python === null || objects > SOUP_OBJECTS_MAX || round >= soupRounds) continue;
    progress(`Stone Soup JPDA, ${objects} objects, round ${round + 1} of ${soupRounds}`);
    const soup = runStoneSoup(python, scoredScenario(scenario), "jpda", folder, soupSeconds);
    soups.push(soup.detectionsPerSecond);
  }
  return {
    objects,
    detections: scenario.detections,
    warmUpDetections: warmUps * scenario.detections,
    firstDetectionsPerSecond: scenario.detections / first.processorS,
    detectionsPerSecond: spread(speeds),
    lookMs: quantiles(runs.flatMap((run) => run.lookMs)),
    lookProcessorMs: quantiles(runs.flatMap((run) => run.lookProcessorMs)),
    decisions: runs[0].decisions,
    warnings: runs[0].warnings,
    soup:
      soups.length === 0
        ? null
        : {
            detectionsPerSecond: spread(soups),
            ratio: spread(soups.map((soup, round) => speeds[round] / soup)),
          },
  };
}

function runOnce([configuration, ...events]: readonly [EngineEvent, ...EngineEvent[]]): Run {
  const engine = createEngine();
  const lookMs: number[] = [];
  const lookProcessorMs: number[] = [];
  let decisions = 0;
  let warnings = 0;
  const step = (event: EngineEvent): TimeUs | null => {
    const stepBefore = processorSeconds();
    const begun = performance.now();
    const { effects, wakeAtUs } = engine.step(event);
    if (event.type === "look") {
      lookMs.push(performance.now() - begun);
      lookProcessorMs.push(1000 * (processorSeconds() - stepBefore));
    }
    for (const { type } of effects) {
      if (type === "decision") decisions++;
      if (type === "warning") warnings++;
    }
    return wakeAtUs;
  };
  let wakeAtUs = step(configuration);
  const before = processorSeconds();
  for (const event of events) {
    tickUpTo(event.receivedUs, wakeAtUs, step);
    wakeAtUs = step(event);
  }
  return { processorS: processorSeconds() - before, lookMs, lookProcessorMs, decisions, warnings };
}

import { createEngine, type EngineEvent, type TimeUs } from "@tocsin/core";
import { scenarioSite } from "./bench-site.ts";
import { processorSeconds } from "./processor-time.ts";
import { generateScenario } from "./scenario.ts";
import { scenarioEvents, tickUpTo } from "./scenario-events.ts";
import { type Quantiles, quantiles, type Spread, spread } from "./statistics.ts";

export interface EngineOptions {
  readonly objects: readonly number[];
  readonly seed: number;
  readonly rounds: number;
  readonly progress: (text: string) => void;
}
/** The whole engine, from look to warning, without record or channel. */
export interface EngineResult {
  readonly objects: number;
  readonly detections: number;
  /** By each second of the processor, ticks included. */
  readonly detectionsPerSecond: Spread;
  /** Wall time of the step that took a look. */
  readonly lookMs: Quantiles;
  /** Processor time of the same. */
  readonly lookProcessorMs: Quantiles;
  readonly decisions: number;
  readonly warnings: number;
}

interface Run {
  readonly processorS: number;
  readonly lookMs: readonly number[];
  readonly lookProcessorMs: readonly number[];
  readonly decisions: number;
  readonly warnings: number;
}

export function engineSection(options: EngineOptions): readonly EngineResult[] {
  return options.objects.map((objects) => {
    const scenario = generateScenario({ objects, seed: options.seed });
    const events = scenarioEvents(scenario, scenarioSite(objects));
    options.progress(`engine, ${objects} objects, warm-up`);
    runOnce(events);
    const runs = Array.from({ length: options.rounds }, (_, round) => {
      options.progress(`engine, ${objects} objects, round ${round + 1} of ${options.rounds}`);
      return runOnce(events);
    });
    return {
      objects,
      detections: scenario.detections,
      detectionsPerSecond: spread(runs.map((run) => scenario.detections / run.processorS)),
      lookMs: quantiles(runs.flatMap((run) => run.lookMs)),
      lookProcessorMs: quantiles(runs.flatMap((run) => run.lookProcessorMs)),
      decisions: runs[0].decisions,
      warnings: runs[0].warnings,
    };
  });
}

function runOnce(events: readonly EngineEvent[]): Run {
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
  const before = processorSeconds();
  let wakeAtUs: TimeUs | null = null;
  for (const event of events) {
    tickUpTo(event.receivedUs, wakeAtUs, step);
    wakeAtUs = step(event);
  }
  return { processorS: processorSeconds() - before, lookMs, lookProcessorMs, decisions, warnings };
}

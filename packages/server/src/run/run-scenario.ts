import type { TimeUs, Warning } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import {
  createScorer,
  type Scenario,
  type Scorecard,
  simulate,
  type Simulation,
} from "@tocsin/sim";
import type { DriveProgress } from "../pipeline/drive-recorded.ts";
import type { PipelineStep } from "../pipeline/pipeline.ts";
import { truthRecord } from "../scoring/truth-record.ts";
import { recordRun, type RunReport } from "./record-run.ts";
import { simulationSigner } from "./simulation-signer.ts";

export interface ScenarioRunOptions {
  readonly scenario: Scenario;
  readonly seed?: number | undefined;
  readonly dataDir: string;
  readonly channels: (simulation: Simulation) => readonly Channel[];
  readonly observe?: (step: PipelineStep) => void;
  readonly pace?: ((timeUs: TimeUs) => Promise<void>) | undefined;
  readonly progress?: (progress: DriveProgress) => void;
  readonly cancelled?: () => boolean;
}
export interface ScenarioRun {
  readonly simulation: Simulation;
  readonly report: RunReport;
  readonly score: Scorecard;
  readonly warnings: readonly Warning[];
}

/** Runs a scenario through the whole way, and holds what came of it against its truth. */
export async function runScenario(options: ScenarioRunOptions): Promise<ScenarioRun> {
  const { scenario, seed, pace, progress, cancelled } = options;
  const simulation = simulate(scenario, seed === undefined ? {} : { seed });
  const scorer = createScorer(simulation);
  const warnings: Warning[] = [];
  const report = await recordRun({
    site: simulation.site,
    events: simulation.events(),
    startUs: simulation.startUs,
    dataDir: options.dataDir,
    channels: options.channels(simulation),
    timeZone: scenario.siteConfig.site.time_zone,
    languages: scenario.siteConfig.site.languages,
    source: `scenario ${scenario.id}, seed ${simulation.seed}`,
    signer: simulationSigner(scenario.id, simulation.seed),
    observe: (step) => {
      for (const effect of step.effects) {
        scorer.add(effect);
        if (effect.type === "warning") warnings.push(effect.warning);
      }
      options.observe?.(step);
    },
    afterwards: (lastUs) => truthRecord(simulation, scorer.outcomes(), lastUs),
    ...(pace === undefined ? {} : { pace }),
    ...(progress === undefined ? {} : { progress }),
    ...(cancelled === undefined ? {} : { cancelled }),
  });
  return { simulation, report, score: scorer.result(), warnings };
}

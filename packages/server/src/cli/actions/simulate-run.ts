import { resolve } from "node:path";
import { secondsBetween } from "@tocsin/core";
import { EXIT } from "@tocsin/sdk/errors";
import type { Scenario, Scorecard } from "@tocsin/sim";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { runDirectory } from "../../run/data-directory.ts";
import { openChannels } from "../../run/open-channels.ts";
import { createPace } from "../../run/pace.ts";
import { runScenario } from "../../run/run-scenario.ts";
import type { CliContext } from "../cli-context.ts";
import { positiveOption } from "../options.ts";
import { duration, whole } from "../text/numbers.ts";
import { createStepPrinter } from "../text/step-lines.ts";

/** Options of `tocsin simulate` that concern a run here. */
export interface RunOptions {
  readonly quiet?: boolean;
  readonly speed?: string;
}

/** `tocsin simulate SCENARIO`: through the whole way, into a journal. */
export async function runNamed(
  context: CliContext,
  run: {
    readonly scenario: Scenario;
    readonly seed: number | undefined;
    readonly options: RunOptions;
  },
): Promise<number> {
  const { scenario, seed, options } = run;
  const dataDir = runDirectory(context.dataDir ?? undefined, "simulate", scenario.id);
  const signal = context.signal();
  const progress = context.progress(`simulating ${scenario.id}`);
  const quiet = options.quiet === true || context.json;
  const linesOf = createStepPrinter(scenario.site);
  const clock = new SystemClock();
  const startUs = clock.nowUs();
  const { simulation, report, score } = await runScenario({
    scenario,
    seed,
    dataDir,
    channels: (made) => openChannels(scenario.siteConfig, dataDir, context.stderr, made),
    observe: (step) => {
      if (!quiet) for (const line of linesOf(step)) context.print(line);
    },
    pace:
      options.speed === undefined
        ? undefined
        : createPace(positiveOption("--speed", options.speed, "simulate "), clock, signal),
    progress: ({ events }) => progress.update(`${whole(events)} events`),
    cancelled: () => signal.aborted,
  });
  progress.stop();
  const tookS = secondsBetween(startUs, clock.nowUs());
  if (context.json)
    context.printJson({ scenario: scenario.id, seed: simulation.seed, ...report, score });
  else {
    context.print("");
    context.print(
      `${scenario.title}: ${whole(report.events)} events, ${whole(report.decisions)} decisions, ${whole(report.warnings)} warnings, in ${duration(tookS)}`,
    );
    for (const line of scoreLines(score)) context.print(line);
    context.print(`  decisions SHA-256 ${report.sha256}`);
    context.print(`  journal           ${resolve(report.journal)}`);
    context.print("");
    context.print(`Next: tocsin why --data-dir ${dataDir}`);
  }
  return signal.aborted ? EXIT.interrupted : EXIT.ok;
}

/** What came of it, held against the truth that only the scenario knows. */
function scoreLines(score: Scorecard): readonly string[] {
  const lines = score.threats.map((threat) => {
    const lead = threat.leadS === null ? "" : `, ${threat.leadS.toFixed(0)} s before`;
    return `  truth: ${threat.objectId} at ${threat.areaId}: ${threat.outcome}${lead}`;
  });
  for (const alarm of score.falseAlarms)
    lines.push(
      `  truth: ${alarm.areaId} was warned and nothing came (${whole(alarm.people)} people)`,
    );
  return lines;
}

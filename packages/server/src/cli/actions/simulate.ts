import { resolve } from "node:path";
import { secondsBetween } from "@tocsin/core";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import type { Scorecard } from "@tocsin/sim";
import { openChannels } from "../../run/open-channels.ts";
import { runDirectory } from "../../run/data-directory.ts";
import { runScenario } from "../../run/run-scenario.ts";
import { builtInScenarios, loadScenario } from "../../run/scenario-files.ts";
import { createPace } from "../../run/pace.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import type { CliContext } from "../cli-context.ts";
import { positiveOption, wholeOption } from "../options.ts";
import { duration, whole } from "../text/numbers.ts";
import { createStepPrinter } from "../text/step-lines.ts";
import { printSite, type SendCliOptions, sendNamed } from "./simulate-send.ts";

interface SimulateOptions extends SendCliOptions {
  readonly list?: boolean;
  readonly seed?: string;
  readonly quiet?: boolean;
}

export const simulate = (
  context: CliContext,
  scenario: string | undefined,
  options: SimulateOptions,
): Promise<number> =>
  options.list === true ? list(context) : runNamed(context, scenario, options);

function list(context: CliContext): Promise<number> {
  const scenarios = builtInScenarios().map((id) => ({ id, title: loadScenario(id).title }));
  if (context.json) context.printJson(scenarios);
  else {
    const width = Math.max(...scenarios.map(({ id }) => id.length));
    for (const { id, title } of scenarios) context.print(`${id.padEnd(width)}   ${title}`);
  }
  return Promise.resolve(EXIT.ok);
}

async function runNamed(
  context: CliContext,
  name: string | undefined,
  options: SimulateOptions,
): Promise<number> {
  if (name === undefined)
    throw new TocsinError("USAGE", {
      detail: `name a scenario: ${builtInScenarios().join(", ")}`,
      command: "simulate ",
    });
  const scenario = loadScenario(name);
  const seed =
    options.seed === undefined ? undefined : wholeOption("--seed", options.seed, "simulate ");
  const { send } = options;
  if (options.printSite !== undefined) return printSite(context, scenario, options);
  if (send !== undefined)
    return sendNamed(context, { scenario, seed, options: { ...options, send } });
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

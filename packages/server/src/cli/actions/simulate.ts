import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { builtInScenarios, loadScenario } from "../../run/scenario-files.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import type { RunOptions } from "./simulate-run.ts";
import type { SendCliOptions } from "./simulate-send.ts";

interface SimulateOptions extends SendCliOptions, RunOptions {
  readonly list?: boolean;
  readonly seed?: string;
}

export async function simulate(
  context: CliContext,
  name: string | undefined,
  options: SimulateOptions,
): Promise<number> {
  if (options.list === true) return list(context);
  if (name === undefined)
    throw new TocsinError("USAGE", {
      detail: `name a scenario: ${builtInScenarios().join(", ")}`,
      command: "simulate ",
    });
  const scenario = loadScenario(name);
  const seed =
    options.seed === undefined ? undefined : wholeOption("--seed", options.seed, "simulate ");
  const { send } = options;
  if (options.printSite === undefined && send === undefined) {
    const { runNamed } = await import("./simulate-run.ts");
    return runNamed(context, { scenario, seed, options });
  }
  const { printSite, sendNamed } = await import("./simulate-send.ts");
  return options.printSite !== undefined || send === undefined
    ? printSite(context, scenario, options)
    : sendNamed(context, { scenario, seed, options: { ...options, send } });
}

function list(context: CliContext): Promise<number> {
  const scenarios = builtInScenarios().map((id) => ({ id, title: loadScenario(id).title }));
  if (context.json) context.printJson(scenarios);
  else {
    const width = Math.max(...scenarios.map(({ id }) => id.length));
    for (const { id, title } of scenarios) context.print(`${id.padEnd(width)}   ${title}`);
  }
  return Promise.resolve(EXIT.ok);
}

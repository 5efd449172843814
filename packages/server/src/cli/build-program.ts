import { Command } from "commander";
import type { CliContext } from "./cli-context.ts";
import { createContext, DEFAULT_CONFIG_PATH, type GlobalOptions } from "./create-context.ts";
import type { Example, Run, Verb } from "./verb.ts";
import { readVersion } from "./version.ts";

/** What the program leaves behind for {@link main}. */
export interface Outcome {
  exitCode: number;
  /** The verb that ran; null when none did. */
  verb: Verb | null;
}

const EXAMPLES: readonly Example[] = [
  { command: "tocsin config check --config site.yaml", does: "check a site file" },
];

/** The command line as commander knows it. Actions write their exit code into `outcome`; `contextOf` says where their output goes. */
export function buildProgram(
  verbs: readonly Verb[],
  outcome: Outcome,
  contextOf: (options: GlobalOptions) => CliContext = createContext,
): Command {
  const program = new Command("tocsin")
    .description("Early warning of rockets, mortars and attack drones.")
    .version(readVersion(), "--version", "print the version")
    .option("--config <file>", `the site file (default: ${DEFAULT_CONFIG_PATH})`)
    .option("--data-dir <dir>", "the folder of the journal (default: what the site file names)")
    .option("--json", "print one JSON value instead of text")
    .option("--verbose", "say more, and show where a defect arose")
    .helpOption("--help", "print this help")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    // Only the first line of a usage error is used; main writes it in the form of every other error.
    .configureOutput({ outputError: () => undefined })
    .exitOverride();
  const examples = verbs.flatMap((verb) => verb.examples.slice(0, 1));
  program.addHelpText("before", exampleText([...EXAMPLES, ...examples]));
  for (const verb of verbs) {
    const run: Run =
      (load) =>
      async (...args) => {
        outcome.verb = verb;
        const action = await load();
        outcome.exitCode = await action(contextOf(program.opts<GlobalOptions>()), ...args);
      };
    const command = program.command(verb.name).description(verb.summary).helpCommand(false);
    command.addHelpText("before", exampleText(verb.examples));
    verb.declare(command, run);
  }
  return program;
}

/** Examples come first: most people look for one to copy. */
export function exampleText(examples: readonly Example[]): string {
  const unique = [...new Map(examples.map((example) => [example.command, example])).values()];
  if (unique.length === 0) return "";
  const width = Math.max(...unique.map(({ command }) => command.length));
  const lines = unique.map(({ command, does }) => `  ${command.padEnd(width)}   ${does}`);
  return `Examples:\n${lines.join("\n")}\n`;
}

import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { CommanderError } from "commander";
import { buildProgram, type Outcome } from "./build-program.ts";
import type { CliContext } from "./cli-context.ts";
import { createContext, type GlobalOptions } from "./create-context.ts";
import { type ErrorReporting, reportError } from "./report-error.ts";
import { loadVerbs, VERB_NAMES, verbsFor } from "./verbs.ts";

/** Runs the command line and resolves to its exit code. Never rejects. */
export async function main(argv: readonly string[]): Promise<number> {
  const outcome: Outcome = { exitCode: EXIT.ok, verb: null };
  const reporting: ErrorReporting = {
    stderr: process.stderr,
    json: argv.includes("--json"),
    verbose: argv.includes("--verbose") || (process.env["TOCSIN_DEBUG"] ?? "") !== "",
  };
  watchOutput(outcome);
  // A defect outside any promise ends the process as it would anyway, in words that say whose fault it is.
  process.once("uncaughtException", (error) => process.exit(reportError(error, reporting)));
  return runArguments(argv, { outcome, reporting, contextOf: createContext });
}

/** The same without what belongs to a process of its own. */
export async function runArguments(
  argv: readonly string[],
  parts: {
    readonly outcome: Outcome;
    readonly reporting: ErrorReporting;
    readonly contextOf: (options: GlobalOptions) => CliContext;
  },
): Promise<number> {
  const { outcome, reporting, contextOf } = parts;
  try {
    const verbs = await loadVerbs(verbsFor(argv));
    const program = buildProgram(verbs, outcome, contextOf);
    await program.parseAsync(argv.length === 0 ? ["--help"] : argv, { from: "user" });
    return outcome.exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportError(error, reporting);
    if (error.exitCode === 0) return EXIT.ok;
    // A verb without its sub-verb: commander has printed the help.
    if (error.code === "commander.help") return EXIT.usage;
    return reportError(usageError(error, argv), reporting);
  }
}

/** `error: unknown command 'confg'` and `(Did you mean config?)` become one sentence and a way to the help. */
function usageError(error: CommanderError, argv: readonly string[]): TocsinError {
  const detail = error.message
    .replace(/^error: /, "")
    .replace(/\.?\n\(Did you mean (.+)\?\)$/, "; did you mean $1?");
  const verb = VERB_NAMES.find((name) => argv.includes(name));
  return new TocsinError("USAGE", { detail, command: verb === undefined ? "" : `${verb} ` });
}

/** A reader that went away (`| head`) is no error. What need not outlive its output ends quietly; the rest goes on. */
function watchOutput(outcome: Outcome): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (outcome.verb?.outlivesOutput === true) return;
    process.exit(error.code === "EPIPE" ? EXIT.ok : EXIT.failure);
  });
  process.stderr.on("error", () => undefined);
}

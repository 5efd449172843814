import { EXIT, TocsinError } from "@tocsin/sdk";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { tryInput } from "../../run/try-input.ts";
import type { CliContext } from "../cli-context.ts";
import { trialLines } from "../text/trial-lines.ts";
import type { Verb } from "../verb.ts";

/** `tocsin input try`. */
export const inputVerb: Verb = {
  name: "input",
  summary: "see what Tocsin understands of a sensor's messages",
  examples: [
    { command: "tocsin input try lines.jsonl", does: "read JSON lines as a post would" },
    {
      command: "nc -l 4710 | tocsin input try -",
      does: "the same with what a sender sends now",
    },
    {
      command: "tocsin input try lines.jsonl --config site.yaml --input ears",
      does: "with the sensors, errors and mapping of an input",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("try <file>")
      .description(
        "read JSON records from a file, or from standard input (-), and say each in words",
      )
      .option("--input <id>", "as this input of the site file reads them")
      .action(run(tryFile));
  },
};

async function tryFile(
  context: CliContext,
  path: string,
  options: { readonly input?: string },
): Promise<number> {
  const input = options.input === undefined ? null : await namedInput(context, options.input);
  const trial = await tryInput(path, input, {
    signal: context.signal(),
    seen: (entry) => {
      if (!context.json) for (const line of trialLines(entry)) context.print(line);
    },
  });
  if (context.json) context.printJson(trial);
  else context.print(`${trial.understood} understood, ${trial.refused} refused`);
  return trial.refused === 0 && trial.understood > 0 ? EXIT.ok : EXIT.input;
}

async function namedInput(context: CliContext, id: string) {
  const { config } = await loadSiteFile(context.configPath);
  const generic = config.inputs.filter((input) => input.type === "generic");
  const found = generic.find((input) => input.id === id);
  if (found !== undefined) return found;
  const known = generic.map((input) => input.id).join(", ");
  throw new TocsinError("USAGE", {
    detail: `the site file has no generic input ${id}; it has ${known === "" ? "none" : known}`,
    command: "input try ",
  });
}

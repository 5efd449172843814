import { resolve } from "node:path";
import { EXIT } from "@tocsin/sdk";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { runPost } from "../../run/run-post.ts";
import type { CliContext } from "../cli-context.ts";
import { whole } from "../text/numbers.ts";
import { createStepPrinter } from "../text/step-lines.ts";
import type { Verb } from "../verb.ts";

/** `tocsin start`: one post, with the inputs and channels of a site file, until it is stopped. */
export const startVerb: Verb = {
  name: "start",
  summary: "run a site: its sensors in, its warnings out, everything recorded",
  examples: [
    { command: "tocsin start --config site.yaml", does: "run it; Ctrl-C stops it" },
    { command: "tocsin config check --config site.yaml", does: "check the site file first" },
  ],
  outlivesOutput: true,
  declare(command, run) {
    command.action(run(start));
  },
};

async function start(context: CliContext): Promise<number> {
  const { config, path } = await loadSiteFile(context.configPath);
  const signal = context.signal();
  await runPost({
    config,
    dataDir: context.dataDir ?? config.data_dir,
    signal,
    stdout: context.stdout,
    observe: (site) => {
      const linesOf = createStepPrinter(site);
      return (step) => {
        for (const line of linesOf(step)) context.print(line);
      };
    },
    ready: ({ site, recovered, journal, journalNotes }) => {
      context.print(`Tocsin runs ${site.name} in mode ${site.mode} (${path})`);
      if (site.mode !== "live")
        context.print("  Nothing is sent to people: only mode live does that.");
      if (recovered.events > 0)
        context.print(
          `  went on from the journal: ${whole(recovered.events)} events were run again`,
        );
      for (const note of journalNotes) context.print(`  journal: ${note}`);
      context.print(`  journal in ${resolve(journal)}; Ctrl-C stops`);
    },
  });
  context.print("Stopped: the journal is closed and complete.");
  return EXIT.ok;
}

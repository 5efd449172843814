import { EXIT } from "@tocsin/sdk";
import { judgeSite, type SiteVerdict } from "../../acceptance/judge-site.ts";
import { siteHistory } from "../../acceptance/site-history.ts";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { siteStatusLines, siteStepLines } from "../text/site-lines.ts";
import type { Verb } from "../verb.ts";

/** `tocsin site status | history`. */
export const siteVerb: Verb = {
  name: "site",
  summary:
    "say which site file was accepted, what the one in place would lower, and who changed it",
  examples: [
    {
      command: "tocsin site status --config site.yaml",
      does: "before a restart: is it accepted, or do two people have to agree?",
    },
    {
      command: "tocsin site history --data-dir DIR",
      does: "who lowered or raised what, when and why, and what they signed it with",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("status")
      .description(
        "compare the site file with the one that was accepted last; exits with 3 where two people have to agree",
      )
      .action(run(status));
    command
      .command("history")
      .description(
        "list every site file that was in force, what it changed, and who stands behind it",
      )
      .action(run(history));
  },
};

async function status(context: CliContext): Promise<number> {
  const asked = await loadSiteFile(context.configPath);
  const verdict = judgeSite(context.dataDir ?? asked.config.data_dir, asked);
  if (context.json) context.printJson(jsonOf(verdict));
  else for (const line of siteStatusLines(verdict)) context.print(line);
  return verdict.kind === "accepted" ? EXIT.ok : EXIT.configuration;
}

async function history(context: CliContext): Promise<number> {
  const steps = await siteHistory(await findJournal(context));
  if (context.json) context.printJson(steps);
  else if (steps.length === 0) context.print("This journal names no site file.");
  else for (const line of steps.flatMap(siteStepLines)) context.print(line);
  return EXIT.ok;
}

function jsonOf({ kind, asked, before, changes, damage, unknownWhy, warned }: SiteVerdict): object {
  const { written: _written, ...accepted } = before ?? { written: null };
  return {
    verdict: kind,
    sha256: asked.sha256,
    accepted: before === null ? null : accepted,
    changes: changes.map(({ where, direction, statement }) => ({ where, direction, statement })),
    damage,
    unknownWhy,
    warned,
  };
}

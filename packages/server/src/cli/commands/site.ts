import { EXIT } from "@tocsin/sdk";
import { judgeSite, type SiteVerdict } from "../../acceptance/judge-site.ts";
import { loadSiteFile } from "../../config/load-site-file.ts";
import type { CliContext } from "../cli-context.ts";
import { siteStatusLines } from "../text/site-lines.ts";
import type { Verb } from "../verb.ts";

/** `tocsin site status`. */
export const siteVerb: Verb = {
  name: "site",
  summary: "say which site file was accepted, and what the one in place would lower",
  examples: [
    {
      command: "tocsin site status --config site.yaml",
      does: "before a restart: is it accepted, or do two people have to agree?",
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
  },
};

async function status(context: CliContext): Promise<number> {
  const asked = await loadSiteFile(context.configPath);
  const verdict = judgeSite(context.dataDir ?? asked.config.data_dir, asked);
  if (context.json) context.printJson(jsonOf(verdict));
  else for (const line of siteStatusLines(verdict)) context.print(line);
  return verdict.kind === "accepted" ? EXIT.ok : EXIT.configuration;
}

function jsonOf({ kind, asked, before, changes, damage, unknownWhy }: SiteVerdict): object {
  const { written: _written, ...accepted } = before ?? { written: null };
  return {
    verdict: kind,
    sha256: asked.sha256,
    accepted: before === null ? null : accepted,
    changes: changes.map(({ where, direction, statement }) => ({ where, direction, statement })),
    damage,
    unknownWhy,
  };
}

import { EXIT } from "@tocsin/sdk/errors";
import { judgeSite, type SiteVerdict } from "../../acceptance/judge-site.ts";
import { siteHistory } from "../../acceptance/site-history.ts";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { siteStatusLines, siteStepLines } from "../text/site-lines.ts";

export async function status(context: CliContext): Promise<number> {
  const asked = await loadSiteFile(context.configPath);
  const verdict = judgeSite(context.dataDir ?? asked.config.data_dir, asked);
  if (context.json) context.printJson(jsonOf(verdict));
  else for (const line of siteStatusLines(verdict)) context.print(line);
  return verdict.kind === "accepted" ? EXIT.ok : EXIT.configuration;
}

export async function history(context: CliContext): Promise<number> {
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

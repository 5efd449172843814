import type { SiteModel } from "@tocsin/core";
import {
  changePolicies,
  EXIT,
  explainPolicy,
  pathText,
  type PolicyChanges,
  TocsinError,
} from "@tocsin/sdk";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { tryPolicy } from "../../pipeline/try-policy.ts";
import { findJournal } from "../../run/find-journal.ts";
import { policyChanges } from "../../run/policy-changes.ts";
import type { CliContext } from "../cli-context.ts";
import { whole } from "../text/numbers.ts";
import { policyLines, trialLines } from "../text/policy-lines.ts";

export async function explain(context: CliContext, area?: string): Promise<number> {
  const { config } = await loadSiteFile(context.configPath);
  const explanation = explainPolicy(config);
  if (area !== undefined && !config.areas.some(({ id }) => id === area))
    throw new TocsinError("USAGE", {
      detail: `there is no area ${area}; there are ${config.areas.map(({ id }) => id).join(", ")}`,
      command: "policy explain ",
    });
  const wanted = {
    ...explanation,
    areas: explanation.areas.filter((one) => area === undefined || one.area === area),
  };
  if (context.json) context.printJson(wanted);
  else for (const line of policyLines(wanted)) context.print(line);
  return EXIT.ok;
}

export async function trial(
  context: CliContext,
  given: readonly string[],
  { journal }: { readonly journal: readonly string[] },
): Promise<number> {
  const changes = policyChanges(given);
  const { configPath, configGiven } = context;
  const wanted = journal.length > 0 ? journal : [context.dataDir];
  const trials = [];
  for (const dataDir of wanted) {
    const directory = await findJournal({ dataDir, configPath, configGiven });
    const progress = context.progress(`deciding ${directory} again`);
    const result = tryPolicy({
      source: directory,
      change: (site) => underChanges(site, changes),
      progress: (events) => {
        if (events % 1_000 === 0) progress.update(`${whole(events)} events`);
      },
    });
    progress.stop();
    trials.push({ journal: directory, ...result });
    if (!context.json) for (const line of trialLines(result, directory)) context.print(line);
  }
  if (context.json) context.printJson(trials);
  return EXIT.ok;
}

function underChanges(site: SiteModel, changes: PolicyChanges): SiteModel {
  const changed = changePolicies(site, changes);
  if (changed.ok) return changed.site;
  const detail = changed.problems
    .map(({ path, message, remedy }) => `${pathText(path)}: ${message}. ${remedy}`)
    .join("; ");
  throw new TocsinError("USAGE", { detail, command: "policy try " });
}

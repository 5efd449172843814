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
import type { Verb } from "../verb.ts";

/** `tocsin policy explain | try`. */
export const policyVerb: Verb = {
  name: "policy",
  summary: "say when people would be told what, or try another policy on what was recorded",
  examples: [
    {
      command: "tocsin policy explain",
      does: "when people of each area would be told what, and why",
    },
    {
      command: "tocsin policy try take_cover_probability=0.2",
      does: "what the last run would have decided otherwise",
    },
    {
      command: "tocsin policy try areas.hospital.take_cover_horizon_s=120 --journal DIR",
      does: "the same for one area, on another journal",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("explain")
      .description("when people of each area would be told what, and why those numbers")
      .argument("[area]", "id of one area (default: all)")
      .action(run(explain));
    command
      .command("try")
      .description(
        "decide recorded journals again under another policy; nothing is sent or written",
      )
      .argument(
        "<changes...>",
        "key=value, areas.ID.key=value, or a YAML file with keys of a policy or with a site",
      )
      .option(
        "--journal <dir>",
        "a data directory; several times for several (default: that of the last run or site)",
        (text: string, before: readonly string[]) => [...before, text],
        [],
      )
      .action(run(trial));
  },
};

async function explain(context: CliContext, area?: string): Promise<number> {
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

async function trial(
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

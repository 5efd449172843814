import { relative } from "node:path";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { createAsker, presetAsker } from "../../install/asker.ts";
import { collectAnswers } from "../../install/collect-answers.ts";
import { createSite, refuseExistingSite } from "../../install/create-site.ts";
import { areaOf, radarOf } from "../../install/given-answers.ts";
import type { AreaAnswer, RadarAnswer } from "../../install/site-answers.ts";
import type { CliContext } from "../cli-context.ts";

interface InitOptions {
  readonly yes?: boolean;
  readonly name?: string;
  readonly at?: string;
  readonly height?: string;
  readonly timeZone?: string;
  readonly area: readonly string[];
  readonly radar?: string;
}

export async function init(context: CliContext, options: InitOptions): Promise<number> {
  refuseExistingSite(context.configPath);
  const areas: AreaAnswer[] = [];
  for (const text of options.area) areas.push(read("--area", areaOf(text, areas)));
  const radar: RadarAnswer | undefined =
    options.radar === undefined ? undefined : read("--radar", radarOf(options.radar));
  const asker = options.yes === true ? presetAsker : createAsker(process.stdin, context.stderr);
  const { name, at, height, timeZone } = options;
  const machineTimeZone = Intl.DateTimeFormat("en").resolvedOptions().timeZone;
  const answers = await collectAnswers(asker, {
    name,
    at,
    height,
    timeZone,
    areas,
    radar,
    machineTimeZone,
  }).finally(() => asker.close());
  const made = await createSite(answers, { path: context.configPath, dataDir: context.dataDir });
  if (context.json) {
    context.printJson(made);
    return EXIT.ok;
  }
  const shown = (path: string): string => relative(process.cwd(), path) || path;
  const file = shown(made.path);
  context.print(`Written: ${file}, in mode shadow: nothing is sent to people.`);
  if (made.scenario !== null)
    context.print(`  ${shown(made.scenario)}: a made-up attack, to see it work`);
  context.print(
    `  ${shown(made.dataDir)}: the journal and the key that signs it; keep it to yourself`,
  );
  context.print("");
  context.print("Next:");
  context.print(`  tocsin config check --config ${file}   after each change`);
  context.print(
    `  tocsin doctor --config ${file}         proves the way from a detection to a siren`,
  );
  context.print(`  tocsin start --config ${file}          runs it; Ctrl-C stops it`);
  return EXIT.ok;
}

function read<T>(
  option: string,
  result: { ok: true; value: T } | { ok: false; problem: string },
): T {
  if (result.ok) return result.value;
  throw new TocsinError("USAGE", { detail: `${option} takes ${result.problem}`, command: "init " });
}

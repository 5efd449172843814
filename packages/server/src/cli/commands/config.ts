import { EXIT, siteConfigEditorSchema } from "@tocsin/sdk";
import { loadSiteFile, readSiteFile } from "../../config/load-site-file.ts";
import { effectiveYaml } from "../../config/effective-yaml.ts";
import { originLines, valueOrigins } from "../../config/value-origins.ts";
import { siteNotes } from "../../config/site-notes.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import type { CliContext } from "../cli-context.ts";
import type { Verb } from "../verb.ts";

/** `tocsin config check | show | schema`. */
export const configVerb: Verb = {
  name: "config",
  summary: "check, show and describe the site file",
  examples: [
    { command: "tocsin config check --config site.yaml", does: "check a site file" },
    { command: "tocsin config show --config site.yaml", does: "print it with every default" },
    { command: "tocsin config show --origin", does: "where each value comes from" },
    { command: "tocsin config schema > site.schema.json", does: "JSON Schema for an editor" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("check")
      .description("name every problem of the site file with its line")
      .action(run(check));
    command
      .command("show")
      .description("print the configuration in effect, with every default")
      .option("--origin", "say of each value where it comes from: file and line, default, option")
      .action(run(show));
    command
      .command("schema")
      .description("print the JSON Schema of the site file")
      .action(run(schema));
  },
};

async function check(context: CliContext): Promise<number> {
  const path = context.configPath;
  if (!context.json) {
    const { config } = await loadSiteFile(path);
    const { site, mode, sensors, areas, inputs, channels } = config;
    context.print(`${path} is sound: ${site.name}, mode ${mode}`);
    context.print(
      `  ${count(sensors, "sensor")}, ${count(areas, "area")}, ${count(inputs, "input")}, ${count(channels, "channel")}`,
    );
    for (const note of siteNotes(config, new SystemClock().nowUs()))
      context.print(`  note: ${note}`);
    return EXIT.ok;
  }
  const result = await readSiteFile(path);
  if (!result.ok) {
    context.printJson({ ok: false, path, problems: result.problems });
    return EXIT.configuration;
  }
  context.printJson({
    ok: true,
    path,
    notes: siteNotes(result.file.config, new SystemClock().nowUs()),
  });
  return EXIT.ok;
}

async function show(context: CliContext, options: { origin?: boolean }): Promise<number> {
  const { config, written, path } = await loadSiteFile(context.configPath);
  if (options.origin === true) {
    const { dataDir } = context;
    const given =
      dataDir === null ? [] : ([["data_dir", { option: "--data-dir", value: dataDir }]] as const);
    const origins = await valueOrigins(path, config, new Map(given));
    if (context.json) context.printJson(origins);
    else for (const line of originLines(origins, context.configPath)) context.print(line);
    return EXIT.ok;
  }
  if (context.json) context.printJson(config);
  else context.print(effectiveYaml(config, written));
  return EXIT.ok;
}

function schema(context: CliContext): Promise<number> {
  context.printJson(siteConfigEditorSchema());
  return Promise.resolve(EXIT.ok);
}

const count = (list: readonly unknown[], noun: string): string =>
  `${list.length} ${noun}${list.length === 1 ? "" : "s"}`;

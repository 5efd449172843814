import { EXIT, siteConfigEditorSchema } from "@tocsin/sdk";
import { loadSiteFile, readSiteFile } from "../../config/load-site-file.ts";
import { effectiveYaml } from "../../config/effective-yaml.ts";
import { originLines, valueOrigins } from "../../config/value-origins.ts";
import { siteNotes } from "../../config/site-notes.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import type { CliContext } from "../cli-context.ts";

export async function check(context: CliContext): Promise<number> {
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

export async function show(context: CliContext, options: { origin?: boolean }): Promise<number> {
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

export function schema(context: CliContext): Promise<number> {
  context.printJson(siteConfigEditorSchema());
  return Promise.resolve(EXIT.ok);
}

const count = (list: readonly unknown[], noun: string): string =>
  `${list.length} ${noun}${list.length === 1 ? "" : "s"}`;

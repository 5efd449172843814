import type { SiteModel } from "@tocsin/core";
import { compileSite, TocsinError } from "@tocsin/sdk";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { loadTerrain } from "../../terrain/load-terrain.ts";
import type { CliContext } from "../cli-context.ts";

/** The site of the site file, with its ground: for verbs that ask what its sensors see. */
export async function siteModelOf({ configPath }: CliContext): Promise<SiteModel> {
  const { config } = await loadSiteFile(configPath);
  return compileSite(config, { terrain: await loadTerrain(config) });
}

/** The sensors that `--down` takes as down; `command` as in the registry: `coverage `. */
export function sensorsDown(
  text: string | undefined,
  { sensors }: SiteModel,
  command: string,
): readonly string[] {
  const ids = text === undefined ? [] : text.split(",");
  for (const id of ids)
    if (!sensors.some((sensor) => sensor.id === id))
      throw new TocsinError("USAGE", {
        detail: `--down: there is no sensor ${id} in the site file`,
        command,
      });
  return ids;
}

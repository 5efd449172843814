import { resolve } from "node:path";
import { parseSiteConfig, type InputConfig, type SiteConfig, TocsinError } from "@tocsin/sdk";

/** A site with one sensor and one plugin that speaks for it, to try the plugin in. */
export function pluginTrial(
  plugin: string,
  options: Readonly<Record<string, unknown>>,
): { readonly config: SiteConfig; readonly input: InputConfig } {
  const parsed = parseSiteConfig({
    site: { id: "trial", name: "Trial", latitude_deg: 0, longitude_deg: 0, ground_height_m: 0 },
    sensors: [
      {
        id: "sensor",
        name: "Sensor",
        kind: "acoustic",
        latitude_deg: 0,
        longitude_deg: 0,
        height_m: 0,
        period_s: 1,
        coverage: { range_max_m: 10_000, elevation_max_deg: 90 },
      },
    ],
    areas: [
      {
        id: "area",
        name: "Area",
        owner: "Nobody",
        protection: "protected",
        people: 1,
        circle: { latitude_deg: 0, longitude_deg: 0, radius_m: 100 },
      },
    ],
    inputs: [
      {
        type: "plugin",
        id: "trial",
        package: plugin.startsWith(".") ? resolve(plugin) : plugin,
        transport: { type: "file", path: "-" },
        sensors: [{ sensor: "sensor" }],
        options,
      },
    ],
  });
  if (parsed.ok) return { config: parsed.config, input: parsed.config.inputs[0] };
  throw new TocsinError("USAGE", {
    detail: `no plugin can be tried: ${parsed.problems[0]?.message ?? ""}`,
    command: "adapter test ",
  });
}

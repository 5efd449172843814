import { resolve } from "node:path";
import type { SiteConfig } from "@tocsin/sdk";

/**
 * Paths of a site file made absolute. They count from the file's own folder, not from where a command is run,
 * so that a service and a person at a terminal mean the same place.
 */
export function resolvePaths(config: SiteConfig, folder: string): SiteConfig {
  return {
    ...config,
    data_dir: resolve(folder, config.data_dir),
    ...(config.terrain === undefined
      ? {}
      : {
          terrain: {
            ...config.terrain,
            files: config.terrain.files.map((file) => resolve(folder, file)),
          },
        }),
    inputs: config.inputs.map((input) => {
      if (input.type === "asterix-file") return { ...input, path: resolve(folder, input.path) };
      if (input.type === "simulation" && isPath(input.scenario)) {
        return { ...input, scenario: resolve(folder, input.scenario) };
      }
      return input;
    }),
    channels: config.channels.map((channel) =>
      channel.type === "cap-file"
        ? { ...channel, directory: resolve(folder, channel.directory) }
        : channel,
    ),
  };
}

/** A scenario is named by a plain word, or by a path to a YAML file. */
const isPath = (scenario: string): boolean => /[/\\]|\.ya?ml$/.test(scenario);

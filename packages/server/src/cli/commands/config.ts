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
      .action(run(async () => (await import("../actions/config.ts")).check));
    command
      .command("show")
      .description("print the configuration in effect, with every default")
      .option("--origin", "say of each value where it comes from: file and line, default, option")
      .action(run(async () => (await import("../actions/config.ts")).show));
    command
      .command("schema")
      .description("print the JSON Schema of the site file")
      .action(run(async () => (await import("../actions/config.ts")).schema));
  },
};

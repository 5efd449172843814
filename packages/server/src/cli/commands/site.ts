import type { Verb } from "../verb.ts";

/** `tocsin site status | history`. */
export const siteVerb: Verb = {
  name: "site",
  summary:
    "say which site file was accepted, what the one in place would lower, and who changed it",
  examples: [
    {
      command: "tocsin site status --config site.yaml",
      does: "before a restart: is it accepted, or do two people have to agree?",
    },
    {
      command: "tocsin site history --data-dir DIR",
      does: "who lowered or raised what, when and why, and what they signed it with",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("status")
      .description(
        "compare the site file with the one that was accepted last; exits with 3 where two people have to agree",
      )
      .action(run(async () => (await import("../actions/site.ts")).status));
    command
      .command("history")
      .description(
        "list every site file that was in force, what it changed, and who stands behind it",
      )
      .action(run(async () => (await import("../actions/site.ts")).history));
  },
};

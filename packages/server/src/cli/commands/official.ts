import type { Verb } from "../verb.ts";

/** `tocsin official`: official warnings held against our own. */
export const officialVerb: Verb = {
  name: "official",
  summary: "add up who was first, authorities or this site, by how much, and who missed what",
  examples: [
    { command: "tocsin official --data-dir DIR", does: "over the whole record" },
    {
      command: "tocsin official --from 2026-05-01T00:00:00Z --to 2026-06-01T00:00:00Z",
      does: "alarms that began in May",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .option("--from <time>", "alarms that began from then on, ISO 8601")
      .option("--to <time>", "alarms that began before then")
      .action(run(async () => (await import("../actions/official.ts")).official));
  },
};

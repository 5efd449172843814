import type { Verb } from "../verb.ts";

const SOURCE = "where it is known from: a report, a document, who saw it";

/** `tocsin outcome struck | averted | quiet | withdraw | list`: what happened, said afterwards. */
export const outcomeVerb: Verb = {
  name: "outcome",
  summary: "say afterwards what really happened, for the scorecard and the record",
  examples: [
    {
      command:
        'tocsin outcome struck --at 2026-11-29T10:00:20Z --within 10 --area school --source "fire brigade, report 17"',
      does: "something came down",
    },
    {
      command:
        'tocsin outcome quiet --from 2026-11-29T00:00:00Z --to 2026-11-29T06:00:00Z --source "guard book"',
      does: "nothing else threatened anybody in that time: what warned of it was false",
    },
    { command: "tocsin outcome list", does: "what was said so far" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    for (const [kind, does] of [
      ["struck", "something came down"],
      ["averted", "something was brought down, or kept from arriving"],
    ] as const)
      command
        .command(kind)
        .description(does)
        .requiredOption("--at <time>", "when, ISO 8601")
        .option("--within <seconds>", "the time may be wrong by so much either way", "0")
        .option("--place <latitude,longitude>", "where it came down, or would have, degrees")
        .option("--area <id...>", "areas that it hit, or would have")
        .option("--track <id...>", "our own tracks of it")
        .requiredOption("--source <words>", SOURCE)
        .action(run(async () => (await import("../actions/outcome.ts")).happened(kind)));
    command
      .command("quiet")
      .description("nothing threatened these areas but what is said beside")
      .requiredOption("--from <time>", "since when, ISO 8601")
      .requiredOption("--to <time>", "until when")
      .option("--area <id...>", "only these areas (default: all of the site)")
      .requiredOption("--source <words>", SOURCE)
      .action(run(async () => (await import("../actions/outcome.ts")).quiet));
    command
      .command("withdraw")
      .description("an earlier statement does not hold; it stays in the record")
      .argument("<record>", "its number, as `tocsin outcome list` prints it")
      .requiredOption("--source <words>", "why")
      .action(run(async () => (await import("../actions/outcome.ts")).withdraw));
    command
      .command("list")
      .description("list what was said, newest first")
      .action(run(async () => (await import("../actions/outcome.ts")).list));
  },
};

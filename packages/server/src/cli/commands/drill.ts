import type { Verb } from "../verb.ts";

/** `tocsin drill start | stop`: an exercise beside a post that goes on protecting. */
export const drillVerb: Verb = {
  name: "drill",
  summary: "drill a site while its post protects it: own process, own journal, own channels",
  examples: [
    { command: "tocsin drill start rocket --area school", does: "a rocket at one area, now" },
    {
      command: "tocsin drill start night-raid.yaml --at 2026-11-29T18:00:00Z",
      does: "a scenario over this site, later",
    },
    { command: "tocsin drill stop", does: "end it, and tell everybody that it is over" },
    { command: "tocsin drill score", does: "how the last one went: who was reached, and when" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .command("start")
      .description("begin one; a real warning ends it at once")
      .argument("<scenario>", "rocket, drone, the name of a scenario, or a YAML file")
      .option("--area <id>", "where a rocket or a drone comes (default: the first protected area)")
      .option("--at <time>", "when it begins, ISO 8601 (default: now)")
      .option("--reason <words>", "why, for the record", "an exercise")
      .action(run(async () => (await import("../actions/drill.ts")).start));
    command
      .command("stop")
      .description("end the drill that runs")
      .option("--reason <words>", "why, for the record", "it is enough")
      .action(run(async () => (await import("../actions/drill.ts")).stop));
    command
      .command("list")
      .description("list the latest drills")
      .action(run(async () => (await import("../actions/drill.ts")).list));
    command
      .command("score")
      .description("tell how one went: whom it reached and when, and what failed")
      .argument("[id]", "of a drill (default: the last)")
      .action(run(async () => (await import("../actions/drill.ts")).score));
  },
};

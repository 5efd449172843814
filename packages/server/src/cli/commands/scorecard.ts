import type { Verb } from "../verb.ts";

/** `tocsin scorecard`: warnings held against what is known to have happened. */
export const scorecardVerb: Verb = {
  name: "scorecard",
  summary: "score warnings by what is known to have happened: warned, missed, false, lead times",
  examples: [
    { command: "tocsin scorecard", does: "of the last run, or of the site file in this folder" },
    { command: "tocsin scorecard DIR --month 2026-11", does: "of one month" },
    { command: "tocsin scorecard DIR1 DIR2 --events", does: "of two records together, by event" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .argument("[journal...]", "data directories, or journals; scored together")
      .option("--month <month>", "events that began in it, UTC, such as 2026-11")
      .option("--events", "list the latest events one by one")
      .action(run(async () => (await import("../actions/scorecard.ts")).scorecard));
  },
};

import { EXIT, TocsinError } from "@tocsin/sdk";
import { findJournal } from "../../run/find-journal.ts";
import { ScoreRecord } from "../../scoring/score-record.ts";
import { scoreReport } from "../../scoring/score-report.ts";
import type { CliContext } from "../cli-context.ts";
import { monthOption } from "../options.ts";
import { scorecardLines } from "../text/scorecard-lines.ts";
import type { Verb } from "../verb.ts";

interface ScorecardOptions {
  readonly month?: string;
  readonly events?: boolean;
}

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
      .action(run(scorecard));
  },
};

async function scorecard(
  context: CliContext,
  named: readonly string[],
  options: ScorecardOptions,
): Promise<number> {
  const month =
    options.month === undefined ? null : monthOption("--month", options.month, "scorecard ");
  const journals =
    named.length === 0
      ? [await findJournal(context)]
      : await Promise.all(named.map((dataDir) => findJournal({ ...context, dataDir })));
  const records = journals.map((journal) => new ScoreRecord(journal));
  for (const record of records) record.readOn();
  const report = scoreReport(records, month);
  if (report === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journals.join(", ") });
  if (context.json) context.printJson(report);
  else for (const line of scorecardLines(report, options.events === true)) context.print(line);
  return EXIT.ok;
}

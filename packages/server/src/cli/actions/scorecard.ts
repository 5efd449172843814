import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { findJournal } from "../../run/find-journal.ts";
import { ScoreRecord } from "../../scoring/score-record.ts";
import { scoreReport } from "../../scoring/score-report.ts";
import type { CliContext } from "../cli-context.ts";
import { monthOption } from "../options.ts";
import { scorecardLines } from "../text/scorecard-lines.ts";

interface ScorecardOptions {
  readonly month?: string;
  readonly events?: boolean;
}

export async function scorecard(
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

import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { findJournal } from "../../run/find-journal.ts";
import { OfficialRecord } from "../../run/official-record.ts";
import type { CliContext } from "../cli-context.ts";
import { timeOption } from "../options.ts";
import { officialLines } from "../text/official-lines.ts";

interface OfficialOptions {
  readonly from?: string;
  readonly to?: string;
}

export async function official(context: CliContext, options: OfficialOptions): Promise<number> {
  const [fromUs, toUs] = [
    options.from === undefined ? 0 : timeOption("--from", options.from, "official "),
    options.to === undefined ? Infinity : timeOption("--to", options.to, "official "),
  ];
  const journal = await findJournal(context);
  const record = new OfficialRecord(journal);
  record.readOn();
  const report = record.report({ fromUs, toUs });
  if (report === null) throw new TocsinError("JOURNAL_NOT_FOUND", { path: journal });
  if (context.json) context.printJson(report);
  else for (const line of officialLines(report)) context.print(line);
  return EXIT.ok;
}

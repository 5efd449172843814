import { EXIT, TocsinError } from "@tocsin/sdk";
import { findJournal } from "../../run/find-journal.ts";
import { OfficialRecord } from "../../run/official-record.ts";
import type { CliContext } from "../cli-context.ts";
import { timeOption } from "../options.ts";
import { officialLines } from "../text/official-lines.ts";
import type { Verb } from "../verb.ts";

interface OfficialOptions {
  readonly from?: string;
  readonly to?: string;
}

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
      .action(run(official));
  },
};

async function official(context: CliContext, options: OfficialOptions): Promise<number> {
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

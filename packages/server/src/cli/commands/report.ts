import { writeFileSync } from "node:fs";
import { EXIT, TocsinError } from "@tocsin/sdk";
import { makeReport } from "../../report/make-report.ts";
import { printPage } from "../../report/print-page.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { declareSubject, queryOf, type SubjectOptions } from "../subject.ts";
import type { Verb } from "../verb.ts";

/** `tocsin report …`: an incident as a page that stands alone and can be checked. */
export const reportVerb: Verb = {
  name: "report",
  summary:
    "write the report of an incident as one page: what happened, why, and what would have had to be otherwise",
  examples: [
    {
      command: "tocsin report decision 12 --data-dir DIR --out incident.html",
      does: "of one decision",
    },
    {
      command:
        "tocsin report --at residence --time 2021-11-06T23:11:33Z --from 135 --out incident.html",
      does: "of an object that others say was there",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareSubject(command)
      .option("--out <file>", "where to write it", "incident.html")
      .option("--pdf <file>", "print it there too, with the Chromium of this machine")
      .action(run(report));
  },
};

async function report(
  context: CliContext,
  kind: string | undefined,
  name: string | undefined,
  options: SubjectOptions & { readonly out: string; readonly pdf?: string },
): Promise<number> {
  const query = queryOf("report ", { kind, name, options });
  if (query === null)
    throw new TocsinError("USAGE", {
      detail: "say `decision NUMBER`, `track ID`, or --at PLACE --time TIME; tocsin why lists them",
      command: "report ",
    });
  const journal = await findJournal(context);
  const progress = context.progress("running the record again");
  const page = makeReport(journal, query);
  progress.stop();
  writeFileSync(options.out, page);
  const { pdf } = options;
  if (pdf !== undefined) await printPage(options.out, pdf);
  const printed = pdf === undefined ? {} : { pdf };
  if (context.json) context.printJson({ report: options.out, ...printed, journal });
  else {
    context.print(`The report is in ${options.out}.`);
    if (pdf !== undefined) context.print(`Printed, it is in ${pdf}: a copy that nothing checks.`);
    context.print(`Next: tocsin verify ${options.out} --data-dir ${journal}`);
  }
  return EXIT.ok;
}

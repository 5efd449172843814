import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { makeReport } from "../../report/make-report.ts";
import { printPage } from "../../report/print-page.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import type { SubjectOptions } from "../commands/subject-options.ts";
import { queryOf } from "./subject-query.ts";
import { writeWholeFile } from "../../disk/whole-file.ts";

export async function report(
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
  writeWholeFile(options.out, page);
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

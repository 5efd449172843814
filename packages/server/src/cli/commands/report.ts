import { readFileSync, writeFileSync } from "node:fs";
import { EXIT, TocsinError } from "@tocsin/sdk";
import { makeReport } from "../../report/make-report.ts";
import { verifyReport } from "../../report/verify-report.ts";
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
      .action(run(report));
  },
};

async function report(
  context: CliContext,
  kind: string | undefined,
  name: string | undefined,
  options: SubjectOptions & { readonly out: string },
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
  if (context.json) context.printJson({ report: options.out, journal });
  else {
    context.print(`The report is in ${options.out}.`);
    context.print(`Next: tocsin verify ${options.out} --data-dir ${journal}`);
  }
  return EXIT.ok;
}

/** `tocsin verify REPORT`: a report and its journal, on any machine, with the public key. */
export const verifyVerb: Verb = {
  name: "verify",
  summary: "check a report and the journal that it rests on, offline",
  examples: [
    {
      command: "tocsin verify incident.html --data-dir JOURNAL --public-key KEY",
      does: "check the journal, make the report again from it, and compare every byte",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    command
      .argument("<report>", "the page that `tocsin report` wrote")
      .option("--public-key <key>", "the key that must have signed the journal, DER in base64")
      .action(run(verify));
  },
};

async function verify(
  context: CliContext,
  path: string,
  { publicKey }: { readonly publicKey?: string },
): Promise<number> {
  const journal = await findJournal(context);
  const verdict = verifyReport(readPage(path), journal, publicKey ?? null);
  if (context.json) context.printJson(verdict);
  else
    for (const { ok, words } of verdict.findings)
      context.print(`${ok ? "good" : "BAD "}  ${words}`);
  if (verdict.ok) return EXIT.ok;
  const bad = verdict.findings.find(({ ok }) => !ok);
  throw new TocsinError("REPORT_NOT_VERIFIED", { path, detail: bad?.words ?? "" });
}

/** Bytes that are no UTF-8 make no report: they would be read as others. */
function readPage(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    throw new TocsinError("REPORT_NOT_VERIFIED", {
      path,
      detail: error instanceof Error ? `It cannot be read: ${error.message}` : "It cannot be read",
    });
  }
}

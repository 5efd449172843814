import { existsSync } from "node:fs";
import { join } from "node:path";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { isCase } from "../../cases/case-folder.ts";
import { caseProblems, caseRemarks } from "../../cases/case-problems.ts";
import { REPORT_FILES, reportRemarks } from "../../cases/report-problems.ts";
import { writeReport } from "../../cases/case-report-files.ts";
import type { CliContext } from "../cli-context.ts";

export async function report(
  context: CliContext,
  folder: string,
  options: { readonly out: string },
): Promise<number> {
  const made = writeReport(folder, options.out);
  if (context.json) context.printJson(made);
  else
    context.print(
      `${options.out}/report.html: ${made.facts.length} facts from ${made.accounts.length} accounts.\nAnybody can check it: tocsin case verify ${folder} --report ${options.out}`,
    );
  return Promise.resolve(EXIT.ok);
}

export async function verify(
  context: CliContext,
  folder: string,
  options: { readonly report?: string },
): Promise<number> {
  if (!isCase(folder)) throw new TocsinError("CASE_NOT_FOUND", { path: folder });
  const out = options.report;
  // One that lacks a file is damaged; where all are lacking somebody meant another folder.
  if (out !== undefined && !REPORT_FILES.some((name) => existsSync(join(out, name))))
    throw new TocsinError("CASE_INPUT", {
      path: out,
      detail: "holds no report: name the folder that tocsin case report wrote, or published",
    });
  const problems = caseProblems(folder, out ?? null);
  if (problems.length > 0)
    throw new TocsinError("CASE_CORRUPT", { path: folder, detail: problems.join("; ") });
  const remarks = [
    ...caseRemarks(folder),
    ...(out === undefined ? [] : reportRemarks(folder, out)),
  ];
  if (context.json) context.printJson({ ok: true, remarks });
  else {
    context.print("Nothing is missing or changed: the journal, every text and every place hold.");
    for (const remark of remarks) context.print(remark);
  }
  return Promise.resolve(EXIT.ok);
}

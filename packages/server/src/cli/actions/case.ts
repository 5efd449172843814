import { existsSync } from "node:fs";
import { join } from "node:path";
import { type CaseState, reportOf } from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { addAccounts } from "../../cases/add-accounts.ts";
import { createCase, isCase, openCase, readActions } from "../../cases/case-folder.ts";
import { caseProblems, caseRemarks } from "../../cases/case-problems.ts";
import { REPORT_FILES, reportRemarks } from "../../cases/report-problems.ts";
import { writeReport } from "../../cases/case-report-files.ts";
import { readAccountFile } from "../../cases/read-account-file.ts";
import { checkedAction, me, now } from "./case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { unreadOf, claimLines, compareLines } from "../text/case-lines.ts";

interface AddOptions {
  readonly source?: string;
  readonly title?: string;
  readonly published?: string;
  readonly encoding?: string;
}

/** Stands for the hash of a text until the text is kept. */
const NO_HASH = "0".repeat(64);

export async function begin(
  context: CliContext,
  folder: string,
  options: { readonly title: string },
): Promise<number> {
  if (folder.trim() === "" || options.title.trim() === "")
    throw new TocsinError("USAGE", {
      detail: folder.trim() === "" ? "name a folder for the case" : "--title says what it is about",
      command: "case new ",
    });
  await createCase(folder, options.title, me());
  if (context.json) context.printJson({ folder, title: options.title });
  else
    context.print(
      `The case "${options.title}" begins in ${folder}.\nNext: tocsin case add ${folder} FILE …`,
    );
  return EXIT.ok;
}

export async function add(
  context: CliContext,
  folder: string,
  files: readonly string[],
  options: AddOptions,
): Promise<number> {
  readActions(folder);
  const progress = context.progress("reading accounts");
  // All are read before one is kept: a file that cannot be read leaves the case as it was.
  const read = files.map((path, i) => {
    progress.update(`${i + 1} of ${files.length}`);
    return { path, file: readAccountFile(path, options.encoding) };
  });
  const wanted = read.map(({ file }) => ({
    text: file.text,
    source: options.source ?? file.source,
    title: options.title ?? file.title,
    published: options.published ?? file.published,
    by: me(),
    at: now(),
  }));
  for (const { text: _text, ...said } of wanted)
    checkedAction({ kind: "account", accountId: "A", sha256: NO_HASH, ...said }, "case add ");
  const made = await addAccounts(folder, wanted);
  const added = made.filter((action) => action !== null);
  const skipped = read.flatMap(({ path }, i) => (made[i] === null ? [path] : []));
  progress.update(`${added.length} added; looking for claims`);
  const state = openCase(folder);
  progress.stop();
  for (const { path, file } of read)
    if (file.doubt !== null && !skipped.includes(path)) context.note(`${path} ${file.doubt}.`);
  if (context.json) context.printJson(added);
  else for (const line of addedLines(state, added, skipped)) context.print(line);
  return EXIT.ok;
}

function addedLines(
  state: CaseState,
  added: readonly CaseAction[],
  skipped: readonly string[],
): readonly string[] {
  const own = state.accounts.filter(({ id }) =>
    added.some((action) => action.kind === "account" && action.accountId === id),
  );
  return [
    ...own.map((account) => {
      const { id, title, supported } = account;
      const count = state.claims.filter(({ accountId }) => accountId === id).length;
      const proposed = supported ? [`${count} ${count === 1 ? "claim" : "claims"} proposed`] : [];
      return `${id}  ${title}: ${[...proposed, unreadOf(account) ?? []].flat().join("; ")}`;
    }),
    ...skipped.map((path) => `${path}: is in the case already`),
  ];
}

export async function claims(context: CliContext, folder: string): Promise<number> {
  const state = openCase(folder);
  if (context.json) context.printJson(state.claims);
  else for (const line of claimLines(state)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

export async function compare(context: CliContext, folder: string): Promise<number> {
  const state = openCase(folder);
  const made = reportOf(state);
  if (context.json) context.printJson(made.facts);
  else if (made.facts.length === 0) context.print("Nothing is claimed yet.");
  else for (const line of compareLines(made)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

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

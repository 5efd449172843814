import { existsSync } from "node:fs";
import { join } from "node:path";
import { type CaseState, reportOf } from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { EXIT, TocsinError } from "@tocsin/sdk";
import type { Command } from "commander";
import { addAccounts } from "../../cases/add-accounts.ts";
import { createCase, isCase, openCase, readActions } from "../../cases/case-folder.ts";
import { caseProblems, caseRemarks } from "../../cases/case-problems.ts";
import { REPORT_FILES, reportRemarks } from "../../cases/report-problems.ts";
import { writeReport } from "../../cases/case-report-files.ts";
import { readAccountFile } from "../../cases/read-account-file.ts";
import { checkedAction, me, now } from "../case-acting.ts";
import type { CliContext } from "../cli-context.ts";
import { declareRecording } from "./case-recording.ts";
import { unreadOf, claimLines, compareLines } from "../text/case-lines.ts";
import type { Run, Verb } from "../verb.ts";
import { declareDecisions } from "./case-decisions.ts";
import { declareExhibits } from "./case-exhibits.ts";
import { declareFindings } from "./case-findings.ts";
import { declareDesk } from "./case-desk.ts";
import { declareOrigins } from "./case-origins.ts";
import { declarePublication } from "./case-publication.ts";
import { declareRevisions } from "./case-revisions.ts";
import { declareSuggest } from "./case-suggest.ts";

interface AddOptions {
  readonly source?: string;
  readonly title?: string;
  readonly published?: string;
  readonly encoding?: string;
}
/** `tocsin case …`: what people say, held against each other. Needs no sensor and no site file. */
export const caseVerb: Verb = {
  name: "case",
  summary:
    "collect accounts of an event, see who claims what, what contradicts and who copied whom, and report it verifiably",
  examples: [
    {
      command: 'tocsin case new harbour --title "Drones over the harbour"',
      does: "a folder for a case",
    },
    {
      command: "tocsin case add harbour reports/*.txt page.html",
      does: "add accounts: texts or saved pages",
    },
    { command: "tocsin case claims harbour", does: "who says what, with the exact place" },
    {
      command: "tocsin case compare harbour",
      does: "what agrees, what contradicts, from how many origins",
    },
    {
      command: "tocsin case recording harbour post/journal --at depot --time 2026-05-03T20:46:00Z",
      does: "hold what is said against what a post recorded",
    },
    { command: "tocsin case desk harbour", does: "read and decide it in the browser" },
    { command: "tocsin case report harbour --out report", does: "a page that anybody can check" },
    { command: "tocsin case verify harbour --report report", does: "check it, offline" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareAccounts(command, run);
    declareDecisions(command, run);
    declareSuggest(command, run);
    declareRecording(command, run);
    declareRevisions(command, run);
    declareOrigins(command, run);
    declareExhibits(command, run);
    declareFindings(command, run);
    declareDesk(command, run);
    declarePublication(command, run);
    command
      .command("report <folder>")
      .description("write the report: HTML, JSON and a manifest of hashes")
      .requiredOption("--out <dir>", "the folder to write it into")
      .action(run(report));
    command
      .command("verify <folder>")
      .description("check the journal, every text and every place, and a report where one is named")
      .option("--report <dir>", "a report of this case")
      .action(run(verify));
  },
};

function declareAccounts(command: Command, run: Run): void {
  command
    .command("new <folder>")
    .description("begin a case in a folder of its own")
    .requiredOption("--title <text>", "what it is about")
    .action(run(begin));
  command
    .command("add <folder> <files...>")
    .description("add accounts: text files, saved HTML pages, or - for standard input")
    .option("--source <text>", "where it came from, if the file's name does not say it")
    .option("--title <text>", "its title, if the text does not say it")
    .option("--published <date>", "the day of publication, such as 2026-05-04")
    .option(
      "--encoding <name>",
      "how its letters are written, where neither the file nor the page says it, such as windows-1251",
    )
    .action(run(add));
  command
    .command("claims <folder>")
    .description("list who says what, and where")
    .action(run(claims));
  command
    .command("compare <folder>")
    .description("hold what is said of each fact against each other")
    .action(run(compare));
}

/** Stands for the hash of a text until the text is kept. */
const NO_HASH = "0".repeat(64);

async function begin(
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

async function add(
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

async function claims(context: CliContext, folder: string): Promise<number> {
  const state = openCase(folder);
  if (context.json) context.printJson(state.claims);
  else for (const line of claimLines(state)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

async function compare(context: CliContext, folder: string): Promise<number> {
  const state = openCase(folder);
  const made = reportOf(state);
  if (context.json) context.printJson(made.facts);
  else if (made.facts.length === 0) context.print("Nothing is claimed yet.");
  else for (const line of compareLines(made)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

async function report(
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

async function verify(
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

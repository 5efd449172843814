import { userInfo } from "node:os";
import { type CaseState, PREDICATE_WORDS, reportOf, SPEAKER_KINDS } from "@tocsin/inquiry";
import { type CaseAction, caseActionSchema } from "@tocsin/inquiry/case-action";
import { EXIT, TocsinError } from "@tocsin/sdk";
import type { Command } from "commander";
import {
  appendActions,
  createCase,
  keepText,
  nowMs,
  openCase,
  readActions,
} from "../../cases/case-folder.ts";
import { caseProblems, writeReport } from "../../cases/case-report-files.ts";
import { readAccountFile } from "../../cases/read-account-file.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { declareRecording } from "./case-recording.ts";
import { claimLines, compareLines } from "../text/case-lines.ts";
import type { Run, Verb } from "../verb.ts";

interface AddOptions {
  readonly source?: string;
  readonly title?: string;
  readonly published?: string;
}
interface DecideOptions {
  readonly reason: string;
}
interface SpeakerOptions extends DecideOptions {
  readonly kind: string;
}
interface HandOptions {
  readonly quote: string;
  readonly value: string;
  readonly least?: string;
  readonly most?: string;
  readonly of?: string;
  readonly speaker: string;
  readonly kind: string;
  readonly reason: string;
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
    { command: "tocsin case report harbour --out report", does: "a page that anybody can check" },
    { command: "tocsin case verify harbour --report report", does: "check it, offline" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareAccounts(command, run);
    declareDecisions(command, run);
    declareRecording(command, run);
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

function declareDecisions(command: Command, run: Run): void {
  command
    .command("decide <folder> <claim> <verdict>")
    .description("accept or reject a proposed claim")
    .requiredOption("--reason <text>", "why")
    .action(run(decide));
  command
    .command("attribute <folder> <claim> <speaker>")
    .description("say who makes a claim, where the proposal is wrong or undecided")
    .option("--kind <kind>", SPEAKER_KINDS.join(", "), "named")
    .requiredOption("--reason <text>", "why")
    .action(run(attribute));
  command
    .command("claim <folder> <account> <predicate>")
    .description(
      `make a claim by hand, in any language; predicates: ${Object.keys(PREDICATE_WORDS).join(", ")}`,
    )
    .requiredOption(
      "--quote <text>",
      "the words of the account, exactly; the first place where they stand",
    )
    .requiredOption("--value <text>", "what is said")
    .requiredOption("--speaker <text>", "who says it")
    .option("--kind <kind>", SPEAKER_KINDS.join(", "), "named")
    .option("--least <count>", "the number said, or its lower bound")
    .option("--most <count>", "its upper bound; left out with --least: none")
    .option("--of <people>", "of whom the number is")
    .option("--reason <text>", "why", "")
    .action(run(byHand));
}

const me = (): string => userInfo().username;
const now = (): string => new Date(nowMs()).toISOString();

async function begin(
  context: CliContext,
  folder: string,
  options: { readonly title: string },
): Promise<number> {
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
  const known = readActions(folder).filter((action) => action.kind === "account");
  const progress = context.progress("reading accounts");
  // All are read before one is kept: a file that cannot be read leaves the case as it was.
  const read = files.map((path, i) => {
    progress.update(`${i + 1} of ${files.length}`);
    return { path, file: readAccountFile(path) };
  });
  const added: CaseAction[] = [];
  const skipped: string[] = [];
  for (const { path, file } of read) {
    const sha256 = keepText(folder, file.text);
    if (
      [...known, ...added].some((action) => action.kind === "account" && action.sha256 === sha256)
    ) {
      skipped.push(path);
      continue;
    }
    const action = {
      kind: "account" as const,
      accountId: nameOf(known.length + added.length),
      sha256,
      source: options.source ?? file.source,
      title: options.title ?? file.title,
      published: options.published ?? file.published,
      by: me(),
      at: now(),
    };
    added.push(checkedAction(action, "case add "));
  }
  progress.stop();
  await appendActions(folder, added);
  const state = openCase(folder);
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
    ...own.map(({ id, title, language, supported }) => {
      const count = state.claims.filter(({ accountId }) => accountId === id).length;
      return `${id}  ${title}: ${supported ? `${count} claims proposed` : `written in "${language}", which rules do not read; make claims by hand`}`;
    }),
    ...skipped.map((path) => `${path}: is in the case already`),
  ];
}

/** A, B, …, Z, AA, AB, … */
function nameOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${nameOf(Math.floor(index / 26) - 1)}${letter}`;
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

async function decide(
  context: CliContext,
  folder: string,
  claimId: string,
  verdict: string,
  options: DecideOptions,
): Promise<number> {
  knownClaim(folder, claimId);
  const action = {
    kind: "decide" as const,
    claimId,
    verdict,
    reason: options.reason,
    by: me(),
    at: now(),
  };
  await appendActions(folder, [checkedAction(action, "case decide ")]);
  context.print(`${verdict === "accept" ? "Accepted" : "Rejected"}: ${claimId}`);
  return EXIT.ok;
}

async function attribute(
  context: CliContext,
  folder: string,
  claimId: string,
  speaker: string,
  options: SpeakerOptions,
): Promise<number> {
  knownClaim(folder, claimId);
  const action = {
    kind: "attribute" as const,
    claimId,
    speaker,
    speakerKind: options.kind,
    reason: options.reason,
    by: me(),
    at: now(),
  };
  await appendActions(folder, [checkedAction(action, "case attribute ")]);
  context.print(`${claimId} is said by ${speaker}.`);
  return EXIT.ok;
}

async function byHand(
  context: CliContext,
  folder: string,
  accountId: string,
  predicate: string,
  options: HandOptions,
): Promise<number> {
  const account = openCase(folder).accounts.find(({ id }) => id === accountId);
  const start = account?.text.indexOf(options.quote) ?? -1;
  if (account === undefined || start === -1)
    throw new TocsinError("USAGE", {
      detail:
        account === undefined
          ? `the case has no account ${accountId}`
          : `account ${accountId} does not say “${options.quote}”`,
      command: "case claim ",
    });
  const least =
    options.least === undefined ? null : wholeOption("--least", options.least, "case claim ");
  const action = {
    kind: "claim" as const,
    accountId,
    span: { start, end: start + options.quote.length },
    predicate,
    value: options.value,
    least,
    most: options.most === undefined ? null : wholeOption("--most", options.most, "case claim "),
    population: options.of ?? null,
    speaker: options.speaker,
    speakerKind: options.kind,
    reason: options.reason,
    by: me(),
    at: now(),
  };
  await appendActions(folder, [checkedAction(action, "case claim ")]);
  context.print(`Claimed in ${accountId}: ${predicate} ${options.value}`);
  return EXIT.ok;
}

function knownClaim(folder: string, claimId: string): void {
  if (openCase(folder).claims.some(({ id }) => id === claimId)) return;
  throw new TocsinError("USAGE", {
    detail: `the case has no claim ${claimId}: see tocsin case claims ${folder}`,
    command: "case ",
  });
}

/** The action, or a usage error that names what is wrong with it. */
function checkedAction(action: unknown, command: string): CaseAction {
  const parsed = caseActionSchema.safeParse(action);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new TocsinError("USAGE", {
    detail: `${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is not valid"}`,
    command,
  });
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
  readActions(folder);
  const problems = caseProblems(folder, options.report ?? null);
  if (problems.length > 0)
    throw new TocsinError("CASE_CORRUPT", { path: folder, detail: problems.join("; ") });
  if (context.json) context.printJson({ ok: true });
  else
    context.print("Nothing is missing or changed: the journal, every text and every place hold.");
  return Promise.resolve(EXIT.ok);
}

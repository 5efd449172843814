import { type CaseState, reportOf } from "@tocsin/inquiry";
import type { CaseAction } from "@tocsin/inquiry/case-action";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { addAccounts } from "../../cases/add-accounts.ts";
import { createCase, openCase, readActions } from "../../cases/case-folder.ts";
import { type AccountFile, readAccountFile } from "../../cases/read-account-file.ts";
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
  const read: { readonly path: string; readonly file: AccountFile }[] = [];
  for (const path of files) {
    progress.update(`${read.length + 1} of ${files.length}`);
    read.push({ path, file: await readAccountFile(path, options.encoding) });
  }
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

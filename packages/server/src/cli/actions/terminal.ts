import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { TocsinError } from "@tocsin/sdk/errors";
import type { CliContext } from "../cli-context.ts";

/** A password: from a file, typed unseen at a terminal, or else the first line of standard input. */
export async function readPassword(
  { stderr }: CliContext,
  file: string | undefined,
  command: string,
): Promise<string> {
  if (file !== undefined) return firstLine(readFileSync(file, "utf8"));
  const { stdin } = process;
  if (stdin.isTTY) stderr.write("Password: ");
  const unseen = new Writable({ write: (_piece, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY });
  try {
    const next = await lines[Symbol.asyncIterator]().next();
    if (next.done === true)
      throw new TocsinError("USAGE", { detail: "there was no password", command });
    return next.value;
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write("\n");
  }
}

/** Whether a person at the terminal says yes. Where nobody sits at one, `--yes` has to have said it. */
export async function confirm(
  { stderr }: CliContext,
  question: string,
  command: string,
): Promise<boolean> {
  const { stdin } = process;
  if (!stdin.isTTY)
    throw new TocsinError("USAGE", { detail: "without a terminal it takes --yes", command });
  const lines = createInterface({ input: stdin, output: stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

const firstLine = (text: string): string => text.split(/\r?\n/, 1)[0] ?? "";

import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runHereIn } from "../cli/run-here.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const LAUNCHER = fileURLToPath(new URL("../../bin/tocsin.mjs", import.meta.url));
const FENCED = /^```([^\n]*)\n([\s\S]*?)^```$/gm;
/** A word of a command line: quotes keep what is between them together. */
const WORD = /(?:[^\s"']|"[^"]*"|'[^']*')+/g;
const PLAIN_COMMAND = /^npx tocsin(?: +(?:[^\s"'`\\|&;<>$(){}*?[\]~#!]|"[^"`\\$!]*"|'[^']*')+)*$/;
/** Stands before a piece of the output that the command above must print. */
const EXPECTED = "#=> ";

export interface PageCommand {
  readonly line: string;
  readonly expected: readonly string[];
}
export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/**
 * What a page asks its reader to type: the lines of blocks marked `sh tour`, each with the pieces of output that
 * the page promises for it.
 */
export function commandsOf(page: string): readonly PageCommand[] {
  const lines = blocksOf(page)
    .filter(({ info }) => info === "sh tour")
    .flatMap(({ body }) => body.trimEnd().replaceAll("\\\n", " ").split("\n"));
  const commands: { line: string; expected: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith(EXPECTED))
      commands[commands.length - 1].expected.push(line.slice(EXPECTED.length));
    else if (line.trim() !== "") commands.push({ line, expected: [] });
  }
  return commands;
}

/** Writes the blocks that a page marks `file=NAME` into `folder`. */
export function writeFilesOf(page: string, folder: string): void {
  for (const { info, body } of blocksOf(page)) {
    const name = / file=(\S+)/.exec(info)?.[1];
    if (name === undefined) continue;
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
  }
}

/** Runs a command as a reader would, with `npx tocsin` from this checkout, in a shell and a process of its own. */
export function runCommand(line: string, folder: string): Promise<CommandResult> {
  const npx = `npx() { shift; "${process.execPath}" "${LAUNCHER}" "$@"; }`;
  return new Promise((resolve) => {
    execFile("bash", ["-c", `${npx}\n${line}`], { cwd: folder }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error === null ? 0 : 1;
      resolve({ code, output: stdout + stderr });
    });
  });
}

/** `why` of `npx tocsin why --json`; empty where no command of `tocsin` stands first. */
export const verbOf = (line: string): string => /^npx tocsin (\S+)/.exec(line)?.[1] ?? "";

/** The same without the start of a process, where a line is one command of `tocsin` and asks nothing else of a shell. */
export async function runCommandHere(line: string, folder: string): Promise<CommandResult> {
  const words = PLAIN_COMMAND.test(line) ? (line.match(WORD) ?? []).slice(2) : null;
  if (words === null) return runCommand(line, folder);
  const args = words.map((word) => word.replaceAll(/["']/g, ""));
  const { code, stdout, stderr } = await runHereIn(folder, args);
  return { code: code ?? 1, output: stdout + stderr };
}

export const readPage = (path: string): string => readFileSync(join(ROOT, path), "utf8");
export const rootPath = (path: string): string => join(ROOT, path);

const blocksOf = (page: string): readonly { readonly info: string; readonly body: string }[] =>
  [...page.matchAll(FENCED)].map(([, info, body]) => ({ info, body }));

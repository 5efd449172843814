import { Writable } from "node:stream";
import { createContext } from "../../src/cli/create-context.ts";
import { runArguments } from "../../src/cli/main.ts";
import type { CliResult } from "./cli-folder.ts";
import { withoutProgress } from "./without-progress.ts";

/** Runs a command of `tocsin` in this process: what it does is the same, and the start of a process is saved. */
export async function runHere(...args: readonly string[]): Promise<CliResult> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const { signal } = new AbortController();
  const json = args.includes("--json");
  const code = await runArguments(args, {
    outcome: { exitCode: 0, verb: null },
    reporting: { stderr, json, verbose: false },
    contextOf: (options) => createContext(options, { stdout, stderr, signal: () => signal }),
  });
  return { code, stdout: stdout.text, stderr: withoutProgress(stderr.text) };
}

/** The same in another folder. A process has one at a time, so nothing else may be under way here. */
export async function runHereIn(folder: string, args: readonly string[]): Promise<CliResult> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await runHere(...args);
  } finally {
    process.chdir(before);
  }
}

class Kept extends Writable {
  text = "";

  override _write(piece: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(piece);
    done();
  }
}

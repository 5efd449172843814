import { Writable } from "node:stream";
import { createContext } from "../../src/cli/create-context.ts";
import { runArguments } from "../../src/cli/main.ts";
import type { CliResult } from "./cli-folder.ts";

/** Runs a command of `tocsin` in this process: what it does is the same, and the start of a process is saved. */
export async function runHere(...args: readonly string[]): Promise<CliResult> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const json = args.includes("--json");
  const code = await runArguments(args, {
    outcome: { exitCode: 0, verb: null },
    reporting: { stderr, json, verbose: false },
    contextOf: (options) => ({
      ...createContext(options),
      stdout,
      stderr,
      print: (text) => void stdout.write(`${text}\n`),
      printJson: (value) => void stdout.write(`${JSON.stringify(value)}\n`),
      note: (text) => void stderr.write(`${text}\n`),
    }),
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Kept extends Writable {
  text = "";

  override _write(piece: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += String(piece);
    done();
  }
}

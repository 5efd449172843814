import type { Writable } from "node:stream";
import { EXIT } from "@tocsin/sdk/errors";
import type { CliContext } from "./cli-context.ts";
import { createProgress } from "./progress.ts";

/** The global options, as commander hands them over. */
export interface GlobalOptions {
  readonly config?: string;
  readonly dataDir?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** The site file where none is named: in the current folder. */
export const DEFAULT_CONFIG_PATH = "site.yaml";

/** Where what a command says goes, and what stops it. */
interface Surroundings {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly signal: () => AbortSignal;
}

/** The context of a command that has this process for itself, or has `around` it what a caller gives it. */
export function createContext(
  options: GlobalOptions,
  around: Surroundings = ownProcess(),
): CliContext {
  const { stdout, stderr, signal } = around;
  const line = (text: string): string => (text.endsWith("\n") ? text : `${text}\n`);
  return {
    json: options.json ?? false,
    verbose: options.verbose ?? false,
    configPath: options.config ?? DEFAULT_CONFIG_PATH,
    configGiven: options.config !== undefined,
    dataDir: options.dataDir ?? null,
    stdout,
    stderr,
    signal,
    print: (text) => void stdout.write(line(text)),
    printJson: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (text) => void stderr.write(line(text)),
    progress: (title) => createProgress({ title, stream: stderr, terminal: stderr.isTTY === true }),
  };
}

const ownProcess = (): Surroundings => ({
  stdout: process.stdout,
  stderr: process.stderr,
  signal: takeSignals,
});

let taken: AbortController | null = null;

function takeSignals(): AbortSignal {
  if (taken !== null) return taken.signal;
  const controller = new AbortController();
  taken = controller;
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}

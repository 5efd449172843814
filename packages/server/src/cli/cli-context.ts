import type { Writable } from "node:stream";
import type { Progress } from "./progress.ts";

/** What every verb gets: the global options, and where its output goes. */
export interface CliContext {
  /** `--json`: one JSON value on standard output instead of text. */
  readonly json: boolean;
  readonly verbose: boolean;
  /** `--config`; `site.yaml` in the current folder where it is not given. */
  readonly configPath: string;
  /** Whether `--config` was given. */
  readonly configGiven: boolean;
  /** `--data-dir`; null: the one that the site file names. */
  readonly dataDir: string | null;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /**
   * Aborts on the first SIGINT or SIGTERM; a second one ends the process. Asking for it takes the signals over:
   * a verb that never asks is stopped by the first, as any program is.
   */
  signal(): AbortSignal;
  /** A line, or several, on standard output. */
  print(text: string): void;
  printJson(value: unknown): void;
  /** A line on standard error: what is not the answer itself. */
  note(text: string): void;
  /** Shows on standard error that something is going on, if it lasts. */
  progress(title: string): Progress;
}

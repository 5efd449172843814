import type { Writable } from "node:stream";
import { EXIT, TocsinError } from "@tocsin/sdk";

export interface ErrorReporting {
  readonly stderr: Writable;
  readonly json: boolean;
  /** Whether a defect shows its stack. */
  readonly verbose: boolean;
}

/** Tells people what happened and what to do, and gives the exit code. What no registry knows is a defect of ours. */
export function reportError(error: unknown, to: ErrorReporting): number {
  if (error instanceof TocsinError) {
    const { code, message, remedy, exitCode } = error;
    if (to.json) writeJson(to.stderr, { code, message, remedy });
    else to.stderr.write(`error: ${message}\n${remedy}\n`);
    return exitCode;
  }
  if (error instanceof Error && error.name === "AbortError") return EXIT.interrupted;
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  const remedy = to.verbose
    ? "Please report it with the lines above."
    : "Please report it with what the same command prints with --verbose.";
  if (to.json) {
    writeJson(to.stderr, { code: "DEFECT", message, remedy, ...(to.verbose ? { stack } : {}) });
  } else {
    const detail = to.verbose ? `${stack}\n` : "";
    to.stderr.write(`error: this is a defect of Tocsin: ${message}\n${detail}${remedy}\n`);
  }
  return EXIT.failure;
}

const writeJson = (stream: Writable, error: Readonly<Record<string, unknown>>): void => {
  stream.write(`${JSON.stringify({ error })}\n`);
};

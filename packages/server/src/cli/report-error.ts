import type { Writable } from "node:stream";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";

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
  const refusal = systemRefusal(error);
  if (refusal !== null) {
    const { code, message } = refusal;
    if (to.json) writeJson(to.stderr, { code, message, remedy: SYSTEM_REMEDY });
    else to.stderr.write(`error: ${message}\n${SYSTEM_REMEDY}\n`);
    return EXIT.failure;
  }
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

/** What the system refuses for reasons outside Tocsin: rights, a full or read-only disk, a limit, a file where a folder is meant. */
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENOSPC",
  "EDQUOT",
  "EFBIG",
  "ENOTDIR",
  "EISDIR",
  "EIO",
]);
const SYSTEM_REMEDY =
  "Check that path, its permissions, the room on its disk and any limit on the size of a file.";

/** A disk refuses a write to a file that is open, and then names no path. */
const PATHLESS_CODES: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO"]);

/** `permission denied, open 'site.yaml'` of an error that the system gave about a path or a disk; null for any other. */
export function systemRefusal(
  error: unknown,
): { readonly code: string; readonly message: string } | null {
  if (!(error instanceof Error)) return null;
  const { code, path, syscall }: NodeJS.ErrnoException = error;
  if (code === undefined) return null;
  // Node says so, too, when the disk is read-only; that a parent is missing can't be, since parents are made.
  if (code === "ENOENT" && syscall === "mkdir" && path !== undefined)
    return { code, message: `the folder ${path} cannot be made; its disk may be read-only` };
  // Of a file to be written its folder is missing.
  if (code === "ENOENT" && syscall === "open" && path !== undefined)
    return { code, message: `there is no ${path}, or no folder for it` };
  const known = path === undefined ? PATHLESS_CODES : SYSTEM_CODES;
  if (!known.has(code)) return null;
  return { code, message: error.message.replace(/^[A-Z]+: /, "") };
}

const writeJson = (stream: Writable, error: Readonly<Record<string, unknown>>): void => {
  stream.write(`${JSON.stringify({ error })}\n`);
};

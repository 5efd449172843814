import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { TocsinError } from "@tocsin/sdk/errors";

/**
 * Makes a folder with those above it; throws `CASE_INPUT` with what to do. One level at a time: where a file system says of a new folder that it is not
 * there, as /proc does, Node's own way of making all of them never ends.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  try {
    for (let at = resolve(path); !isThere(at); at = dirname(at)) missing.push(at);
    for (const folder of missing.toReversed()) mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another program made it just now.
    if (code === "EEXIST" && isThere(resolve(path))) return;
    throw new TocsinError("CASE_INPUT", { path, detail: UNMADE[code ?? ""] ?? unmade(code) });
  }
}

/** Whether a folder is there; throws what a system throws where something else is. */
function isThere(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.isDirectory()) return true;
  throw Object.assign(new Error(`${path} is no folder`), { code: "ENOTDIR" });
}

const ELSEWHERE = "name another folder";
const unmade = (code = "for no reason that is known"): string =>
  `cannot be made a folder (${code}): ${ELSEWHERE}`;
const DENIED = `cannot be written by you: see who owns the folder it is in, or ${ELSEWHERE}`;
const UNMADE: Readonly<Record<string, string>> = {
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: `is on a disk that takes no writes: ${ELSEWHERE}`,
  ENOENT: `is where no folders can be made: ${ELSEWHERE}`,
  ENOTDIR: `is a file, or in one: ${ELSEWHERE}, which need not be there yet`,
  ENAMETOOLONG: `has too long a name: ${ELSEWHERE}`,
  ENOSPC: "cannot be made: the disk is full",
};

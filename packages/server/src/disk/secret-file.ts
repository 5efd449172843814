import { randomBytes } from "node:crypto";
import { copyFileSync, constants, linkSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Puts a file that only its owner may read where none is, whole or not at all. False where there is one already, as when two processes
 * make the same key at their first start: the earlier one stands, and whoever comes second reads it.
 */
export function makeSecretFile(path: string, content: string): boolean {
  // A name that no other process has.
  const written = `${path}.${randomBytes(6).toString("hex")}.new`;
  write(written, content);
  try {
    placeNew(written, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(written, { force: true });
  }
}

/**
 * Puts one that only its owner may read in place of what lies there: a reader sees the old or the new, whole. For files that one process
 * writes.
 */
export function replaceSecretFile(path: string, content: string): void {
  const next = `${path}.next`;
  rmSync(next, { force: true });
  write(next, content);
  renameSync(next, path);
}

const write = (path: string, content: string): void =>
  writeFileSync(path, content, { mode: 0o600, flag: "wx", flush: true });

function placeNew(written: string, path: string): void {
  try {
    linkSync(written, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    // A disk without hard links, as memory cards have: exclusive too, though a power cut may leave a part.
    copyFileSync(written, path, constants.COPYFILE_EXCL);
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

import { existsSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/**
 * Writes a file that somebody asked for: what lay there before stays until all of the new one is on the disk, so that a full disk leaves no page that
 * ends in its midst. What is no file, as `/dev/stdout`, is written to as it is. Throws what the disk says.
 */
export function writeWholeFile(path: string, content: string | Uint8Array): void {
  if (existsSync(path) && !statSync(path).isFile()) {
    writeFileSync(path, content);
    return;
  }
  const part = `${path}.${process.pid}.part`;
  try {
    writeFileSync(part, content, { flush: true });
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw named(error, path);
  }
}

/** The error speaks of the file that was asked for; one of a disk that is full names none. */
const named = (error: unknown, path: string): unknown =>
  error instanceof Error ? Object.assign(error, { path }) : error;
